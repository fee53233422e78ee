/** Released words need weeks to come; these stand for them. */
export const unread = {
  items: ['大厅的叫号屏坏了两天，没有人修', '九号窗口那位同志讲得很清楚，就是要跑三趟'].map((text, at) => ({
    id: `3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c1${at}`,
    unit: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c21',
    unitName: '执行局',
    batch: '2026-W36',
    until: '2026-09-06',
    verified: true,
    text,
    hints: at === 0 ? [] : [{ hint: 'person', title: '人名或称呼' }],
    mayDecide: true,
  })),
}

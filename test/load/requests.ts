/** What the load generators send: both the same. Every fiftieth rating is poor and wishes a call. */
export const wishedEvery = 50

export const ratingBody = (wished: boolean): string =>
  JSON.stringify(
    wished
      ? { overall: 1, levels: { attitude: 1 }, reasons: [], callback: { wanted: true, phone: '13800000000', by: 'department' } }
      : { overall: 5, levels: { attitude: 5, result: 4 }, reasons: [] },
  )

export const healthPath = '/healthz'

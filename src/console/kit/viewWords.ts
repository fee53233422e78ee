import { defineWords } from './language.ts'

/** Words of filters that are kept under a name. */
export const viewWords = defineWords({
  zh: {
    views: '常用筛选',
    viewSave: '存为常用',
    viewName: '起个名字',
    viewNameHint: '如：本周快到期的',
    viewSaved: '已存好',
    viewFirst: '打开这页时先用它',
    viewShare: '给本单位的岗位也用',
    viewDrop: '删除',
    viewManage: '管理',
    viewShared: '本单位共用',
    viewNote: '只存种类、环节、单位、时限这些条件；编号和查找的文字不会存。链接也可以直接发给同事：对方看到的只是他自己有权看的。',
    viewNothing: '先选一个条件，再存。',
  },
  en: {
    views: 'Saved views',
    viewSave: 'Save this view',
    viewName: 'Its name',
    viewNameHint: 'e.g. Due this week',
    viewSaved: 'Saved',
    viewFirst: 'Opens with this page',
    viewShare: 'For the posts of my unit, too',
    viewDrop: 'Delete',
    viewManage: 'Arrange',
    viewShared: 'shared',
    viewNote:
      'Kept are kind, stage, unit and dates, never a number or words that you searched for. The link can be sent as it is: whoever opens it sees what he may see himself.',
    viewNothing: 'Choose a filter first.',
  },
})

import { defineWords } from '../kit/language.ts'

/** Words of what stands around every page: finding, bell, help, keys, tour, kept filters. */
export const desk = defineWords({
  zh: {
    find: '查找', findTitle: '查找', findHint: '编号任意三位、单位、种类、环节',
    findNote: '只在您看得到的件里找；封存的内容（群众的话、电话）不能查找。', findMore: '请再输入一点：编号至少三位，文字至少两个字。', findNone: '没有找到。也可能是您看不到那一件。', findAll: '在列表中看全部',
    findPages: '页面', findStages: '环节', findOrders: '整改要求', findMatters: '件',
    bell: '提醒', unread: (n: string) => `提醒，${n}条未读`, bellNote: '只说有事，不说内容；看不到的件，这里也不会有。', allRead: '全部标为已读', older: '更早的', noBell: '眼下没有提醒', isUnread: '未读', atNumber: (number: string) => `编号${number}`,
    about: {
      'callback.leader': '有1件待回访', 'callback.list_out': '本单位有新的整改要求', 'callback.order_answered': '您交办的整改有了回复', 'callback.record_returned': '有1件回访记录被退回，请补记', 'callback.second_reading': '有1件待您复核、确认', 'callback.recheck': '抽到您1件再问',
      'callback.remind': '有1件快到期或已到期', 'callback.tell_superior': '您分管的有1件逾期', 'callback.supervision_slip': '有1件已达督办条件，督办函待您签发', 'callback.slip_issued': '您单位收到1份督办函', 'callback.slip_replied': '有1份督办函已回复', 'callback.propose_inquiry': '有1件已达启动条件，提请审批',
      'discipline.rung': '有1件待受理或快到期', 'discipline.empty': '有一个必设岗位空缺，请核对岗位', 'health.alarm': '运行状况需要您看一看', 'export.ready': '您的导出已经做好', 'session.elsewhere': '您的账号在另一处登录了', 'warrant.asked': '有人申请紧急查看', 'warrant.agreed': '紧急查看已经打开',
    } as Readonly<Record<string, string>>,
    aboutOther: '有1件事请您看一看',
    help: '帮助', helpTitle: (page: string) => `${page}：这一页怎么用`, keysTitle: '快捷键', keysOn: '使用单键快捷键', keysNote: '在输入框里打字时不起作用。用语音输入的，请关掉。',
    keys: [['/', '查找'], ['?', '这份帮助'], ['j　k', '在列表里往下、往上'], ['Enter', '打开选中的'], ['g 然后 w', '我的工作'], ['g 然后 m', '件'], ['g 然后 b', '看板']] as readonly (readonly [string, string])[],
    tourOffer: '第一次用？花十分钟，带您把这个岗位要办的事走一遍。', tourBegin: '开始', tourNo: '不用了', tourGo: '十分钟带看', tourResume: (n: number) => `接着带看（第${n}步）`, tourAgain: '再看一遍带看',
    tourStep: (n: number, of: number) => `第${n}步，共${of}步`, tourNext: '下一步', tourBack: '上一步', tourLeave: '先到这里', tourDone: '看完了', tourTitle: '带看',
  },
  en: {
    find: 'Find', findTitle: 'Find', findHint: 'Any three signs of a number, a unit, a kind, a stage',
    findNote: 'Looks only among the matters that you may see. What is sealed (a citizen’s words, telephones) cannot be searched.', findMore: 'A little more: at least three signs of a number, or two characters of a word.', findNone: 'Nothing found, or nothing that you may see.', findAll: 'All of them in the list',
    findPages: 'Pages', findStages: 'Stages', findOrders: 'Orders to put right', findMatters: 'Matters',
    bell: 'Bell', unread: (n: string) => `Bell, ${n} unread`, bellNote: 'That there is something, never what. Of a matter that you do not see nothing stands here.', allRead: 'Mark all as read', older: 'Older ones', noBell: 'Nothing to tell you now', isUnread: 'Unread', atNumber: (number: string) => `Number ${number}`,
    about: {
      'callback.leader': 'A call waits for you', 'callback.list_out': 'Your unit has a new list of what to put right', 'callback.order_answered': 'An order of yours was answered', 'callback.record_returned': 'A record of a call was sent back to be completed', 'callback.second_reading': 'Something waits for your second reading', 'callback.recheck': 'You were drawn to ask once more',
      'callback.remind': 'A matter is near its date, or past it', 'callback.tell_superior': 'A matter below you is overdue', 'callback.supervision_slip': 'A letter of supervision waits for your signature', 'callback.slip_issued': 'Your unit has received a letter of supervision', 'callback.slip_replied': 'A letter of supervision was answered', 'callback.propose_inquiry': 'An inquiry may be opened and waits for your approval',
      'discipline.rung': 'Something waits to be accepted, or is near its date', 'discipline.empty': 'A post that must be filled is empty', 'health.alarm': 'The health of the house needs a look', 'export.ready': 'Your export is ready', 'session.elsewhere': 'Your account was opened at another place', 'warrant.asked': 'Somebody asks to break the glass', 'warrant.agreed': 'A glass was broken',
    } as Readonly<Record<string, string>>,
    aboutOther: 'Something needs a look from you',
    help: 'Help', helpTitle: (page: string) => `${page}: how to use this page`, keysTitle: 'Keys', keysOn: 'Use single keys as shortcuts', keysNote: 'They do nothing while you type. Turn them off if you speak to the machine.',
    keys: [['/', 'Find'], ['?', 'This help'], ['j k', 'Down and up in a list'], ['Enter', 'Open what is chosen'], ['g then w', 'My work'], ['g then m', 'Matters'], ['g then b', 'Boards']] as readonly (readonly [string, string])[],
    tourOffer: 'New here? Ten minutes take you through what this post does.', tourBegin: 'Begin', tourNo: 'No, thank you', tourGo: 'Tour of ten minutes', tourResume: (n: number) => `Go on with the tour (step ${n})`, tourAgain: 'The tour once more',
    tourStep: (n: number, of: number) => `Step ${n} of ${of}`, tourNext: 'Next', tourBack: 'Back', tourLeave: 'Leave it here', tourDone: 'Done', tourTitle: 'Tour',
  },
})

import type { SessionPost } from '../api/session.ts'
import type { PageKey } from '../menu.ts'

/** One step of a tour: which page it is on, and what it points at; the first of these that is there. */
export interface TourStep {
  readonly page?: PageKey
  readonly at: readonly string[]
  readonly zh: string
  readonly en: string
}

const menu = (page: PageKey): string => `[data-page="${page}"]`
const heading = 'main h1'

const bell: TourStep = {
  at: ['[data-tour="bell"]'],
  zh: '铃铛里是和您有关的事：有件待办、有了回复、被退回、导出做好了。只说有事，不说内容。',
  en: 'The bell holds what concerns you: something to do, an answer, a return, an export. That there is something, never what.',
}
const find: TourStep = {
  at: ['[data-tour="find"]'],
  zh: '查找：编号任意三位，或单位、种类、环节的字。键盘上按 / 也行。',
  en: 'Find: any three signs of a number, or words of unit, kind and stage. The key / opens it too.',
}
const help: TourStep = {
  at: ['[data-tour="help"]'],
  zh: '每一页都有一份帮助：这是什么、能做什么、规定怎么说、问谁。带看随时能在这里再看一遍。',
  en: 'Each page has its help: what it is, what you can do, what the rules say, whom to ask. This tour is there, too.',
}
const account: TourStep = {
  at: ['[data-tour="account"]'],
  zh: '点自己的名字：改密码、绑定第二重验证、委托岗位、看在哪里登录着。',
  en: 'Your own name: password, second factor, lending your post, and where you are signed in.',
}
const work: TourStep = {
  page: 'work',
  at: ['.work-item', '.lead-sentence', heading],
  zh: '我的工作：轮到您办的，最先到期的在前。点开一件，左边就是现在要办的。',
  en: 'My work: what waits for you, nearest due first. Open one: what is to be done stands first.',
}
const matters: TourStep = {
  page: 'matters',
  at: ['.filters', heading],
  zh: '件：您看得到的全部。选好种类、时限，可以存为常用，下次一点就到。',
  en: 'Matters: all that you may see. Choose kind and date and save it as a view.',
}
const ratings: TourStep = {
  page: 'evaluation',
  at: ['.filters', heading],
  zh: '评价情况：成批发布，太少的不显示，不排名，没有按人的数字。',
  en: 'Ratings: released in batches, small figures withheld, no ranks, no figure of a person.',
}
const orders: TourStep = {
  page: 'orders',
  at: [heading],
  zh: '整改要求：每周一份清单，改什么、谁负责、什么时候改好。没有哪一件、哪个人。',
  en: 'What to put right: a list each week, with what, who and by when; no matter and no person.',
}
const unitWords: TourStep = {
  page: 'unitWords',
  at: [heading],
  zh: '群众留言：上面有人读过再给您，次序是打乱的。看能改什么，不要去找是谁写的。',
  en: 'What citizens wrote, read by somebody above and in no order. See what can change; do not look for who wrote it.',
}
const loop: TourStep = {
  page: 'loopHealth',
  at: ['.figures', heading],
  zh: '闭环情况：五个数，每个点开都是一张表。您看进度和时限，看不到群众的话。',
  en: 'Loop health: five counts, each a list. You see course and dates, no citizen’s words.',
}
const report: TourStep = {
  page: 'monthReport',
  at: [heading],
  zh: '月报：数字能点开看是哪些件，可以下载成 Word，由办公室编号签发。',
  en: 'The month report: figures open their matters; it leaves as Word for the office to number and sign.',
}
const reading: TourStep = {
  page: 'words',
  at: [heading],
  zh: '留言审读：群众的话先由您读，删去能认出人的，再发给单位。',
  en: 'Reading: you read citizens’ words first and remove what gives somebody away.',
}
const calendar: TourStep = {
  page: 'calendar',
  at: [heading],
  zh: '放假安排：所有时限照它算。一人录入、另一人确认，缺的年份写“期限待定”。',
  en: 'The calendar: all terms count by it. One enters, another confirms; a missing year gives no date.',
}
const centre: TourStep = {
  page: 'centre',
  at: ['.figures', heading],
  zh: '中心台：所有在办回访的时限，逾期在最前。四个数都能点开；没有群众的话，也没有名字。',
  en: 'The centre’s desk: the clocks of all open calls, overdue first. Each figure is a list; no words and no names.',
}
const script: TourStep = {
  page: 'script',
  at: [heading],
  zh: '回访话术：回访人照着说的话由中心保管，改了谁都看得到是哪一版。',
  en: 'What to say: the words of all callers, kept by the centre, each version with its name.',
}
const programme: TourStep = {
  page: 'programme',
  at: [heading],
  zh: '本市方案：每条规则的大白话和来历。一人提新版本，另一人同意，到日子生效；在办的件不受影响。',
  en: 'The programme: each rule in plain words and where it comes from. One proposes a version, another agrees; open matters keep theirs.',
}
const desk: TourStep = {
  page: 'discipline',
  at: ['.chain', heading],
  zh: '监督台：谁打开过号码、哪些没联系就办结、绕开了谁。最上面说明留痕链完不完整。',
  en: 'The watching desk: numbers opened, closed without contact, routed around; first of all whether the chain is whole.',
}
const lists: TourStep = {
  page: 'audit',
  at: ['.filters', heading],
  zh: '监督清单：按时间、单位查，查到的可以导出；您查过什么也留痕。',
  en: 'Audit lists: searched by period and unit, and taken out; your own looking leaves a trace.',
}
const people: TourStep = {
  page: 'people',
  at: [heading],
  zh: '人员和账号：安全管理员开号、停用，审计管理员只看。自己的账号谁也不能自己改。',
  en: 'People and accounts: the security administrator opens and disables, the audit administrator reads. Nobody changes his own.',
}
const keys: TourStep = {
  page: 'apiKeys',
  at: [heading],
  zh: '接口密钥：只给用得着的权限，到期换新，没人用的收回。',
  en: 'Keys of other systems: no more than needed, rotated, revoked when unused.',
}

const lent: TourStep = {
  page: 'delegations',
  at: [heading],
  zh: '岗位委托：谁把岗位托给了谁、几天。只看得到委托本身，看不到办了哪件。',
  en: 'Lent posts: who lent what to whom, and for how long; never which matters.',
}

const formal: TourStep = {
  page: 'warrants',
  at: [heading],
  zh: '调取和紧急查看：要看岗位看不到的，写文号和理由，两个人同意才打开，到时自己关上；打开过会告诉群众。',
  en: 'Formal access: with a number and a reason, two people, and an end; the citizen is told that it was read.',
}

const lostFactor: TourStep = {
  page: 'factorResets',
  at: [heading],
  zh: '账号重置：忘了密码、丢了手机的人当面来，一人申请、另一人同意才办，本人会收到提醒。',
  en: 'Account resets: the owner comes in person, one asks and another agrees, and the owner is told.',
}

const stuckLedger: TourStep = {
  page: 'stuckLedger',
  at: ['.shares', heading],
  zh: '办不成事台账：三个“100%”各有分母，红的是还差的，点开就是哪几件。',
  en: 'The ledger of stuck matters: three shares, each with its denominator; what is red is missing and opens as a list.',
}
/** What a desk of a room adds, before the steps of the role. */
const ofDesks: readonly TourStep[] = [
  {
    page: 'stuckIntake',
    at: [heading],
    zh: '登记办不成事：谁来都先登记，马上有编号和回执码；当天联系，再把关、分类。',
    en: 'Taking in: whoever comes is taken in first, with a number and a code; contact the same day, then gate and sorting.',
  },
  stuckLedger,
  {
    page: 'transferList',
    at: ['.figures', heading],
    zh: '材料接转：每一袋在谁手里、从什么时候起；扫码或输入号码就能打开那一袋。',
    en: 'Papers on their way: in whose hands each bag is and since when; scan or type a label to open it.',
  },
  {
    page: 'zoneIntake',
    at: [heading],
    zh: '专区登记：一件事登记一次，四类分开；有名有姓的专员来办。',
    en: 'Take in at the zone: each thing once, the four kinds apart; a specialist has it by name.',
  },
  {
    page: 'zoneList',
    at: [heading],
    zh: '服务专区：四类各有几件、解决没有（由本人说）；点数字看是哪几件。',
    en: 'Service zone: how many of each kind, and whether they are solved, by the word of whoever asked.',
  },
  {
    page: 'receptionDays',
    at: [heading],
    zh: '领导接待日：公布哪天、谁接待、几个号；改了、取消了，约了的人会收到短信。',
    en: 'Reception days: when, who receives, how many places; whoever booked is told when something changes.',
  },
  {
    page: 'reachList',
    at: [heading],
    zh: '联系承办人：谁还等着您联系、到哪天为止；联系上没有，由当事人说。',
    en: 'Reaching the officer: who waits for you, and until when; whether she was reached is for her to say.',
  },
  {
    page: 'visits',
    at: [heading],
    zh: '走访意见：群众、企业说了什么，交给了谁；解决没有，由他们说。',
    en: 'Visits: what was said, and who answers it; whether it is solved is for them to say.',
  },
  {
    page: 'hardshipList',
    at: [heading],
    zh: '困难救助：等您决定的、到哪天为止；难处和金额只在那一件里看得到。',
    en: 'Help in hardship: what waits for your decision, and until when; hardship and sums stand in the matter alone.',
  },
  {
    page: 'hall',
    at: ['.shares', heading],
    zh: '政务大厅：事项进驻、单设窗口整合的占比，每个数点开就是还差哪几项。',
    en: 'Service halls: shares of items moved in and windows integrated; each figure opens what is missing.',
  },
]

const above: readonly TourStep[] = [
  work,
  matters,
  orders,
  unitWords,
  ratings,
  report,
  {
    page: 'windows',
    at: [heading],
    zh: '窗口评价牌：打印出来摆在窗口。墙上的码记为未核验，不进应评尽评的数。',
    en: 'Sheets for the windows; what is scanned from a wall is unverified and counts in no coverage.',
  },
]

/** What each post does in its first ten minutes, by its first role; the steps round the page come last. */
const byRole: Partial<Record<SessionPost['role'], readonly TourStep[]>> = {
  clerk: [
    {
      page: 'showCode',
      at: [heading],
      zh: '请您评一评：把码亮给面前的群众，请他自己扫。评了没有、评了什么，您都看不到。',
      en: 'Show the code to the visitor. Whether and what was rated you never see.',
    },
    orders,
    unitWords,
    ratings,
  ],
  leader: above,
  deputy_head: above,
  head: [work, matters, ratings, unitWords, report],
  supervisor: [
    loop,
    {
      page: 'loopHealth',
      at: ['.figure', heading],
      zh: '点一个数看它的表。达到督办条件的，督办函由您签发，或写明不签发的理由。',
      en: 'Open a count for its list. Where a letter of supervision is due, you issue it or say why not.',
    },
    matters,
    ratings,
    report,
    reading,
    work,
    programme,
  ],
  callback_centre: [centre, work, loop, matters, ratings, report, reading, script],
  discipline: [
    desk,
    lists,
    formal,
    {
      page: 'work',
      at: ['.work-item', heading],
      zh: '保密举报在“我的工作”里，别的岗位没有它，也没有它的数。',
      en: 'Sealed reports stand in your work; no other post has them or a count of them.',
    },
    matters,
    ratings,
  ],
  system_admin: [
    {
      page: 'health',
      at: [heading],
      zh: '运行状况：备份、磁盘、时钟、短信。红的马上办，每条都写着怎么办。',
      en: 'Health: backups, disks, clock, messages. Red is to be done at once; each line says how.',
    },
    {
      page: 'import',
      at: [heading],
      zh: '导入办件：先对列、再试导，有一行错就全不导；整批可撤回。',
      en: 'Import: match, try, and one wrong row stops it; a whole import can be taken back.',
    },
    {
      page: 'proposals',
      at: [heading],
      zh: '提请和批准：影响谁能看到什么、谁有什么岗位的，一人提请，另一人批准。',
      en: 'Proposals: whatever decides who sees what, or who holds which post, takes two.',
    },
    {
      page: 'units',
      at: [heading],
      zh: '单位名册：名称、地址由您维护；归属和上下级关系要两个人。',
      en: 'The register of units: names and addresses are yours; what decides who sees what takes two.',
    },
    {
      page: 'windowList',
      at: [heading],
      zh: '窗口和评价码：窗口有增减、牌子要换新码，由您维护。',
      en: 'Windows and the codes of their sheets: you keep them.',
    },
    { page: 'duty', at: [heading], zh: '值班领导：下班以后谁牵头，排在这里。', en: 'Who leads after hours stands on this roster.' },
    {
      page: 'templates',
      at: [heading],
      zh: '文书模板：在 Word 里改好传上来，看过样张才启用。',
      en: 'Templates: changed in Word, uploaded, adopted after a look at a sample.',
    },
    programme,
    calendar,
  ],
  security_admin: [
    people,
    lostFactor,
    {
      page: 'proposals',
      at: [heading],
      zh: '提请和批准：您提请的由别人批，别人提请的看清原来和改为再批。',
      en: 'Proposals: yours are settled by another; compare before and after in those of others.',
    },
    {
      page: 'posts',
      at: [heading],
      zh: '任职：谁在什么时候担任什么岗位，变动从这里提请。',
      en: 'Posts: who holds which and when; changes are proposed here.',
    },
    keys,
    lent,
    formal,
    programme,
    calendar,
  ],
  inspector: [lists, desk, ratings],
  audit_admin: [
    {
      page: 'trail',
      at: [heading],
      zh: '访问留痕：谁登录、授权、调取、导出。只能看，您看过也留痕。',
      en: 'The trail of access: who signed in, granted, drew, took out. Read only, and your reading leaves a trace.',
    },
    desk,
    lists,
    {
      page: 'proposals',
      at: [heading],
      zh: '提请和批准：管理员自己和纪检岗位的变动由您批准，其他的您看着。',
      en: 'Proposals: those of the administrators and of discipline are yours to settle; the rest you watch.',
    },
    people,
    keys,
    lent,
    programme,
    calendar,
  ],
}
byRole.officer = [orders, ...(byRole.clerk ?? [])].filter((step, at, all) => all.indexOf(step) === at)

/** A person of several posts is led through the one whose first page he opens. Steps on pages that he has not are left out. */
export const tourOf = (posts: readonly Pick<SessionPost, 'role'>[], pages: readonly PageKey[]): readonly TourStep[] => {
  const [first] = pages
  const role = posts.map(post => post.role).find(one => byRole[one]?.[0]?.page === first) ?? posts[0]?.role
  const own = (role === undefined ? undefined : byRole[role]) ?? [work, matters, ratings]
  const desks = ofDesks.filter(step => step.page !== undefined && pages.includes(step.page))
  const open = [...desks, ...own]
    .slice(0, 9)
    .filter(step => step.page === undefined || pages.includes(step.page))
    .map(step => (step.page === undefined ? step : { ...step, at: [...step.at, menu(step.page)] }))
  return open.length === 0 ? [] : [...open, bell, find, help, account]
}

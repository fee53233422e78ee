import { z } from 'zod'

/** The kinds that a window of last resort may take; which of them a city's windows take stands in its programme. */
export const categories = {
  not_accepted: '去申请，没有受理，或者一直没有下文',
  not_finished: '受理了，该办成没有办成',
  many_trips: '跑了好几趟，还是没办成',
  attitude: '态度不好、拖着不办、来回推',
  elsewhere_possible: '别的窗口、别的地方能办，这里说不能办',
  special_request: '特别的需要：提速、延时、预约、上门、假日办',
  other: '其他办不成的事',
} as const
export type Category = keyof typeof categories
/** 石嘴山's five, and whatever else cannot be done. Special requests are taken where a programme says so (晋源). */
export const usualCategories: readonly Category[] = [
  'not_accepted',
  'not_finished',
  'many_trips',
  'attitude',
  'elsewhere_possible',
  'other',
]

export const channels = { window: '窗口', online: '网上', phone: '电话', transfer: '转来' } as const
export type Channel = keyof typeof channels

/** Who passed it on. No rating is among them: whoever handles it may be the rated, and would learn who rated. */
export const senders = { hotline: '12345热线', petition: '信访', organ: '别的单位' } as const
export type Sender = keyof typeof senders
const sender = z.enum(Object.keys(senders) as [Sender, ...Sender[]]).optional()

/** 1 个人 or 企业 of the national interface, and what it calls agents. */
export const whoms = { person: '个人', enterprise: '企业' } as const

const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })
const line = (title: string, most: number, least = 2) => z.string().trim().min(least).max(most).meta({ title })
const unit = (title: string) => z.uuid().meta({ title, unit: true })

/** What came in, whoever wrote it down. The number stands sealed; the words are the citizen's own. */
export const stuckOpened = z.object({
  window: z.string(),
  windowName: z.string(),
  /** Whether the window is a hall's or a court's: a court replies within the days in which a hall finishes. */
  form: z.enum(['hall', 'court']),
  channel: z.enum(Object.keys(channels) as [Channel, ...Channel[]]),
  sender,
  whom: z.enum(['person', 'enterprise']),
  category: z.enum(Object.keys(categories) as [Category, ...Category[]]),
  /** What she wanted done, in a few words. */
  item: z.string(),
  /** Where she tried. */
  where: z.string(),
  trips: z.number().int(),
  /** The reason that she was given, word for word; empty where none was given. */
  reason: z.string(),
  /** 事项编码 of the register of items, where the window knows it. */
  itemCode: z.string().optional(),
  /** 不予受理文书: the paper by which she was refused, by name and number; or that none was given. */
  refusal: z.string().optional(),
  /** The rule that was named to her. */
  rule: z.string().optional(),
  words: z.string().optional(),
  name: z.string(),
  /** Somebody acts for her; marked, never asked for papers. */
  helper: z.string().optional(),
  /** Base64, sealed under 'contact'; inside { phone }. Opening it is an act. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Keyed digest (hex) of the follow code. */
  follow: z.string(),
})
export type StuckOpened = z.infer<typeof stuckOpened>
/** The number and the code's digest are nobody's to read. */
export const stuckShown = stuckOpened.omit({ contact: true, follow: true, window: true, form: true })

export const numberPurpose = z.object({
  purpose: z.enum(['contact', 'answer', 'ask']).meta({
    title: '用途',
    labels: { contact: '当天联系', ask: '问清情况', answer: '告知结果' },
  }),
})
export const contactRecorded = z.object({
  how: z.enum(['phone', 'in_person', 'sms']).meta({ title: '怎么联系的', labels: { phone: '电话', in_person: '当面', sms: '短信' } }),
  told: said('说了什么、反映人怎么说', 2),
})
/** The gate: the matter is taken in, because something was applied for and no rule that was named forbids it. */
export const scopeRecorded = z.object({
  applied: z.enum(['refused', 'not_accepted', 'overdue', 'not_asked_yet']).meta({
    title: '办到哪一步卡住的',
    labels: { refused: '申请了，被拒绝', not_accepted: '申请了，没有受理', overdue: '受理了，过期没办', not_asked_yet: '还没有申请过' },
  }),
  rule: z.enum(['none_named', 'named_and_does_not_forbid']).meta({
    title: '对方说的“规定不让办”',
    labels: { none_named: '没有说出哪条规定', named_and_does_not_forbid: '说了，查过：那条规定并不禁止' },
  }),
  note: z.string().trim().max(500).optional().meta({ title: '怎么核的', long: true }),
})
/** 事项编码: letters, digits and strokes, as the registers of items write them. */
const itemCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{2,40}$/)
/** What the window learns later, from her or from the unit; the last note stands. 行政许可法第三十二条: whoever is refused gets a dated paper. */
export const itemNoted = z.object({
  refusal: line('对方给的不予受理文书（名称、文号；没给就写“没有给”）', 100),
  itemCode: itemCode.optional().meta({ title: '事项编码（可空）' }),
})
const ground = line('依据（权责清单上的哪一项）', 100)
export const complexMarked = z.object({ why: said('为什么是复杂件（会告诉反映人）', 5, 200) })
export const enquiryMarked = z.object({ asked: said('问的是什么', 5, 200) })
export const urgentMarked = z.object({ why: said('为什么是急件', 5, 200) })
export const headCalled = z.object({ who: line('请哪个单位的哪位负责人', 60) })
export const headCame = z.object({ said: said('到场怎么说的', 2) })
export const firstReplied = z.object({ reply: said('先答复什么（反映人看得到）', 5) })
export const jointAssigned = z.object({ unit: unit('牵头单位'), ground, task: said('要办成什么', 5) })
export const guideAssigned = z.object({ unit: unit('责任单位'), ground, wrong: said('流程、指南哪里不清楚、不准确', 5) })
export const attitudeAssigned = z.object({ unit: unit('责任单位'), ground, what: said('反映了什么（不写反映人是谁）', 5) })
export const shareAsked = z.object({ unit: unit('协办单位'), ground, task: said('请它办什么（不写反映人的姓名、电话）', 5) })
export const shareHeard = z.object({ share: z.uuid(), unitName: z.string(), said: z.string(), released: z.boolean() })
export const shareHeardShown = shareHeard.omit({ share: true })
export const answeredAtOnce = z.object({ answer: said('当场怎么办成的（反映人看得到）', 5) })
/** 否定答复报告: which article, named by whom, in plain words. */
export const negativeRecorded = z.object({
  article: line('依据（法规名称和条款）', 200, 4),
  named_by: line('哪个单位说的', 60),
  explanation: said('怎么向反映人说明（反映人看得到）', 10),
  instead: z.string().trim().max(300).optional().meta({ title: '还能怎么办（替代的路）', long: true }),
})
export const guidanceRecorded = z.object({
  where: line('该找哪里（名称、地址、电话）', 200),
  explanation: said('怎么向反映人说明（反映人看得到）', 5),
  handed_over: z.boolean().meta({ title: '材料已经替反映人转过去' }),
})
export const returned = z.object({ ground: line('为什么不是本单位的事（权责清单上的哪一项、归谁）', 100), why: said('说明', 5) })
export const leadNamed = z.object({
  ground: line('按权责清单上的哪一项', 100),
  unit: unit('牵头单位（清单上没有这一项时才填）').optional(),
  why: said('为什么由它牵头', 5),
})
export const answered = z.object({
  found: said('卡在哪里（反映人看得到）', 5),
  measure: said('怎么办成的（反映人看得到）', 5),
  result: z.enum(['done', 'partly']).meta({ title: '结果', labels: { done: '办成', partly: '部分办成' } }),
  root: z.enum(['process', 'guide', 'several_units', 'staff', 'rule', 'system', 'material']).meta({
    title: '根子在哪里',
    labels: {
      process: '流程绕',
      guide: '指南不清',
      several_units: '几个部门来回',
      staff: '人不会、不愿',
      rule: '规定本身',
      system: '系统、机器',
      material: '材料多、材料旧',
    },
  }),
})
export const guideMended = z.object({
  before: said('原来怎么写、怎么走的', 5),
  after: said('现在怎么写、怎么走（反映人看得到）', 5),
  from: z.iso.date().meta({ title: '哪天起' }),
  hers: said('反映人这件事办得怎样（反映人看得到）', 5),
})
export const conductReported = z.object({
  found: said('查到什么（不写反映人是谁）', 5),
  measure: said('怎么改的（反映人看得到）', 5),
  noted_in: line('列入哪一项效能、作风考核', 100),
})
export const extensionAsked = z.object({ why: said('为什么要延期（会告诉反映人）', 5, 200) })
export const reasonGiven = z.object({ why: said('理由', 5) })
export const improvement = z.object({
  cause: said('这一类事为什么总卡住', 5),
  measure: said('改进措施', 5),
  kind: line('归到哪一类事（一类事的名称）', 60),
})
/** 周清: until which day a matter stands on the list. */
export const clearingListed = z.object({ until: z.iso.date() })
export const weekExplained = z.object({
  why: said('为什么这周还没办完，下一步做什么', 5, 200),
  promised: z.iso.date().optional().meta({ title: '哪天办成（不超过时限；延期批准了才可以更晚）' }),
})
export const weekEscalated = z.object({ why: said('卡在哪里，请上级定什么', 5, 200) })
export const noHeard = z.object({
  how: z.enum(['phone', 'in_person']).meta({ title: '怎么说的', labels: { phone: '电话', in_person: '当面' } }),
  told: said('反映人的原话', 2),
})

/** What a co-handler is asked; nothing of the citizen but what whoever asked wrote. */
export const shareOpened = z.object({
  parent: z.uuid(),
  number: z.string(),
  item: z.string(),
  task: z.string(),
  ground: z.string(),
  unitName: z.string(),
})
export const shareShown = shareOpened.omit({ parent: true })
export const shareDelivered = z.object({ said: said('办了什么、结果怎样', 5) })
export type Negative = z.infer<typeof negativeRecorded>

export const remedies = { rule: '规定', guide: '办事指南', process: '流程' } as const
export type Remedy = keyof typeof remedies
const remedy = z.enum(Object.keys(remedies) as [Remedy, ...Remedy[]]).meta({ title: '改的是什么', labels: remedies })

/** 一类事, as the office sets it up: who does it, by which day, what it is that must change. */
export const classAsked = z.strictObject({
  /** The cause of a month's summary that came again, or the one matter that it is drawn from. */
  from: z.union([
    z.strictObject({
      month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
      category: z.string().max(40),
      cause: z.string().max(80),
    }),
    z.strictObject({ matter: z.uuid() }),
  ]),
  unit: z.uuid(),
  title: z.string().trim().min(2).max(60),
  responsible: z.string().trim().min(2).max(40),
  by: z.iso.date(),
  remedy,
  ask: z.string().trim().min(5).max(500),
})
export type ClassAsked = z.infer<typeof classAsked>
export const classOpened = z.object({
  title: z.string(),
  unitName: z.string(),
  responsible: z.string(),
  by: z.string(),
  remedy,
  ask: z.string(),
  /** How many matters stand behind it. */
  count: z.int(),
  /** In whose summary the cause stood. */
  month: z.string().optional(),
})
export const classAnswered = z.object({
  remedy,
  document: line('改了哪一份（名称、文号）', 100),
  before: said('原来怎么规定、怎么走的', 5),
  after: said('现在怎么规定、怎么走', 5),
  from: z.iso.date().meta({ title: '哪天起' }),
  tried: said('怎么知道真的改了（试办、抽查、数字）', 5),
})

/** What comes in, as a clerk writes it down or a citizen types it. `key` makes the same pressing open one matter. */
export const intakeAsked = z.object({
  window: z.string().min(1).max(40),
  whom: z.enum(['person', 'enterprise']),
  category: z.enum(Object.keys(categories) as [Category, ...Category[]]),
  item: z.string().trim().min(2).max(60),
  where: z.string().trim().min(2).max(80),
  trips: z.coerce.number().int().min(0).max(99),
  reason: z.string().trim().max(500),
  itemCode: itemCode.optional(),
  refusal: z.string().trim().min(2).max(100).optional(),
  rule: z.string().trim().max(200).optional(),
  words: z.string().trim().max(1000).optional(),
  name: z.string().trim().min(1).max(40),
  phone: z.string().trim().max(30),
  helper: z.string().trim().max(40).optional(),
  /** 优先办理: she says so, nobody asks for papers. Who has somebody act for them is served first without saying it. */
  first: z.boolean().optional(),
  sender,
  key: z.uuid(),
})
export type IntakeAsked = z.infer<typeof intakeAsked>

/** What a matter counts for in a month. */
export const figures = ['opened', 'closed', 'open', 'late', 'extended', 'returned', 'not_doable'] as const
export type Figure = (typeof figures)[number]
export type MonthCounts = Readonly<Record<Figure | 'listed', number>>
export interface CauseSeen {
  readonly unit: string
  readonly unitName: string
  readonly category: string
  readonly categoryTitle: string
  readonly cause: string
  readonly causeTitle: string
  readonly count: number
  readonly class?: { readonly id: string; readonly number: string; readonly stage: string }
}
export interface ClassSeen {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly unitName: string
  readonly responsible: string
  readonly remedy: Remedy
  readonly dueOn: string | null
  readonly mark: string
  readonly stage: string
  readonly stageTitle: string
  readonly count: number
}
export interface MonthSeen {
  readonly month: string
  readonly before: string
  readonly after?: string
  readonly drafted?: string
  /** Absent: no calendar tells. */
  readonly due?: string
  readonly least: number
  readonly months: number
  readonly office: boolean
  readonly total?: MonthCounts
  readonly units: readonly (MonthCounts & { readonly unit: string; readonly unitName: string })[]
  readonly causes: readonly CauseSeen[]
  readonly classes: readonly ClassSeen[]
}

const shortLine = (most: number, least = 1) => z.string().trim().min(least).max(most)
const halfHour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** An appointment at a window. The telephone stands sealed and is nobody's to read: the house alone writes to it. */
export const appointmentOpened = z.object({
  window: z.string(),
  windowName: z.string(),
  onDay: z.string(),
  /** Her own half hour: '17:30'. */
  at: z.string(),
  item: z.string().optional(),
  name: z.string(),
  helper: z.string().optional(),
  /** Base64, sealed under 'contact'; inside { phone }. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Keyed digest (hex) of the receipt code. */
  follow: z.string(),
})
export type AppointmentOpened = z.infer<typeof appointmentOpened>
export const appointmentShown = appointmentOpened.omit({ contact: true, follow: true, window: true })

export const callOffHeard = z.object({
  why: z.string().trim().min(2).max(200).meta({ title: '本人怎么说的', long: true }),
})

/** What is booked, as somebody types it. `key` makes the same pressing one booking. */
export const slotAsked = z.strictObject({
  window: z.string().min(1).max(40),
  day: z.iso.date(),
  at: halfHour,
  name: shortLine(40),
  phone: z.string().trim().max(30),
  item: shortLine(60, 2).optional(),
  /** 优先: she says so, nobody asks for papers. */
  first: z.boolean().optional(),
  helper: shortLine(40).optional(),
  /** The receipt code of a matter that she has already: it opens the booking too. */
  code: z.string().trim().max(40).optional(),
  key: z.uuid(),
})
export type SlotAsked = z.infer<typeof slotAsked>

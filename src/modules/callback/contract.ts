import { z } from 'zod'
import type { ClockView } from '../../engine/contract.ts'

/** Cause categories (X6): what before who, process before person. The Chinese is what officials read. */
export const causes = {
  process: '流程',
  documents: '文书材料',
  waiting: '等候',
  information: '告知',
  facility: '设施',
  system: '系统',
  rule: '规定本身',
  person: '人',
} as const
export const causeHeads = { team: '队伍', mechanism: '机制', support: '保障' } as const
const cause = z.enum(Object.keys(causes) as [keyof typeof causes, ...(keyof typeof causes)[]]).meta({ title: '原因', labels: causes })
const head = z
  .enum(Object.keys(causeHeads) as [keyof typeof causeHeads, ...(keyof typeof causeHeads)[]])
  .meta({ title: '归到哪一头', labels: causeHeads })
const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })
const day = (title: string) => z.iso.date().meta({ title })

/** What the citizen said and wished, as the evaluation room hands it over; sealed under the matter's key. */
export const callOpened = z.object({
  service: z.object({
    line: z.string(),
    lineName: z.string(),
    title: z.string().optional(),
    finishedOn: z.string(),
    unit: z.string(),
    unitName: z.string(),
    lawfulRoute: z.string().optional(),
  }),
  levels: z.record(z.string(), z.object({ title: z.string(), level: z.number(), levelTitle: z.string() })),
  poor: z.boolean(),
  reasons: z.array(z.string()),
  /** The same reasons with their codes, and what the rule says of each where the programme tells it; for the caller's card alone. */
  ticked: z
    .array(z.object({ code: z.string(), title: z.string(), rule: z.object({ says: z.string(), source: z.string() }).optional() }))
    .optional(),
  words: z.string().optional(),
  wish: z.object({
    how: z.enum(['phone', 'sms']),
    by: z.enum(['department', 'centre']),
    when: z.array(z.string()),
    speech: z.string().optional(),
    helper: z.boolean(),
    /** 未核验: typed by a stranger at a posted code. */
    unconfirmed: z.boolean().optional(),
  }),
  safeWord: z.string(),
  /** Base64, sealed under the purpose 'contact'; inside { name?, phone? }. Opening it is an act. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Whom to call instead (打给我家里人), sealed alike. */
  family: z.object({ sealed: z.string(), about: z.string() }).optional(),
  /** Keyed digest (hex) of the citizen's follow code. */
  follow: z.string(),
  /** Persons who were rated or served on the panel; who may never see nor close this. */
  rated: z.array(z.string()),
  /** `because` may name whoever was passed over and why; `told` is what the caller may read of it. */
  route: z.object({ because: z.array(z.string()), told: z.array(z.string()).optional() }),
})
/**
 * What a screen may show of it. Never the number, sealed or not, never the follow code's digest, never the rated: the
 * number is opened as an act, and whoever was rated is nobody's to read from an answer of the server.
 */
export const callShown = z.object({
  service: callOpened.shape.service.pick({ lineName: true, title: true, finishedOn: true, unitName: true }),
  levels: callOpened.shape.levels,
  reasons: callOpened.shape.reasons,
  words: callOpened.shape.words,
  wish: callOpened.shape.wish,
  safeWord: callOpened.shape.safeWord,
  route: z.object({ told: z.array(z.string()).optional() }),
})
/** Another number or other times for a call that is open, as the citizen gave them later. The number is nobody's to read here either. */
export const wishCorrected = callOpened.shape.wish
  .pick({ how: true, when: true, speech: true, helper: true })
  .extend({ contact: callOpened.shape.contact, family: callOpened.shape.family })
export const wishCorrectedShown = wishCorrected.omit({ contact: true, family: true })
export type CallOpened = z.infer<typeof callOpened>

/**
 * Handed to discipline with 'callback.handed_over' and 'callback.pressure_reported' as { request, sealed }: JSON sealed
 * under 'matter.accusation' about `callback.accused/<city>/<request>`. No number of the matter, no level.
 */
export interface Accused {
  readonly source: 'call_card' | 'follow'
  readonly words: string
  readonly unit: string
  readonly unitName: string
  /** Persons of the service: none of them may receive it, nor may whoever called. */
  readonly rated: readonly string[]
  readonly caller?: string
  readonly safeWord?: string
  readonly contact?: CallOpened['contact']
  readonly follow?: string
}

export const reasonsOpened = z.object({
  unit: z.string(),
  unitName: z.string(),
  batch: z.string(),
  reasons: z.array(z.object({ code: z.string(), title: z.string() })),
})

export const reasonsShown = reasonsOpened.pick({ unitName: true, reasons: true })

export const numberPurpose = z.object({
  purpose: z.enum(['first_call', 'second_contact']).meta({ title: '用途', labels: { first_call: '回访', second_contact: '二次联系' } }),
})
export const attemptRecorded = z.object({
  outcome: z.enum(['no_answer', 'busy', 'wrong_number', 'asked_later', 'refused_to_talk']).meta({
    title: '结果',
    labels: { no_answer: '没人接', busy: '占线', wrong_number: '号码不对', asked_later: '请晚点再打', refused_to_talk: '不愿多谈' },
  }),
})
export const callRecorded = z.object({
  what_was_wrong: said('哪里没办好（群众的话）', 2, 1000),
  cause,
  head,
  suggestion: z.string().trim().max(1000).optional().meta({ title: '群众的建议（和批评分开记）', long: true }),
  speed_agreed: z.boolean().meta({ title: '群众同意立刻交办（承办人可能猜到是谁）' }),
})
export const repairOrdered = z.object({
  cause,
  what_to_change: said('要改什么（用您自己的话，不提日期、金额、姓名）', 5),
  responsible: z.string().trim().min(1).max(50).meta({ title: '责任人' }),
  by: day('改好日期（清单上只写到那一周的周末）'),
  checked_hints: z.boolean().optional().meta({ title: '提示的地方我已看过，仍这样写' }),
})
/** A text to the citizen; with the brand and her password before it, it is one SMS. */
export const textWritten = z.object({
  text: z.string().trim().min(5).max(58).meta({ title: '短信怎么写（58字以内；不提单位、业务、日期、金额、姓名）', long: true }),
  checked_hints: z.boolean().optional().meta({ title: '提示的地方我已看过，仍这样写' }),
})
export const answerRecorded = z.object({ answer: said('答复了什么', 5) })
export const repairReported = z.object({
  found: said('查到的问题', 5),
  measure: said('改的办法', 5),
  from: day('哪天起'),
  responsible: z.string().trim().min(1).max(50).meta({ title: '责任人' }),
  evidence_kind: z.enum(['document_difference', 'photo', 'site_record', 'record']).meta({
    title: '凭据种类',
    labels: { document_difference: '前后文书对照', photo: '现场照片', site_record: '群众会签的现场记录', record: '制度、通知、台账' },
  }),
  evidence: z.array(z.uuid()).min(1).meta({ title: '凭据', files: true }),
})
/** What the citizen may see of what was done; a new one takes the place of the one before, an empty one takes it back. */
export const evidenceShown = z.object({
  files: z.array(z.uuid()).max(6).meta({ title: '给群众看的照片、文书（先遮掉别人的姓名、电话、证件号；空着就是收回）', files: true }),
  nobody_else: z.boolean().meta({ title: '我看过：里面没有别人的姓名、相貌、电话、证件号' }),
})
/** A second reader sees this and nothing else of the call. */
export const explanationRecorded = z.object({
  asked: said('群众要什么（复核人只看这张说明，不提日期、金额、姓名）', 5),
  article: z.string().trim().min(4).max(200).meta({ title: '依据（法规名称和条款）' }),
  explanation: said('怎么向群众说明', 10),
  checked_hints: z.boolean().optional().meta({ title: '提示的地方我已看过，仍这样写' }),
})
export const guidanceRecorded = z.object({
  where: z.string().trim().min(2).max(200).meta({ title: '该找哪里（名称、地址、电话）' }),
  explanation: said('怎么向群众说明', 5),
})
export const rulingExplained = z.object({ route: z.string().trim().min(4).max(200).meta({ title: '告知的法律途径和期限' }) })
export const reasonGiven = z.object({ why: said('理由', 5) })
export const recordCompleted = z.object({ more: said('补记的话', 10, 1000) })
export const toDiscipline = z.object({ what: said('群众反映了什么（原话要点）', 5, 1000) })
export const secondContactRecorded = z.object({
  how: z
    .enum(['phone', 'sms', 'visit', 'mail'])
    .meta({ title: '方式', labels: { phone: '电话', sms: '短信', visit: '见面', mail: '寄书面' } }),
  told: said('告知了什么、群众怎么说', 2),
})
/** A yes that only its hearer wrote down, for whoever cannot open a link. */
export const oneSidedRecorded = z.object({
  how: z.enum(['phone', 'visit']).meta({ title: '方式', labels: { phone: '电话', visit: '见面' } }),
  told: said('群众的原话', 5),
  cannot: z.enum(['no_smartphone', 'cannot_read', 'ill', 'other']).meta({
    title: '为什么不能自己点',
    labels: { no_smartphone: '没有智能手机', cannot_read: '不识字、看不清', ill: '病着、行动不便', other: '其他' },
  }),
})

/** Ends of which a share is asked again, by somebody outside of the department. */
export const askedAgain = ['one_sided', 'unreachable', 'citizen_silent', 'solved'] as const
export type AskedAgain = (typeof askedAgain)[number]

/** What an asker outside of the department needs: a number, the citizen's password, and what is asked. */
export const recheckOpened = z.object({
  call: z.string(),
  why: z.enum(askedAgain),
  organName: z.string(),
  safeWord: z.string(),
  contact: callOpened.shape.contact,
})
export const recheckShown = recheckOpened.pick({ why: true, organName: true })

/** One thing that a record is marked by, as the city's programme has it. */
export interface Criterion {
  readonly key: string
  readonly title: string
  readonly title_en: string
  /** From nothing to so many. */
  readonly points: number
  readonly says: string
  readonly says_en: string
}
const criterion = z.object({
  key: z.string(),
  title: z.string(),
  title_en: z.string(),
  points: z.int(),
  says: z.string(),
  says_en: z.string(),
})
export interface RecordLine {
  readonly title: string
  readonly text: string
}
/** A record that was drawn: what the caller wrote, and by what it is marked. `call` leads back for the house alone. */
export const markingOpened = z.object({
  call: z.string(),
  week: z.string(),
  ticket: z.string(),
  criteria: z.array(criterion),
  record: z.array(z.object({ title: z.string(), text: z.string() })),
})
export const markingShown = markingOpened.pick({ week: true })
export const markGiven = z.object({
  marks: z
    .array(
      z.object({
        criterion: z.string().max(30),
        points: z.int().min(0).max(100),
        why: z.string().trim().max(200).optional(),
      }),
    )
    .min(1)
    .max(12)
    .meta({ title: '各项得分' }),
})
export type MarkGiven = z.infer<typeof markGiven>
/** Marks stand on the card, beside what they are for. */
export const markShown = z.object({})
export const objectionRaised = z.object({
  why: said('对哪一项有异议、为什么（不提日期、金额、姓名）', 5),
  checked_hints: z.boolean().optional().meta({ title: '提示的地方我已看过，仍这样写' }),
})

/** What a supervision slip is about: an organ, a clock, a day; no department, no citizen. */
export const slipOpened = z.object({ organName: z.string(), late: z.string(), tail: z.string(), dueOn: z.string().optional() })
export const urgencies = { urgent: '加急', most_urgent: '特急' } as const
export const slipAsked = z.object({
  document_no: z.string().trim().min(3).max(60).meta({ title: '文号' }),
  urgency: z
    .enum(Object.keys(urgencies) as [keyof typeof urgencies, ...(keyof typeof urgencies)[]])
    .optional()
    .meta({ title: '紧急程度（一般的不填）', labels: urgencies }),
  asks: said('督办要求（不提群众是谁、评了什么）', 5),
  checked_hints: z.boolean().optional().meta({ title: '提示的地方我已看过，仍这样写' }),
})
export const slipReplied = z.object({ reply: said('怎么办的、为什么晚了', 5), done_by: day('哪天办到') })
/** A line of the unit's list, as the unit reads it; `order` is the line's own id. */
export const orderOpened = z.object({
  order: z.uuid(),
  unitName: z.string(),
  cause: z.enum(Object.keys(causes) as [keyof typeof causes, ...(keyof typeof causes)[]]),
  what: z.string(),
  responsible: z.string(),
  by: z.string(),
  releasedOn: z.string(),
})
export const orderShown = orderOpened.omit({ order: true })
export const orderAnswered = z.object({ said: said('怎么改的（不写群众是谁）', 2) })
/** A rung that found nobody went to the next one. */
export const rungPassed = z.object({ rung: z.number().int(), from: z.string(), to: z.string() })

/** By which way the citizen's own word came, where it was not her page. */
export const ownWord = z.object({
  through: z
    .enum(['sms', 'recheck'])
    .optional()
    .meta({ title: '怎么说的', labels: { sms: '短信', recheck: '抽样再问' } }),
})

/** A clock without the instant at which it began, which is that of a citizen's act. */
export type DeskClock = Omit<ClockView, 'startedAt' | 'stoppedAt'>

/** One open call as the centre's desk shows it. */
export interface DeskLine {
  readonly id: string
  readonly number: string
  readonly unitName: string
  readonly stage: string
  readonly stageTitle: string
  readonly round: number
  readonly clock?: DeskClock
  /** A record was sent back and is not completed yet. */
  readonly returned: boolean
  /** How often records were sent back, in all rounds. */
  readonly returns: number
  /** The centre itself calls. */
  readonly own: boolean
}

/** How often whoever was asked again said otherwise than what stood first; whole per cent in steps of five, with its interval. */
export interface VoicesOfUnit {
  readonly unit: string
  readonly unitName: string
  /** In tens, rounded down. */
  readonly asked: number
  readonly share: number
  readonly from: number
  readonly to: number
}

/** How records of a department's callers were marked; shares in steps of five per cent, nothing below ten, no rank. */
export interface MarksOfUnit {
  readonly unit: string
  readonly unitName: string
  /** In tens, rounded down. */
  readonly marked: number
  /** Per cent of the marks that a second marker raised after an objection. */
  readonly upheld: number
  readonly missing: readonly { readonly criterion: string; readonly share: number }[]
}
export interface DrawOfWeek {
  readonly week: string
  readonly commitment: string
  /** Once the week is over. */
  readonly seed?: string
  readonly listed?: number
  readonly drawn?: number
}

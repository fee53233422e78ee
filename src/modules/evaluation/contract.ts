import { z } from 'zod'
import { levelKeys } from './settings.ts'

/**
 * What other rooms may rely on.
 *
 * The receipt (16 digits) is also the citizen's follow code: `keys.digest('follow', city, code)`. /follow/<code> of a code
 * that no matter knows (no wish, or a wish that waits for the end of the case) leads on to /receipt/<code>.
 */
export const evaluationEvents = [
  'evaluation.call_wished',
  'evaluation.wish_changed',
  'evaluation.accused',
  'evaluation.reasons_released',
] as const

/**
 * Payload of all but the last: everything else is sealed. 'wish_changed' carries a whole CallWished for a call that has been
 * passed on already: another number, other times. `about` is bound as additional data.
 */
export const sealedPayload = z.object({ request: z.uuid(), sealed: z.string() })
export type SealedPayload = z.infer<typeof sealedPayload>

/** keys.open('matter.rating', Buffer.from(payload.sealed, 'base64'), aboutCall(city, payload.request)) → CallWished as JSON. */
export const aboutCall = (city: string, request: string): string => `evaluation.call/${city}/${request}`
/** keys.open('matter.accusation', Buffer.from(payload.sealed, 'base64'), aboutAccusation(city, payload.request)) → Accused as JSON. */
export const aboutAccusation = (city: string, request: string): string => `evaluation.accused/${city}/${request}`

/** Base64, sealed under 'contact'; inside: { name?, phone? }. The caller opens it as an act of his matter. */
export const sealedContact = z.object({ sealed: z.string(), about: z.string() })
export const openedContact = z.object({ name: z.string().optional(), phone: z.string().optional() })
export type OpenedContact = z.infer<typeof openedContact>

export const wishHows = ['phone', 'sms', 'after'] as const

/** A wish for a call, at whatever level. It makes the same matter with the same clock: the level is inside only. */
export const callWished = z.object({
  service: z.object({
    id: z.uuid().optional(),
    line: z.string(),
    lineName: z.string(),
    title: z.string().optional(),
    finishedOn: z.string(),
    unit: z.string(),
    unitName: z.string(),
    /** ISO instant, present when the service ended outside of office hours. */
    nightAt: z.string().optional(),
    /** What the law gives against a decision in this business, with its term. */
    lawfulRoute: z.string().optional(),
  }),
  levels: z.record(z.string(), z.object({ title: z.string(), level: z.number(), levelTitle: z.string() })),
  poor: z.boolean(),
  reasons: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      cause: z.string(),
      /** What the caller is reminded of, as the programme said it when the call was wished. */
      rule: z.object({ says: z.string(), source: z.string() }).optional(),
    }),
  ),
  words: z.string().optional(),
  /** `how` 'sms' or 'phone'; what waited for the end of the case arrives as 'phone' with `afterCase`. */
  wish: z.object({
    how: z.enum(['phone', 'sms']),
    afterCase: z.boolean(),
    by: z.enum(['department', 'centre']),
    when: z.array(z.string()),
    speech: z.string().optional(),
    helper: z.boolean(),
    number: z.enum(['kept', 'other']),
    /** Typed by a stranger at a posted code, and confirmed by nobody (未核验). */
    unconfirmed: z.boolean().optional(),
  }),
  safeWord: z.string(),
  /** The day by which the receipt promised a call; the matter's clock reads no earlier one. */
  promisedOn: z.string().optional(),
  contact: sealedContact,
  /** 打给我家里人: whom to call instead, sealed as the citizen's own number is. */
  family: sealedContact.optional(),
  /** Hex of keys.digest('follow', city, receipt). */
  follow: z.string(),
  /** Persons who were rated or served beside them. */
  rated: z.array(z.uuid()),
})
export type CallWished = z.infer<typeof callWished>

/**
 * For the sealed lane alone. `what`: words on the rating page or on the receipt, a link that somebody else had used, or that
 * somebody is pressed. `rated` is empty once the cohort is released: then the receipt knows its unit and no more.
 */
export const accused = z.object({
  source: z.literal('rating'),
  what: z.enum(['words', 'link_used', 'pressure']),
  /** As the receipt shows it where a call was wished. */
  safeWord: z.string().optional(),
  words: z.string(),
  unit: z.string(),
  unitName: z.string(),
  rated: z.array(z.uuid()),
  contact: sealedContact.optional(),
  follow: z.string().optional(),
})
export type Accused = z.infer<typeof accused>

/** A unit's reasons of poor ratings without a wish, whole batch; no service, no time, no number of ratings. */
export const reasonsReleased = z.object({
  unit: z.uuid(),
  unitName: z.string(),
  batch: z.string(),
  reasons: z.array(z.object({ code: z.string(), title: z.string() })),
})
export type ReasonsReleased = z.infer<typeof reasonsReleased>

/** Where a rating came in. */
export const channels = ['link', 'window', 'kiosk', 'sms', 'paper', 'hotline'] as const
export type Channel = (typeof channels)[number]

const level = z.int().min(1).max(5)

/** POST /r/<token> as JSON. Levels are 1…n, n best; an absent one is a blank and stays one. */
export const ratingBody = z.strictObject({
  overall: level.optional(),
  levels: z
    .strictObject({ attitude: level.optional(), conduct: level.optional(), ability: level.optional(), result: level.optional() })
    .optional(),
  reasons: z.array(z.string().max(20)).max(12).optional(),
  words: z.string().max(1000).optional(),
  callback: z
    .strictObject({
      wanted: z.boolean(),
      how: z.enum(wishHows).optional(),
      phone: z.string().max(20).optional(),
      number: z.enum(['kept', 'other']).optional(),
      when: z.union([z.string().max(40), z.array(z.string().max(40)).max(4)]).optional(),
      by: z.enum(['department', 'centre']).optional(),
      speech: z.string().max(20).optional(),
      /** 打给我家里人: whom. */
      family: z.strictObject({ name: z.string().max(20), phone: z.string().max(20) }).optional(),
    })
    .optional(),
  /** 有人要钱要物: goes to the discipline organ alone. */
  sealed: z.string().max(2000).optional(),
  helper: z.boolean().optional(),
  channel: z.enum(channels).optional(),
  /** Between opening and posting. */
  seconds: z.number().min(0).max(86_400).optional(),
  line: z.string().max(40).optional(),
})
export type RatingBody = z.infer<typeof ratingBody>

const party = z.strictObject({
  ref: z.string().trim().min(1).max(80),
  name: z.string().trim().max(40).optional(),
  phone: z.string().trim().max(20).optional(),
})

/** POST /api/services. Codes are the city's own: unit code, line code, the officer's number (工号). */
export const servicePushed = z.strictObject({
  externalId: z.string().trim().min(1).max(80),
  line: z.string().max(40),
  unit: z.string().max(63),
  officer: z.string().max(63).optional(),
  /** Panel, second officer on the spot: routed around like the officer. */
  officers: z.array(z.string().max(63)).max(9).optional(),
  title: z.string().trim().max(80).optional(),
  outcome: z.string().trim().min(1).max(40),
  parties: z.array(party).max(20).optional(),
  party: party.optional(),
  finishedAt: z.iso.datetime({ offset: true }),
  /** 案号: services of one organ with the same one belong to one case, which is over when one of them ends it. */
  caseId: z.string().trim().min(1).max(80).optional(),
})
export type ServicePushed = z.infer<typeof servicePushed>

/** `index`: which of the rows that were sent, from 0. With `errors` the row was not taken, not even in part. */
export interface ServiceResult {
  readonly index: number
  readonly externalId: string
  readonly id?: string
  readonly ratingUrl?: string
  /** Every party's own link, where there is more than one. */
  readonly parties?: readonly { readonly ref: string; readonly ratingUrl: string }[]
  /** All that is wrong with the row. */
  readonly errors?: readonly { readonly type: string; readonly title: string; readonly field: string }[]
}

/** How long people took from opening to sending, one count for each of `secondBuckets` and one for more; city-wide. */
export interface ChannelSeconds {
  readonly channel: Channel
  readonly counts: readonly number[]
}

/** 未核验: by a window's posted code, outside of coverage and never added to the others. */
export interface WindowFigures {
  readonly unit: string
  readonly unitName: string
  readonly ratings: number
  readonly poor: number | null
}

export interface LineCoverage {
  readonly line: string
  readonly rateable: number
  readonly invited: number
  readonly answered: number | null
  readonly silent: number | null
}

/** One unit's released figures: sums of whole batches. `null` is withheld, which is not zero. */
export interface UnitFigures {
  readonly unit: string
  readonly unitName: string
  readonly batches: number
  readonly ratings: number
  /** 差评, where the programme's levels say so. */
  readonly poor: number | null
  readonly levels: Readonly<
    Partial<Record<(typeof levelKeys)[number], { readonly counts: readonly number[] | null; readonly withheldBatches: number }>>
  >
  /** 应评、已邀、已送达、未评 of the weeks that the batches speak about, and the same by line; line '*' are the small ones. */
  readonly coverage: {
    readonly lines: readonly LineCoverage[]
    readonly rateable: number
    readonly invited: number
    readonly delivered: number | null
    readonly silent: number | null
  }
  readonly reasons: readonly { readonly code: string; readonly count: number }[] | null
  /** Calls wished for in the period; null where this viewer sees no matters. */
  readonly calls: {
    readonly opened: number
    readonly ended: number
    readonly solved: number
    readonly confirmed: number
    readonly unsolved: number
    readonly unasked: number
  } | null
}

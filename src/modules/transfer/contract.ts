import { z } from 'zod'

const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })
const line = (title: string, most: number, least = 2) => z.string().trim().min(least).max(most).meta({ title })

/** One line of the list of papers: what it is, how many copies, how many pages in all. */
export const paperLine = z.strictObject({
  kind: z.string().trim().min(2).max(40),
  copies: z.coerce.number().int().min(1).max(99),
  pages: z.coerce.number().int().min(1).max(9999),
})
export type PaperLine = z.infer<typeof paperLine>

/** What a party handed in at a point. The number stands sealed, where one was left at all. */
export const bundleOpened = z.object({
  point: z.string(),
  pointName: z.string(),
  unitName: z.string(),
  officer: z.string(),
  /** Case number, or what it is about. */
  about: z.string(),
  name: z.string(),
  /** Who took them from the party: the first signature. */
  takenBy: z.string(),
  helper: z.string().optional(),
  papers: z.array(paperLine),
  /** The list in words, for the trail. */
  list: z.array(z.string()),
  /** Base64, sealed under 'contact'; inside { phone }. */
  contact: z.object({ sealed: z.string(), about: z.string() }).optional(),
  /** Keyed digest (hex) of the receipt code. */
  follow: z.string(),
})
export type BundleOpened = z.infer<typeof bundleOpened>
/** The number and the code's digest are nobody's to read; the list stands in words. */
export const bundleShown = bundleOpened.omit({ contact: true, follow: true, point: true, papers: true })

/** Printed on the bag; read off it again at every signature. */
const bag = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9-]{4,20}$/)
  .meta({ title: '封袋号' })
const whole = z.enum(['whole', 'broken']).meta({ title: '封口', labels: { whole: '完好', broken: '已拆开、有破损' } })

export const bagSealed = z.object({ bag, counted: z.literal(true).meta({ title: '已照清单清点，一份不少' }) })
export const pointChosen = z.object({ point: line('交到哪个接转点', 40) })
export const bagSigned = z.object({ bag, seal: whole })
export const bagRefused = z.object({
  why: z.enum(['opened', 'wrong_number', 'other']).meta({
    title: '为什么不收',
    labels: { opened: '袋子拆开过', wrong_number: '封袋号对不上', other: '别的' },
  }),
  note: said('写明看到的情况', 4, 300),
})
export const missingReported = z.object({ note: said('哪里找过、怎么发现不见的', 4, 300) })
export const bagFound = z.object({ where: line('在哪里找到的', 100), bag, seal: whole })
export const bagFoundOpen = z.object({ where: line('在哪里找到的', 100), note: said('袋子怎样、少没少', 4, 300) })
export const reasonGiven = z.object({ why: said('理由', 4, 300) })
export const shortReported = z.object({ what: said('照清单少了什么', 2, 300) })
export const shortSettled = z.object({ how: said('怎么补齐的、怎么和当事人说的（当事人看得到）', 4, 300) })
export const lostConfirmed = z.object({ how: said('怎么补救、怎么和当事人说的（当事人看得到）', 10, 300) })

/** What comes in, as a clerk writes it down. `key` makes the same pressing one matter. */
export const intakeAsked = z.strictObject({
  point: z.string().min(1).max(40),
  unit: z.string().min(1).max(63),
  officer: z.string().trim().min(2).max(40),
  about: z.string().trim().min(2).max(60),
  name: z.string().trim().min(1).max(40),
  phone: z.string().trim().max(30).optional(),
  helper: z.string().trim().max(40).optional(),
  papers: z.array(paperLine).min(1).max(30),
  key: z.uuid(),
})
export type IntakeAsked = z.infer<typeof intakeAsked>

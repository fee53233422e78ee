import { contactIn } from '../../engine/index.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { Engine, TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerColumn, LedgerRow, Person } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { categories, channels } from './contract.ts'
import { ledgerTitles, ledgerValues } from './ledgerWords.ts'
import type { LedgerKey } from './ledgerWords.ts'
import { openedOf, settingsNow } from './opened.ts'
import { ledgerPage, shares } from './store/ledger.ts'
import type { StuckFilter, StuckItem } from './store/ledger.ts'

type Language = 'zh' | 'en'
type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>

/** Whose screen the ledger is; which matters stand in it the walls of each matter decide. */
export const ledgerRoles = ['clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor'] as const

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>) => Object.keys(record) as [K, ...K[]]

/** What the address of the ledger may say; the same for its file. */
export const ledgerFilter = z.strictObject({
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  window: z.string().max(40).optional(),
  channel: z.enum(keysOf(channels)).optional(),
  category: z.enum(keysOf(categories)).optional(),
  treatment: z.enum(['joint', 'guide', 'attitude', 'at_once', 'forbidden', 'elsewhere']).optional(),
  lead: z.uuid().optional(),
  state: z.enum(['open', 'closed']).optional(),
  share: z.enum(shares).optional(),
})

const kinds: Readonly<Partial<Record<LedgerKey, LedgerColumn['kind']>>> = {
  opened: 'instant',
  trips: 'number',
  due: 'day',
  contacted: 'instant',
  asked: 'instant',
  heard: 'instant',
}
const wide: readonly LedgerKey[] = ['reason', 'measure', 'improvement', 'negative']
export const ledgerColumns: readonly LedgerColumn[] = keysOf(ledgerTitles).map(key => ({
  key,
  title: ledgerTitles[key],
  kind: kinds[key] ?? 'text',
  ...(wide.includes(key) ? { width: 36 } : {}),
}))

/** 安** : who it was, for whoever does not work at the window. */
const masked = (name: string): string => `${[...name][0] ?? ''}**`

type Said = Readonly<Record<string, string | undefined>>
const saidBy = (entry: TrailEntry | undefined): Said => (entry?.input ?? {}) as Said
const answers = ['answer', 'settle_at_once', 'approve_negative', 'guide_elsewhere', 'report_guide', 'report_conduct']
const words: Readonly<Record<string, string>> = {
  confirm_solved: 'solved',
  accept_partly: 'partly',
  say_unsolved: 'unsolved',
  record_no: 'unsolved',
  keep_unsolved: 'unsolved',
  record_kept_no: 'unsolved',
}
const results: Readonly<Record<string, string>> = {
  settle_at_once: 'done',
  report_guide: 'done',
  report_conduct: 'done',
  approve_negative: 'explained',
  guide_elsewhere: 'guided',
}

interface Facts {
  readonly page: MatterPage
  readonly item: StuckItem
  readonly level: string | undefined
  readonly phone: string | undefined
  readonly unitName: (unit: string) => string
}

/** Pure: one line of the ledger, no more than this viewer's page of the matter shows; whoever sees the course alone reads no word. */
export const ledgerLine = ({ page, item, level, phone, unitName }: Facts, language: Language): LedgerRow => {
  const { matter, trail, seats } = page
  const say = (group: string, code: string | undefined | null): string | null =>
    code === undefined || code === null ? null : (ledgerValues[group]?.[code]?.[language] ?? code)
  const last = (...actions: readonly string[]): TrailEntry | undefined => trail.findLast(entry => actions.includes(entry.action))
  const opened = openedOf(trail)
  const answer = last(...answers)
  const negative = last('approve_negative') && last('explain', 'report_negative')
  const word = last(...Object.keys(words))
  const heard = word === undefined || (answer !== undefined && word.seq < answer.seq) ? undefined : word
  const improved = last('note_improvement')
  const noted = saidBy(last('note_item'))
  const enquiry = !item.complex && trail.some(entry => entry.round === matter.round && entry.action === 'mark_enquiry')
  const urgent = last('mark_urgent') !== undefined
  const complexity = item.complex ? 'complex' : enquiry ? 'enquiry' : 'general'
  const clock = matter.clocks.findLast(one => one.clock === `${complexity}_within`)
  const measure = saidBy(answer?.action === 'approve_negative' ? negative : answer)
  const asked = trail.filter(entry => entry.action === 'ask_share').map(entry => unitName(saidBy(entry)['unit'] ?? ''))
  const own = seats.some(one => one.seat === 'window')
  const result =
    matter.stage === 'withdrawn' ? 'withdrawn' : answer === undefined ? undefined : (measure['result'] ?? results[answer.action])
  return {
    number: matter.number,
    opened: matter.openedAt,
    channel: opened ? [say('channel', opened.channel), ...(opened.sender ? [say('sender', opened.sender)] : [])].join(' · ') : null,
    level: say('level', level),
    window: opened?.windowName ?? matter.unitName,
    name: opened ? (own ? opened.name : masked(opened.name)) : null,
    phone: phone === undefined ? null : `*********${phone.slice(-2)}`,
    whom: say('whom', opened?.whom),
    helper: opened?.helper ? (own ? opened.helper : masked(opened.helper)) : null,
    itemCode: noted['itemCode'] ?? opened?.itemCode ?? null,
    item: opened?.item ?? null,
    where: opened?.where ?? null,
    trips: opened?.trips ?? null,
    reason: opened?.reason || null,
    refusal: noted['refusal'] ?? opened?.refusal ?? null,
    rule: opened?.rule ?? null,
    category: say('category', opened?.category),
    complexity: [say('complexity', complexity), ...(urgent ? [say('complexity', 'urgent')] : [])].join(' · '),
    treatment: say('treatment', item.treatment),
    lead: item.lead_name,
    co: [...new Set(asked)].join('、') || null,
    stage: matter.stageTitle,
    due: clock?.dueOn ?? null,
    mark: say('mark', clock?.mark),
    contacted: last('record_contact') ? (trail.find(entry => entry.action === 'record_contact')?.at ?? null) : null,
    measure: measure['measure'] ?? measure['answer'] ?? measure['explanation'] ?? measure['after'] ?? null,
    result: say('result', result),
    negative: negative ? [saidBy(negative)['article'], last('approve_negative')?.by].filter(part => part).join(' · ') : null,
    asked: answer?.at ?? null,
    heard: heard?.at ?? null,
    word: heard ? say('word', words[heard.action]) : matter.closedAt && matter.stage !== 'withdrawn' ? say('word', 'silent') : null,
    root: say('root', measure['root']),
    kind: saidBy(improved)['kind'] ?? null,
    improvement: saidBy(improved)['measure'] ?? null,
    archive: matter.closedAt === undefined ? null : matter.number,
  }
}

export type LedgerLine = LedgerRow & { readonly id: string }

/** A page of the ledger in the viewer's own transaction. */
export const readLedger = async (
  house: House,
  tx: Tx,
  { viewer, filter, language }: { readonly viewer: Person; readonly filter: StuckFilter; readonly language: Language },
  after: ListPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly LedgerLine[]; readonly next?: ListPlace }> => {
  const found = await ledgerPage(tx, filter, house.clock.now(), after, most + 1)
  const { windows } = settingsNow(house)
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const unitName = (unit: string): string => org.units.get(unit)?.name ?? ''
  const lines: LedgerLine[] = []
  for (const item of found.slice(0, most)) {
    const page = await house.engine.readIn(tx, viewer, item.id)
    if (!page) continue
    const opened = openedOf(page.trail)
    const phone = opened && contactIn(house, opened.contact).phone
    lines.push({ id: item.id, ...ledgerLine({ page, item, level: windows[item.window_code]?.level, phone, unitName }, language) })
  }
  const last = found[most - 1]
  return { lines, ...(last && found.length > most ? { next: { at: last.at, id: last.id } } : {}) }
}

const rowsAtOnce = 100

/** The ledger as a file, in each office's own columns: the same lines, by the same filters. */
export const stuckLedger = (house: House): Ledger =>
  defineLedger<StuckFilter>({
    name: 'stuck',
    title: { zh: '办不成事台账', en: 'Ledger of stuck matters' },
    roles: ledgerRoles,
    personal: true,
    filter: ledgerFilter,
    columns: ledgerColumns,
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, LedgerLine>(after =>
        house.as(viewer, tx => readLedger(house, tx, { viewer, filter, language }, after, rowsAtOnce)),
      ),
  })

import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import type { Person } from '../../org/ledger.ts'
import { organOf } from '../../org/rules/tree.ts'
import { decodeText, readCsvRows, readXlsx, tableOf } from '../../platform/sheets/index.ts'
import type { Table } from '../../platform/sheets/index.ts'
import { settingsNow } from './opened.ts'
import { readRows } from './rows.ts'
import type { Known, ReadVisit, RowFault } from './rows.ts'
import { seatsOfUnit } from './rules/seating.ts'
import { knownSources } from './store.ts'
import { enter, organOfCampaign } from './visits.ts'
import type { Entering } from './visits.ts'

const leading: readonly string[] = ['leader', 'deputy_head', 'head']

const tableIn = async (bytes: Buffer, kind: 'csv' | 'xlsx'): Promise<Table | Refusal | RowFault> => {
  if (kind === 'csv') {
    const rows = readCsvRows(decodeText(bytes))
    return 'code' in rows
      ? { line: rows.line, field: '', zh: '这一行的列数或引号不对', en: 'the columns or quotes of this line do not fit' }
      : tableOf(rows)
  }
  const sheets = await readXlsx(bytes)
  if (isRefusal(sheets)) return sheets
  const tables = sheets.map(sheet => tableOf(sheet.rows))
  return tables.find(table => table.rows.length > 0) ?? { columns: [], rows: [] }
}

/** Campaigns whose ledger this person may take in: he leads in their organ. */
export const keptCampaigns = (house: House, org: OrgSnapshot, viewer: Person): readonly string[] =>
  Object.entries(settingsNow(house).campaigns)
    .filter(([, campaign]) => {
      const organ = organOfCampaign(org, campaign)
      return viewer.readsOnly !== true && viewer.posts.some(post => leading.includes(post.role) && organOf(org, post.unit) === organ)
    })
    .map(([code]) => code)

const knownOf = (house: House, org: OrgSnapshot, today: string): Known => {
  const { campaigns } = settingsNow(house)
  const byName = new Map<string, string[]>()
  for (const unit of org.units.values())
    for (const name of new Set([unit.code, unit.name])) byName.set(name, [...(byName.get(name) ?? []), unit.id])
  const organ = (campaign: string): string | undefined => organOfCampaign(org, campaigns[campaign])
  return {
    today,
    campaignOf: text => Object.entries(campaigns).find(([code, { name, name_en: en }]) => [code, name, en].includes(text))?.[0],
    unitOf: (text, campaign) => {
      const found = byName.get(text) ?? []
      const near = campaign === undefined ? [] : found.filter(id => organOf(org, id) === organ(campaign))
      return near.length === 1 ? near[0] : found.length === 1 ? found[0] : undefined
    },
    visits: (unit, campaign) => organOf(org, unit) === organ(campaign),
  }
}

export interface ImportAsked {
  readonly file: 'csv' | 'xlsx'
  readonly bytes: Buffer
  readonly dryRun: boolean
}
export interface ImportOutcome {
  readonly rows: number
  readonly visits: number
  /** Concerns that were not entered before. */
  readonly added: number
  /** Of these, those still to be answered: each becomes a matter. */
  readonly opened: number
  readonly unchanged: number
  readonly faults: readonly RowFault[]
}

const none = { rows: 0, visits: 0, added: 0, opened: 0, unchanged: 0 }

/**
 * All rows or none. A row is known again by what was said where, and by how often the file says it: a file that is taken in twice enters nothing
 * twice, and two households with the same wish are two.
 */
export const importLedger = async (house: House, viewer: Person, asked: ImportAsked): Promise<ImportOutcome | Refusal> => {
  const table = await tableIn(asked.bytes, asked.file)
  if (isRefusal(table)) return table
  if (!('rows' in table)) return { ...none, faults: [table] }
  return house.as(viewer, async tx => {
    const today = dayOf(house.clock.now())
    const org = await house.org.snapshot(tx, today)
    const mine = keptCampaigns(house, org, viewer)
    if (mine.length === 0) return refuse('not_the_ledgers_keeper')
    const { visits, faults: wrong } = readRows(table, knownOf(house, org, today))
    const faults: readonly RowFault[] = [
      ...wrong,
      ...visits.flatMap(({ line, campaign, concern }) => [
        ...(mine.includes(campaign) ? [] : [{ line, field: 'campaign', zh: '不是您单位的活动', en: 'is no campaign of your organ' }]),
        ...(concern?.state === 'open' && !seatsOfUnit(org, concern.unit)
          ? [{ line, field: 'unit', zh: '这个单位没有在岗的人', en: 'nobody holds a post there' }]
          : []),
      ]),
    ].toSorted((a, b) => a.line - b.line)
    if (faults.length > 0) return asked.dryRun ? { ...none, rows: table.rows.length, faults } : refuse('visits_faulty')
    const grouped = sourced(house, visits)
    const concerns = grouped.flatMap(one => one.concerns)
    const before = await knownSources(
      tx,
      house.city,
      'concern',
      concerns.map(one => one.source),
    )
    const visited = await knownSources(
      tx,
      house.city,
      'visit',
      grouped.map(one => one.source),
    )
    const isNew = (one: Entering): boolean => !before.has(one.source.toString('hex'))
    if (!asked.dryRun)
      for (const { visit, source, concerns: said } of grouped) {
        const unitName = org.units.get(visit.unit)?.name ?? ''
        const organ = organOf(org, visit.unit) ?? visit.unit
        await enter(house, tx, viewer, org, { ...visit, unitName, organ }, source, said.filter(isNew))
      }
    const added = concerns.filter(isNew)
    return {
      rows: visits.length,
      visits: grouped.filter(one => !visited.has(one.source.toString('hex'))).length,
      added: added.length,
      opened: added.filter(one => one.ended === undefined).length,
      unchanged: concerns.length - added.length,
      faults: [],
    }
  })
}

interface Grouped {
  readonly visit: Pick<ReadVisit, 'campaign' | 'unit' | 'visitedOn' | 'place' | 'visitors'>
  readonly source: Buffer
  readonly concerns: readonly Entering[]
}

/** Rows of one day, unit, place and party of visitors are one visit. */
const sourced = ({ keys, city }: House, visits: readonly ReadVisit[]): readonly Grouped[] => {
  const groups = new Map<string, Omit<Grouped, 'concerns'> & { readonly concerns: Entering[] }>()
  const often = new Map<string, number>()
  for (const { campaign, unit, visitedOn, place, visitors, concern } of visits) {
    const key = JSON.stringify([campaign, unit, visitedOn, place, visitors])
    const group = groups.get(key) ?? {
      visit: { campaign, unit, visitedOn, place, visitors },
      source: keys.digest('visit', city, 'row', key),
      concerns: [],
    }
    groups.set(key, group)
    if (!concern) continue
    const { kind, words, unit: responsible, state, endedOn, told, onSpot } = concern
    // How it stands is not part of what it is: the same row, closed since, is the same concern.
    const own = JSON.stringify([key, kind, words, responsible])
    const nth = (often.get(own) ?? 0) + 1
    often.set(own, nth)
    group.concerns.push({
      kind,
      words,
      unit: responsible,
      onSpot,
      source: keys.digest('visit', city, 'row', own, String(nth)),
      ...(state === 'open' || endedOn === undefined ? {} : { ended: { state, on: endedOn, told } }),
    })
  }
  return [...groups.values()]
}

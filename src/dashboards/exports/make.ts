import { join } from 'node:path'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { ring } from '../../org/bell/index.ts'
import type { Ledger, Person } from '../../org/ledger.ts'
import { sealedFolder } from '../../platform/files/index.ts'
import type { SealedFolder } from '../../platform/files/index.ts'
import { csvOf, xlsxOf } from '../../platform/sheets/index.ts'
import type { Cell, SheetFormat } from '../../platform/sheets/index.ts'
import type { ChosenColumn } from './contract.ts'
import { stillHolds } from './rules.ts'
import { exportSettings } from './settings.ts'
import { fail, finish, moveOn, tidy, withKey } from './store.ts'
import { faultName } from '../../engine/index.ts'

export const folderOf = (house: Pick<House, 'config' | 'city'>): SealedFolder =>
  sealedFolder(join(house.config.dataFolder, 'exports'), house.city)
export const placeOf = (city: string, id: string): string => `dashboards.export/${city}/${id}`
export const postsOf = (viewer: Person): readonly string[] => viewer.posts.map(post => `${post.unit}/${post.role}`)

/** Ended on purpose: taken back meanwhile, or the posts whose sight it has are no longer held. */
class Ended extends Error {}

/** Rows between two looks at the record: how far it is goes in, and whether it may go on comes out. */
const toldEvery = 2000

export interface Making {
  readonly id: string
  readonly ledger: Ledger
  readonly filter: unknown
  readonly format: SheetFormat
  readonly columns: readonly ChosenColumn[]
  readonly viewer: Person
  readonly language: 'zh' | 'en'
  readonly mark: string
  /** Nobody waits for it at a screen: its end is told. */
  readonly behind: boolean
  readonly key: ReturnType<House['keys']['dataKey']>['key']
}

const standing = async (house: House, { viewer }: Making): Promise<boolean> =>
  stillHolds(
    postsOf(viewer),
    (await house.as(viewer, tx => house.org.postsHeld(tx, viewer.person, dayOf(house.clock.now()), house.clock.now()))).map(
      post => `${post.unit}/${post.role}`,
    ),
  )

/** The list's rows in the chosen columns; says how far it is, and stops where it may not go on. */
async function* rowsOf(house: House, making: Making, counted: { rows: number }): AsyncGenerator<readonly (readonly Cell[])[]> {
  const { ledger, viewer, filter, language, columns } = making
  let told = -1
  for await (const page of ledger.pages({ viewer, filter, language })) {
    if (told < 0 || counted.rows - told >= toldEvery) {
      told = counted.rows
      if (
        !(await standing(house, making)) ||
        !(await house.as(viewer, tx => moveOn(tx, making.id, { done: counted.rows, at: house.clock.now() })))
      )
        throw new Ended()
    }
    counted.rows += page.length
    yield page.map(row => columns.map(({ key }) => row[key] ?? null))
  }
}

/** From the first row to a file that waits for its owner. Never throws: whatever goes wrong, the record says that it failed. */
export const makeExport = async (house: House, making: Making): Promise<void> => {
  const folder = folderOf(house)
  const { id, ledger, viewer, columns, format } = making
  try {
    const counted = { rows: 0 }
    const out = {
      name: ledger.title[making.language],
      mark: making.mark,
      pages: rowsOf(house, making, counted),
      columns: columns.map(({ key, heading }) => {
        const { kind, width } = ledger.columns.find(column => column.key === key) ?? { kind: 'text' as const, width: undefined }
        return { title: heading, kind, ...(width === undefined ? {} : { width }) }
      }),
    }
    const bytes = await folder.write(id, making.key, placeOf(house.city, id), format === 'xlsx' ? xlsxOf(out) : csvOf(out))
    const now = house.clock.now()
    const { link_hours: hours } = house.programmes.current().settings('exports', exportSettings)
    const finished = await house.as(viewer, async tx => {
      if (!(await finish(tx, id, { rows: counted.rows, bytes, at: now, expiresAt: new Date(now.getTime() + hours * 3_600_000) })))
        return false
      if (making.behind) await ring(tx, { key: `export/${id}`, person: viewer.person, about: 'export.ready', on: dayOf(now) })
      return true
    })
    if (!finished) throw new Ended()
  } catch (error) {
    if (!(error instanceof Ended)) house.log.error({ event: 'export_failed', error: faultName(error) })
    await folder.remove(id).catch(() => undefined)
    await house.as(viewer, tx => fail(tx, id, house.clock.now())).catch(() => undefined)
  }
}

/** A server that was stopped cannot say so; a quarter of an hour without a row is longer than any list pauses. */
const stuckAfter = 900_000

/**
 * Links that have expired lose key and bytes; exports that nobody makes any more are told as failed; bytes without a key go.
 * @param diskNow by the disk's own time, which a demo cannot move
 */
export const tidyExports = async (house: House, diskNow: Date): Promise<void> => {
  const folder = folderOf(house)
  const now = house.clock.now()
  const system = { kind: 'system', city: house.city, name: 'sweep' } as const
  for (const id of await house.as(system, tx => tidy(tx, now, new Date(now.getTime() - stuckAfter)))) await folder.remove(id)
  const old = await folder.olderThan(new Date(diskNow.getTime() - 86_400_000))
  const known = await house.as(system, tx =>
    withKey(
      tx,
      old.filter(name => !name.endsWith('.part')),
    ),
  )
  for (const name of old) if (!known.has(name)) await folder.remove(name)
}

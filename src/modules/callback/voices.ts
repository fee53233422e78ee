import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { defineLedger } from '../../org/ledger.ts'
import type { Ledger } from '../../org/ledger.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { z } from 'zod'
import { recheckOpened } from './contract.ts'
import type { VoicesOfUnit } from './contract.ts'
import { aboutAsked, apartOf, leastAsked } from './rules/voices.ts'
import { factsOf } from './store.ts'
import { addVoice, voicesSince } from './store/voices.ts'

/** Whoever was reached again has said whether what stood first was true: counted for the department that the call was about. */
export const countVoice = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, { kind: 'system', city: house.city, name: 'loops' }, matter)
  const asked = page && recheckOpened.safeParse(page.trail[0]?.input).data
  const facts = asked && (await factsOf(tx, house.city, asked.call))
  if (!facts) return
  const month = dayOf(house.clock.now()).slice(0, 7)
  await addVoice(tx, house.city, facts.unit, month, (payload as { stage: string }).stage === 'own_no')
}

const monthsBack = 6

/** Since the beginning of the month half a year ago; departments with too few are left out. */
export const voicesNow = async (
  house: House,
  tx: Tx,
): Promise<{ readonly since: string; readonly least: number; readonly units: readonly VoicesOfUnit[] }> => {
  const [year = 0, month = 0] = dayOf(house.clock.now()).split('-').map(Number)
  const since = new Date(Date.UTC(year, month - 1 - monthsBack, 1)).toISOString().slice(0, 7)
  const units = (await voicesSince(tx, since, leastAsked)).map(({ unit, unit_name: unitName, asked, disagreed }) => ({
    unit,
    unitName,
    asked: aboutAsked(asked),
    ...apartOf(asked, disagreed),
  }))
  return { since: `${since}-01`, least: leastAsked, units }
}

/** 两个声音 as a file: the rows of the screen. */
export const voicesLedger = (house: House): Ledger =>
  defineLedger({
    name: 'second_voices',
    title: { zh: '两个声音', en: 'Two voices' },
    roles: ['supervisor', 'callback_centre'],
    filter: z.strictObject({}),
    columns: [
      { key: 'unit', title: { zh: '部门', en: 'Department' }, kind: 'text', width: 28 },
      { key: 'asked', title: { zh: '再问到的（至少）', en: 'Asked again (at least)' }, kind: 'number', width: 16 },
      { key: 'share', title: { zh: '说法不一的（约%）', en: 'Disagreed (about %)' }, kind: 'number', width: 16 },
      { key: 'from', title: { zh: '下限%', en: 'From %' }, kind: 'number', width: 10 },
      { key: 'to', title: { zh: '上限%', en: 'To %' }, kind: 'number', width: 10 },
    ],
    pages: async function* ({ viewer }: { readonly viewer: Viewer }) {
      const { units } = await house.as(viewer, tx => voicesNow(house, tx))
      yield units.map(({ unitName, asked, share, from, to }) => ({ unit: unitName, asked, share, from, to }))
    },
  })

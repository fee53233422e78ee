import { sql } from 'kysely'
import { freshDatabase } from './database.ts'
import { makeTown } from './engine/town.ts'
import type { Town } from './engine/town.ts'
import { defineRoom } from '../src/engine/room.ts'
import { isRefusal } from '../src/kit/refusal.ts'
import { callFlow } from '../src/modules/callback/flows/call.ts'
import { repairFlow } from '../src/modules/callback/flows/repair.ts'
import { callbackSettings } from '../src/modules/callback/settings.ts'
import type { Viewer } from '../src/org/viewer.ts'
import type { Database } from '../src/platform/database/contract.ts'
import { buildHttp } from '../src/platform/http/index.ts'
import type { App } from '../src/platform/http/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { dashboardRoutes } from '../src/dashboards/routes.ts'

/** The flows alone: what the room writes beside them is not what boards read. */
export const calls = defineRoom({
  name: 'callback',
  title: '回访整改',
  flows: [callFlow, repairFlow],
  settings: callbackSettings,
  writes: {
    callback: Object.fromEntries(Object.keys(callFlow.actions).map(action => [action, null])),
    repair: Object.fromEntries(Object.keys(repairFlow.actions).map(action => [action, null])),
  },
} as never)

export const call = (town: Town) => ({
  kind: 'callback',
  lane: 'rating' as const,
  unit: town.unit.division,
  barred: [town.who.rated.person],
  seats: [
    { seat: 'caller', unit: town.unit.division, role: 'leader' as const, sight: 'full' as const },
    { seat: 'superior', unit: town.unit.court, role: 'deputy_head' as const, sight: 'full' as const },
    { seat: 'supervisor', unit: town.unit.committee, role: 'supervisor' as const, sight: 'progress' as const },
  ],
  input: {
    service: { line: 'enforcement', lineName: '执行', finishedOn: '2026-11-02', unit: town.unit.division, unitName: '执行局' },
    levels: {},
    poor: true,
    reasons: ['来回跑'],
    words: '跑了三趟',
    wish: { how: 'phone', by: 'department', when: [], helper: false },
    safeWord: '青松',
    contact: { sealed: '', about: '' },
    follow: '00',
    rated: [town.who.rated.person],
    route: { because: [] },
  },
})
export const recorded = {
  record_call: { what_was_wrong: '材料来回退', cause: 'process', head: 'mechanism', speed_agreed: false },
  answer_now: { answer: '已经当场说明' },
  record_second_contact: { how: 'phone', told: '已告知' },
  open_number: { purpose: 'first_call' },
} as const

export let database: Database
export let town: Town
export let app: App
export let asking: Viewer
export const ids: Record<string, string> = {}

export const must = async (viewer: Viewer, matter: string, action: string): Promise<void> => {
  const done = await town.engine.act(viewer, { matter, action, input: recorded[action as keyof typeof recorded] })
  if (isRefusal(done)) throw new Error(`${action}: ${done.because} ${done.field ?? ''}`)
}
export const get = async (url: string, viewer: Viewer) => {
  asking = viewer
  const answer = await app.inject({ url, headers: { 'accept-language': 'zh' } })
  return { status: answer.statusCode, body: answer.json() }
}
export const counts = async (viewer: Viewer) =>
  Object.fromEntries(
    ((await get('/api/boards/loop-health', viewer)).body.counts as { key: string; count: number }[]).map(one => [one.key, one.count]),
  )
export const listed = async (key: string, viewer: Viewer): Promise<string[]> =>
  ((await get(`/api/boards/loop-health/${key}`, viewer)).body.items as { id: string }[]).map(one => one.id).sort()
export const named = (...names: string[]): string[] => names.map(name => ids[name] as string).sort()

/** A town whose matters stand in each of the five counts. */
export const openBoards = async (): Promise<void> => {
  database = await freshDatabase()
  town = await makeTown(database, { rooms: [calls], settings: {}, start: '2026-11-02T09:00:00+08:00' })
  app = await buildHttp<Viewer>({
    config: { demo: true, publicUrl: 'http://localhost' },
    log: silentLog,
    publicViewer: { kind: 'public', city: town.city },
    resolveViewer: async () => asking,
  })
  await app.register(dashboardRoutes(town.house))
  await app.ready()
  await town.as({ kind: 'system', city: town.city, name: 'import' }, tx =>
    sql`insert into org.edge (city, lower, upper, kind, line) values (${town.city}, ${town.unit.court}, ${town.unit.stationed}, 'branch', 'discipline')`.execute(
      tx,
    ),
  )
  const { handler } = town.who
  const citizen = (name: string): Viewer => town.citizenOf(ids[name] as string)
  for (const name of ['late', 'called', 'again', 'silent', 'solved', 'withdrawn']) ids[name] = await town.open(call(town))
  await must(handler, ids.called!, 'open_number')
  for (const name of ['called', 'again', 'silent', 'solved'])
    for (const action of ['record_call', 'answer_now']) await must(handler, ids[name] as string, action)
  await must(citizen('withdrawn'), ids.withdrawn!, 'withdraw')
  for (const name of ['again', 'silent', 'solved']) await must(handler, ids[name] as string, 'record_second_contact')
  await must(citizen('again'), ids.again!, 'say_unsolved')
  for (const name of ['silent', 'solved']) {
    await must(citizen(name), ids[name] as string, 'say_unsolved')
    for (const action of ['record_call', 'answer_now', 'record_second_contact']) await must(handler, ids[name] as string, action)
  }
  await must(citizen('solved'), ids.solved!, 'confirm_solved')
  await must(town.system, ids.silent!, 'conclude_silent')
  ids.fresh = await town.open({ ...call(town), source: 'another unit' })
  // Wednesday: one working day for the call has passed, five for putting right have not.
  town.clock.moveTo(new Date('2026-11-04T09:00:00+08:00'))
}
export const closeBoards = async () => {
  await app.close()
  await database.close()
}

import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { loadStatutoryCalendar } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { makeEngine, runLoops, runSweep } from '../../engine/index.ts'
import { when } from '../../engine/room.ts'
import type { Room } from '../../engine/room.ts'
import { checkFlow } from '../../engine/rules/checkFlow.ts'
import { makeAs } from '../../org/as.ts'
import { makeOrgDirectory } from '../../org/directory.ts'
import type { Role, Viewer } from '../../org/viewer.ts'
import { MovableClock } from '../../platform/clock.ts'
import { testKeys } from '../../platform/crypto/index.ts'
import { silentLog } from '../../platform/log.ts'
import { makeOutbox } from '../../platform/outbox/index.ts'
import { openContent } from '../../platform/outbox/outbox.ts'
import type { Programme } from '../../programme/contract.ts'
import type { Accused } from '../evaluation/contract.ts'
import { reportFlow } from './flows/report.ts'
import { discipline } from './module.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { byteFolder, makeFiles } from '../../platform/files/index.ts'

type Person = Extract<Viewer, { kind: 'person' }>
const city = 'sealed-town'
const keys = testKeys()
const clock = new MovableClock(new Date('2026-09-14T10:00:00+08:00'))
const rooms: readonly Room[] = [discipline]
const loops = [when('evaluation.accused', 'discipline.open_report')]
const unit = { court: randomUUID(), division: randomUUID(), stationed: randomUUID() }
const person = (name: string, at: string, role: Role): Person => ({
  kind: 'person',
  city,
  person: randomUUID(),
  account: randomUUID(),
  name,
  posts: [{ unit: at, role }],
})
const who = {
  rated: person('陆小满', unit.division, 'officer'),
  leader: person('韩芳', unit.division, 'leader'),
  head: person('顾长河', unit.court, 'head'),
  ownDiscipline: person('内部人', unit.court, 'discipline'),
  stationed: person('郭守正', unit.stationed, 'discipline'),
  administrator: person('顾晓晨', unit.court, 'system_admin'),
}
const system = { kind: 'system', city, name: 'loops' } as const
let database: FreshDatabase
let house: House

beforeAll(async () => {
  database = await freshDatabase()
  const as = makeAs(database)
  const programme: Programme = {
    city,
    version: 'v1',
    name: '例',
    modules: ['discipline'],
    words: {},
    origin: () => undefined,
    settings: (_room, schema) => schema.parse({}),
  }
  const engine = makeEngine({
    as,
    keys,
    clock,
    programmes: { current: () => programme, at: () => programme },
    calendar: () => loadStatutoryCalendar(),
    rooms,
    house: () => house,
  })
  house = {
    city,
    clock,
    log: silentLog,
    database,
    as,
    keys,
    outbox: makeOutbox(keys),
    programmes: { current: () => programme, at: () => programme },
    calendar: () => loadStatutoryCalendar(),
    engine,
    org: makeOrgDirectory(keys),
    files: makeFiles(keys, byteFolder(join(tmpdir(), 'huiyin-files'), city)),
  } as unknown as House
  await as({ kind: 'system', city, name: 'import' }, async tx => {
    for (const [code, id, organ] of [
      ['court', unit.court, 'court'],
      ['stationed', unit.stationed, 'discipline'],
    ] as const) {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${id}, ${code}, ${code}, 'organ', 'county', ${organ})`.execute(
        tx,
      )
    }
    await sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${city}, ${unit.division}, 'division', '执行局', 'department', 'county', 'court', ${unit.court})`.execute(
      tx,
    )
    await sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${unit.court}, ${unit.stationed}, 'supervises', 'discipline')`.execute(
      tx,
    )
    for (const [code, one] of Object.entries(who)) {
      await sql`insert into org.person (city, id, code, name) values (${city}, ${one.person}, ${code}, ${one.name})`.execute(tx)
      for (const post of one.posts)
        await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${post.unit}, ${post.role}, ${one.person}, '2025-01-01')`.execute(
          tx,
        )
    }
  })
})
afterAll(() => database.close())

const accuse = async (rated: readonly string[], more: Partial<Accused> = {}): Promise<string> => {
  const request = randomUUID()
  const accused: Accused = {
    source: 'rating',
    what: 'words',
    words: '暗示要送东西',
    unit: unit.division,
    unitName: '执行局',
    rated: [...rated],
    ...more,
  }
  const sealed = keys
    .seal('matter.accusation', Buffer.from(JSON.stringify(accused)), `evaluation.accused/${city}/${request}`)
    .toString('base64')
  for (let n = 0; n < 2; n++) await house.as(system, tx => house.engine.announce(tx, 'evaluation.accused', { request, sealed }))
  await runLoops(house, rooms, loops)
  return (
    await house.as(system, tx =>
      sql<{ id: string }>`select id from engine.matter where city = ${city} and source = ${`report/${request}`}`.execute(tx),
    )
  ).rows[0]!.id
}
const seen = async (viewer: Viewer): Promise<number> => (await house.engine.list(viewer, {})).items.length

describe('a sealed report', () => {
  it('loses and traps nothing', () => {
    expect(checkFlow(reportFlow)).toEqual([])
  })

  it("reaches the stationed group once, and nobody of the accused's own office", async () => {
    await accuse([who.rated.person])
    expect(await seen(who.stationed)).toBe(1)
    for (const viewer of [who.rated, who.leader, who.head, who.ownDiscipline]) {
      expect(await seen(viewer), viewer.name).toBe(0)
      expect(await house.engine.countBy(viewer, ['kind']), viewer.name).toEqual([])
    }
    const {
      items: [report],
    } = await house.engine.list(who.stationed, {})
    expect((await house.engine.read(who.stationed, report!.id))?.trail[0]?.input).toMatchObject({ words: '暗示要送东西' })
    expect(
      await house.engine.act(who.stationed, { matter: report!.id, action: 'accept', input: { told: 'phone' } }),
      'nobody left a number',
    ).toMatchObject({ because: 'no_contact_left' })
    expect(await house.engine.act(who.stationed, { matter: report!.id, action: 'accept', input: { told: 'cannot' } })).toMatchObject({
      stage: 'accepted',
    })
    expect(await house.engine.act(who.leader, { matter: report!.id, action: 'accept', input: { told: 'cannot' } })).toMatchObject({
      because: 'not_found',
    })
  })

  it('names whom it is about to its post, and lets that post reach the reporter by an act that stays', async () => {
    const contact = {
      sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone: '13700002222' })), 'contact/1').toString('base64'),
      about: 'contact/1',
    }
    const matter = await accuse([who.rated.person], { contact, safeWord: '风琴' })
    const card = (viewer: Viewer) => house.as(viewer, tx => discipline.card(house, tx, viewer, matter))
    expect((await house.engine.read(who.stationed, matter))?.trail[0]?.input).toMatchObject({ about: ['陆小满 执行局承办人'] })
    expect(await card(who.stationed)).toEqual({ safeWord: '风琴', contact: { left: true, written: false, opened: false } })
    expect(await card(who.leader)).toBeUndefined()
    const act = async (action: string, input: unknown): Promise<string> => {
      const done = await house.engine.act(who.stationed, { matter, action, input })
      return 'refused' in done ? done.because : done.stage
    }
    expect(await act('accept', { told: 'cannot' }), 'a number that was left is not passed over').toBe('contact_was_left')
    expect(await act('accept', { told: 'phone' }), 'nobody calls a number that he has not opened').toBe('open_contact_first')
    expect(await act('open_contact', { purpose: 'acceptance' })).toBe('received')
    expect(await card(who.stationed)).toEqual({
      safeWord: '风琴',
      contact: { left: true, written: false, opened: true, number: '13700002222' },
    })
    expect(await act('accept', { told: 'phone' })).toBe('accepted')
    await act('check', { note: '核对记录' })
    expect(await act('conclude', { outcome: '已按规定处理' })).toBe('concluded')
    const feedback = (await house.engine.read(who.stationed, matter))?.matter.clocks.find(one => one.clock === 'feedback_within')
    expect(
      [feedback?.state, feedback?.dueOn],
      'fifteen working days from the conclusion, Sunday the 20th and Saturday the 10th worked',
    ).toEqual(['running', '2026-10-10'])
    expect(await act('give_feedback', { told: 'phone', how: '已告知核实结果' })).toBe('concluded')
    expect((await house.engine.read(who.stationed, matter))?.matter.clocks.find(one => one.clock === 'feedback_within')?.state).toBe(
      'stopped',
    )
    expect(await act('give_feedback', { told: 'phone', how: '再告知一遍' }), 'the result is told once').toBe('feedback_given')
    expect((await house.engine.read(who.stationed, matter))?.trail.map(entry => entry.action)).toEqual([
      'open',
      'open_contact',
      'accept',
      'check',
      'conclude',
      'give_feedback',
    ])
  })

  it('reaches whoever wrote a number into the words, as the page asks for: that is not "no contact left"', async () => {
    const { checks } = discipline as unknown as { checks: { report: Record<string, (given: object) => { because: string } | null> } }
    const told = (words: string, how: string, more: object = {}) =>
      checks.report['accept']!({
        trail: [{ action: 'open', input: { source: 'rating', words, unit: 'u', unitName: '执行局', ...more } }],
        input: { told: how },
      })?.because
    expect(told('有人收烟。我姓俞，电话 137 0000 2222', 'cannot')).toBe('contact_was_left')
    expect(told('有人收烟。我姓俞，电话13700002222', 'phone')).toBeUndefined()
    expect(told('有人收烟，案号是202601234567890', 'phone')).toBe('no_contact_left')
    expect(told('电话13700002222', 'phone', { contact: { sealed: '', about: '' } }), 'a sealed number is opened first all the same').toBe(
      'open_contact_first',
    )
  })

  it('is not lost where the stationed group itself is accused: nobody sees it, the administrator hears of an empty post, the next group has it', async () => {
    const before = await seen(who.stationed)
    const matter = await accuse([who.stationed.person])
    expect(await seen(who.stationed)).toBe(before)
    for (const viewer of [who.leader, who.head, who.ownDiscipline, who.administrator]) expect(await seen(viewer)).toBe(0)
    const clocks = await house.as(system, tx =>
      sql<{ state: string }>`select state from engine.clock where city = ${city} and matter = ${matter}`.execute(tx),
    )
    expect(clocks.rows, 'its clock runs all the same').toEqual([{ state: 'running' }])
    for (let n = 0; n < 2; n++) await runSweep(house, rooms, clock.now())
    const told = async (template: string) =>
      (
        await house.as(
          { kind: 'system', city, name: 'sender' },
          async tx =>
            (
              await sql<{
                id: string
                content: Buffer
                template: string
              }>`select id, content, template from outbox.message where city = ${city}`.execute(tx)
            ).rows,
        )
      )
        .filter(row => row.template === template)
        .map(row => openContent(keys, city, row.id, row.content))
    expect((await told('discipline.empty')).map(({ to, text }) => ({ to, text }))).toEqual([
      { to: who.administrator.person, text: '【回音】有一个必设岗位空缺，影响办件，请登录核对岗位。' },
    ])
    const upper = randomUUID()
    const commission = person('彭梅影', upper, 'discipline')
    await house.as({ kind: 'system', city, name: 'import' }, async tx => {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${upper}, 'commission', '区纪委监委', 'organ', 'county', 'discipline')`.execute(
        tx,
      )
      await sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${unit.stationed}, ${upper}, 'leads', 'discipline')`.execute(
        tx,
      )
      await sql`insert into org.person (city, id, code, name) values (${city}, ${commission.person}, 'commission', ${commission.name})`.execute(
        tx,
      )
      await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${upper}, 'discipline', ${commission.person}, '2025-01-01')`.execute(
        tx,
      )
    })
    await runSweep(house, rooms, clock.now())
    expect((await house.engine.read(commission, matter))?.matter.stage).toBe('received')
    expect(await seen(who.stationed)).toBe(before)
    expect((await told('discipline.rung')).filter(one => one.to === commission.person)).toHaveLength(1)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { loadStatutoryCalendar } from '../calendar/index.ts'
import type { Database } from '../platform/database/contract.ts'
import type { House } from './house.ts'
import { runLoops, runSweep } from './index.ts'
import { when } from './room.ts'
import { with2027 } from '../../test/engine/calendar.ts'
import { exampleRoom, makeTown } from '../../test/engine/town.ts'
import type { Town } from '../../test/engine/town.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const at = (text: string): Date => new Date(`${text}:00+08:00`)
const sweepAt = (town: Town, text: string, rooms = town.rooms): Promise<void> => {
  town.clock.moveTo(at(text))
  return runSweep(town.house, rooms, town.clock.now())
}
const rungsOf = (town: Town) =>
  town.as(
    town.system,
    async tx =>
      (
        await sql<{ matter: string; key: string; do: string }>`
  select t.matter, (t.effect->'rung'->>'clock') || '/' || (t.effect->'rung'->>'run') || '/' || (t.effect->'rung'->>'rung') as key, t.effect->'rung'->>'do' as do
  from engine.trail t where t.city = ${town.city} and t.action = 'ladder' order by t.matter, t.seq`.execute(tx)
      ).rows,
  )
const announcements = (town: Town, event: string) =>
  town.as(town.system, async tx =>
    (
      await sql<{
        payload: Record<string, unknown>
      }>`select payload from engine.announcement where city = ${town.city} and event = ${event} order by at, seq`.execute(tx)
    ).rows.map(row => row.payload),
  )

describe('the sweep', () => {
  it('climbs the ladder by the working day: on the trail, announced, and not again', async () => {
    const town = await makeTown(database)
    const matter = await town.open()
    await sweepAt(town, '2026-11-05T23:59')
    expect(await rungsOf(town)).toEqual([])
    await sweepAt(town, '2026-11-10T00:00')
    await sweepAt(town, '2026-11-10T09:00')
    expect((await rungsOf(town)).map(rung => rung.do)).toEqual(['remind', 'tell_superior'])
    expect(await announcements(town, 'answer.rung')).toMatchObject([
      { do: 'remind', tell: 'handler' },
      { do: 'tell_superior', tell: 'superior', clock: 'answer_within', round: 1 },
    ])
    const page = (await town.engine.read(town.who.handler, matter))!
    expect(page.trail.at(-1)).toMatchObject({
      action: 'ladder',
      title: expect.stringMatching(/^报上一级：.+，告知.+/) as string,
      by: 'system',
      rung: { do: 'tell_superior' },
      stage: 'awaiting_answer',
    })
  })
  it('makes a missed fortnight good in one sweep, in the order in which the rungs were reached', async () => {
    const town = await makeTown(database)
    await town.open()
    await sweepAt(town, '2026-11-20T09:00')
    expect((await rungsOf(town)).map(rung => rung.key)).toEqual([
      'answer_within/1/0',
      'answer_within/1/1',
      'answer_within/1/2',
      'answer_within/1/2+1',
    ])
  })
  it('goes on through reopening and transfer: a new round has its own ladder, one rung higher', async () => {
    const town = await makeTown(database)
    const matter = await town.open()
    await sweepAt(town, '2026-11-10T09:00')
    await town.engine.act(town.who.handler, { matter, action: 'answer', input: { answer: '已改' } })
    await town.engine.act(town.citizenOf(matter), { matter, action: 'say_no' })
    await town.as(town.system, tx =>
      town.engine.seat(tx, matter, { seats: [{ seat: 'handler', unit: town.unit.court, role: 'head', sight: 'full' }] }),
    )
    await sweepAt(town, '2026-11-18T09:00')
    expect((await rungsOf(town)).map(rung => `${rung.key} ${rung.do}`)).toEqual([
      'answer_within/1/0 remind',
      'answer_within/1/1 tell_superior',
      'answer_within/2/0 remind',
      'answer_within/2/1 supervision_slip',
    ])
  })
  it('records after a late answer what nobody swept in time, so that an outage hides no lateness', async () => {
    const town = await makeTown(database)
    const matter = await town.open()
    town.clock.moveTo(at('2026-11-11T09:00'))
    await town.engine.act(town.who.handler, { matter, action: 'answer', input: { answer: '已改' } })
    await sweepAt(town, '2026-12-01T09:00')
    expect((await rungsOf(town)).map(rung => rung.key)).toEqual(['answer_within/1/1'])
    expect(await announcements(town, 'answer.rung')).toMatchObject([{ afterStop: true }])
    expect((await town.engine.read(town.who.handler, matter))!.matter.clocks[0]!.mark).toBe('late')
  })
  it('fills in open dates once the notice is out, as an entry of the trail', async () => {
    const town = await makeTown(database, { start: '2026-12-14T09:00:00+08:00' })
    const matter = await town.open({ kind: 'order' })
    expect((await town.engine.read(town.who.handler, matter))!.matter.clocks).toMatchObject([
      { state: 'undetermined', notBefore: '2026-12-31', mark: 'in_time' },
    ])
    await sweepAt(town, '2026-12-15T09:00')
    town.setCalendar(with2027(loadStatutoryCalendar()))
    await sweepAt(town, '2026-12-16T09:00')
    await sweepAt(town, '2026-12-16T10:00')
    const page = (await town.engine.read(town.who.handler, matter))!
    expect(page.matter.clocks).toMatchObject([{ state: 'running', dueOn: '2027-01-05' }])
    expect(page.trail.map(entry => entry.action)).toEqual(['open', 'date_set'])
    await sweepAt(town, '2027-01-06T00:00')
    expect((await rungsOf(town)).map(rung => rung.do)).toEqual(['remind', 'tell_superior'])
  })
  it("runs every room's timed work, and lets one that fails hold up nothing", async () => {
    const ran: string[] = []
    const rooms = [
      exampleRoom({
        timed: [
          {
            name: 'broken',
            sentence: '坏的',
            run: async () => {
              throw new Error('身份证号 530102')
            },
          },
          {
            name: 'sound',
            sentence: '好的',
            run: async () => {
              ran.push('sound')
            },
          },
        ],
      }),
    ]
    const town = await makeTown(database, { rooms })
    await sweepAt(town, '2026-11-03T09:00')
    expect(ran).toEqual(['sound'])
    expect(town.log).toMatchObject([{ event: 'timed_work_failed', state: 'broken' }])
    expect(JSON.stringify(town.log)).not.toContain('530102')
  })
  it('K-04: eight sweeps race over hundreds of due rungs, two of them dying again and again, and each rung is reached exactly once', async () => {
    const town = await makeTown(database)
    const matters = 120
    for (let n = 0; n < matters; n++) await town.open()
    town.clock.moveTo(at('2026-11-16T09:00'))
    // Some lie locked under an act meanwhile: they are passed over, and made good.
    const busy = town.as(town.system, async tx => {
      await sql`select 1 from engine.matter where city = ${town.city} order by id limit 5 for update`.execute(tx)
      await new Promise(resolve => setTimeout(resolve, 300))
    })
    // Killed between the last statement and the commit: everything of that matter is undone.
    let deaths = 0
    const dying: House = {
      ...town.house,
      as: (viewer, work) =>
        town.as(viewer, async tx => {
          const result = await work(tx)
          if (++deaths % 3 === 0) throw new Error('killed')
          return result
        }),
    }
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => runSweep(n < 2 ? dying : town.house, town.rooms, town.clock.now()).catch(() => {})),
    )
    await busy
    await runSweep(town.house, town.rooms, town.clock.now())
    const rungs = await rungsOf(town)
    expect(rungs).toHaveLength(matters * 3)
    expect(new Set(rungs.map(rung => `${rung.matter} ${rung.key}`)).size).toBe(matters * 3)
    expect(await announcements(town, 'answer.rung')).toHaveLength(matters * 3)
    expect(deaths).toBeGreaterThan(3)
  })
})

describe('loops', () => {
  const rooms = (effect: NonNullable<ReturnType<typeof exampleRoom>['effects']>[string]) => [
    exampleRoom({ effects: { answer_it: effect, second: async () => {} } }),
  ]
  const loops = [when('answer.opened', 'example.answer_it')]

  it('answer each announcement once, with several servers running', async () => {
    const seen: string[] = []
    const town = await makeTown(database, {
      rooms: rooms(async (house, tx, { matter }) => {
        seen.push(matter!)
        await house.engine.announce(tx, 'example.written', { for: matter }, matter)
      }),
    })
    const all: string[] = []
    for (let n = 0; n < 40; n++) all.push(await town.open())
    const counts = await Promise.all(Array.from({ length: 4 }, () => runLoops(town.house, town.rooms, loops)))
    expect(counts.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(40)
    expect([...seen].sort()).toEqual([...all].sort())
    expect(await runLoops(town.house, town.rooms, loops)).toBe(0)
  })
  it('leave no announcement without its effect when the process dies between the two', async () => {
    let dying = true
    const town = await makeTown(database, {
      rooms: rooms(async (house, tx, { matter }) => {
        await house.engine.announce(tx, 'example.written', {}, matter)
        if (dying) throw new Error('killed')
      }),
    })
    for (let n = 0; n < 5; n++) await town.open()
    expect(await runLoops(town.house, town.rooms, loops)).toBe(0)
    expect(await announcements(town, 'example.written')).toHaveLength(0)
    expect(town.log.filter(line => line.event === 'effect_failed')).toHaveLength(5)
    dying = false
    expect(await runLoops(town.house, town.rooms, loops)).toBe(5)
    expect(await announcements(town, 'example.written')).toHaveLength(5)
  })
  it('try a failing effect ever more seldom, while others go on', async () => {
    const tries: string[] = []
    const town = await makeTown(database, {
      rooms: rooms(async (_house, _tx, { matter }) => {
        tries.push(matter!)
        if (matter === bad) throw new Error('no')
      }),
    })
    const bad = await town.open()
    await runLoops(town.house, town.rooms, loops)
    await runLoops(town.house, town.rooms, loops)
    await runLoops(town.house, town.rooms, loops)
    expect(tries).toEqual([bad, bad])
    const good = await town.open()
    expect(await runLoops(town.house, town.rooms, loops)).toBe(1)
    town.clock.moveTo(new Date(town.clock.now().getTime() + 2000))
    await runLoops(town.house, town.rooms, loops)
    expect(tries).toEqual([bad, bad, good, bad])
  })
  it('wait for every loop of an event before the announcement is put away', async () => {
    const town = await makeTown(database, { rooms: rooms(async () => {}) })
    await town.open()
    const two = [...loops, when('answer.opened', 'example.second')]
    expect(await runLoops(town.house, town.rooms, two)).toBe(2)
    expect(await runLoops(town.house, town.rooms, two)).toBe(0)
  })
  it('ask one question together where nothing waits: the beat comes every other second, and each line asking for itself was most of its work', async () => {
    const town = await makeTown(database, { rooms: rooms(async () => {}) })
    const many = [...loops, when('answer.opened', 'example.second'), when('example.written', 'example.answer_it')]
    const counted = { asked: 0 }
    const house: House = {
      ...town.house,
      as: (viewer, work) => {
        counted.asked++
        return town.house.as(viewer, work)
      },
    }
    expect(await runLoops(house, town.rooms, many)).toBe(0)
    expect(counted.asked).toBe(1)
    await town.open()
    expect(await runLoops(house, town.rooms, many)).toBe(2)
  })
  it('let people who wait for an answer go first after each effect, whether it went well or not, and leave none out', async () => {
    const order: string[] = []
    const town = await makeTown(database, {
      rooms: rooms(async (_house, _tx, { matter }) => {
        order.push('effect')
        if (matter === bad) throw new Error('no')
      }),
    })
    const bad = await town.open()
    for (let n = 0; n < 2; n++) await town.open()
    const spent: number[] = []
    expect(
      await runLoops(town.house, town.rooms, loops, async ms => {
        spent.push(ms)
        order.push('pause')
      }),
    ).toBe(2)
    expect(order).toEqual(['effect', 'pause', 'effect', 'pause', 'effect', 'pause'])
    for (const ms of spent) expect(ms).toBeGreaterThan(0)
    await runLoops(town.house, town.rooms, loops)
    expect(
      await runLoops(town.house, town.rooms, loops, async () => {
        throw new Error('nothing waits, so nobody is waited for')
      }),
    ).toBe(0)
  })
  it('forget an answered announcement after its days: it does not run again, the matter stays, and what is owed or young stays too', async () => {
    const ran: string[] = []
    let fails = true
    const town = await makeTown(database, {
      rooms: rooms(async (_house, _tx, { matter }) => {
        if (matter === owed && fails) throw new Error('not yet')
        ran.push(matter!)
      }),
    })
    const waiting = () =>
      town.as(town.system, async tx =>
        (
          await sql<{
            matter: string
          }>`select matter from engine.announcement where city = ${town.city} and event = 'answer.opened' order by at, seq`.execute(tx)
        ).rows.map(row => row.matter),
      )
    const days = async (count: number): Promise<void> => {
      town.clock.moveTo(new Date(town.clock.now().getTime() + count * 86_400_000))
      await runSweep(town.house, town.rooms, town.clock.now(), loops)
    }
    const owed = await town.open()
    const old = await town.open()
    await runLoops(town.house, town.rooms, loops)
    expect(ran).toEqual([old])
    await days(89)
    expect(new Set(await waiting())).toEqual(new Set([owed, old]))
    const young = await town.open()
    await runLoops(town.house, town.rooms, loops)
    await days(2)
    expect(await waiting(), 'answered 91 days ago').toEqual([owed, young])
    await runLoops(town.house, town.rooms, loops)
    expect(
      ran.filter(matter => matter === old),
      'once per line and announcement, also after it is forgotten',
    ).toHaveLength(1)
    expect((await town.engine.read(town.who.handler, old))!.trail[0]).toMatchObject({ action: 'open' })
    fails = false
    town.clock.moveTo(new Date(town.clock.now().getTime() + 2 * 3_600_000))
    await runLoops(town.house, town.rooms, loops)
    expect(ran, 'what was owed for three months still happens').toContain(owed)
  })
  it('forget what no line hears only where the lines are known', async () => {
    const town = await makeTown(database)
    await town.open()
    const count = async () => (await announcements(town, 'answer.opened')).length
    const later = new Date(town.clock.now().getTime() + 100 * 86_400_000)
    await runSweep(town.house, town.rooms, later)
    expect(await count()).toBe(1)
    await runSweep(town.house, town.rooms, later, [when('something.else', 'example.second')])
    expect(await count()).toBe(0)
  })
  it('refuse an arrow that leads nowhere', async () => {
    const town = await makeTown(database)
    await expect(runLoops(town.house, town.rooms, [when('answer.opened', 'example.nowhere')])).rejects.toThrow(
      'no room has the effect example.nowhere',
    )
  })
})

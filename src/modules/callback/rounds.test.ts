import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown, ordered, repaired, toldBack } from '../../../test/callbackTown.ts'
import type { CallbackTown, Person } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { roundsOf } from './store.ts'

let database: FreshDatabase
let town: CallbackTown
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, { city: 'rounds', settings: { recheck: { one_sided: 0, unreachable: 0 } } })
})
afterAll(() => database.close())

/** How a caller comes to an answer. Each leads to where the citizen may say no. */
const ways: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  told_back: [
    ['record_call', heard],
    ['order_repair', ordered],
    ['report_repair', repaired()],
    ['record_second_contact', toldBack],
  ],
  at_once: [
    ['record_call', heard],
    ['answer_now', { answer: '当场说清了材料清单' }],
  ],
  elsewhere: [
    ['record_call', heard],
    ['guide_elsewhere', { where: '区医保局二楼', explanation: '这件事归医保局办' }],
  ],
  one_sided: [
    ['record_call', heard],
    ['order_repair', ordered],
    ['report_repair', repaired()],
    ['record_yes', { how: 'phone', told: '说办好了，谢谢', cannot: 'no_smartphone' }],
  ],
}
/** What may come between the answer and the no. */
const between = { at_once: [], after_silence: ['silence'], after_a_yes: ['confirm_solved'], after_partly: ['accept_partly'] } as const

const callerNow = async (matter: string): Promise<{ round: number; person: Person; organ: string }> => {
  const rounds = await town.as(town.loopsViewer, tx => roundsOf(tx, town.house.city, matter))
  const now = rounds.at(-1)!
  const person = Object.values(town.who).find(one => one.person === now.person)!
  return { round: now.round, person, organ: now.unit === town.unit.division || now.unit === town.unit.court ? 'own' : 'above' }
}

describe("a citizen's no (X19)", () => {
  it("brings another person one level higher, whatever was answered and however late it comes, until an organ outside has looked; that organ's no is kept", async () => {
    const seen = { kept: 0, reopened: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom([] as const, ['leader'] as const, ['leader', 'deputy'] as const),
        fc.boolean(),
        fc.array(
          fc.record({
            way: fc.constantFrom(...Object.keys(ways)),
            after: fc.constantFrom(...(Object.keys(between) as (keyof typeof between)[])),
            byPhone: fc.boolean(),
          }),
          { minLength: 4, maxLength: 4 },
        ),
        async (rated, centre, turns) => {
          const { matter } = await town.wish({
            rated: rated.map(name => town.who[name].person),
            wish: { how: 'phone', afterCase: false, by: centre ? 'centre' : 'department', when: [], helper: false, number: 'kept' },
          })
          const before: string[] = []
          for (const { way, after, byPhone } of turns) {
            const { round, person, organ } = await callerNow(matter)
            expect(before, 'nobody looks twice').not.toContain(person.person)
            before.push(person.person)
            for (const [action, input] of ways[way]!) await town.act(person, matter, action, input)
            for (const step of between[after]) {
              if (step === 'silence') {
                town.clock.moveTo(new Date(town.clock.now().getTime() + 9 * 86_400_000))
                await town.run('callback.conclude')
              } else await town.act(town.citizen(matter), matter, step)
            }
            const { stage, round: same } = (await town.stageOf(matter))!
            expect(same).toBe(round)
            const spoken = byPhone && !['solved', 'partly_solved', 'citizen_silent', 'one_sided', 'out_of_scope'].includes(stage)
            const no = await town.act(
              spoken ? person : town.citizen(matter),
              matter,
              spoken ? 'record_no' : 'say_unsolved',
              spoken ? toldBack : undefined,
            )
            if (no === 'awaiting_contact') {
              seen.reopened++
              expect(await town.stageOf(matter)).toMatchObject({ stage: 'awaiting_contact', round: round + 1 })
              continue
            }
            expect(no, `${way}, ${after}: a no is never lost`).toBe('last_organ_has_looked')
            expect([organ, round >= 2, round <= 3]).toEqual(['above', true, true])
            expect(await town.act(town.citizen(matter), matter, 'keep_unsolved')).toBe('unsolved')
            expect(await town.act(town.citizen(matter), matter, 'say_unsolved'), 'and stays so for good').not.toBe('awaiting_contact')
            seen.kept++
            return
          }
          throw new Error('three rounds have passed, and no organ outside has looked')
        },
      ),
      { numRuns: 14, seed: 19 },
    )
    expect(Math.min(seen.kept, seen.reopened), 'both happened').toBeGreaterThan(5)
  }, 120_000)

  it("once the organ's own head has called, goes to the organ above, whose word is the last (story 8)", async () => {
    const { who } = town
    const { matter } = await town.wish({ rated: [who.leader.person, who.deputy.person] })
    await town.workThrough(who.head, matter)
    expect(await town.act(town.citizen(matter), matter, 'say_unsolved')).toBe('awaiting_contact')
    await town.workThrough(who.above, matter)
    expect(await town.act(town.citizen(matter), matter, 'keep_unsolved')).toBe('unsolved')
    const { trail } = (await town.house.engine.read(town.loopsViewer, matter))!
    expect(trail.filter(entry => entry.action === 'enter_last_organ').map(entry => [entry.round, entry.by])).toEqual([[2, 'system']])
  })
})

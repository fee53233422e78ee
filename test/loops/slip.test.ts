import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

let town: LivingTown
beforeAll(async () => {
  town = await startTown('09-26T22:45')
})
afterAll(() => town.running.stop())

it('story 2: a call due on the 28th is told to the head of the branch on the 29th and brings the supervision slip on 8 October, the third working day across National Day', async () => {
  await town.rate(
    { overall: 2, reasons: ['rude'], callback: { wanted: true, how: 'phone', by: 'department' } },
    { officer: 'YX0012', unit: 'ld.police.dukou', line: 'police.response' },
  )
  const [matter] = await town.work('gaomin')
  const rungs = async (): Promise<readonly string[]> =>
    (await town.get('gaomin', `/api/matters/${matter!}`))
      .json<{ trail: { rung?: { clock: string; do: string; tell: string } }[] }>()
      .trail.flatMap(entry => (entry.rung?.clock === 'call_within' ? [`${entry.rung.do} ${entry.rung.tell}`] : []))
  const slips = (): number => town.sent().filter(one => one.template === 'callback.supervision_slip').length
  await town.at('09-28T23:50')
  expect((await rungs()).filter(rung => !rung.startsWith('remind'))).toEqual([])
  await town.at('09-29T09:00')
  expect((await rungs()).at(-1)).toBe('tell_superior superior')
  await town.at('10-07T23:50')
  expect([(await rungs()).at(-1), slips()]).toEqual(['tell_superior unit_head', 0])
  await town.at('10-08T09:00')
  expect((await rungs()).at(-1)).toBe('supervision_slip supervisor')
  expect(slips()).toBeGreaterThan(0)
  await town.at('10-09T09:00')
  expect((await rungs()).filter(rung => rung.startsWith('supervision_slip'))).toHaveLength(1)
})

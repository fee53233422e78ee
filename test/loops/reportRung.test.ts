import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-14T14:30')
})
afterAll(() => town.running.stop())

/** Everything that the accused's own side can look at: lists, counts, boards, and what its phones were sent. */
const own = ['luxm', 'hanfang', 'shenyue', 'luocz', 'helq'] as const
const visible = async (login: string): Promise<string> => {
  const urls = ['/api/matters', '/api/work', '/api/boards/loop-health', '/api/boards/loop-health/call_overdue', '/api/matters?mark=overdue']
  const answers = await Promise.all(urls.map(async url => (await town.get(login, url)).body.replace(/"asOf":"[^"]*"/, '')))
  return answers.join('\n')
}
const numbers = { stationed: '10000000004', deputyStationed: '10000000114', above: '10000000083' } as const

describe('a sealed report that nobody accepts in time', () => {
  it('is told to the stationed post, then to the discipline organ above it; the unit, its organ and its territory learn nothing', async () => {
    const before = await Promise.all(own.map(visible))
    await town.rate({ overall: 3, sealed: '催执行的时候，有人收了我两条烟' })
    expect(await town.work('guosz')).toHaveLength(1)
    const count = town.sent().length
    const mine = () =>
      town
        .sent()
        .slice(count)
        .filter(one => one.template.startsWith('discipline.'))
    await town.at('11-04T09:00')
    expect(mine().map(one => one.to)).toEqual([numbers.stationed])
    await town.at('11-05T09:00')
    expect(mine().map(one => one.to)).toEqual([numbers.stationed, numbers.stationed])
    await town.at('11-09T09:00')
    expect(mine().map(one => one.to)).toEqual([numbers.stationed, numbers.stationed, numbers.above])
    await town.at('11-20T09:00')
    expect(mine(), 'each rung once').toHaveLength(3)
    expect(mine().at(-1)!.text).toMatch(/^【回音】下级有1件逾期未办，请依规督促，尾号.{4}。$/)
    for (const { text } of mine()) expect(text).not.toMatch(/举报|法院|执行局|烟/)
    expect(new Set(mine().map(one => one.to)), 'no phone of the unit, its organ or the territory').toEqual(
      new Set([numbers.stationed, numbers.above]),
    )
    expect(await Promise.all(own.map(visible)), 'neither list nor count of theirs moved').toEqual(before)
  })

  it('goes past a stationed post that is accused itself, whatever the programme tells', async () => {
    const { house } = town.running
    const seats = await house.as({ kind: 'system', city: house.city, name: 'loops' }, async tx => {
      const [report] = (await house.engine.list({ kind: 'system', city: house.city, name: 'loops' }, { kind: 'report' })).items
      const guo = await house.org.personByCode(tx, 'YX0004')
      await house.engine.seat(tx, report!.id, { seats: [], barred: [guo!.id] })
      await house.engine.announce(tx, 'report.rung', { seq: 900, do: 'remind', tell: 'discipline' }, report!.id)
      await house.engine.announce(tx, 'report.rung', { seq: 901, do: 'tell_superior', tell: 'unit_head' }, report!.id)
      return report!.id
    })
    const count = town.sent().length
    await town.at('11-20T10:00')
    expect(seats).toBeDefined()
    expect(
      town
        .sent()
        .slice(count)
        .map(one => one.to),
      'the stand-in, and nobody for a seat that the lane does not know',
    ).toEqual([numbers.deputyStationed])
  })
})

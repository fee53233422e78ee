import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportTrail } from '../../src/engine/index.ts'
import { verifyTrail } from '../../tools/verify-trail.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

let town: LivingTown
beforeAll(async () => {
  town = await startTown('09-16T15:00')
})
afterAll(() => town.running.stop())

const wish = { levels: { result: 2 }, reasons: ['same_form_again'], callback: { wanted: true, how: 'phone', by: 'department' } }
type Page = {
  trail: {
    action: string
    by: string
    round: number
    input?: { because?: string[]; route?: { told?: string[] } }
    seated?: { seat: string; post: string; sight: string }[]
  }[]
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json<Page>()

describe('who sits where', () => {
  it("is an entry of its own when the citizen's no brings another checker: by post, with the reason, for those who read the matter", async () => {
    const code = await town.rate(wish)
    const [matter] = await town.work('hanfang')
    await town.putRight('hanfang', matter!)
    await town.say(code, 'unsolved')
    const { trail } = await page('shenyue', matter!)
    expect(trail.at(-1)).toMatchObject({
      action: 'seated',
      by: 'system',
      round: 2,
      input: { because: ['第2轮，须换人再查', '前面的岗位空缺、应当回避或已看过，逐级往上', '由执行局分管领导回访'] },
    })
    expect(trail.at(-1)!.seated![0]).toEqual({ seat: '回访人', post: '执行局分管领导', sight: 'full' })
    expect(trail[0]!.seated!.map(one => one.seat)).toContain('回访人')
    const clocksOnly = (await page('helq', matter!)).trail.find(one => one.action === 'seated')!
    expect(clocksOnly, 'a progress seat sees that it happened, neither who nor why').not.toHaveProperty('seated')
    expect(clocksOnly).not.toHaveProperty('input')
    expect((await town.get('hanfang', `/api/matters/${matter!}`)).statusCode, 'whoever called before reads it no more').toBe(404)
  })

  it('does not say why a post was passed over: a rated leader and a vacant post read alike', async () => {
    await town.rate(wish, { officer: 'YX0008' })
    const { items } = (await town.get('shenyue', '/api/work')).json<{ items: { id: string; round: number }[] }>()
    const matter = items.find(one => one.round === 1)!.id
    const answer = await town.get('shenyue', `/api/matters/${matter}`)
    expect(answer.json<Page>().trail[0]!.input?.route?.told).toEqual(['前面的岗位空缺、应当回避或已看过，逐级往上', '由执行局分管领导回访'])
    expect(answer.body).not.toMatch(/韩芳|被评人/)
  })

  it('is covered by verify-trail: a seat that was given to somebody else afterwards is found', async () => {
    const lines: string[] = []
    await exportTrail(town.running.house, line => lines.push(line))
    expect((await verifyTrail(lines)).faults).toEqual([])
    const changed = lines.map(line => {
      const entry = JSON.parse(line) as { type: string; action?: string; effect?: { seats?: { role: string }[] } }
      if (entry.type !== 'entry' || entry.action !== 'seated') return line
      entry.effect!.seats![0]!.role = 'head'
      return JSON.stringify(entry)
    })
    expect(changed).not.toEqual(lines)
    expect((await verifyTrail(changed)).faults[0]!.fault).toBe('was changed after it had been written')
    expect((await verifyTrail(lines.filter(line => !line.includes('"seated"')))).faults.length, 'nor can it be left out').toBeGreaterThan(0)
    expect(lines.join('\n')).not.toMatch(/回访|分管领导/)
  })
})

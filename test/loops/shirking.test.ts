import { afterAll, beforeAll, expect, it } from 'vitest'
import { wordsOfDocx } from '../paperText.ts'
import { takenIn } from './stuckTaken.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** 推诿 (C10, X17): two units send a matter to each other; the second return forces a lead from the register of powers, and the hours are theirs who sent it on. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T09:00')
})
afterAll(() => town.running.stop())

interface Page {
  readonly matter: { readonly stage: string; readonly ending?: string }
  readonly card?: {
    readonly returns: number
    readonly leadStands: boolean
    readonly handovers: readonly { unitName: string; hours?: number }[]
  }
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json()
const unit = async (code: string): Promise<string> =>
  (await town.get('fengxia', `/api/units?search=${code}`)).json<{ items: { id: string }[] }>().items[0]!.id
const refused = async (login: string, matter: string, action: string, input: object): Promise<string> =>
  (await town.post(login, `/api/matters/${matter}/actions/${action}`, { input })).json<{ type: string }>().type.replace('urn:huiyin:', '')
const [lift, land] = ['既有住宅加装电梯', '不动产登记与用地核实']

it('goes back and forth twice, no third time: the lead is whom the register names, each hand-over is charged to whoever made it, and the paper of the end says that a lead was forced', async () => {
  const matter = await takenIn(town, '老楼加装电梯')
  await town.act('fengxia', matter, 'record_contact', { how: 'in_person', told: '七户都签了字，跑了五趟' })
  await town.act('fengxia', matter, 'accept', { applied: 'not_accepted', rule: 'none_named' })
  const [housingId, landId] = [await unit('ht.hall.housing'), await unit('ht.hall.land')]
  await town.act('fengxia', matter, 'assign_joint', { unit: housingId, ground: lift, task: '牵头联审，一次办成' })

  // What a hand-over took is reckoned from when the unit was given the matter until another took it up: eight hours; a ground must stand in the register.
  await town.at('10-12T15:00')
  expect(await refused('zouwy', matter, 'return_item', { ground: '不归我们', why: '先要用地意见' })).toBe('power_not_listed')
  await town.act('zouwy', matter, 'return_item', { ground: land, why: '先要用地意见' })
  await town.at('10-12T17:00')
  await town.act('fengxia', matter, 'assign_joint', { unit: landId, ground: land, task: '先出用地意见' })
  await town.at('10-13T09:00')
  await town.act('morg', matter, 'return_again', { ground: lift, why: '应由住建牵头' })
  expect((await page('lianggp', matter)).matter.stage).toBe('awaiting_lead')
  // Neither window nor units settle it now: it is the office's.
  expect(await refused('fengxia', matter, 'assign_joint', { unit: landId, ground: land, task: '再派一次看看' })).toMatch(
    /wrong_stage|not_now|not_your/,
  )

  await town.at('10-13T11:00')
  await town.act('lianggp', matter, 'name_lead', { ground: lift, why: '清单写明住建牵头' })
  const card = (await page('lianggp', matter)).card!
  expect(card.handovers.map(one => [one.unitName, one.hours])).toEqual([
    ['区住建局窗口', 2 + 6],
    ['自然资源窗口', 16 + 2],
    ['区住建局窗口', undefined],
  ])
  expect([card.returns, card.leadStands]).toEqual([2, true])
  expect(await refused('zouwy', matter, 'return_item', { ground: land, why: '还是要先有意见' })).toBe('lead_stands')

  await town.act('zouwy', matter, 'answer', { found: '两家互为前置', measure: '改为联审办理', result: 'done', root: 'several_units' })
  await town.at('10-25T09:00')
  expect((await page('fengxia', matter)).matter).toMatchObject({ stage: 'citizen_silent', ending: 'citizen_silent' })
  const paper = await town.post('fengxia', `/api/matters/${matter}/papers/stuck_outcome`)
  expect(paper.statusCode).toBe(200)
  const text = wordsOfDocx(paper.rawPayload)
  for (const part of ['办结反馈单', '再次退回：请督办单位定牵头', '按权责清单定牵头', '营商环境办 梁国平', '改为联审办理'])
    expect(text).toContain(part)
})

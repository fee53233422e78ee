import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { LivingTown } from './town.ts'

/** One matter at the window of 禾田区, about the housing bureau. @returns its id */
export const takenIn = async (town: LivingTown, item: string): Promise<string> => {
  const told = {
    window: 'hetian',
    channel: 'window',
    whom: 'person',
    category: 'not_accepted',
    item,
    where: '区住建局窗口',
    trips: 2,
    reason: '“先等着。”',
    name: '安桂芳',
    phone: '10000170003',
  }
  const answer = await town.post('fengxia', '/api/stuck/intake', { ...told, key: randomUUID() })
  expect(answer.statusCode).toBe(201)
  await town.running.beat()
  return answer.json<{ matter: string }>().matter
}

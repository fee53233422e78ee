import type { APIRequestContext } from 'playwright-core'

/** A reception day of the court with somebody who has booked, through the doors of whoever keeps its schedule. @returns what the doors answered */
export const bookReception = async (request: APIRequestContext, url: string): Promise<readonly number[]> => {
  const desk = (await (await request.get(`${url}/api/reception/desk`)).json()) as { items: { leaders: { id: string }[] }[] }
  const received = { place: 'liudu_court', onDay: '2026-12-02', from: '09:00', venue: '二楼接待室', slots: 6, minutes: 20 }
  const leader = desk.items[0]!.leaders[0]!.id
  const day = await request.post(`${url}/api/reception/days`, { data: { ...received, leader, key: crypto.randomUUID() } })
  const place = { day: ((await day.json()) as { id: string }).id, words: '补偿款没有执行到', name: '安桂芳', phone: '13900000000' }
  const booked = await request.post(`${url}/api/reception/intake`, { data: { ...place, channel: 'phone', key: crypto.randomUUID() } })
  return [day.status(), booked.status()]
}

import { randomUUID } from 'node:crypto'
import type { Scene, Stage, Story } from './stories.ts'

/** Times at the windows of last resort: an evening, a Saturday morning and noon, one called off, who came and who did not; some for today and tomorrow. All through the doors of the house. */
type Told = readonly [at: string, say: string, step: (stage: Stage) => Promise<void>]

/** Clerks of the windows in Hetian and in Dukou. */
const [hetian, dukou] = ['YX0171', 'YX0214']
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

interface Booking {
  readonly window: 'hetian' | 'dukou'
  readonly day: string
  readonly at: string
  readonly name: string
  readonly item?: string
  readonly first?: 'yes'
  readonly helper?: string
}

export const bookingStories = (): readonly Story[] => {
  let number = 1300
  const booked = (title: string, when: string, booking: Booking, steps: readonly Told[] = []): Story => {
    const own = ++number
    return {
      number: own,
      title: `预约到窗口：${title}`,
      scenes: [
        scene([
          when,
          '网上约时间',
          async stage => {
            // The citizen's own form, on the screen that stands beside the window.
            const asked = { ...booking, day: `2026-${booking.day}`, phone: `1010${String(7_000_000 + own)}`, key: randomUUID() }
            stage.code = (await stage.doors.call<{ code: string }>(hetian, 'POST', '/stuck/book', asked)).code
          },
        ]),
        ...steps.map(scene),
      ],
    }
  }
  /** As its clerk marks it in the list of the day. */
  const marks =
    (name: string, action: 'record_came' | 'record_missed', clerk = hetian) =>
    async ({ doors }: Stage): Promise<void> => {
      const { items } = await doors.call<{ items: { id: string; name: string }[] }>(clerk, 'GET', '/api/stuck/bookings')
      await doors.act(clerk, items.find(one => one.name === name)?.id ?? '', action)
    }
  return [
    booked('夜市来了', '11-16 20:10', { window: 'hetian', day: '11-18', at: '18:30', name: '凌小舟', item: '营业执照变更' }, [
      ['11-18 18:40', '窗口记：来了', marks('凌小舟', 'record_came')],
    ]),
    booked('晨办没有来', '11-12 09:10', { window: 'dukou', day: '11-14', at: '09:30', name: '邬文涛' }, [
      ['11-14 10:30', '窗口记：没有来', marks('邬文涛', 'record_missed', dukou)],
    ]),
    booked('没有人记来没来', '11-04 20:00', { window: 'hetian', day: '11-06', at: '16:00', name: '宗怀远' }),
    booked('本人取消', '11-17 19:00', { window: 'hetian', day: '11-19', at: '12:30', name: '阮清和' }, [
      ['11-18 08:30', '本人取消', ({ doors, code }) => doors.sayStuck(`book/${code}`, 'call_off')],
    ]),
    booked('今天下午', '11-19 10:05', { window: 'hetian', day: '11-20', at: '15:00', name: '祝佩兰', item: '老楼加装电梯' }),
    booked('今天下午，女儿陪着来', '11-19 10:15', {
      window: 'hetian',
      day: '11-20',
      at: '15:30',
      name: '邓阿婆',
      item: '高龄津贴',
      first: 'yes',
      helper: '女儿',
    }),
    booked('明天晨办', '11-19 10:25', { window: 'hetian', day: '11-21', at: '09:30', name: '伍建平', item: '门面转让' }),
  ]
}

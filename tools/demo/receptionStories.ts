import type { Doors } from './doors.ts'
import type { Scene, Stage, Story } from './stories.ts'

/** The court's reception days: one held, one moved, one cancelled, two to come; what was said there at every stage. All through the doors of the house. */
type Told = readonly [at: string, say: string, step: (stage: Stage) => Promise<void>]

/** The clerk of the service centre, who leads it, the division to which promises went, and who stands above it. */
const [clerk, chief, enforcement, deputy, president] = ['YX0121', 'YX0119', 'YX0008', 'YX0007', 'YX0006']
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

interface DayTold {
  readonly leader: string
  readonly onDay: string
  readonly purpose?: string
  readonly from?: string
  readonly slots?: number
}
interface Desk {
  readonly items: readonly { readonly code: string; readonly leaders: readonly { readonly id: string; readonly name: string }[] }[]
  readonly key: string
}
const deskOf = (doors: Doors): Promise<Desk> => doors.call<Desk>(clerk, 'GET', '/api/reception/desk')
const partsOf = async (doors: Doors, day: DayTold): Promise<object> => {
  const { items } = await deskOf(doors)
  const leader = items.find(one => one.code === 'liudu_court')?.leaders.find(one => one.name === day.leader)?.id
  return { from: '09:00', venue: '诉讼服务中心二楼接待室', slots: 6, minutes: 20, ...day, leader }
}
const enforcementId = async (doors: Doors): Promise<string | undefined> =>
  (await doors.call<{ items: { id: string; code: string }[] }>(clerk, 'GET', '/api/units?search=ld.court.enforcement')).items.find(
    one => one.code === 'ld.court.enforcement',
  )?.id

export const receptionStories = (): readonly Story[] => {
  let number = 1000
  /** The days as they were published, by the name that the stories give them. */
  const days = new Map<string, string>()
  const published = (name: string, at: string, day: DayTold, steps: readonly Told[] = []): Story => ({
    number: ++number,
    title: `接待日：${name}`,
    scenes: [
      scene([
        at,
        '公布接待日',
        async ({ doors }) => {
          const { key } = await deskOf(doors)
          const body = { ...(await partsOf(doors, day)), place: 'liudu_court', key }
          days.set(name, (await doors.call<{ id: string }>(clerk, 'POST', '/api/reception/days', body)).id)
        },
      ]),
      ...steps.map(scene),
    ],
  })
  const onDay =
    (name: string, path: string, body: (doors: Doors) => object | Promise<object>) =>
    async ({ doors }: Stage): Promise<void> => {
      await doors.call(clerk, 'POST', `/api/reception/days/${days.get(name)}/${path}`, await body(doors))
    }
  const booked = (title: string, name: string, at: string, asked: object, steps: readonly Told[] = []): Story => {
    const own = ++number
    return {
      number: own,
      title: `接待：${title}`,
      scenes: [
        scene([
          at,
          '打电话约号',
          async stage => {
            const { key } = await deskOf(stage.doors)
            const body = { channel: 'phone', phone: `1009${String(7_000_000 + own)}`, ...asked, day: days.get(name), key }
            Object.assign(stage, await stage.doors.call<{ matter: string; code: string }>(clerk, 'POST', '/api/reception/intake', body))
          },
        ]),
        ...steps.map(scene),
      ],
    }
  }
  const by =
    (person: string, action: string, input?: object) =>
    async ({ doors, matter }: Stage): Promise<void> => {
      await doors.act(person, matter, action, input)
    }
  const promises =
    (told: string) =>
    async ({ doors, matter }: Stage): Promise<void> => {
      const unit = await enforcementId(doors)
      await doors.act(clerk, matter, 'record_promise', { said: '案子判了一直没有执行到，问到底卡在哪里', told, unit, who: '执行法官' })
    }
  const says =
    (word: string) =>
    ({ doors, code }: Stage): Promise<void> =>
      doors.sayReception(code, word)
  const answer = { result: 'done', told: '已经扣到一万八千元，昨天转到您的账户' }
  const none = { result: 'cannot', told: '名下没有查到可以执行的财产，发现了随时恢复执行' }
  const there = { said: '问开庭怎么又改期', told: '承办法官住院，改由副庭长审，下周三上午开庭，传票今天寄' }
  const wages = { words: '拖欠的工资判了两年没有拿到', name: '侯师傅' }
  const hearing = { words: '案子一直没有开庭', name: '苗女士' }
  return [
    published('11月5日', '10-26 10:00', { leader: '罗成章', onDay: '2026-11-05', purpose: '执行难' }, [
      ['11-05 11:30', '如期接待', onDay('11月5日', 'held', () => ({ held: 'promised' }))],
    ]),
    booked('解决了', '11月5日', '10-27 09:30', wages, [
      ['11-05 09:40', '答应去办', promises('一周内查清账户，能扣的先扣')],
      ['11-11 15:20', '办好了', by(enforcement, 'answer', answer)],
      ['11-12 09:20', '本人说解决了', says('solved')],
    ]),
    booked('说没解决，提一级再办', '11月5日', '10-28 10:10', { ...wages, name: '宫大爷', helper: '孙女', words: '房子判给我了腾不出来' }, [
      ['11-05 09:20', '答应去办', promises('十天内到现场腾退')],
      ['11-13 15:20', '答复', by(enforcement, 'answer', { result: 'partly', told: '到现场去了一次，对方答应月底搬' })],
      ['11-16 09:20', '没有解决', says('unsolved')],
    ]),
    booked('当场答复，本人没有回话', '11月5日', '10-29 14:10', hearing, [['11-05 10:10', '当场答复', by(clerk, 'record_answered', there)]]),
    booked('没有来', '11月5日', '10-30 14:10', { ...hearing, name: '计先生' }, [
      ['11-05 11:20', '没有来', by(clerk, 'record_missed', { note: '等到十一点，电话没有接' })],
    ]),
    booked('取消了预约', '11月5日', '10-30 15:10', { ...hearing, name: '安女士' }, [['11-03 09:20', '来不了', says('call_off')]]),
    booked('没有解决', '11月5日', '11-04 09:30', { ...wages, name: '水先生' }, [
      ['11-05 10:20', '答应去办', promises('查清对方名下还有没有财产')],
      ['11-06 15:20', '答复', by(enforcement, 'answer', none)],
      ['11-09 09:20', '没有', says('unsolved')],
      ['11-10 15:20', '分管副院长答复', by(deputy, 'answer', none)],
      ['11-11 09:20', '没有', says('unsolved')],
      ['11-12 15:20', '院长答复', by(president, 'answer', none)],
      ['11-13 09:20', '还是没有', says('unsolved')],
    ]),
    booked('不用办了', '11月5日', '11-04 10:30', { ...wages, name: '郦女士' }, [
      ['11-05 10:50', '答应去办', promises('一周内和对方谈一次')],
      ['11-09 10:20', '对方已经给了', says('withdraw')],
    ]),
    published('11月12日', '10-30 09:00', { leader: '傅雨桐', onDay: '2026-11-12' }, [
      ['11-11 10:20', '取消', onDay('11月12日', 'cancel', () => ({ why: '全院防汛值守，接待改在下一次' }))],
    ]),
    booked('接待日取消了', '11月12日', '11-02 09:30', { ...hearing, name: '柏先生' }),
    published('11月18日', '11-09 09:00', { leader: '沈岳', onDay: '2026-11-17' }, [
      [
        '11-13 09:20',
        '改期',
        onDay('11月18日', 'change', async doors => ({
          ...(await partsOf(doors, { leader: '沈岳', onDay: '2026-11-18' })),
          why: '17日全市执行工作会',
        })),
      ],
      ['11-18 11:30', '接待了', onDay('11月18日', 'held', () => ({ held: 'promised' }))],
    ]),
    booked('答应了，在办', '11月18日', '11-10 09:30', { ...wages, name: '史女士', first: true }, [
      ['11-18 09:30', '答应去办', promises('两周内找到被执行人的车')],
    ]),
    booked('等本人的话', '11月18日', '11-10 10:30', { ...hearing, name: '章先生' }, [
      ['11-18 10:30', '当场答复', by(chief, 'record_answered', there)],
    ]),
    booked('还没有记', '11月18日', '11-12 10:30', { ...hearing, name: '毕先生' }),
    published('12月2日', '11-16 09:00', { leader: '罗成章', onDay: '2026-12-02', purpose: '执行难' }),
    booked('约好了', '12月2日', '11-17 09:30', { ...wages, name: '郝女士' }),
    booked('约好了，优先', '12月2日', '11-18 14:30', { ...wages, name: '丁奶奶', helper: '女儿' }),
    published('12月9日', '11-19 09:00', { leader: '傅雨桐', onDay: '2026-12-09', from: '14:30', slots: 4 }),
  ]
}

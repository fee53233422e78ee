import type { Scene, Stage, Story } from './stories.ts'

/** Firms and people at the service zone, one at every stage and end, and an old ledger. Everything is done through the doors of the house. */
type Told = readonly [at: string, say: string, step: (stage: Stage) => Promise<void>]

/** The specialist, whoever leads the zone. */
const [specialist, leader] = ['YX0173', 'YX0172']
const answer = { how: 'phone', result: 'told', told: '凭社保缴费记录在网上申领，五个工作日到账，链接已经发到您登记的邮箱' }
const handed = { step: 'not_finished', item: '食品经营许可变更', where: '区市场监管窗口', trips: 3, reason: '说系统里查不到原来的档案' }

const by =
  (person: string, action: string, input?: object) =>
  async ({ doors, matter }: Stage): Promise<void> => {
    await doors.act(person, matter, action, input)
  }
const says =
  (word: string) =>
  ({ doors, code }: Stage): Promise<void> =>
    doors.sayZone(code, word)
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

/** What the zone kept in a table before: invented rows, in the proportions of the report. */
const figures = { 办不成事咨询: 78, 营商环境投诉: 35, 惠企政策落实: 723, 投资服务代办: 805 }
const ledger = `类别,受理日期,办理结果\n${Object.entries(figures)
  .flatMap(([kind, n]) =>
    Array.from({ length: n }, (_, at) => `${kind},2026-0${(at % 8) + 1}-${String((at % 28) + 1).padStart(2, '0')},已解决`),
  )
  .join('\n')}\n`

export const zoneStories = (): readonly Story[] => {
  let number = 700
  const told = (title: string, asked: object, opened: string, steps: readonly Told[]): Story => {
    const own = ++number
    const whole = { place: 'hetian', kind: 'policy', phone: `1009${String(6_000_000 + own)}`, channel: 'window', ...asked }
    return {
      number: own,
      title,
      scenes: [
        scene([opened, '到服务保障专区', async stage => void Object.assign(stage, await stage.doors.askZone(whole, specialist))]),
        ...steps.map(scene),
      ],
    }
  }
  const policy = { firm: '青禾食品厂（虚构）', words: '稳岗补贴怎么申领', name: '计女士' }
  const agency = { kind: 'agency', firm: '望江冷链（虚构）', words: '厂房改造，请专员帮着跑手续', name: '苗先生' }
  const complaint = { kind: 'complaint', firm: '渡口五金（虚构）', words: '同一份材料要了四次', name: '宫女士' }
  const consult = { kind: 'consult', words: '许可变更跑了三趟没办下来', name: '侯先生' }
  return [
    {
      number: 700,
      title: '专区的原台账',
      scenes: [
        scene(['10-08 09:20', '导入原台账', ({ doors }) => doors.bringZoneLedger('hetian', '2026年1—8月专区台账.csv', ledger, leader)]),
      ],
    },
    told('专员在办', agency, '11-20 11:40', [
      ['11-20 15:20', '联系区住建局', by(specialist, 'record_contact', { whom: '区住建局窗口', note: '图纸下周一看' })],
    ]),
    told('答复了，等本人的话', policy, '11-19 10:20', [['11-19 16:20', '答复', by(specialist, 'answer', answer)]]),
    told('解决了', policy, '11-09 10:20', [
      ['11-09 15:20', '答复', by(specialist, 'answer', answer)],
      ['11-10 09:20', '本人说解决了', says('solved')],
    ]),
    told('本人没有回话', agency, '11-03 10:20', [
      ['11-04 10:20', '办好了', by(specialist, 'answer', { ...answer, how: 'visit', result: 'done' })],
    ]),
    told('没有解决', complaint, '10-27 10:20', [
      ['10-28 10:20', '答复', by(specialist, 'answer', answer)],
      ['10-29 10:20', '没有', says('unsolved')],
      ['10-30 10:20', '负责人答复', by(leader, 'answer', { ...answer, result: 'cannot', told: '材料清单是市里定的，我们向市里提了' })],
      ['11-02 10:20', '还是没有', says('unsolved')],
    ]),
    told('转到“办不成事”', consult, '11-17 10:20', [['11-17 15:20', '专区办不成', by(specialist, 'move_to_stuck', handed)]]),
    told('撤回了', policy, '11-12 10:20', [['11-12 14:20', '自己查到了', says('withdraw')]]),
  ]
}

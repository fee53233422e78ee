import type { Scene, Stage, Story } from './stories.ts'

/** Papers on their way: the fourth story of the town, and a bag at every stage and end. Everything is done through the doors of the house. */
type Step = (stage: Stage) => Promise<void>
type Told = readonly [at: string, say: string, step: Step]

/** Who takes papers in at the outpost, the head of the division that they are for, the leader in charge. */
const [point, judge, leader] = ['YX0011', 'YX0010', 'YX0118']
const papers = {
  point: 'LDFY-SH01',
  unit: 'ld.court.civil1',
  officer: '彭川',
  papers: [
    { kind: '起诉状', copies: 2, pages: 12 },
    { kind: '证据材料', copies: 1, pages: 46 },
  ],
}

const by =
  (person: string, action: string, input?: object): Step =>
  async ({ doors, matter }) => {
    await doors.act(person, matter, action, input)
  }
const all =
  (...steps: readonly Step[]): Step =>
  async stage => {
    for (const step of steps) await step(stage)
  }
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

export const transferStories = (): readonly Story[] => {
  let number = 400
  const told = (title: string, name: string, opened: string, steps: readonly Told[], own = ++number): Story => ({
    number: own,
    title,
    scenes: [
      scene([
        opened,
        '接转点收下材料',
        async stage => {
          const brought = { ...papers, about: '买卖合同纠纷', name, phone: `1008${String(4_000_000 + own)}` }
          Object.assign(stage, await stage.doors.bringPapers(brought, point))
        },
      ]),
      ...steps.map(scene),
    ],
  })
  const seal = (bag: string): Step => by(point, 'seal', { bag, counted: true })
  const hand = by(point, 'hand_to_officer')
  const sign = (bag: string): Step => by(judge, 'sign_for', { bag, seal: 'whole' })
  const lost = by(judge, 'report_missing', { note: '说已经送来，庭里没有见到' })

  return [
    told(
      '柯律师的材料',
      '柯律师',
      '10-12 10:05',
      [
        ['10-12 10:15', '清点、封袋', seal('SH-2610-07')],
        ['10-14 15:10', '停放超过一个工作日；找不到了', lost],
        [
          '10-15 09:10',
          '在最后签收人程素处找到，交给民一庭',
          all(by(point, 'found', { where: '接转柜第二层', bag: 'SH-2610-07', seal: 'whole' }), hand),
        ],
        ['10-15 10:10', '彭川签收、核点', all(sign('SH-2610-07'), by(judge, 'close'))],
      ],
      4,
    ),
    told('刚收下', '蓝先生', '11-20 11:05', []),
    told('封好了', '邱女士', '11-20 10:05', [['11-20 10:15', '封袋', seal('SH-2611-31')]]),
    told('等诉讼服务中心签收', '翁先生', '11-20 09:05', [
      ['11-20 10:05', '封袋，交到另一个接转点', all(seal('SH-2611-32'), by(point, 'hand_to_point', { point: '诉讼服务中心接转点' }))],
    ]),
    told('等承办人签收', '柏律师', '11-20 09:15', [['11-20 10:25', '封袋、交出', all(seal('SH-2611-33'), hand)]]),
    told('承办人签收了', '施女士', '11-19 09:15', [
      ['11-19 09:25', '封袋、交出', all(seal('SH-2611-34'), hand)],
      ['11-20 10:35', '签收', sign('SH-2611-34')],
    ]),
    told('照清单少了一份', '岑先生', '11-19 09:25', [
      ['11-19 09:35', '封袋、交出', all(seal('SH-2611-35'), hand)],
      ['11-19 11:35', '签收，少了一份', all(sign('SH-2611-35'), by(judge, 'report_short', { what: '证据目录' }))],
    ]),
    told('找不到了', '滕女士', '11-18 09:25', [
      ['11-18 09:35', '封袋', seal('SH-2611-36')],
      ['11-20 09:35', '停放超时，找不到', lost],
    ]),
    told('请当事人取回', '闵先生', '11-19 10:25', [['11-19 14:25', '请取回', by(point, 'offer_back', { why: '应当交到禾田区人民法院' })]]),
    told('当事人取回了', '符女士', '11-16 10:25', [
      ['11-16 14:25', '请取回', by(point, 'offer_back', { why: '当事人要换一份新的' })],
      ['11-17 10:25', '取回', stage => stage.doors.takePapersBack(stage.code)],
    ]),
    told('确认遗失，已经补救', '简先生', '11-09 10:25', [
      ['11-09 10:35', '封袋', seal('SH-2611-37')],
      ['11-11 10:35', '找不到', lost],
      ['11-13 10:35', '确认遗失', by(leader, 'confirm_lost', { how: '由法院复印对方已交的副本，当事人不用再跑，已当面说明' })],
    ]),
  ]
}

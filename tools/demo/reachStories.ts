import type { Scene, Stage, Story } from './stories.ts'

/** Parties who cannot reach their case officer, one at every stage and end. Everything is done through the doors of the house. */
type Told = readonly [at: string, say: string, step: (stage: Stage) => Promise<void>]

/** The head of the division, the leader in charge, the window of the service centre. */
const [judge, leader, registry] = ['YX0010', 'YX0118', 'YX0121']
const question = { place: 'liudu_court', about: '买卖合同纠纷', question: '开庭改到哪天', tried: '周四、周五上午打过办公电话，没人接' }
const heard = { how: 'phone', when: '当天上午', told: '开庭日子改了，传票今天寄出，收到以前再打一次电话' }

const by =
  (person: string, action: string, input?: object) =>
  async ({ doors, matter }: Stage): Promise<void> => {
    await doors.act(person, matter, action, input)
  }
const says =
  (word: string) =>
  ({ doors, code }: Stage): Promise<void> =>
    doors.sayReach(code, word)
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

export const reachStories = (): readonly Story[] => {
  let number = 500
  const told = (title: string, name: string, opened: string, steps: readonly Told[], officer?: string): Story => {
    const own = ++number
    const asked = { ...question, ...(officer ? { officer } : {}), name, phone: `1009${String(5_000_000 + own)}`, channel: 'window' }
    return {
      number: own,
      title,
      scenes: [
        scene([opened, '联系不上承办人', async stage => void Object.assign(stage, await stage.doors.askForOfficer(asked, registry))]),
        ...steps.map(scene),
      ],
    }
  }
  const named = (title: string, name: string, opened: string, steps: readonly Told[]): Story => told(title, name, opened, steps, '彭川')
  return [
    told('没写明找谁', '武女士', '11-20 10:40', []),
    named('逾期还没有联系', '蒲先生', '11-13 10:40', []),
    named('说联系上了，等本人的话', '熊女士', '11-18 10:40', [
      ['11-19 09:40', '没打通', by(judge, 'record_attempt', { how: 'phone', note: '上午九点，没有接' })],
      ['11-19 15:40', '打通了', by(judge, 'answer', heard)],
    ]),
    named('该找别的法院，等本人的话', '应先生', '11-19 10:50', [
      [
        '11-20 09:50',
        '释明',
        async stage =>
          by(judge, 'explain_elsewhere', { unit: await stage.doors.unitOf(judge, 'ht.court'), why: '被告住在禾田区，归那里的法院' })(stage),
      ],
    ]),
    named('联系上了', '季女士', '11-09 10:50', [
      ['11-10 10:50', '打通了', by(judge, 'answer', heard)],
      ['11-10 18:50', '本人说联系上了', says('reached')],
    ]),
    named('本人没有回话', '步先生', '11-02 10:50', [['11-03 10:50', '打通了', by(judge, 'answer', heard)]]),
    named('知道该找谁了', '古女士', '11-04 11:10', [
      [
        '11-05 11:10',
        '释明',
        async stage =>
          by(judge, 'explain_elsewhere', { unit: await stage.doors.unitOf(judge, 'ht.court'), why: '房子在禾田区，归那里的法院' })(stage),
      ],
      ['11-05 19:10', '本人说清楚了', says('explained')],
    ]),
    named('三轮都没有联系上', '温先生', '10-26 11:20', [
      ['10-27 11:20', '说打通了', by(judge, 'answer', heard)],
      ['10-28 11:20', '没有', says('unreached')],
      ['10-29 11:20', '又说打通了', by(judge, 'answer', heard)],
      ['10-30 11:20', '没有', says('unreached')],
      ['11-02 11:20', '分管院长说联系了', by(leader, 'answer', heard)],
      ['11-03 11:20', '还是没有', says('unreached')],
    ]),
    named('撤回了', '庄女士', '11-11 11:20', [['11-11 15:20', '在走廊里遇见了', says('withdraw')]]),
  ]
}

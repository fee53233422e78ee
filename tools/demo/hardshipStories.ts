import type { Scene, Stage, Story } from './stories.ts'

/** People in hardship, one at every stage and end. Everything is done through the doors of the house. */
type Told = readonly [at: string, say: string, step: (stage: Stage) => Promise<void>]

/** The head of the service centre decides; the leader in charge and the head of the court after her; relief at civil affairs; the window; a judge. */
const [decider, leader, head, civil, window, judge] = ['YX0119', 'YX0118', 'YX0006', 'YX0211', 'YX0121', 'YX0010']
const rule = '《国家司法救助工作办法》第三条'
const granted = { help: 'money', amount: 6000, rule, told: '救助金批下来了，一周以内打到您的账户' }
const refused = { reason: 'not_in_hardship', rule, told: '家里的收入超过了标准；眼下过不去的，可以到街道民政窗口问临时救助' }
const given = { how: 'transfer', when: '当天', told: '已经打到您的账户，请查一下' }
const agreed = { word: 'phone', told: '您家的情况，民政的临时救助更合适，也更快' }
const signed = { receipt: '柳救〔2026〕41号' }

const by =
  (person: string, action: string, input?: object) =>
  async ({ doors, matter }: Stage): Promise<void> => {
    await doors.act(person, matter, action, input)
  }
const says =
  (word: string) =>
  ({ doors, code }: Stage): Promise<void> =>
    doors.sayHardship(code, word)
const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

export const hardshipStories = (): readonly Story[] => {
  let number = 800
  const told = (title: string, name: string, need: string, kind: string | undefined, opened: string, steps: readonly Told[]): Story => {
    const own = ++number
    // Not everybody leaves a number or says what the hardship is.
    const asked = {
      place: 'liudu_court',
      need,
      name,
      ...(kind ? { kind, phone: `1009${String(6_000_000 + own)}` } : {}),
      channel: 'window',
    }
    return {
      number: own,
      title,
      scenes: [
        scene([
          opened,
          '申请困难救助',
          async stage => void Object.assign(stage, await stage.doors.applyForHelp({ asked, by: window, decider })),
        ]),
        ...steps.map(scene),
      ],
    }
  }
  const fromMatter: Story = {
    number: ++number,
    title: '从联系承办人代为申请',
    scenes: [
      scene([
        '11-16 11:25',
        '联系不上承办人，说起难处',
        async stage => {
          const question = { place: 'liudu_court', about: '人身损害赔偿', officer: '彭川', question: '赔偿什么时候到', tried: '周五打过' }
          const asked = { ...question, name: '慕女士', phone: '10096000600', channel: 'window' }
          Object.assign(stage, await stage.doors.askForOfficer(asked, window))
        },
      ]),
      scene([
        '11-17 09:25',
        '承办人代为申请',
        async stage => {
          const asked = { place: 'liudu_court', need: '赔偿还没有到，住院费欠着', kind: 'unpaid', name: '慕女士', channel: 'phone' }
          Object.assign(stage, await stage.doors.applyForHelp({ asked: { ...asked, from: stage.matter }, by: judge, decider }))
        },
      ]),
      scene(['11-19 09:25', '同意', by(decider, 'grant', granted)]),
    ],
  }
  return [
    told('等着决定', '申女士', '儿子住院，钱不够了', 'illness', '11-20 11:05', []),
    told('逾期还没有决定', '桂先生', '租房的钱拿不出', undefined, '10-30 11:05', [
      ['11-04 11:05', '请他补', by(decider, 'ask_papers', { what: '低保证或者街道的一句话，没有也行' })],
    ]),
    told('转民政，等签收', '车女士', '一个人带两个孩子', 'alone', '11-16 11:05', [
      ['11-19 11:05', '转民政', by(decider, 'hand_over', agreed)],
    ]),
    told('民政在办', '宗先生', '房子被水泡了', 'disaster', '11-09 11:05', [
      ['11-12 11:05', '转民政', by(decider, 'hand_over', agreed)],
      ['11-16 15:05', '民政签收', by(civil, 'sign_for', signed)],
    ]),
    told('已给付，等本人的话', '那女士', '丈夫受伤，没有收入', 'bereaved', '11-06 11:05', [
      ['11-12 11:15', '同意', by(decider, 'grant', granted)],
      ['11-18 11:15', '已经给付', by(decider, 'give', given)],
    ]),
    told('不予救助，等本人的话', '简先生', '想免交诉讼费', undefined, '11-11 11:05', [
      ['11-19 11:15', '不予', by(decider, 'refuse', refused)],
    ]),
    told('民政给了，收到了', '饶女士', '没有收入，老人要照顾', 'no_income', '10-22 11:05', [
      ['10-23 11:05', '转民政', by(decider, 'hand_over', agreed)],
      ['10-26 11:05', '民政签收', by(civil, 'sign_for', signed)],
      ['11-03 11:05', '民政同意', by(civil, 'civil_grant', { ...granted, help: 'in_kind', told: '临时救助批了，先送来米面和取暖费' })],
      ['11-06 11:25', '给付', by(civil, 'give', { how: 'in_person', when: '当天', told: '送到家里了' })],
      ['11-07 11:25', '收到了', says('helped')],
    ]),
    told('本人没有回话', '空先生', '残疾，找不到活', 'disability', '10-26 11:05', [
      ['10-30 11:15', '同意', by(decider, 'grant', granted)],
      ['11-03 11:15', '已经给付', by(decider, 'give', given)],
    ]),
    told('知道为什么不予', '曾女士', '想要一笔生活费', 'other', '10-28 11:05', [
      ['11-05 11:15', '不予', by(decider, 'refuse', refused)],
      ['11-06 11:15', '知道了', says('understood')],
    ]),
    told('不予以后没有回话', '毋先生', '想免交执行费', 'other', '10-27 11:05', [['11-04 11:15', '不予', by(decider, 'refuse', refused)]]),
    told('三轮都没有得到', '沙女士', '判决的钱拿不到', 'unpaid', '10-19 11:05', [
      ['10-22 11:15', '不予', by(decider, 'refuse', refused)],
      ['10-23 11:15', '不服', says('unhelped')],
      ['10-28 11:15', '分管院长不予', by(leader, 'refuse', refused)],
      ['10-29 11:15', '不服', says('unhelped')],
      ['11-04 11:25', '院长不予', by(head, 'refuse', refused)],
      ['11-05 11:25', '还是没有', says('unhelped')],
    ]),
    told('撤回了', '乜女士', '想问问有没有救助', undefined, '11-12 11:25', [['11-13 11:25', '家里人寄了钱来', says('withdraw')]]),
    fromMatter,
  ]
}

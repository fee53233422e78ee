import type { House } from '../../src/engine/house.ts'
import type { Doors } from './doors.ts'
import type { Scene, Stage, Story } from './stories.ts'
import type { Town } from './town.ts'
import { explanations, grievances } from './words.ts'

/**
 * A matter at every stage and at every end of every flow, whatever chance brings: a newcomer finds each of them on the last
 * day, and a test looks for them. Everything is done by whoever may do it, through the doors of the house.
 */
type Step = (stage: Stage) => Promise<void>
type Told = readonly [at: string, say: string, step: Step]

const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })

export const stagesOf = (town: Town, house: House, doors: Doors): readonly Story[] => {
  let number = 100
  const unitOf = (code: string): Promise<string | undefined> =>
    house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => (await house.org.unitByCode(tx, code))?.id)

  /** By the first who may. */
  const by =
    (unit: string, action: string, input?: object | ((person: string) => Promise<object>)): Step =>
    async stage => {
      for (const person of town.callersOf(unit)) {
        const page = await doors.see(person, stage.matter)
        if (!page?.may.some(may => may.action === action && !may.not)) continue
        await doors.act(person, stage.matter, action, typeof input === 'function' ? await input(person) : input)
        return
      }
      throw new Error(`nobody of ${unit} may ${action}`)
    }
  const all =
    (...steps: readonly Step[]): Step =>
    async stage => {
      for (const step of steps) await step(stage)
    }
  const says =
    (word: string): Step =>
    stage =>
      doors.say(stage.code, { say: word })

  const call = (unit: string, rated: string, title: string, steps: readonly Told[]): Story => {
    const place = town.places.find(one => one.unit === unit)!
    const about = grievances[number % grievances.length]!
    const externalId = `stage-${++number}`
    const [day, time] = [rated.slice(0, 5), rated.slice(6)]
    const finished = `2026-${day}T${String(Number(time.slice(0, 2)) - 1).padStart(2, '0')}:30:00+08:00`
    return {
      number,
      title,
      scenes: [
        {
          at: `2026-${day}T${time}:00+08:00`,
          say: '群众评价，愿回访',
          opensMatter: 'callback',
          play: async stage => {
            const [result] = await doors.push([
              {
                externalId,
                line: place.line,
                unit,
                officer: place.officers[0]!,
                title: place.titles[0]!,
                outcome: '办结',
                parties: [{ ref: externalId, phone: `1008${String(1_000_000 + number)}` }],
                finishedAt: finished,
              },
            ])
            stage.code = await doors.rate(result?.ratingUrl ?? '', {
              overall: 2,
              reasons: [about.reason],
              ...(about.words[0] ? { words: about.words[0] } : {}),
              callback: { wanted: true, how: 'phone', by: 'department' },
            })
          },
        },
        ...steps.map(scene),
      ],
    }
  }
  const about = grievances[3]!
  const called = (unit: string): Step =>
    all(
      by(unit, 'open_number', { purpose: 'first_call' }),
      by(unit, 'record_call', { what_was_wrong: about.wrong, cause: about.cause, head: 'mechanism', speed_agreed: false }),
    )
  const missed = (unit: string): Step => by(unit, 'record_attempt', { outcome: 'no_answer' })
  const answered = (unit: string): Step => by(unit, 'answer_now', { answer: `已向群众说明：${about.measure}。` })
  const toldBack = (unit: string): Step => by(unit, 'record_second_contact', { how: 'phone', told: '电话说明了改了什么，请群众再看看' })
  const ownYes = (unit: string): Step =>
    by(unit, 'record_yes', { how: 'phone', told: '群众说：行，这下好了，我不会点那个', cannot: 'no_smartphone' })
  const guided = (unit: string): Step =>
    by(unit, 'guide_elsewhere', {
      where: '市住房公积金管理中心（云溪路18号，12329）',
      explanation: '这项业务不在本窗口办，已告诉群众地址、电话和要带的材料',
    })

  const quietEnd = (unit: string, rated: string, days: readonly [string, string]): Story =>
    call(unit, rated, '单方记录', [
      [`${days[0]} 10:05`, '回访', called(unit)],
      [`${days[1]} 10:05`, '答复，群众口头说解决了', all(answered(unit), ownYes(unit))],
    ])
  const notReached = (unit: string, rated: string): Story =>
    call(unit, rated, '联系不上', [
      ['11-04 10:15', '没打通', missed(unit)],
      ['11-05 10:15', '没打通', missed(unit)],
      ['11-06 10:15', '没打通', missed(unit)],
      ['11-09 10:15', '报复核', by(unit, 'conclude_unreachable')],
      ['11-10 10:15', '复核属实', by(unit, 'confirm_unreachable')],
    ])

  /** What the system opened beside a story's own matter, found by the organ that it is about and by who may do the next thing. */
  const follows =
    (kind: 'recheck' | 'slip', organ: string, unit: string, action: string, input?: object, opensNumber = false): Step =>
    async () => {
      const wanted = [await unitOf(organ), await unitOf(unit)]
      for (const matter of (await doors.openMatters(kind)).filter(one => wanted.includes(one.unit))) {
        for (const person of town.callersOf(unit)) {
          if (!(await doors.see(person, matter.id))?.may.some(may => may.action === action && !may.not)) continue
          if (opensNumber) await doors.act(person, matter.id, 'open_number')
          await doors.act(person, matter.id, action, input)
          return
        }
      }
      throw new Error(`no ${kind} of ${organ} lets anybody ${action}`)
    }
  const asked = (unit: string, organ: string, action: string, input?: object): Step => follows('recheck', organ, unit, action, input, true)
  const again = (unit: string, organ: string, action: string, input?: object): Step => follows('recheck', organ, unit, action, input)
  const slip = (unit: string, organ: string, action: string, input?: object): Step => follows('slip', organ, unit, action, input)
  const slipAsked = { document_no: '柳政法督〔2026〕17号', asks: '请马上联系群众，说明为什么逾期，结果报我处' }
  const slipReplied = { reply: '承办窗口人手不足，已调整值班，今日联系群众', done_by: '2026-11-20' }
  const unanswered = (unit: string, title: string, steps: readonly Told[]): Story => call(unit, '11-05 16:05', title, steps)

  const report = (rated: string, title: string, words: string, steps: readonly Told[]): Story => {
    const externalId = `stage-${++number}`
    const [day, time] = [rated.slice(0, 5), rated.slice(6)]
    return {
      number,
      title,
      scenes: [
        {
          at: `2026-${day}T${time}:00+08:00`,
          say: '保密通道',
          opensMatter: 'report',
          play: async stage => {
            const [result] = await doors.push([
              {
                externalId,
                line: 'court.filing',
                unit: 'ld.court.service',
                officer: town.places.find(one => one.unit === 'ld.court.service')!.officers[0]!,
                title: '民事立案',
                outcome: '办结',
                parties: [{ ref: externalId }],
                finishedAt: `2026-${day}T09:00:00+08:00`,
              },
            ])
            stage.code = await doors.rate(result?.ratingUrl ?? '', { overall: 3, sealed: words })
          },
        },
        ...steps.map(scene),
      ],
    }
  }
  const guo =
    (action: string, input?: object): Step =>
    async stage => {
      await doors.act('YX0004', stage.matter, action, input)
    }
  const accepted = guo('accept', { told: 'cannot' })

  return [
    call('ld.hall.centre', '11-19 15:05', '已联系，待整改', [['11-20 10:05', '回访', called('ld.hall.centre')]]),
    call('ht.just.aid', '11-18 15:05', '说明待复核', [
      ['11-19 10:05', '回访', called('ht.just.aid')],
      ['11-20 10:10', '说明', by('ht.just.aid', 'explain', explanations)],
    ]),
    call('ht.hall.land', '11-16 15:05', '联系不上待复核', [
      ['11-17 10:05', '没打通', missed('ht.hall.land')],
      ['11-18 10:05', '没打通', missed('ht.hall.land')],
      ['11-19 10:05', '没打通', missed('ht.hall.land')],
      ['11-20 10:15', '报复核', by('ht.hall.land', 'conclude_unreachable')],
    ]),
    call('lp.hall.centre', '11-16 15:15', '已说明，等群众的话', [
      ['11-17 10:15', '回访', called('lp.hall.centre')],
      ['11-18 10:15', '说明', by('lp.hall.centre', 'explain', explanations)],
      ['11-19 10:15', '复核同意', all(by('lp.hall.centre', 'open_explanation'), by('lp.hall.centre', 'agree_explanation'))],
    ]),
    call('ld.police.shuanghuai', '11-18 15:25', '已转告知，等群众的话', [
      ['11-19 10:25', '回访', called('ld.police.shuanghuai')],
      ['11-20 10:25', '转告知', guided('ld.police.shuanghuai')],
    ]),
    call('ht.police.mailang', '11-17 15:05', '单方记录，等群众自己的话', [
      ['11-18 10:35', '回访', called('ht.police.mailang')],
      ['11-20 10:35', '答复，群众口头说解决了', all(answered('ht.police.mailang'), ownYes('ht.police.mailang'))],
    ]),
    call('lp.court.filing', '11-18 15:35', '待二次联系', [
      ['11-19 10:35', '回访', called('lp.court.filing')],
      ['11-20 10:40', '答复', answered('lp.court.filing')],
    ]),
    call('ht.court.filing', '11-17 15:25', '等群众的话', [
      ['11-18 10:45', '回访', called('ht.court.filing')],
      ['11-20 10:45', '答复并告知', all(answered('ht.court.filing'), toldBack('ht.court.filing'))],
    ]),
    call('ld.police.traffic', '11-18 15:45', '正在整改', [
      ['11-19 10:45', '回访', called('ld.police.traffic')],
      [
        '11-20 10:50',
        '交办',
        by('ld.police.traffic', 'order_repair', {
          cause: about.cause,
          what_to_change: about.change,
          responsible: '窗口负责人',
          by: '2026-11-25',
          checked_hints: true,
        }),
      ],
    ]),
    notReached('ht.hall.housing', '11-03 15:05'),
    call('lp.just.heping', '11-03 15:15', '联系不上，再问也没打通', [
      ...notReached('lp.just.heping', '11-03 15:15')
        .scenes.slice(1)
        .map((one): Told => [one.at.slice(5, 16).replace('T', ' '), one.say, one.play]),
      ['11-11 10:15', '再问没打通', again('lp.just.heping', 'lp.just', 'record_attempt', { outcome: 'no_answer' })],
      ['11-12 10:15', '再问没打通', again('lp.just.heping', 'lp.just', 'record_attempt', { outcome: 'no_answer' })],
      [
        '11-13 10:15',
        '再问没打通，结束',
        all(
          again('lp.just.heping', 'lp.just', 'record_attempt', { outcome: 'no_answer' }),
          again('lp.just.heping', 'lp.just', 'conclude_not_reached'),
        ),
      ],
    ]),
    quietEnd('ld.court.service', '11-02 15:05', ['11-03', '11-04']),
    call('ht.just.mailang', '11-02 15:15', '单方记录，再问时本人说解决了', [
      ['11-03 10:25', '回访', called('ht.just.mailang')],
      ['11-04 10:25', '答复，群众口头说解决了', all(answered('ht.just.mailang'), ownYes('ht.just.mailang'))],
      [
        '11-13 10:25',
        '再问：解决了',
        asked('ht.just.mailang', 'ht.just', 'hear_yes', { how: 'phone', told: '本人说解决了，确实有人打过电话' }),
      ],
    ]),
    call('lp.town.service', '11-02 15:25', '单方记录，再问时本人说没解决', [
      ['11-03 10:35', '回访', called('lp.town.service')],
      ['11-04 10:35', '答复，群众口头说解决了', all(answered('lp.town.service'), ownYes('lp.town.service'))],
      [
        '11-13 10:35',
        '再问：没解决',
        asked('lp.town.service', 'lp.town', 'hear_no', { how: 'phone', told: '本人说事情没办，也没人和他说过' }),
      ],
    ]),
    call('ht.court.enforcement', '11-02 15:35', '转告知办理途径', [
      ['11-03 10:45', '回访', called('ht.court.enforcement')],
      ['11-04 10:45', '转告知', guided('ht.court.enforcement')],
    ]),
    call('lp.police.heping', '11-02 15:45', '依法说明', [
      ['11-03 10:55', '回访', called('lp.police.heping')],
      ['11-04 10:55', '说明', by('lp.police.heping', 'explain', explanations)],
      ['11-05 10:55', '复核同意', all(by('lp.police.heping', 'open_explanation'), by('lp.police.heping', 'agree_explanation'))],
    ]),
    call('ld.proc.caseadmin', '11-02 15:55', '群众未回应', [
      ['11-03 11:05', '回访', called('ld.proc.caseadmin')],
      ['11-04 11:05', '答复并告知', all(answered('ld.proc.caseadmin'), toldBack('ld.proc.caseadmin'))],
    ]),
    call('ht.just.service', '11-10 15:05', '群众自愿撤回', [['11-11 11:05', '撤回', says('withdraw')]]),
    call('lp.court.heping', '11-10 15:15', '涉嫌违纪违法，移送', [
      [
        '11-11 11:15',
        '回访中听到，移送',
        all(called('lp.court.heping'), by('lp.court.heping', 'hand_over', { what: '群众说送材料时有人要他请吃饭' })),
      ],
    ]),
    unanswered('ld.court.shuanghuai', '督办函待签发', []),
    unanswered('ht.court.enforcement', '督办函待签收', [
      ['11-12 14:05', '签发', slip('ht.court.enforcement', 'ht.court', 'issue_slip', slipAsked)],
    ]),
    unanswered('ld.police.shuanghuai', '督办函待回复', [
      ['11-12 14:15', '签发', slip('ld.police.shuanghuai', 'ld.police', 'issue_slip', slipAsked)],
      ['11-13 14:15', '签收', slip('ld.police.shuanghuai', 'ld.police', 'sign_receipt')],
    ]),
    unanswered('ht.hall.land', '督办函待核阅回复', [
      ['11-12 14:25', '签发', slip('ht.hall.land', 'ht.hall', 'issue_slip', slipAsked)],
      ['11-16 14:25', '回复', slip('ht.hall.land', 'ht.hall', 'reply_slip', slipReplied)],
    ]),
    unanswered('lp.hall.centre', '督办函回复收悉', [
      ['11-12 14:35', '签发', slip('lp.hall.centre', 'lp.hall', 'issue_slip', slipAsked)],
      ['11-16 14:35', '回复', slip('lp.hall.centre', 'lp.hall', 'reply_slip', slipReplied)],
      ['11-17 14:35', '收悉', slip('lp.hall.centre', 'lp.hall', 'close_slip')],
    ]),
    unanswered('lp.police.heping', '督办函不签发', [
      ['11-12 14:45', '不签发', slip('lp.police.heping', 'lp.police', 'withhold_slip', { why: '已电话催办，当日办理' })],
    ]),
    report('11-10 10:05', '举报已受理', '有人让我请客才肯收材料', [['11-12 09:35', '受理', accepted]]),
    report('11-10 10:25', '举报核实中', '窗口外有人收钱代排队，和里面的人认识', [
      ['11-12 09:45', '受理并核实', all(accepted, guo('check', { note: '调看大厅录像，约谈引导员' }))],
    ]),
    report('11-10 10:45', '举报暂存待查', '听说有人收礼，没有看见', [
      ['11-12 09:55', '受理后暂存', all(accepted, guo('keep', { why: '线索笼统，暂无可查，留存备查' }))],
    ]),
    report('11-10 11:05', '举报转有权机关', '反映的是外地单位的人', [
      ['11-12 10:05', '转有权机关', guo('pass_on', { to: '市纪委监委信访室', document: '柳派驻转〔2026〕3号' })],
    ]),
    report('11-20 14:05', '今天收到的举报', '有人暗示交辛苦费才给排期，我不敢写名字', []),
  ]
}

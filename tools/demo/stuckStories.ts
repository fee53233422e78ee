import type { House } from '../../src/engine/house.ts'
import type { Doors } from './doors.ts'
import type { Scene, Stage, Story } from './stories.ts'
import type { Town } from './town.ts'

/**
 * The windows of last resort: the third story of the town, and a matter at every stage and end of its flows. Everything is done
 * through the doors of the house, by whoever of these may do it.
 */
type Step = (stage: Stage) => Promise<void>
type Told = readonly [at: string, say: string, step: Step]

const [clerk, land] = ['YX0171', 'YX0176']
/** Clerk and head of the window, the district's office, housing, land, the leader in charge, the heads, the city's office and hall. */
const people = [clerk, 'YX0017', 'YX0018', 'YX0174', land, 'YX0170', 'YX0093', 'YX0071', 'YX0032']
const office = 'YX0018'
const [lift, landPower] = ['既有住宅加装电梯', '不动产登记与用地核实']
const about = {
  window: 'hetian',
  channel: 'window',
  whom: 'person',
  category: 'not_accepted',
  where: '区住建局窗口、自然资源窗口',
  trips: 3,
  reason: '“要先有他们的意见，我们不能先收件。”',
}

export const stuckStories = (_town: Town, house: House, doors: Doors): readonly Story[] => {
  let number = 300
  const unitOf = (code: string): Promise<string> =>
    house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => (await house.org.unitByCode(tx, code))?.id ?? '')

  const act =
    (action: string, input?: object | (() => Promise<object>)): Step =>
    async ({ matter }) => {
      for (const person of people) {
        const page = await doors.see(person, matter)
        if (!page?.may.some(may => may.action === action && !may.not)) continue
        await doors.act(person, matter, action, typeof input === 'function' ? await input() : input)
        return
      }
      throw new Error(`nobody may ${action}`)
    }
  const all =
    (...steps: readonly Step[]): Step =>
    async stage => {
      for (const step of steps) await step(stage)
    }
  const says =
    (word: string): Step =>
    stage =>
      doors.sayStuck(stage.code, word)
  /** The co-handler's own matter, known by the number of the one that asked. */
  const share =
    (action: string, input: object): Step =>
    async stage => {
      const parent = (await doors.see('YX0018', stage.matter))?.matter.number
      for (const { id } of await doors.openMatters('share'))
        for (const person of people) {
          const page = await doors.see(person, id)
          const asked = (page?.trail[0]?.input as { number?: string } | undefined)?.number
          if (asked !== parent || !page?.may.some(may => may.action === action && !may.not)) continue
          await doors.act(person, id, action, input)
          return
        }
      throw new Error(`no co-handler may ${action}`)
    }

  /** 一类事, from the matter of the scene or from the cause that came again in a month. */
  const classes = new Map<Stage, string>()
  const setUp =
    (title: string, by: string, remedy: string, unit = 'ht.hall.housing', from?: object): Step =>
    async stage => {
      const asked = {
        from: from ?? { matter: stage.matter },
        unit: await unitOf(unit),
        title,
        responsible: '窗口负责人',
        by: `2026-${by}`,
        remedy,
      }
      classes.set(stage, await doors.setUpClass({ ...asked, ask: '一次收件，来办的人只跑一趟' }, office))
    }
  const ofClass =
    (action: string, input?: object): Step =>
    stage =>
      act(action, input)({ ...stage, matter: classes.get(stage) ?? '' })
  const changed = ofClass('answer_class', {
    remedy: 'process',
    document: '《既有住宅加装电梯联审单》',
    before: '先要用地意见才收件，两家互为前置条件',
    after: '一张联审单，窗口收件当天转两家',
    from: '2026-11-09',
    tried: '试办三件，没有一件退回',
  })
  const recurring = { month: '2026-10', category: 'not_accepted', cause: 'root/several_units' }

  const contact = act('record_contact', { how: 'phone', told: '问清了经过和材料' })
  const taken = all(contact, act('accept', { applied: 'not_accepted', rule: 'none_named' }))
  const joint = (unit = 'ht.hall.housing', ground = lift): Step =>
    act('assign_joint', async () => ({ unit: await unitOf(unit), ground, task: '牵头联审，一次办成' }))
  const guide = act('assign_guide', async () => ({
    unit: await unitOf('ht.hall.land'),
    ground: landPower,
    wrong: '指南上写的材料和窗口要的不一样',
  }))
  const attitude = act('assign_attitude', async () => ({
    unit: await unitOf('ht.hall.land'),
    ground: landPower,
    what: '问三遍都不抬头，说“自己看墙上”',
  }))
  const back = (action: string, ground = landPower): Step => act(action, { ground, why: '按清单不是本单位的事' })
  const named = (ground = lift): Step => act('name_lead', { ground, why: '清单上写明由它牵头' })
  const answer = act('answer', { found: '两家互为前置条件', measure: '改为联审，开工单已发', result: 'done', root: 'several_units' })
  const mended = act('report_guide', {
    before: '指南要五样材料',
    after: '指南改为三样，窗口照此收',
    from: '2026-11-06',
    hers: '材料已经收下，当天受理',
  })
  const checked = act('report_conduct', {
    found: '当班人员答复敷衍',
    measure: '已向反映人道歉，换人接待',
    noted_in: '窗口人员月度作风考核',
  })
  const negative = act('explain', {
    article: '城市房屋租赁管理办法第六条',
    named_by: '区住建局窗口',
    explanation: '这处房屋没有竣工验收，依规定不能备案',
    instead: '补做竣工验收以后可以再来',
  })
  const agreed = all(negative, act('approve_negative'))
  const elsewhere = act('guide_elsewhere', {
    where: '市住房公积金管理中心（云溪路18号，12329）',
    explanation: '这项不在大厅办，材料已经替您转过去',
    handed_over: true,
  })
  const atOnce = act('settle_at_once', { answer: '窗口当场收件，回执已给反映人' })
  const asked = act('ask_share', async () => ({ unit: await unitOf('ht.hall.land'), ground: landPower, task: '出具用地核实意见' }))

  const scene = ([at, say, play]: Told): Scene => ({ at: `2026-${at.replace(' ', 'T')}:00+08:00`, say, play })
  const told = (title: string, item: string, opened: string, steps: readonly Told[], online = false, own = ++number): Story => ({
    number: own,
    title,
    scenes: [
      scene([
        opened,
        online ? '群众在网上反映' : '窗口受理',
        async stage => {
          const before = new Set((await doors.openMatters('stuck')).map(matter => matter.id))
          const { channel, ...typed } = about
          const said = { ...typed, item, name: '柏秀', phone: `1008${String(3_000_000 + own)}` }
          stage.code = (await doors.bringStuck(online ? said : { ...said, channel }, online ? undefined : clerk)).code
          stage.matter = (await doors.openMatters('stuck')).find(matter => !before.has(matter.id))?.id ?? ''
        },
      ]),
      ...steps.map(scene),
    ],
  })
  const sorted = (title: string, item: string, on: string, step: Step, then: readonly Told[] = []): Story =>
    told(title, item, `${on} 09:20`, [[`${on} 10:20`, '联系、把关、分类', all(taken, step)], ...then])

  return [
    told(
      '加装电梯的七户居民',
      lift,
      '09-23 09:30',
      [
        ['09-23 10:10', '当天联系，定为复杂件', all(taken, act('mark_complex', { why: '涉及住建、自然资源两家' }))],
        ['09-24 09:40', '交住建牵头', joint()],
        ['09-28 09:40', '住建退回', back('return_item')],
        ['09-29 09:40', '改派自然资源', joint('ht.hall.land', landPower)],
        ['09-30 09:40', '第二次退回', back('return_again', lift)],
        ['10-08 09:40', '营商环境办定牵头，请协办', all(named(), asked)],
        ['10-12 09:40', '协办完了', share('deliver_share', { said: '用地核实意见已出' })],
        ['10-13 10:40', '申请延期，同意', all(act('ask_extension', { why: '一户的产权证待补' }), act('grant_extension'))],
        ['10-20 10:40', '办成', answer],
        ['10-20 18:40', '群众：解决了', says('solved')],
        [
          '10-30 10:40',
          '一类事：联审单',
          all(
            act('note_improvement', { cause: '两家互为前置条件', measure: '改用一张联审单', kind: '加装电梯' }),
            setUp('加装电梯联审单', '11-13', 'process'),
          ),
        ],
        ['11-09 10:40', '住建报改好了', changed],
        ['11-11 10:40', '营商环境办核定', ofClass('accept_class')],
      ],
      false,
      3,
    ),
    sorted('十月：外墙保温', '外墙保温备案', '10-12', joint(), [['10-13 10:15', '答复', answer]]),
    sorted('十月：电梯底坑', '电梯底坑施工许可', '10-14', joint(), [['10-15 10:15', '答复', answer]]),
    sorted('十月：连廊加固，月结里反复出现', '连廊加固备案', '10-19', joint(), [
      ['10-20 10:15', '答复', answer],
      ['11-03 10:15', '从反复的原因立一类事', setUp('住建和自然资源并联收件', '11-27', 'rule', 'ht.hall.housing', recurring)],
    ]),
    told('今天的反映', '营业执照变更', '11-20 11:10', [], true),
    told('待分类', '门牌号更正', '11-20 09:25', [['11-20 10:25', '联系、把关', taken]]),
    sorted('正在办理，等协办', '阳台封闭备案', '11-19', all(joint(), asked)),
    sorted('协办有异议', '围墙确权', '11-19', all(joint(), asked), [
      ['11-20 10:35', '协办提异议', share('object_share', { ground: lift, why: '这一项由住建自己核' })],
    ]),
    sorted('不用协办', '地下室用途变更', '11-18', all(joint(), asked), [
      ['11-19 10:35', '协办提异议', share('object_share', { ground: lift, why: '这一项由住建自己核' })],
      ['11-19 15:35', '同意不用协办', share('release_share', { why: '核过，不需要用地意见' })],
    ]),
    sorted('限期改指南', '测绘成果更正', '11-19', guide),
    sorted('作风核查中', '不动产登记查询', '11-19', attitude),
    sorted('待改派', '架空层改造', '11-19', joint(), [['11-20 09:45', '退回', back('return_item')]]),
    sorted('待定牵头', '连廊加盖', '11-18', joint(), [
      ['11-19 09:45', '退回', back('return_item')],
      ['11-19 14:45', '改派', joint('ht.hall.land', landPower)],
      ['11-20 09:50', '再次退回', back('return_again', lift)],
    ]),
    told('否定答复待复核', '违建补证', '11-20 09:35', [['11-20 10:45', '联系、报否定答复', all(contact, negative)]]),
    sorted('办成了，等群众的话', '燃气入户', '11-16', joint(), [['11-18 10:15', '答复', answer]]),
    sorted('指南改了，等群众的话', '车位登记', '11-16', guide, [['11-18 10:25', '报改好', mended]]),
    sorted('作风查了，等群众的话', '登记资料更正', '11-16', attitude, [['11-18 10:35', '报核查', checked]]),
    told('已说明，等群众的话', '租赁备案', '11-17 09:35', [['11-17 10:45', '联系、否定答复、复核同意', all(contact, agreed)]]),
    told('已转告知，等群众的话', '公积金提取', '11-17 09:45', [['11-17 10:55', '联系、转告知', all(contact, elsewhere)]]),
    sorted('当场办了，等群众的话', '老年优待证', '11-17', atOnce),
    sorted('群众未回应', '雨棚审批', '11-03', joint(), [['11-05 10:15', '答复', answer]]),
    sorted('指南已改', '林权证补办', '11-03', guide, [
      ['11-05 10:25', '报改好', mended],
      ['11-12 10:25', '立一类事', setUp('林权证补办指南', '11-20', 'guide', 'ht.hall.land')],
      ['11-18 10:45', '自然资源报改好了', changed],
    ]),
    sorted('列入作风考核', '抵押登记', '11-03', attitude, [['11-05 10:35', '报核查', checked]]),
    told('依法说明', '无证房备案', '11-04 09:35', [['11-04 10:45', '联系、否定答复、复核同意', all(contact, agreed)]]),
    told('转告知', '异地贷款', '11-04 09:45', [['11-04 10:55', '联系、转告知', all(contact, elsewhere)]]),
    sorted('当场办结', '结婚档案查询', '11-04', atOnce, [
      ['11-10 10:25', '立一类事', setUp('档案查询一张单', '11-27', 'guide', 'ht.hall.land')],
      ['11-11 10:25', '不立了', ofClass('drop_class', { why: '只此一件，已经当场办成' })],
    ]),
    sorted('部分解决', '楼道改造', '11-09', joint(), [
      ['11-11 10:15', '答复', answer],
      ['11-11 19:15', '群众：部分解决', says('partly')],
    ]),
    sorted('仍不认可，如实记下', '店招审批', '11-02', atOnce, [
      ['11-02 19:15', '群众：没解决', says('unsolved')],
      ['11-03 10:15', '定牵头，分管领导办', all(named(), contact, answer)],
      ['11-04 19:15', '群众：没解决', says('unsolved')],
      ['11-05 10:45', '上级定牵头并办', all(named('营业执照与许可联办'), contact, answer)],
      ['11-06 19:15', '群众：仍不认可', says('unsolved')],
    ]),
    told('自愿撤回', '晒台搭建', '11-10 09:25', [['11-10 15:25', '撤回', says('withdraw')]], true),
  ]
}

import type { Doors } from './doors.ts'
import type { Desk } from './work.ts'
import { sameFormAgain } from './words.ts'

/** One thing that happens at its minute. `opensMatter`: after it the story's own matter is looked for. */
export interface Scene {
  readonly at: string
  readonly say: string
  readonly opensMatter?: 'callback' | 'report'
  readonly play: (stage: Stage) => Promise<void>
}

/** What a story remembers between its scenes. */
export interface Stage {
  readonly doors: Doors
  link: string
  code: string
  matter: string
}
export interface Story {
  readonly number: number
  readonly title: string
  readonly scenes: readonly Scene[]
}

const han = 'YX0008'
const gao = 'YX0014'
const policeInspection = 'YX0061'
const guo = 'YX0004'
const luo = 'YX0006'
const courtInspection = 'YX0050'

const at = (day: string, time: string, say: string, play: Scene['play'], opensMatter?: Scene['opensMatter']): Scene => ({
  at: `2026-${day}T${time}:00+08:00`,
  say,
  play,
  ...(opensMatter ? { opensMatter } : {}),
})

const pushed = async (stage: Stage, service: Parameters<Doors['push']>[0][number]): Promise<void> => {
  const [result] = await stage.doors.push([service])
  stage.link = result?.ratingUrl ?? stage.link
}

const called = async ({ doors, matter }: Stage, person: string, words: { wrong: string; cause: string; head: string }): Promise<void> => {
  await doors.act(person, matter, 'open_number', { purpose: 'first_call' })
  await doors.act(person, matter, 'record_call', { what_was_wrong: words.wrong, cause: words.cause, head: words.head, speed_agreed: false })
}

const reported = async (
  { doors, matter }: Stage,
  person: string,
  words: { found: string; measure: string; from: string },
): Promise<void> => {
  const evidence = await doors.file(person, matter, '整改通知.pdf', `Notice on what was changed, ${words.from}`)
  await doors.act(person, matter, 'report_repair', { ...words, responsible: '部门负责人', evidence_kind: 'record', evidence: [evidence] })
}

/** A wish for a call that nobody has looked at when the doors of the demo open. */
const waitsFor = (
  day: string,
  time: string,
  service: { unit: string; line: string; officer: string; title: string },
  rating: object,
): readonly Scene[] => [
  at(day, `${time.slice(0, 4)}0`, `${service.title}办结`, stage =>
    pushed(stage, {
      externalId: `today-${day}-${time}`,
      ...service,
      outcome: '办结',
      parties: [{ ref: `today-${day}-${time}`, phone: `1009${day.replace('-', '')}${time.slice(3)}1` }],
      finishedAt: `2026-${day}T${time.slice(0, 2)}:00:00+08:00`,
    }),
  ),
  at(
    day,
    `${time.slice(0, 4)}5`,
    '群众评价，愿回访',
    async stage => {
      stage.code = await stage.doors.rate(stage.link, { ...rating, callback: { wanted: true, how: 'phone', by: 'department' } })
    },
    'callback',
  ),
]

/** Stories of the invented town, each with its dates; everything in them goes through the same doors as the rest. */
export const stories: readonly Story[] = [
  {
    number: 1,
    title: '邓阿婆领执行款：同样的内容填了好几遍',
    scenes: [
      at('09-16', '10:40', '邓阿婆领到执行款', stage =>
        pushed(stage, {
          externalId: 'story-1',
          line: 'court.enforcement',
          unit: 'ld.court.enforcement',
          officer: 'YX0009',
          title: '领取执行款',
          outcome: '办结',
          parties: [{ ref: 'deng', name: '邓阿婆', phone: '10000160001' }],
          finishedAt: '2026-09-16T10:30:00+08:00',
        }),
      ),
      at(
        '09-16',
        '15:10',
        '邓阿婆评价：办理结果不满意',
        async stage => {
          stage.code = await stage.doors.rate(stage.link, {
            levels: { attitude: 4, result: 2 },
            reasons: [sameFormAgain.reason],
            words: '同一张表的内容抄了三遍，我眼睛不好',
            callback: { wanted: true, how: 'phone', by: 'department', speech: '请大声慢点说' },
            helper: true,
          })
        },
        'callback',
      ),
      at('09-17', '10:20', '韩芳到期前回访', async stage => {
        await stage.doors.act(han, stage.matter, 'acknowledge')
        await called(stage, han, { wrong: '领款要填三张表，姓名、身份证号、账号写了三遍', cause: 'documents', head: 'mechanism' })
        await stage.doors.act(han, stage.matter, 'order_repair', {
          cause: 'documents',
          what_to_change: '把领款用的几张表合并成一张，已有的信息由系统带出',
          responsible: '执行窗口负责人',
          by: '2026-09-21',
        })
      }),
      at('09-21', '16:00', '表格合并为一张', async stage => {
        await reported(stage, han, {
          found: '领款用的表有三张，内容重复',
          measure: '三张表合并为一张，身份信息由系统带出',
          from: '2026-09-21',
        })
        await stage.doors.act(han, stage.matter, 'record_second_contact', { how: 'phone', told: '告知以后领款只填一张表，老人说这下好了' })
      }),
      at('09-22', '09:40', '邓阿婆点“解决了”', stage => stage.doors.say(stage.code, { say: 'solved' })),
    ],
  },
  {
    number: 2,
    title: '中秋夜里的报警：所长本人出警，绕过所长',
    scenes: [
      at('09-26', '22:50', '夜里出警结束', stage =>
        pushed(stage, {
          externalId: 'story-2',
          line: 'police.response',
          unit: 'ld.police.dukou',
          officer: 'YX0012',
          title: '噪声扰民报警',
          outcome: '办结',
          parties: [{ ref: 'caller-26', name: '报警人', phone: '10000260002' }],
          finishedAt: '2026-09-26T22:40:00+08:00',
        }),
      ),
      at(
        '09-26',
        '23:20',
        '报警人评价：不满意，愿回访',
        async stage => {
          stage.code = await stage.doors.rate(stage.link, {
            overall: 2,
            levels: { attitude: 1 },
            reasons: ['rude'],
            words: '来了没问清楚就先说我',
            callback: { wanted: true, how: 'phone', by: 'department' },
          })
        },
        'callback',
      ),
      at('09-29', '09:10', '逾期1个工作日：报分局局长', async () => {}),
      at('10-08', '09:10', '逾期3个工作日：督办函到区委政法委', async () => {}),
      at('10-09', '09:30', '逾期逐级上报、督办之后，高敏回访并答复', async stage => {
        await stage.doors.act(gao, stage.matter, 'acknowledge')
        await called(stage, gao, { wrong: '出警没有先听报警人说完，语气重', cause: 'person', head: 'team' })
        await stage.doors.act(gao, stage.matter, 'answer_now', {
          answer: '调看了执法记录，接处警用语确有不当，已向群众道歉并在所里通报规范用语。',
        })
        await stage.doors.act(gao, stage.matter, 'record_second_contact', { how: 'phone', told: '已道歉并说明处理，群众说再想想' })
      }),
      at('10-12', '11:00', '短信回3：没解决，第二轮换督察支队', stage => stage.doors.replyBySms('10000260002', '3')),
      at('10-13', '10:00', '督察支队回访', async stage => {
        await called(stage, policeInspection, { wrong: '噪声后来还有，报警后没有人再管', cause: 'process', head: 'mechanism' })
        await stage.doors.act(policeInspection, stage.matter, 'order_repair', {
          cause: 'process',
          what_to_change: '反复的噪声报警要有人跟到底，处置结果告诉报警人',
          responsible: '派出所值班领导',
          by: '2026-10-16',
        })
      }),
      at('10-16', '15:30', '整改反馈，再联系', async stage => {
        await reported(stage, policeInspection, {
          found: '重复警情没有跟踪',
          measure: '重复警情建台账，三日内回告处置结果',
          from: '2026-10-15',
        })
        await stage.doors.act(policeInspection, stage.matter, 'record_second_contact', { how: 'phone', told: '告知了台账和回告办法' })
      }),
      at('10-20', '10:10', '群众说部分解决', stage => stage.doors.say(stage.code, { say: 'partly' })),
    ],
  },
  {
    number: 6,
    title: '商户俞某：评价中点保密通道，只到派驻组',
    scenes: [
      at('10-14', '11:20', '俞某办完执行手续', stage =>
        pushed(stage, {
          externalId: 'story-6',
          line: 'court.enforcement',
          unit: 'ld.court.enforcement',
          officer: 'YX0122',
          title: '查询执行进度',
          outcome: '办结',
          parties: [{ ref: 'yu', name: '俞某', phone: '10000140006' }],
          finishedAt: '2026-10-14T11:00:00+08:00',
        }),
      ),
      at(
        '10-14',
        '14:30',
        '保密通道：有人收烟',
        async stage => {
          stage.code = await stage.doors.rate(stage.link, {
            overall: 3,
            sealed: '催执行的时候，有人收了我两条烟。我姓俞，愿意当面说清楚，电话10000140006。',
          })
        },
        'report',
      ),
      at('10-16', '09:30', '郭守正按信里的电话告知受理', async stage => {
        await stage.doors.act(guo, stage.matter, 'accept', { told: 'phone' })
        await stage.doors.act(guo, stage.matter, 'check', { note: '当面听取情况，核对执行记录' })
      }),
      at('11-19', '10:30', '了结，按规定反馈', async stage => {
        await stage.doors.act(guo, stage.matter, 'conclude', { outcome: '经核实属实，已按规定处理并责令退还' })
        await stage.doors.act(guo, stage.matter, 'give_feedback', { told: 'in_person', how: '当面反馈核实结果' })
      }),
    ],
  },
  {
    number: 8,
    title: '败诉方蔡某：办完再联系',
    scenes: [
      at('10-09', '11:40', '开庭结束', stage =>
        pushed(stage, {
          externalId: 'story-8-hearing',
          line: 'court.trial',
          unit: 'ld.court.civil1',
          officer: 'YX0007',
          officers: ['YX0125'],
          caseId: '（2026）云柳01民初316号',
          title: '买卖合同纠纷开庭',
          outcome: '已开庭',
          parties: [{ ref: 'cai', name: '蔡某', phone: '10000090008' }],
          finishedAt: '2026-10-09T11:30:00+08:00',
        }),
      ),
      at('10-09', '16:20', '蔡某评价，选“办完再联系”', async stage => {
        stage.code = await stage.doors.rate(stage.link, {
          overall: 2,
          levels: { conduct: 2 },
          reasons: ['appointment_broken', 'ruling'],
          words: '改期没人告诉我，白跑一趟',
          callback: { wanted: true, how: 'after', by: 'department' },
        })
      }),
      at(
        '11-06',
        '16:00',
        '结案，封存的愿望启封',
        async stage => {
          await stage.doors.push([
            {
              externalId: 'story-8-judgment',
              line: 'court.trial',
              unit: 'ld.court.civil1',
              officer: 'YX0007',
              officers: ['YX0125'],
              caseId: '（2026）云柳01民初316号',
              title: '买卖合同纠纷宣判',
              outcome: '结案',
              parties: [{ ref: 'cai', name: '蔡某', phone: '10000090008' }],
              finishedAt: '2026-11-06T15:40:00+08:00',
            },
          ])
        },
        'callback',
      ),
      at('11-09', '10:00', '罗成章回访：服务问题属实，裁判不服告知上诉', async stage => {
        await stage.doors.act(luo, stage.matter, 'acknowledge')
        await called(stage, luo, { wrong: '开庭改期没有告知，当事人白跑一趟', cause: 'information', head: 'mechanism' })
        await stage.doors.act(luo, stage.matter, 'explain_ruling', { route: '不服判决的，自收到判决书之日起十五日内可以上诉' })
        await stage.doors.act(luo, stage.matter, 'order_repair', {
          cause: 'information',
          what_to_change: '改期必须提前告知，电话打不通的发短信并留记录',
          responsible: '民一庭庭长',
          by: '2026-11-13',
        })
      }),
      at('11-12', '16:00', '改期必告制度', async stage => {
        await reported(stage, luo, {
          found: '改期后只在系统里改了时间，没有通知当事人',
          measure: '改期必告：打电话、发短信，两样都留记录',
          from: '2026-11-12',
        })
        await stage.doors.act(luo, stage.matter, 'record_second_contact', { how: 'phone', told: '告知改期必告制度和上诉途径' })
      }),
      at('11-13', '10:30', '蔡某选没解决，第二轮换市中院督察室', stage => stage.doors.say(stage.code, { say: 'unsolved' })),
      at('11-16', '09:40', '督察室回访', async stage => {
        await called(stage, courtInspection, { wrong: '改期的事已改，当事人仍不服判决', cause: 'information', head: 'mechanism' })
        await stage.doors.act(courtInspection, stage.matter, 'explain_ruling', {
          route: '已在上诉期内，上诉状可交原审法院或市中级人民法院',
        })
        await stage.doors.act(courtInspection, stage.matter, 'order_repair', {
          cause: 'information',
          what_to_change: '抽查改期告知记录，缺记录的补上并说明',
          responsible: '民一庭庭长',
          by: '2026-11-20',
        })
      }),
      at('11-20', '09:20', '服务已改，请蔡某再判断', async stage => {
        await reported(stage, courtInspection, { found: '抽查改期告知，记录齐全', measure: '改期告知每月抽查一次', from: '2026-11-19' })
        await stage.doors.act(courtInspection, stage.matter, 'record_second_contact', { how: 'phone', told: '告知抽查结果和上诉途径' })
      }),
      at('11-20', '11:10', '院长和市中院都看过，蔡某仍不认可，记“未解决”', stage => stage.doors.say(stage.code, { say: 'unsolved' })),
    ],
  },
  {
    number: 0,
    title: '今天桌上的：等着您来办',
    scenes: [
      ...waitsFor(
        '11-18',
        '16:20',
        { unit: 'ld.court.enforcement', line: 'court.enforcement', officer: 'YX0009', title: '申请恢复执行' },
        { overall: 2, reasons: ['not_told_at_once'], words: '跑了两趟才说要补委托书' },
      ),
      ...waitsFor(
        '11-20',
        '16:00',
        { unit: 'ld.police.dukou', line: 'police.response', officer: 'YX0013', title: '邻里口角报警' },
        { overall: 2, reasons: ['no_reasons_given'], words: '后来怎么处理的没人告诉我' },
      ),
      ...waitsFor(
        '11-20',
        '16:20',
        { unit: 'ld.court.enforcement', line: 'court.enforcement', officer: 'YX0009', title: '查询执行进度' },
        { levels: { conduct: 2 }, reasons: ['not_reached'], words: '电话打了一个礼拜' },
      ),
      ...waitsFor(
        '11-20',
        '16:40',
        { unit: 'ld.hall.centre', line: 'hall.item', officer: 'YX0150', title: '老年优待证' },
        { overall: 1, reasons: ['hard_to_use'], words: '字太小，也没人帮一把' },
      ),
    ],
  },
]

/** The matter that a scene opened: the one that was not there before. */
export const findOpened = async (desk: Desk, stage: Stage, before: ReadonlySet<string>, kind: 'callback' | 'report'): Promise<void> => {
  const fresh = (await stage.doors.openMatters(kind)).filter(matter => !before.has(matter.id))
  const [matter] = fresh
  if (!matter || fresh.length !== 1) throw new Error(`a story opened ${fresh.length} matters of kind ${kind}`)
  stage.matter = matter.id
  desk.spared.add(matter.id)
}

import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'
import { marksSchema, marksShareSchema } from './markSettings.ts'

const share = z.number().int().min(0).max(100)

/** 部门负责人 → 分管领导 → 一把手 → 政法委执法监督. The last rung proposes to a named approver; nothing punitive starts by itself. */
const ladder: Rung[] = [
  ...['call_within', 'rectify_within'].flatMap(clock => [
    nearRung(clock, 'caller'),
    lateRung(clock, 1, 'tell_superior', 'superior'),
    lateRung(clock, 3, 'tell_superior', 'unit_head'),
    lateRung(clock, 5, 'supervision_slip', 'supervisor'),
    lateRung(clock, 10, 'propose_inquiry', 'supervisor'),
  ]),
  nearRung('second_contact_within', 'caller'),
  lateRung('second_contact_within', 1, 'tell_superior', 'superior'),
  lateRung('second_contact_within', 3, 'supervision_slip', 'supervisor'),
  nearRung('recheck_within', 'asker'),
  lateRung('recheck_within', 1, 'remind', 'asker'),
  nearRung('second_reading_within', 'superior'),
  lateRung('second_reading_within', 1, 'tell_superior', 'unit_head'),
  ...['plan_within', 'repair_within'].flatMap(clock => [
    nearRung(clock, 'leader'),
    lateRung(clock, 1, 'tell_superior', 'superior'),
    lateRung(clock, 3, 'tell_superior', 'unit_head'),
    lateRung(clock, 5, 'supervision_slip', 'supervisor'),
  ]),
  nearRung('order_within', 'leader'),
  lateRung('order_within', 1, 'tell_superior', 'superior'),
  lateRung('order_within', 3, 'tell_superior', 'unit_head'),
  lateRung('order_within', 5, 'supervision_slip', 'supervisor'),
  nearRung('issue_within', 'supervisor'),
  lateRung('issue_within', 1, 'remind', 'supervisor'),
  lateRung('receipt_within', 1, 'remind', 'unit_head'),
  nearRung('reply_within', 'unit_head'),
  lateRung('reply_within', 1, 'remind', 'supervisor'),
  nearRung('check_within', 'centre'),
  lateRung('check_within', 1, 'remind', 'centre'),
  nearRung('mark_within', 'marker'),
  lateRung('mark_within', 1, 'remind', 'marker'),
  nearRung('second_mark_within', 'second_marker'),
  lateRung('second_mark_within', 1, 'remind', 'second_marker'),
]

/** What a city's programme may set for the callback room. `source`: where our default comes from; "ours" is a proposal. */
export const callbackSettings = z
  .strictObject({
    call_within: termSetting('回访时限', 'ours: one working day; published practice ranges from 24 hours to no figure at all', {
      amount: 1,
      unit: 'working_days',
    }),
    rectify_within: termSetting('整改时限', 'ours: five working days from the rating', {
      amount: 5,
      unit: 'working_days',
      extension: { amount: 5, most: 1 },
    }),
    second_reading_within: termSetting('说明复核时限', 'ours', { amount: 2, unit: 'working_days' }),
    second_contact_within: termSetting('二次联系时限', 'ours', { amount: 2, unit: 'working_days' }),
    citizen_word_within: termSetting('群众回话期', 'ours: seven days, rest days included, never moved', {
      amount: 7,
      unit: 'calendar_days',
      roll: 'none',
    }),
    recheck_within: termSetting('再问时限', 'ours', { amount: 5, unit: 'working_days' }),
    order_within: termSetting('整改要求时限（从清单发出起至少几天；清单上写的日子更晚，以清单为准）', 'ours', {
      amount: 1,
      unit: 'calendar_days',
      roll: 'none',
    }),
    issue_within: termSetting('督办函签发时限', 'ours', { amount: 1, unit: 'working_days' }),
    receipt_within: termSetting('督办函签收时限', 'ours', { amount: 1, unit: 'working_days' }),
    reply_within: termSetting('督办函回复时限', 'ours', { amount: 5, unit: 'working_days' }),
    plan_within: termSetting('提出整改时限', 'ours', { amount: 3, unit: 'working_days' }),
    repair_within: termSetting('集中整改时限', 'ours', { amount: 15, unit: 'working_days' }),
    check_within: termSetting('核查时限', 'ours', { amount: 5, unit: 'working_days' }),
    mark_within: termSetting('记录质检评分时限', 'ours', { amount: 5, unit: 'working_days' }),
    object_within: termSetting('对评分提异议的期限', 'ours', { amount: 5, unit: 'working_days' }),
    second_mark_within: termSetting('第二人评分时限', 'ours', { amount: 5, unit: 'working_days' }),
    marks: marksSchema,
    marks_share: marksShareSchema,
    ladder: ladderSchema.default(ladder).meta({ title: '到期阶梯', source: 'ours' }),
    rounds: z
      .number()
      .int()
      .min(2)
      .max(6)
      .default(3)
      .meta({
        title: '最迟第几轮由本机关以外的末级复核；本机关一把手已回访的，下一轮就是',
        range: [2, 6],
        source: 'ours: department, organ, the organ above',
      }),
    attempts: z
      .strictObject({ count: z.number().int().min(3).max(10).default(3) })
      .default({ count: 3 })
      .meta({ title: '几个不同日子打不通才算联系不上', range: [3, 10], source: 'ours' }),
    recheck: z
      .strictObject({
        one_sided: share.default(20),
        unreachable: share.default(20),
        citizen_silent: share.default(0),
        solved: share.default(0),
      })
      .default({ one_sided: 20, unreachable: 20, citizen_silent: 0, solved: 0 })
      .meta({
        title: '单方记录、联系不上、群众没有回话、群众说解决了而办结的，由本部门以外的人各抽百分之几再问',
        range: [0, 100],
        source: 'ours: who has said her own word, or has not, is left alone unless the city says otherwise',
      }),
    centre_takes_over: z.enum(['asked', 'may', 'overdue']).default('asked').meta({
      title: '逾期没有回访的：群众请了中心才接（asked）、中心可以写明理由接过来（may）、自动转给中心（overdue）',
      source: 'ours: nobody else than the post that the citizen was told, unless she asks',
    }),
    remind_until_acknowledged: z
      .strictObject({ amount: z.number().int().min(1).max(24), unit: z.literal('hours') })
      .default({ amount: 2, unit: 'hours' })
      .meta({ title: '未点“已看到”时每隔几小时再提醒', range: [1, 24], source: 'ours' }),
    sms_replies: z
      .boolean()
      .default(false)
      .meta({ title: '群众可以用短信回1、2、3（短信通道会把来信交给本系统）', source: 'ours: off until the gateway passes replies on' }),
    keep_content_years: z
      .number()
      .int()
      .min(2)
      .max(30)
      .default(5)
      .meta({
        title: '办结几年后销毁内容（群众的话、号码、答复；痕迹仍可核验）',
        range: [2, 30],
        source: 'ours; the archive rules of the organ go before',
      }),
    weekly_list_day: z
      .number()
      .int()
      .min(1)
      .max(5)
      .default(1)
      .meta({ title: '整改单随周清单发出的星期', range: [1, 5], source: 'ours: Monday' }),
    ruling_text: z
      .string()
      .min(10)
      .max(500)
      .default(
        '对裁判、处理决定本身不服的，请按文书上写明的途径和期限，依法申请复议、提起诉讼、上诉或者申诉；办事过程中的问题，我们照样查。',
      )
      .meta({ title: '对裁判、决定不服时怎么说', source: 'the routes written on the document itself' }),
    rights: z
      .array(z.string().min(5).max(200))
      .max(8)
      .default(['对处理结果不满意，可以拨打12345反映。', '需要法律帮助，可以拨打12348。'])
      .meta({ title: '群众还可以走的途径', source: '12345, 12348: nationwide numbers' }),
    rights_en: z.array(z.string().min(5).max(400)).max(8).optional().meta({ title: '群众还可以走的途径（英文），一一对应' }),
  })
  .refine(s => s.rights_en === undefined || !Array.isArray(s.rights) || s.rights_en.length === s.rights.length, {
    path: ['rights_en'],
    message: '要和 rights 一样多项，一一对应。',
    when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
  })
export type CallbackSettings = z.infer<typeof callbackSettings>

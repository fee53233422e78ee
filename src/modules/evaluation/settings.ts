import { z } from 'zod'

export const dimensionKeys = ['attitude', 'conduct', 'ability', 'result'] as const
export type DimensionKey = (typeof dimensionKeys)[number]
/** What a rating can hold a level for. */
export const levelKeys = ['overall', ...dimensionKeys] as const
export type LevelKey = (typeof levelKeys)[number]

/** 归类, first what then who (X6). `ruling`: discontent with the judgment itself, led into its lawful route. */
export const reasonCauses = ['process', 'documents', 'waiting', 'information', 'facility', 'system', 'rule', 'ruling', 'person'] as const

/** As the organisation's import knows them. */
const organKinds = [
  'court',
  'procuratorate',
  'police',
  'justice',
  'hall',
  'committee',
  'discipline',
  'petition',
  'congress',
  'town',
] as const

const title = z.string().trim().min(1).max(40)
const english = (most = 80) => z.string().trim().min(1).max(most).optional()
const code = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,19}$/)

const lineSettings = z.strictObject({
  name: title.meta({ title: '业务条线名称' }),
  name_en: english().meta({ title: '业务条线名称（英文）' }),
  organs: z
    .array(z.enum(organKinds))
    .optional()
    .meta({ title: '哪几类单位办这项业务（扫窗口码时给群众选）；不填，就看哪类单位有这项业务的窗口' }),
  no_sms: z.boolean().default(false).meta({ title: '不发邀请短信（家暴、未成年人、举报人、羁押、涉密等，须经批准）' }),
  lawful_route: z.string().trim().max(120).optional().meta({ title: '对裁判、决定不服的法律途径与期限，以句号结尾' }),
  lawful_route_en: english(300).meta({ title: '同上（英文）' }),
})

const reasonSettings = z.strictObject({
  title: title.meta({ title: '原因' }),
  title_en: english().meta({ title: '原因（英文）' }),
  dimension: z.enum(dimensionKeys).meta({ title: '归到哪个方面' }),
  cause: z.enum(reasonCauses).meta({ title: '归类（不给群众看）' }),
  rule: z
    .strictObject({
      says: z.string().trim().min(1).max(120).meta({ title: '规定怎么说' }),
      source: z.string().trim().min(1).max(80).meta({ title: '出自哪里' }),
    })
    .optional()
    .meta({ title: '有关规定（给回访人看）' }),
})
export type ReasonSettings = z.infer<typeof reasonSettings>

const reason = (
  title: string,
  dimension: DimensionKey,
  cause: ReasonSettings['cause'],
  rule?: NonNullable<ReasonSettings['rule']>,
): ReasonSettings => ({ title, dimension, cause, ...(rule ? { rule } : {}) })

/** What the caller is reminded of before the call (X14): in our short words, with the article to look up. A city writes its own beside them. */
const rules = {
  police: { says: '人民警察必须做到礼貌待人，文明执勤。', source: '《人民警察法》第二十条' },
  once: {
    says: '材料不齐或者不合要求的，应当一次告知需要补正的全部内容；法院应当一次性书面告知。',
    source: '《行政许可法》第三十二条；《关于人民法院登记立案若干问题的规定》第七条',
  },
  guide: {
    says: '条件、程序、期限、材料目录和示范文本应当公示；有人问，应当说明、解释，信息要准确、可靠。',
    source: '《行政许可法》第三十条',
  },
  papers: { says: '不得要求提交与申请事项无关的材料。', source: '《行政许可法》第三十一条' },
  accept: {
    says: '起诉状一律接收，出具书面凭证并注明日期；符合条件的必须受理，七日内立案。',
    source: '《民事诉讼法》第一百二十六条；《关于人民法院登记立案若干问题的规定》第二条',
  },
  days: { says: '不能当场决定的，自受理之日起二十日内作出许可决定；要延长的，须经批准并告知理由。', source: '《行政许可法》第四十二条' },
  refusal: { says: '不予许可的书面决定，应当说明理由，并告知申请复议、提起诉讼的权利。', source: '《行政许可法》第三十八条' },
} as const

const usualReasons: Record<string, ReasonSettings> = {
  crowded: reason('人太多，顾不上我', 'attitude', 'waiting'),
  hard_to_use: reason('没座位、听不清、老人不方便', 'attitude', 'facility'),
  overheard: reason('说话没遮挡，旁人都听见', 'attitude', 'facility'),
  rude: reason('不耐烦、话难听', 'attitude', 'person', rules.police),
  not_heard: reason('不听我把话说完', 'attitude', 'person'),
  long_wait: reason('等得太久', 'conduct', 'waiting'),
  not_reached: reason('电话打不通，找不到承办人', 'conduct', 'process'),
  appointment_broken: reason('约好了却办不了', 'conduct', 'process'),
  passed_around: reason('几个部门来回推', 'conduct', 'process'),
  dragged: reason('拖着不办', 'conduct', 'person'),
  unequal: reason('两边不一样对待', 'conduct', 'person'),
  not_told_at_once: reason('没有一次说清要什么', 'ability', 'information', rules.once),
  guide_wrong: reason('样表、指南看不懂或有错', 'ability', 'documents', rules.guide),
  machine_broken: reason('机器、网页老出毛病', 'ability', 'system'),
  unskilled: reason('业务不熟，说法不一', 'ability', 'person'),
  same_form_again: reason('同样的内容填了好几遍', 'result', 'documents'),
  too_many_papers: reason('多要了指南上没有的材料', 'result', 'documents', rules.papers),
  not_accepted: reason('该受理没受理', 'result', 'process', rules.accept),
  not_in_time: reason('说好的日子没办完', 'result', 'process', rules.days),
  no_reasons_given: reason('没人告诉我结果和理由', 'result', 'information', rules.refusal),
  no_remedy_told: reason('没告诉我不服该怎么办', 'result', 'information', rules.refusal),
  rule_unreasonable: reason('规定本身不合理', 'result', 'rule'),
  ruling: reason('对裁判、处理决定本身不服', 'result', 'ruling'),
}

/** What two settings must be to each other is asked also where a third is wrong: one run tells all. */
const isRecord = ({ value }: { readonly value: unknown }): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The national five and what cities call them, with their place; a title of a city's own may stand anywhere. */
const placeOfLevel: Readonly<Record<string, number>> = {
  很不满意: 1,
  非常不满意: 1,
  不满意: 2,
  一般: 3,
  基本满意: 3,
  满意: 4,
  很满意: 5,
  非常满意: 5,
}
/** Turned over, the best would count as poor, and the leader would be sent to whoever was content. */
const risesFromWorst = (levels: readonly unknown[]): boolean => {
  const places = levels.flatMap(title => (typeof title === 'string' ? (placeOfLevel[title] ?? []) : []))
  return places.every((place, n) => n === 0 || place > places[n - 1]!)
}

/**
 * What a city may set. Thresholds may be raised and never lowered: below them a person could be singled out.
 * `levels` lists the titles from the worst to the best; levels 1…poor_up_to are poor (不满意、非常不满意 of the national five).
 */
export const evaluationSettings = z
  .strictObject({
    levels: z
      .array(title)
      .min(3)
      .max(5)
      .default(['非常不满意', '不满意', '基本满意', '满意', '非常满意'])
      .meta({ title: '等次，从差到好' }),
    levels_en: z.array(z.string().trim().min(1).max(40)).optional().meta({ title: '等次（英文），一一对应' }),
    dimensions_en: z
      .strictObject({ attitude: english(), conduct: english(), ability: english(), result: english() })
      .partial()
      .default({})
      .meta({ title: '评价的方面（英文）' }),
    hints_en: z
      .strictObject({ attitude: english(), conduct: english(), ability: english(), result: english() })
      .partial()
      .default({})
      .meta({ title: '各方面的大白话（英文）' }),
    centre_en: english().meta({ title: '评价回访中心的名称（英文）' }),
    poor_up_to: z.int().min(1).max(3).default(2).meta({ title: '几等及以下算差评' }),
    dimensions: z
      .strictObject({ attitude: title, conduct: title, ability: title, result: title })
      .partial()
      .default({ attitude: '态度', conduct: '作风', ability: '能力', result: '办理结果' })
      .meta({ title: '评价的方面' }),
    hints: z
      .strictObject({ attitude: title, conduct: title, ability: title, result: title })
      .partial()
      .default({ attitude: '说话和气、有耐心', conduct: '不拖不推、公道干净', ability: '懂业务、讲得明白', result: '事情有着落、有说法' })
      .meta({ title: '各方面的大白话' }),
    lines: z
      .record(z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,39}$/), lineSettings)
      .default({})
      .meta({ title: '业务条线' }),
    reasons: z.record(code, reasonSettings).default(usualReasons).meta({ title: '可选原因' }),
    answer_days: z.int().min(7).max(60).default(14).meta({ title: '办结当周结束后还可评价的天数' }),
    change_days: z.int().min(7).max(30).default(7).meta({ title: '停止评价后还可改、可撤的天数' }),
    batch_ratings: z.int().min(5).max(100).default(5).meta({ title: '一批至少有几条评价才公布' }),
    batch_services: z.int().min(20).max(400).default(20).meta({ title: '一批至少出自几件办件才公布' }),
    detail_ratings: z.int().min(10).max(200).default(10).meta({ title: '至少几条评价才公布原因、留言' }),
    invite_after_hours: z.int().min(0).max(24).default(2).meta({ title: '办结几小时后发邀请短信' }),
    invite_within_hours: z.int().min(1).max(72).default(24).meta({ title: '邀请短信最迟在办结几小时内发出（时刻随机）' }),
    remind_after_days: z.array(z.int().min(1).max(21)).max(3).default([3, 8]).meta({ title: '办结当周结束几天后提醒没有评价的人' }),
    messages_from: z.int().min(6).max(12).default(8).meta({ title: '几点以后才发短信' }),
    messages_until: z.int().min(17).max(22).default(20).meta({ title: '几点以后不再发短信' }),
    case_ended: z
      .array(z.string().max(40))
      .max(20)
      .default(['closed', '办结', '结案'])
      .meta({ title: '哪些办理情况表示这个案件已办完（等这个案件的“办完再联系”由此启封）' }),
    after_latest_days: z.int().min(30).max(730).default(180).meta({ title: '“办完再联系”最迟封存多少天' }),
    window_ratings_a_day: z.int().min(100).max(5000).default(600).meta({ title: '一个张贴码一天最多收几条评价' }),
    window_wishes_a_day: z.int().min(5).max(500).default(40).meta({ title: '一个张贴码一天最多收几次要回话' }),
    undo_import_hours: z.int().min(0).max(72).default(2).meta({ title: '导入办件后几小时内可以整批撤回；邀请短信这以后才发' }),
    keep_services_days: z
      .int()
      .min(200)
      .max(1100)
      .default(400)
      .meta({
        title: '办件记录（办件编号、承办人、事项）办结后保留多少天，到期删除',
        range: [200, 1100],
        source: 'ours: a late push (92 days) and the longest week of answers are over by 200',
      }),
    keep_requests_days: z
      .int()
      .min(200)
      .max(1100)
      .default(400)
      .meta({
        title: '防止重复转办的记号、案件已办完的记号保留多少天（最长两倍），到期删除',
        range: [200, 1100],
        source: 'ours: longer than any rating can be changed',
      }),
    centre: title.default('评价回访中心').meta({ title: '评价回访中心的名称' }),
  })
  .refine(s => !Array.isArray(s.levels) || typeof s.poor_up_to !== 'number' || s.poor_up_to < s.levels.length, {
    path: ['poor_up_to'],
    message: '不能所有等次都算差评：要小于 levels 的项数。',
    when: isRecord,
  })
  .refine(
    s =>
      typeof s.invite_after_hours !== 'number' || typeof s.invite_within_hours !== 'number' || s.invite_after_hours < s.invite_within_hours,
    { path: ['invite_within_hours'], message: '要比 invite_after_hours 晚。', when: isRecord },
  )

  .refine(s => !Array.isArray(s.levels) || risesFromWorst(s.levels), {
    path: ['levels'],
    message: '要从差到好排列，例如“不满意”在“满意”前面。',
    when: isRecord,
  })
  .refine(s => s.levels_en === undefined || !Array.isArray(s.levels) || s.levels_en.length === s.levels.length, {
    path: ['levels_en'],
    message: '要和 levels 一样多项，一一对应。',
    when: isRecord,
  })

export type EvaluationSettings = z.infer<typeof evaluationSettings>

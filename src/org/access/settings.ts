import { z } from 'zod'

const roles = [
  'officer',
  'clerk',
  'leader',
  'deputy_head',
  'head',
  'callback_centre',
  'supervisor',
  'discipline',
  'system_admin',
  'security_admin',
  'audit_admin',
  'inspector',
] as const

/** What a city's programme may set about signing in and about powers beyond a post. */
export const accessSettings = z.strictObject({
  second_factor_roles: z
    .array(z.enum(roles))
    .default(['discipline', 'system_admin', 'security_admin', 'audit_admin', 'inspector'])
    .meta({ title: '哪些岗位登录必须有第二重验证', source: 'GB/T 22239-2019 8.1.4.1 d: two or more factors, one of them cryptographic' }),
  second_factor_grace_days: z
    .int()
    .min(0)
    .max(90)
    .default(14)
    .meta({ title: '要求第二重验证后，几天内绑定', range: [0, 90], source: 'ours' }),
  step_up_within_minutes: z
    .int()
    .min(1)
    .max(60)
    .default(10)
    .meta({ title: '查看密封内容、导出、授权前，多少分钟内验证过才算数', range: [1, 60], source: 'ours: one piece of work' }),
  deputy_days_at_most: z
    .int()
    .min(1)
    .max(90)
    .default(30)
    .meta({ title: '委托（AB角）一次最长几天', range: [1, 90], source: 'ours' }),
  proposal_days_at_most: z
    .int()
    .min(1)
    .max(30)
    .default(7)
    .meta({ title: '提请（岗位、上下级等变动）几天内没有人批准就作废', range: [1, 30], source: 'ours: a week with its weekend' }),
  drawing_days_at_most: z
    .int()
    .min(1)
    .max(30)
    .default(7)
    .meta({ title: '调取一次最长几天', range: [1, 30], source: 'ours' }),
  drawing_told_within_days: z
    .int()
    .min(1)
    .max(365)
    .default(180)
    .meta({ title: '调取后最晚多少天内告诉群众（不能不告知）', range: [1, 365], source: 'ours: as long as a first investigation takes' }),
  break_glass_hours_at_most: z
    .int()
    .min(1)
    .max(24)
    .default(2)
    .meta({ title: '紧急查看一次最长几小时', range: [1, 24], source: 'ours' }),
})
export type AccessSettings = z.infer<typeof accessSettings>

export const defaultSettings = (): AccessSettings => accessSettings.parse({})

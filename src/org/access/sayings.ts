import { listed, saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import type { AccessSettings } from './settings.ts'
import { roleTitles } from './words.ts'

/** What a programme says of signing in and of powers, in plain words. */
export const accessSayings: Sayings<AccessSettings> = {
  second_factor_roles: saying<AccessSettings['second_factor_roles']>(
    'access',
    '登录必须有第二重验证的岗位：{}。',
    'A second factor is asked of: {}.',
    {
      as: roles => ({ zh: listed(roles.map(role => roleTitles[role].zh)).zh, en: listed(roles.map(role => roleTitles[role].en)).en }),
      rests: {
        zh: 'GB/T 22239-2019 8.1.4.1 d：两种以上鉴别，其中一种用密码技术',
        en: 'GB/T 22239-2019 8.1.4.1 d: two or more factors, one of them cryptographic',
      },
    },
  ),
  second_factor_grace_days: saying('access', '要求以后{}天内绑定第二重验证。', 'It is to be enrolled within {} days.'),
  step_up_within_minutes: saying(
    'access',
    '查看密封内容、导出、授权前，{}分钟内验证过才算数。',
    'Before sealed data, exports and grants a proof counts for {} minutes.',
  ),
  deputy_days_at_most: saying('access', '委托岗位（AB角）一次最长{}天。', 'A post is lent for {} days at most.'),
  proposal_days_at_most: saying(
    'access',
    '提请的变动{}天内没有第二个人批准就作废。',
    'A proposed change that no second person approves within {} days lapses.',
  ),
  drawing_told_within_days: saying(
    'access',
    '调取以后最晚{}天内告诉群众，不能不告知。',
    'The citizen is told of a formal drawing within {} days at the latest, always.',
  ),
  drawing_days_at_most: saying('access', '调取一次最长{}天。', 'A formal drawing lasts {} days at most.'),
  break_glass_hours_at_most: saying('access', '紧急查看一次最长{}小时。', 'Break-glass lasts {} hours at most.'),
}

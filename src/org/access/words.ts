import type { ProblemList } from '../../platform/http/index.ts'
import type { Role } from '../viewer.ts'

export const accessProblems = {
  wrong_login: { status: 401, zh: '账号或密码不对。', en: 'Account or password is wrong.' },
  password_must_change: { status: 403, zh: '请先更换初始密码。', en: 'Please change the initial password first.' },
  password_too_short: { status: 422, zh: '密码至少 {shortest} 个字。', en: 'A password needs at least {shortest} characters.' },
  password_too_long: { status: 422, zh: '密码至多 {longest} 个字。', en: 'A password may have {longest} characters at most.' },
  password_too_plain: {
    status: 422,
    zh: '密码要有大写、小写、数字、符号中的三种，或者不少于 20 个字。',
    en: 'Use three of capitals, small letters, digits and signs, or at least 20 characters.',
  },
  password_common: { status: 422, zh: '这个密码太常见，容易被猜中。', en: 'This password is too common and easily guessed.' },
  password_names_you: {
    status: 422,
    zh: '密码不能主要由姓名、账号或单位名组成。',
    en: 'A password must not be made mostly of your name, account or office.',
  },
  second_factor_needed: {
    status: 401,
    zh: '还要第二重验证：手机上的验证码、密钥或者备用码。',
    en: 'The second factor is still needed: a code, a key or a recovery code.',
  },
  second_factor_wrong: {
    status: 422,
    zh: '第二重验证没有通过。验证码半分钟一换，用过的不能再用；连错多次要等一刻钟。',
    en: 'The second factor was not accepted. A code changes every half minute and is good once; after many failures wait a quarter of an hour.',
  },
  second_factor_must_enrol: {
    status: 403,
    zh: '您的岗位必须绑定第二重验证，请先到“账号和密码”绑定。',
    en: 'Your post must have a second factor; please enrol one on your account page first.',
  },
  second_factor_no_keys: {
    status: 409,
    zh: '这个地址不能用密钥（要有域名和 https）。',
    en: 'Keys cannot be used at this address (it needs a name and https).',
  },
  password_unchanged: { status: 422, zh: '新密码与原密码相同。', en: 'The new password is the old one.' },
} as const satisfies ProblemList

/** Used where a post has no title of its own. */
export const roleTitles: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  officer: { zh: '承办人', en: 'officer' },
  clerk: { zh: '窗口人员', en: 'clerk' },
  leader: { zh: '部门负责人', en: 'head of department' },
  deputy_head: { zh: '分管领导', en: 'leader in charge' },
  head: { zh: '主要负责人', en: 'head of the organ' },
  duty_leader: { zh: '值班领导', en: 'leader on duty' },
  callback_centre: { zh: '评价回访办公室', en: 'callback centre' },
  supervisor: { zh: '执法监督', en: 'supervisor' },
  discipline: { zh: '纪检监察', en: 'discipline inspection' },
  system_admin: { zh: '系统管理员', en: 'system administrator' },
  security_admin: { zh: '安全管理员', en: 'security administrator' },
  audit_admin: { zh: '审计管理员', en: 'audit administrator' },
  inspector: { zh: '检查人员', en: 'inspector' },
}

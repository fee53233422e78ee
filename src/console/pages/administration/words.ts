import { defineWords } from '../../kit/language.ts'

interface Group { readonly title: string; readonly acts: readonly string[] }
const groups = { accounts: ['account_opened', 'account_reset', 'account_disabled', 'account_enabled', 'sessions_ended'], keys: ['key_made', 'key_rotated', 'key_revoked'], access: ['stepped_up', 'recovery_code_used', 'recovery_codes_drawn', 'second_factor_enrolled', 'second_factor_removed'], delegations: ['post_delegated', 'delegation_ended'], warrants: ['warrant_asked', 'warrant_agreed', 'warrant_opened', 'warrant_ended'] } as const

export const administration = defineWords({
  zh: {
    copy: '复制', copied: '已复制', copyByHand: '这台电脑不让复制，请手工抄写。', kept: '已交给本人',
    people: {
      title: '人员和账号', note: '账号能不能登录，在这里管。看不到任何件、评价和电话；三位管理员的账号只在机房办。',
      search: '找人', searchHint: '姓名、工号或账号', state: '账号状态', anyState: '全部', unit: '单位',
      states: { none: '没有账号', first: '待首次登录', open: '在用', disabled: '已停用' },
      name: '姓名', posts: '岗位', noPost: '今天没有岗位', deputy: (n: number) => `第${n}替补`, login: '账号', sessions: '登录着几处', acts: '办理',
      open: '开账号', openFor: (name: string) => `给${name}开账号`, loginHint: '小写字母、数字、点、横线，两位以上；以后不能改',
      reset: '重置密码', resetAsk: '旧密码马上作废，各处登录都退出。确认是本人来要的？', end: '退出登录', endAsk: '让他在各处都退出登录？',
      disable: '停用', disableAsk: '马上不能登录，各处登录都退出。', enable: '恢复', enableAsk: '恢复后用原来的密码登录。',
      own: '自己的账号请到右上角', machineRoom: '在机房办（npx huiyin account）', done: '已办好，已留痕',
      shown: '一次性密码只显示这一次，请当面交给本人，不要发短信或微信。首次登录必须换掉。',
    },
    keys: {
      title: '接口密钥', note: '别的系统凭密钥推送办件。密钥只显示一次；长期不用的请停用。',
      make: '新开密钥', name: '给哪个系统', nameHint: '如：法院办案系统', state: '状态', states: { open: '可用', ended: '已到期', revoked: '已停用' } as Readonly<Record<string, string>>,
      scopes: '可以做什么', scope: { services: '推送办件', inbound_sms: '送交短信回复' } as Readonly<Record<string, string>>, links: '回应里带评价链接', linksHint: '只在对方自己发短信时勾选：拿到链接的系统能替人打开评价页。', withLinks: '（带链接）',
      lines: '业务线', unit: '单位', all: '全部', allHint: '不选就是全部', unitHint: '含下级；不选就是全部', expires: '到期日', expiresHint: '不填就没有期限；最长三年', never: '没有期限', used: '最近使用', neverUsed: '没用过', acts: '办理', comma: '、',
      rotate: '换新', rotateAsk: '旧密钥马上失效，请先和对方约好。', revoke: '停用', revokeAsk: '停用后对方马上推送不进来，不能恢复。', revoked: '已停用',
      shown: '密钥只显示这一次，请马上交给对方系统的管理员。',
    },
    trail: {
      title: '访问留痕', note: '管理员和机房做过什么、谁再次验证过身份，都在这里；只增不改，不含任何件的内容。',
      at: '时间', act: '做了什么', by: '谁', about: '对象', machineRoom: '机房命令行', anyAct: '全部', from: '从', until: '到',
      groups: { accounts: { title: '账号', acts: groups.accounts }, keys: { title: '接口密钥', acts: groups.keys }, access: { title: '身份验证', acts: groups.access }, delegations: { title: '委托', acts: groups.delegations }, warrants: { title: '调取、紧急查看', acts: groups.warrants } } as Readonly<Record<string, Group>>,
      acts: {
        account_opened: '开账号', account_reset: '重置密码', account_disabled: '停用账号', account_enabled: '恢复账号', sessions_ended: '让人退出登录',
        key_made: '新开密钥', key_rotated: '换新密钥', key_revoked: '停用密钥',
        stepped_up: '再次验证身份', recovery_code_used: '用备用码登录', recovery_codes_drawn: '换一套备用码', second_factor_enrolled: '绑定第二重验证', second_factor_removed: '解除第二重验证',
        post_delegated: '委托岗位', delegation_ended: '收回委托', warrant_asked: '申请调取或紧急查看', warrant_agreed: '同意调取或紧急查看', warrant_opened: '打开所调取的内容', warrant_ended: '结束调取或紧急查看',
      } as Readonly<Record<string, string>>,
    },
  },
  en: {
    copy: 'Copy', copied: 'Copied', copyByHand: 'This computer does not allow copying; please write it down.', kept: 'Handed over',
    people: {
      title: 'People and accounts', note: 'Who can sign in is kept here. No matter, rating or number is shown; accounts of the three administrators are kept in the machine room.',
      search: 'Find', searchHint: 'name, staff number or account', state: 'Account', anyState: 'All', unit: 'Unit',
      states: { none: 'no account', first: 'first sign-in awaited', open: 'in use', disabled: 'disabled' },
      name: 'Name', posts: 'Posts', noPost: 'no post today', deputy: (n: number) => `stand-in ${n}`, login: 'Account', sessions: 'Signed in at', acts: 'Acts',
      open: 'Open account', openFor: (name: string) => `Open an account for ${name}`, loginHint: 'Small letters, digits, dots and hyphens, two or more; it stays',
      reset: 'Reset password', resetAsk: 'The old password and all sessions end at once. Is it the owner who asks?', end: 'Sign out', endAsk: 'End all sessions of this person?',
      disable: 'Disable', disableAsk: 'Signing in and all sessions end at once.', enable: 'Enable', enableAsk: 'The former password is good again.',
      own: 'your own: top right', machineRoom: 'machine room (npx huiyin account)', done: 'Done, and on the trail',
      shown: 'The one-time password is shown only now. Hand it over in person, never by message. It must be changed at the first sign-in.',
    },
    keys: {
      title: 'API keys', note: 'Other systems push services with a key. A key is shown once; revoke those that nobody uses.',
      make: 'New key', name: 'For which system', nameHint: 'such as: the court’s case system', state: 'State', states: { open: 'open', ended: 'ended', revoked: 'revoked' },
      scopes: 'May', scope: { services: 'push services', inbound_sms: 'hand in answers to text messages' }, links: 'Answers carry rating links', linksHint: 'Only where the agency sends the messages itself: whoever has a link can open the rating page.', withLinks: '(with links)',
      lines: 'Lines', unit: 'Unit', all: 'all', allHint: 'None chosen: all', unitHint: 'With what stands below; none chosen: all', expires: 'Last day', expiresHint: 'Empty: no end; three years at most', never: 'no end', used: 'Last used', neverUsed: 'never', acts: 'Acts', comma: ', ',
      rotate: 'Rotate', rotateAsk: 'The old key ends at once; agree with the other side first.', revoke: 'Revoke', revokeAsk: 'Pushing ends at once and for good.', revoked: 'Revoked',
      shown: 'The key is shown only now; hand it to the other system’s administrator.',
    },
    trail: {
      title: 'Trail of access', note: 'What administrators and the machine room did, and who proved himself again. Only added to; nothing of any matter’s content.',
      at: 'When', act: 'What', by: 'Who', about: 'About', machineRoom: 'machine room', anyAct: 'All', from: 'From', until: 'Until',
      groups: { accounts: { title: 'accounts', acts: groups.accounts }, keys: { title: 'API keys', acts: groups.keys }, access: { title: 'proofs of identity', acts: groups.access }, delegations: { title: 'delegations', acts: groups.delegations }, warrants: { title: 'warrants', acts: groups.warrants } },
      acts: {
        account_opened: 'account opened', account_reset: 'password reset', account_disabled: 'account disabled', account_enabled: 'account enabled', sessions_ended: 'sessions ended',
        key_made: 'key made', key_rotated: 'key rotated', key_revoked: 'key revoked',
        stepped_up: 'proved himself again', recovery_code_used: 'signed in with a recovery code', recovery_codes_drawn: 'new recovery codes', second_factor_enrolled: 'second factor enrolled', second_factor_removed: 'second factor removed',
        post_delegated: 'post delegated', delegation_ended: 'delegation ended', warrant_asked: 'warrant asked for', warrant_agreed: 'warrant agreed to', warrant_opened: 'opened under a warrant', warrant_ended: 'warrant ended',
      },
    },
  },
})

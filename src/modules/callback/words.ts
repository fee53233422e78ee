import type { PageLanguage } from '../../kit/page.ts'
import type { AskedAgain } from './contract.ts'

const askedOf: Readonly<Record<AskedAgain, (organName: string) => string>> = {
  one_sided: organName => `${organName}记的是您口头说过事情解决了。您自己说，解决了没有？`,
  unreachable: organName => `${organName}记的是几天都没打通您的电话。这几天有人给您打过吗？那件事还要办吗？`,
  citizen_silent: organName => `${organName}记的是已经答复过您，没有等到您回话。有人答复过您吗？那件事解决了没有？`,
  solved: organName => `${organName}那件事，查到的是您说过已经解决。是您自己说的吗？到底解决了没有？`,
}

/** What the asker of a sample says: nothing of what was rated, and no answer put into the citizen's mouth. */
export const recheckLines = ({
  safeWord,
  post,
  surname,
  organName,
  why,
}: {
  readonly safeWord: string
  readonly post: string
  readonly surname: string
  readonly organName: string
  readonly why: AskedAgain
}): readonly string[] => [
  `您好，暗号“${safeWord}”，我是${post}，姓${surname}，不是您办事的那个单位的人。现在说话方便吗？`,
  askedOf[why](organName),
  '说没解决，就换人、提一级，重新办，不用您再跑。有人为难您，也可以告诉我。',
]

/** One sentence for what was withdrawn and what was handed to discipline: whoever makes her show the page learns neither. */
const gone = { zh: '这件事已办结，这个单位不再和您联系。', en: 'This is closed; this office will not contact you any more.' } as const

/** Titles of the follow page's steps and ends. The same for every rating with a wish, whatever its level. */
const zh = {
  received: '收到了',
  given: '已交{post}',
  contacted: '已和您联系',
  mending: '正在改',
  mended: '改好了，请您看',
  yours: '您说了算',
  answered: '答复了，请您看',
  'end.solved': '您说解决了。',
  'end.partly_solved': '您说部分解决。',
  'end.citizen_silent': '没有等到您的回话，先记为“群众未回应”。您随时可以再说。',
  'end.one_sided': '回访人记的是您口头说解决了，没有等到您自己的话，另行计数。不是这样，随时可以再说。',
  'end.explained': '已向您说明，先办结。您不认可，随时可以再说。',
  'end.out_of_scope': '已告诉您该找哪里。您不认可，随时可以再说。',
  'end.unreachable': '几天都没打通您的电话，先办结。您可以再要求办理。',
  'end.withdrawn': gone.zh,
  'end.handed_over': gone.zh,
  'end.unsolved': '',
  someone: '回访负责人',
  organ: '上级机关',
  'told.superior': '分管领导',
  'told.unit_head': '一把手',
  'told.supervisor': '政法委执法监督',
  'told.supervisor_above': '上级政法委执法监督',
  'told.line_superior': '上级机关',
  'told.centre': '评价回访中心',
  'told.caller': '回访负责人',
  'told.slip': '政法委执法监督，已达督办条件',
} as const
const en: Readonly<Record<keyof typeof zh, string>> = {
  received: 'Received',
  given: 'Given to {post}',
  contacted: 'You were contacted',
  mending: 'Being put right',
  mended: 'Put right, please look',
  yours: 'You decide',
  answered: 'Answered, please look',
  'end.solved': 'You said it is solved.',
  'end.partly_solved': 'You said it is partly solved.',
  'end.citizen_silent': 'We did not hear from you and recorded it so. You can still speak at any time.',
  'end.one_sided':
    'The caller recorded that you said it is solved; your own word did not come, so it counts apart. If it is not so, say it at any time.',
  'end.explained': 'It was explained to you. If you do not accept it, say so at any time.',
  'end.out_of_scope': 'You were told where to go. If you do not accept it, say so at any time.',
  'end.unreachable': 'You could not be reached on several days. You can ask for it again.',
  'end.withdrawn': gone.en,
  'end.handed_over': gone.en,
  'end.unsolved': '',
  someone: 'the leader who calls',
  organ: 'The organ above',
  'told.superior': 'the leader in charge',
  'told.unit_head': 'the head of the organ',
  'told.supervisor': 'the political-legal committee',
  'told.supervisor_above': 'the committee above',
  'told.line_superior': 'the organ above',
  'told.centre': 'the callback centre',
  'told.caller': 'the leader who calls',
  'told.slip': 'the political-legal committee, for a supervision slip',
}

export type CallbackWord = keyof typeof zh
export const callbackWords =
  (lang: PageLanguage) =>
  (key: CallbackWord, values: Readonly<Record<string, string>> = {}): string =>
    (lang === 'zh' ? zh : en)[key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

const times: Readonly<Record<string, string>> = { morning: '上午', afternoon: '下午', evening: '晚上7点前', weekend: '周末也行' }
const speeches: Readonly<Record<string, string>> = { mandarin: '普通话', local: '本地话', loud: '请大声慢点说', family: '打给我家里人' }

/** The form's codes as the caller reads them; what a programme adds is shown as it came. */
export const spokenTimes = (when: readonly string[]): string[] => when.map(code => times[code] ?? code)
export const spokenSpeech = (speech: string): string => speeches[speech] ?? speech

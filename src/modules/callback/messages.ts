import type { Day } from '../../calendar/index.ts'

type Words = Readonly<Record<string, string>>

/** Texts that leave the house. None names an organ, a business or a person; 70 characters are one SMS. */
const texts = {
  'sms.leader': '【回音】您有1件待回访，请于{due}前登录办理，尾号{tail}。',
  'sms.leader.late': '【回音】您有1件待回访已过期，请马上登录办理，尾号{tail}。',
  'sms.leader.undated': '【回音】您有1件待回访，请尽快登录办理，尾号{tail}。',
  'sms.second': '【回音】您反映的事已有结果。请用回执码查看，解决没解决您说了算；没解决就换人重办。',
  'sms.second.reply': '【回音】您反映的事已有结果。解决了回1，部分解决回2，没解决回3（换人重办）；也可用回执码查看。',
  'sms.second.reply.last': '【回音】您反映的事已有结果。解决了回1，部分解决回2，没解决回3（如实记下）；也可用回执码查看。',
  'sms.text': '【回音】暗号{word}：{text}',
  'sms.unread': '【回音】没有看懂。解决了回1，部分解决回2，没解决回3；也可用回执码查看。',
  'sms.many': '【回音】您有几件事等您说，短信分不清是哪一件，请用回执码各自查看。',
  'sms.heard': '【回音】收到了，您说的已记下。',
  'sms.list_out': '【回音】本单位有新的整改要求，请登录查看。',
  'sms.order_answered': '【回音】您交办的整改有了回复，请登录查看，尾号{tail}。',
  'sms.not_delivered': '【回音】您有1件的短信没有送到群众，请打电话或寄书面，尾号{tail}。',
  'sms.record_returned': '【回音】您有1件回访记录被退回，请登录补记，尾号{tail}。',
  'sms.taken_over': '【回音】您有1件逾期未回访，已由评价回访中心接办，您不用再打，尾号{tail}。',
  'sms.not_taken': '【回音】您接的1件应当回避或已看过，仍由原回访人办，尾号{tail}。',
  'sms.second_reading': '【回音】您有1件待复核，请登录办理，尾号{tail}。',
  'sms.recheck': '【回音】抽到您1件再问，请登录办理，尾号{tail}。',
  'sms.marking': '【回音】抽到您1件回访记录，请登录评分，尾号{tail}。',
  'sms.marked': '【回音】您有1件回访记录已评分，请登录查看，可提异议，尾号{tail}。',
  'sms.mark_objected': '【回音】有1件评分提了异议，请登录再评，尾号{tail}。',
  'sms.mark_settled': '【回音】您提异议的评分已由第二人评定，请登录查看，尾号{tail}。',
  'sms.remind': '【回音】您有1件快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】您分管的有1件逾期，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】有1件逾期，已达督办条件，督办函待您签发，尾号{tail}。',
  'sms.slip_issued': '【回音】您单位收到1份督办函，请登录签收回复，尾号{tail}。',
  'sms.slip_replied': '【回音】有1份督办函已回复，请登录核阅，尾号{tail}。',
  'sms.propose_inquiry': '【回音】有1件逾期，已达启动条件，提请审批，尾号{tail}。',
} as const

/** Keys of `words:` in a programme. */
export const overridableTexts: readonly string[] = Object.keys(texts).map(key => `callback.${key}`)

const say = (words: Words, key: keyof typeof texts, values: Readonly<Record<string, string>>): string => {
  const text = (words[`callback.${key}`] ?? texts[key]).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return [...text].slice(0, 70).join('')
}

/** The day itself is the last one in time; a day that is past is not named as if it could still be kept. @param number the matter's number; its first four signs are enough to find it */
export const leaderSms = (words: Words, dueOn: Day | string | undefined, number: string, today: Day | string): string =>
  dueOn !== undefined && dueOn < today
    ? say(words, 'sms.leader.late', { tail: number.slice(0, 4) })
    : dueOn === undefined
      ? say(words, 'sms.leader.undated', { tail: number.slice(0, 4) })
      : say(words, 'sms.leader', { due: `${Number(dueOn.slice(5, 7))}月${Number(dueOn.slice(8, 10))}日24:00`, tail: number.slice(0, 4) })

/** @param replies whether 1, 2, 3 can be answered; `last`: the last organ has looked, so that nobody else will */
export const secondSms = (words: Words, replies = false, last = false): string =>
  say(words, replies ? (last ? 'sms.second.reply.last' : 'sms.second.reply') : 'sms.second', {})

/** The caller's own words, known by the citizen's password. */
export const textSms = (words: Words, word: string, text: string): string => say(words, 'sms.text', { word, text })

export const inboundSms = (words: Words, answer: 'unread' | 'many' | 'heard'): string => say(words, `sms.${answer}`, {})

export const listSms = (words: Words): string => say(words, 'sms.list_out', {})

export const rungSms = (words: Words, act: string, number: string): string => {
  const key = `sms.${act}`
  return say(words, (Object.hasOwn(texts, key) ? key : 'sms.remind') as keyof typeof texts, { tail: number.slice(0, 4) })
}

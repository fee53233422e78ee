import type { Day } from '../../calendar/index.ts'

type Words = Readonly<Record<string, string>>

/** Texts that leave the house. None names an organ, a business or a person; 70 characters are one SMS. */
const texts = {
  'sms.leader': '【回音】您有1件待回访，请于{due}前登录办理，尾号{tail}。',
  'sms.leader.undated': '【回音】您有1件待回访，请尽快登录办理，尾号{tail}。',
  'sms.second': '【回音】您反映的事已有结果。请用回执码查看，解决没解决您说了算；没解决就换人重办。',
} as const

const say = (words: Words, key: keyof typeof texts, values: Readonly<Record<string, string>>): string => {
  const text = (words[`callback.${key}`] ?? texts[key]).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return [...text].slice(0, 70).join('')
}

/** The day itself is the last one in time. @param number the matter's number; its first four signs are enough to find it */
export const leaderSms = (words: Words, dueOn: Day | string | undefined, number: string): string =>
  dueOn === undefined
    ? say(words, 'sms.leader.undated', { tail: number.slice(0, 4) })
    : say(words, 'sms.leader', { due: `${Number(dueOn.slice(5, 7))}月${Number(dueOn.slice(8, 10))}日24:00`, tail: number.slice(0, 4) })

export const secondSms = (words: Words): string => say(words, 'sms.second', {})

import { frameEn, frameZh } from '../../../kit/page.ts'
import type { PageLanguage } from '../../../kit/page.ts'

const zh = {
  ...frameZh,
  title: '您反映的事，办到哪一步了',
  code: '回执码',
  shows: '这里只有办到哪一步，没有您评了什么。',
  'step.done': '已办',
  'step.current': '现在这一步',
  'step.ahead': '还没到',
  promised: '答应您的日子',
  'promised.how': '怎么算的',
  'promised.none': '日子待定：来年的放假安排还没公布，定下来就写在这里。',
  late: '晚了：{date}前该办的没有办到。对不起。',
  'late.told': '{date}，已报{whom}',
  earlier: '前{count}轮的经过',
  'earlier.round': '第{round}轮',
  'earlier.contacted': '{date}和您联系',
  'earlier.none': '没有给出答复。',
  'earlier.no': '{date}，您说没解决。',
  'withdraw.title': '不用办了，我自愿撤回',
  'withdraw.text': '撤回后不再联系您，也不再往下办。是别人让您撤的，请不要撤，请点上面的“有人追问、劝我改、为难我”。',
  'withdraw.do': '我自愿撤回',
  word: '来电先报暗号',
  'word.hint': '报不出就挂。绝不要验证码、银行卡、转账。',
  'answer.title': '给您的答复',
  'answer.found': '查到的问题',
  'answer.measure': '改的办法',
  'answer.from': '哪天起',
  'answer.said': '答复',
  evidence: '改了什么，您自己看',
  'evidence.picture': '照片{number}',
  'evidence.document': '打开文书{number}',
  'evidence.note': '给您看之前，已看过里面有没有别人的姓名、相貌。看不清楚，可以点开放大。',
  'judge.ask': '现在解决了吗？您说了算。',
  'judge.solved': '解决了',
  'judge.partly': '部分解决',
  'judge.unsolved': '没解决，请再办',
  'judge.hint': '说没解决，就换人、提一级，重新办。',
  'judge.final': '没解决，如实记下',
  'judge.final.hint': '这一轮是本机关以外的末级复核。说没解决，就如实记为“未解决”，列入案件评查，不再换人重办；下面写了您还能走的路。',
  again: '好，换人、提一级，重新办。新的日子：{date}。',
  'again.undated': '好，换人、提一级，重新办。新的日子定下来就写在这里。',
  last: '已由{organ}复核。您仍不认可，我们如实记为“未解决”，并列入案件评查。',
  rights: '您还可以',
  drawn: '{date}，有关机关依规定查看过您这件事的内容：两个人同意，写明理由，全程留痕，没有看您的号码。',
  'hurt.title': '有人追问是谁评的、劝我改、为难我',
  'hurt.text': '告诉我们，会越过这个部门，交给另外的单位来查。不影响您的事继续办。',
  'hurt.words': '怎么回事？可不写',
  'hurt.do': '有人为难我，请来查',
  'sealed.title': '有人要钱要物、托关系，或者威胁您？',
  'sealed.text':
    '请走保密通道：只有纪检监察机关看得到。这个单位看不到，也不知道有这件事；这一页上也不会写。想让他们联系您，请把姓名和电话也写在这里，依法为您保密。',
  'sealed.words': '什么人、什么时候、什么事',
  'sealed.do': '只交给纪检监察机关',
  heard: '收到了。',
  'heard.hurt': '收到了，另有单位来查。',
  'heard.already': '刚才那一步先前已经收到，或者事情已经往前走了。下面是现在的情况。',
  'heard.empty': '还没有写是什么事。请在下面写了再交。',
  'find.title': '查进展',
  'find.label': '回执码（16位数字）',
  'find.hint': '在交评价时给您的回执上。空格可写可不写。',
  'find.do': '查一查',
  'not_found.title': '没找到这个回执码',
  'not_found.text': '可能抄错了一位。请对照照片或抄下的再输一次；输错太多次，要等一会儿。',
  urgent: '有危险请打110；心里难受可打12356。',
} as const

export type FollowWord = keyof typeof zh

const en: Readonly<Record<FollowWord, string>> = {
  ...frameEn,
  title: 'How far your matter has come',
  code: 'Receipt code',
  shows: 'This page shows how far it has come, never what you said.',
  'step.done': 'Done',
  'step.current': 'This is where it stands',
  'step.ahead': 'Still to come',
  promised: 'The day promised to you',
  'promised.how': 'How it was counted',
  'promised.none': 'Date to follow: next year’s holidays are not published yet. Once fixed it will stand here.',
  word: 'The caller first says',
  'word.hint': 'If not, hang up. No caller of ours ever asks for a verification code, a bank card or a transfer.',
  'answer.title': 'The answer to you',
  'answer.found': 'What was found',
  'answer.measure': 'What was changed',
  'answer.from': 'From',
  'answer.said': 'Answer',
  evidence: 'See for yourself what was done',
  'evidence.picture': 'Photo {number}',
  'evidence.document': 'Open document {number}',
  'evidence.note': 'Each was looked through for names and faces of others before it was shown. Open a picture to see it larger.',
  'judge.ask': 'Is it solved now? You decide.',
  'judge.solved': 'Solved',
  'judge.partly': 'Partly solved',
  'judge.unsolved': 'Not solved, please do it again',
  'judge.hint': 'If not, somebody else, one level higher, starts again.',
  again: 'Somebody else, one level higher, starts again. The new day: {date}.',
  late: 'This is late: it was due by {date} and was not done. We are sorry.',
  'late.told': '{date}: told to {whom}',
  earlier: 'What happened in the first {count} round(s)',
  'earlier.round': 'Round {round}',
  'earlier.contacted': 'you were contacted on {date}',
  'earlier.none': 'No answer was given.',
  'earlier.no': '{date}: you said it is not solved.',
  'withdraw.title': 'Stop this, I withdraw of my own will',
  'withdraw.text':
    'Nobody will contact you again and nothing more is done. If somebody made you withdraw, please do not: press “Somebody asks who rated” above.',
  'withdraw.do': 'I withdraw of my own will',
  'judge.final': 'Not solved, record it',
  'judge.final.hint':
    'In this round an organ outside of the office looked, as the last. A “not solved” is recorded truthfully as unsolved and goes before the case review; nobody else starts again. What the law still gives you stands below.',
  'again.undated': 'Somebody else, one level higher, starts again. The new day will stand here once it is fixed.',
  last: '{organ} has looked at it again. You still do not accept it; we record it truthfully as “unsolved” and put it before the case review.',
  rights: 'You can also',
  drawn:
    'On {date} the content of your matter was read under a formal order: two people agreed, the reason stands on record, and your number was not opened.',
  'hurt.title': 'Somebody asks who rated, presses me to change it, or makes trouble',
  'hurt.text': 'Tell us. It goes past this department to another body. Your matter goes on as before.',
  'hurt.words': 'What happened? You may leave it empty',
  'hurt.do': 'I am being pressed, please look into it',
  'sealed.title': 'Did anybody ask for money or favours, or threaten you?',
  'sealed.text':
    'Please use the sealed way: only the discipline inspection body can read it. This unit cannot see it and does not learn that it exists; this page will not mention it. If you want to be contacted, write your name and number here too; the law protects them.',
  'sealed.words': 'Who, when, and what happened',
  'sealed.do': 'Send to the discipline body only',
  heard: 'Received.',
  'heard.hurt': 'Received. Another body looks into it.',
  'heard.already': 'That step had been received before, or things have moved on. This is how they stand now.',
  'heard.empty': 'Nothing was written yet. Please write it below, then send.',
  'find.title': 'See progress',
  'find.label': 'Receipt code (16 digits)',
  'find.hint': 'It is on the receipt you got when you sent the rating. Spaces do not matter.',
  'find.do': 'Look',
  'not_found.title': 'No such receipt code',
  'not_found.text': 'Perhaps one digit was copied wrong. Please compare and try again; after too many tries you must wait a while.',
  urgent: 'In danger call 110. In distress call 12356.',
}

/** What a programme may say in its own words, as 'callback.citizen.<key>' (English: with '.en' behind it). */
export const overridable = ['brand', 'title', 'judge.ask', 'urgent'] as const satisfies readonly FollowWord[]

export const followWords = { zh, en }

export type SayFollow = (key: FollowWord, values?: Readonly<Record<string, string>>) => string

export const followWordsOf =
  (lang: PageLanguage, overrides: Readonly<Record<string, string>> = {}): SayFollow =>
  (key, values = {}) => {
    const own = (overridable as readonly string[]).includes(key)
      ? overrides[`callback.citizen.${key}${lang === 'en' ? '.en' : ''}`]
      : undefined
    return (own ?? (lang === 'zh' ? zh : en)[key]).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  }

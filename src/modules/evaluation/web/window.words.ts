import { defineWords } from '../../../console/kit/language.ts'

export const windowWords = defineWords({
  zh: {
    title: '请您评一评',
    say: '请您扫码评一评，说好说坏都行，我看不到。',
    shown: '已展示',
    shownNote: '只数全市一周一共展示了几次，不数窗口，也不数谁评了。',
    sent: '已记一次',
    choose: '窗口',
    never: '不要说',
    neverSaid: ['帮我打个满意', '现在就评给我看', '我来替您点'] as readonly string[],
    nothing: '评没评、评了什么，这里看不到，也没有次数。',
    none: '本部门没有窗口评价码',
    noneNote: '请系统管理员登记窗口。办完的事会另发评价短信，不用您操心。',
    unverified: '扫这个码的评价记为“未核验”，另算。',
  },
  en: {
    title: 'Please rate us',
    say: 'Please scan and rate us, good or bad; I cannot see it.',
    shown: 'Shown',
    shownNote: 'Counted for the whole city and week only; no window, and not who rated.',
    sent: 'Counted once',
    choose: 'Window',
    never: 'Never say',
    neverSaid: ['Give me a good mark', 'Rate now and show me', 'Let me tap it for you'] as readonly string[],
    nothing: 'Whether somebody rated, and how, is not shown here, nor any count.',
    none: 'No window code in your department',
    noneNote: 'Ask the system administrator to register the window. For finished services an SMS is sent anyway.',
    unverified: 'Ratings through this code are “unverified” and counted apart.',
  },
})

export const wordsRead = defineWords({
  zh: {
    title: '留言审读',
    note: '先由上级审读，才给单位看。看得出是谁的话，删改后再放；不宜放的，写明理由留下。',
    none: '没有等您审读的留言',
    unit: '单位',
    points: (hints: readonly string[]) => `可能看得出是谁：${hints.join('、')}`,
    hints: { date: '日期', sum: '金额', person: '人名或称呼', number: '号码或案号' } as Readonly<Record<string, string>>,
    edited: '给单位看的话',
    release: '放出',
    keepBack: '不放',
    reason: '不放的理由',
    reasons: ['看得出是谁', '辱骂、与办事无关', '涉嫌违纪违法，另走保密通道'] as readonly string[],
    other: '另写理由',
    done: '已记下',
    more: '看下一批',
    released: (unit: string) => `放出给${unit}`,
    kept: (unit: string) => `不放：${unit}`,
  },
  en: {
    title: 'Words to read',
    note: 'Words are read by somebody above before the unit sees them. Take out what points at a person; what must not go out is kept back with a reason.',
    none: 'No words wait for you',
    unit: 'Unit',
    points: (hints: readonly string[]) => `May point at somebody: ${hints.join(', ')}`,
    hints: { date: 'a date', sum: 'a sum', person: 'a name or form of address', number: 'a number or a case number' } as Readonly<
      Record<string, string>
    >,
    edited: 'What the unit will read',
    release: 'Release',
    keepBack: 'Keep back',
    reason: 'Why it is kept back',
    reasons: ['Points at a person', 'Abuse, nothing about the service', 'May be an offence; goes the sealed way'] as readonly string[],
    other: 'Another reason',
    done: 'Noted',
    more: 'Next ones',
    released: (unit: string) => `Release to ${unit}`,
    kept: (unit: string) => `Keep back: ${unit}`,
  },
})

export const unitWords = defineWords({
  zh: {
    title: '群众留言',
    note: '群众写给本单位的话，上级审读过，按批给出，不分先后。请不要猜是谁写的。',
    none: '还没有给本单位的留言',
    noneNote: '评价攒够一批、上级审读过，才会出现在这里。',
    batch: (day: string) => `办结到${day}的一批`,
    unverified: '窗口码，未核验',
    more: '看更早的',
  },
  en: {
    title: 'Words of citizens',
    note: 'What citizens wrote to your unit, read by somebody above first, by whole batches and in no order. Do not guess who wrote.',
    none: 'No words for your unit yet',
    noneNote: 'They appear once a batch is large enough and somebody above has read them.',
    batch: (day: string) => `services up to ${day}`,
    unverified: 'window’s code, unverified',
    more: 'Earlier ones',
  },
})

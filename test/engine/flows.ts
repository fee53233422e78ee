import { z } from 'zod'
import { defineFlow } from '../../src/engine/rules/flow.ts'

/** Two kinds of an invented room, small enough to be read in a test: an engine feature needs two kinds that use it. */
export const answerFlow = defineFlow({
  kind: 'answer',
  title: '答复',
  stages: { awaiting_answer: '待答复', awaiting_word: '等群众的话', solved: '解决了', silent: '群众未回应', unsolved: '未解决' },
  first: 'awaiting_answer',
  ends: { solved: 'solved', silent: 'silent', unsolved: 'unsolved' },
  clocks: { answer_within: '答复时限', word_within: '回话期' },
  seats: { handler: '承办人', superior: '分管领导', supervisor: '督办', citizen: '群众', system: '系统' },
  opening: { records: z.object({ words: z.string() }), starts: ['answer_within'], announces: 'answer.opened' },
  actions: {
    note: {
      title: '记一笔',
      from: 'open',
      by: ['handler', 'superior', 'supervisor'],
      records: z.strictObject({ text: z.string().min(2) }),
    },
    ask_time: { title: '申请延期', from: ['awaiting_answer'], by: ['handler'], clocks: { extend: ['answer_within'] } },
    suspend: { title: '中止', from: ['awaiting_answer'], by: ['superior'], clocks: { pause: ['answer_within'] } },
    resume: { title: '恢复', from: ['awaiting_answer'], by: ['superior'], clocks: { resume: ['answer_within'] } },
    pass_on: { title: '转办', from: ['awaiting_answer'], by: ['superior'] },
    answer: {
      title: '答复',
      from: ['awaiting_answer'],
      to: 'awaiting_word',
      by: ['handler', 'superior'],
      records: z.strictObject({ answer: z.string().min(2) }),
      clocks: { stop: ['answer_within'], start: ['word_within'] },
      announces: 'answer.answered',
    },
    say_solved: {
      title: '解决了',
      from: ['awaiting_word', 'silent'],
      to: 'solved',
      by: ['citizen'],
      clocks: { stop: ['word_within'] },
      announces: 'answer.concluded',
    },
    say_no: {
      title: '没解决',
      from: ['awaiting_word', 'silent', 'solved'],
      to: 'awaiting_answer',
      by: ['citizen'],
      clocks: { stop: ['word_within'], start: ['answer_within'] },
      reopens: true,
      announces: 'answer.reopened',
    },
    keep_unsolved: {
      title: '仍不认可',
      from: ['awaiting_word', 'silent'],
      to: 'unsolved',
      by: ['citizen'],
      clocks: { stop: ['word_within'] },
    },
    conclude_silent: {
      title: '群众未回应',
      from: ['awaiting_word'],
      to: 'silent',
      by: ['system'],
      clocks: { stop: ['word_within'] },
      announces: 'answer.concluded',
    },
  },
})

export const orderFlow = defineFlow({
  kind: 'order',
  title: '督办',
  stages: { awaiting_reply: '待反馈', awaiting_check: '待核查', done: '已销号' },
  first: 'awaiting_reply',
  ends: { done: 'done' },
  clocks: { reply_within: '反馈时限' },
  seats: { handler: '承办单位', superior: '分管领导', supervisor: '督办', system: '系统' },
  opening: { records: z.object({ what: z.string() }), starts: ['reply_within'] },
  actions: {
    ask_time: { title: '申请延期', from: ['awaiting_reply'], by: ['handler'], clocks: { extend: ['reply_within'] } },
    suspend: { title: '中止', from: ['awaiting_reply'], by: ['supervisor'], clocks: { pause: ['reply_within'] } },
    resume: { title: '恢复', from: ['awaiting_reply'], by: ['supervisor'], clocks: { resume: ['reply_within'] } },
    reply: {
      title: '反馈',
      from: ['awaiting_reply'],
      to: 'awaiting_check',
      by: ['handler'],
      records: z.strictObject({ what: z.string().min(1) }),
      clocks: { stop: ['reply_within'] },
      document: '整改反馈表',
    },
    accept: {
      title: '销号',
      from: ['awaiting_check'],
      to: 'done',
      by: ['supervisor'],
      confirm: '销号后不再催办。',
      announces: 'order.done',
    },
    send_back: {
      title: '退回重办',
      from: ['awaiting_check'],
      to: 'awaiting_reply',
      by: ['supervisor'],
      clocks: { start: ['reply_within'] },
      reopens: true,
    },
  },
})

/** What a programme would say about the room `example`. */
export const exampleSettings = {
  answer_within: { amount: 5, unit: 'working_days', extension: { amount: 3 } },
  word_within: { amount: 7, unit: 'calendar_days', roll: 'none' },
  reply_within: { amount: 15, unit: 'working_days', extension: { amount: 5, most: 2 } },
  ladder: [
    { clock: 'answer_within', when: 'near', by: { amount: 1, unit: 'working_days' }, do: 'remind', tell: 'handler' },
    { clock: 'answer_within', when: 'late', by: { amount: 1, unit: 'working_days' }, do: 'tell_superior', tell: 'superior' },
    {
      clock: 'answer_within',
      when: 'late',
      by: { amount: 3, unit: 'working_days' },
      repeat: { amount: 5, unit: 'working_days' },
      do: 'supervision_slip',
      tell: 'supervisor',
    },
    { clock: 'answer_within', when: 'late', by: { amount: 15, unit: 'working_days' }, do: 'propose_inquiry', tell: 'supervisor' },
    { clock: 'reply_within', when: 'near', do: 'remind', tell: 'handler' },
    { clock: 'reply_within', when: 'due', do: 'tell_superior', tell: 'superior' },
  ],
} as const

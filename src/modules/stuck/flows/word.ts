import { noHeard } from '../contract.ts'

/** Each of the six treatments waits for her word in a stage of its own, since each ends in its own way when she says nothing. */
export const awaitingWord = [
  'awaiting_word',
  'awaiting_word_on_guide',
  'awaiting_word_on_conduct',
  'awaiting_word_on_explanation',
  'awaiting_word_on_guidance',
  'awaiting_word_at_once',
] as const
const endedWithoutHer = ['citizen_silent', 'guide_mended', 'conduct_noted', 'explained', 'out_of_scope', 'done_at_once'] as const
export const ended = [...endedWithoutHer, 'solved', 'partly_solved', 'unsolved', 'withdrawn'] as const
const workClocks = [
  'contact_within',
  'enquiry_within',
  'general_within',
  'complex_within',
  'on_spot_within',
  'lead_within',
  'second_reading_within',
] as const
const everyClock = [...workClocks, 'citizen_word_within'] as const
export const toHerWord = { stop: workClocks, start: ['citizen_word_within'] } as const
const again = { stop: everyClock, start: ['contact_within', 'general_within', 'complex_within', 'lead_within'] } as const
const silence = <const From extends string, const To extends string>(title: string, from: From, to: To) =>
  ({ title, from: [from], to, by: ['system'], clocks: { stop: ['citizen_word_within'] }, announces: 'stuck.concluded' }) as const

/** Her own word; what she says at the window may be passed on by whoever heard it. */
export const wordActions = {
  confirm_solved: {
    title: '解决了',
    from: [...awaitingWord, ...endedWithoutHer, 'partly_solved'],
    to: 'solved',
    by: ['citizen'],
    clocks: { stop: ['citizen_word_within'] },
    announces: 'stuck.concluded',
  },
  accept_partly: {
    title: '部分解决',
    from: [...awaitingWord, ...endedWithoutHer],
    to: 'partly_solved',
    by: ['citizen'],
    clocks: { stop: ['citizen_word_within'] },
    announces: 'stuck.concluded',
  },
  say_unsolved: {
    title: '没解决，请再办',
    from: [...awaitingWord, ...endedWithoutHer, 'partly_solved', 'solved'],
    to: 'awaiting_lead',
    by: ['citizen'],
    clocks: again,
    reopens: true,
    announces: 'stuck.reopened',
  },
  keep_unsolved: {
    title: '仍不认可',
    from: [...awaitingWord, ...endedWithoutHer, 'partly_solved', 'solved'],
    to: 'unsolved',
    by: ['citizen'],
    clocks: { stop: ['citizen_word_within'] },
    announces: 'stuck.concluded',
  },
  record_no: {
    title: '群众说没解决',
    from: awaitingWord,
    to: 'awaiting_lead',
    by: ['window'],
    records: noHeard,
    clocks: again,
    reopens: true,
    announces: 'stuck.reopened',
  },
  record_kept_no: {
    title: '群众仍不认可，如实记下',
    from: awaitingWord,
    to: 'unsolved',
    by: ['window'],
    records: noHeard,
    clocks: { stop: ['citizen_word_within'] },
    passesOn: true,
    announces: 'stuck.concluded',
    confirm: '末级已复核过，记下后长期计为“未解决”。',
  },
  withdraw: {
    title: '不用办了，我自愿撤回',
    from: 'open',
    to: 'withdrawn',
    by: ['citizen'],
    clocks: { stop: everyClock },
    announces: 'stuck.concluded',
  },
} as const

/** How each treatment ends when she says nothing. */
export const silentActions = {
  conclude_silent: silence('群众未回应，办结', 'awaiting_word', 'citizen_silent'),
  conclude_guide: silence('指南已改，群众未回应', 'awaiting_word_on_guide', 'guide_mended'),
  conclude_conduct: silence('作风已查，群众未回应', 'awaiting_word_on_conduct', 'conduct_noted'),
  conclude_explained: silence('说明后群众未回应', 'awaiting_word_on_explanation', 'explained'),
  conclude_guided: silence('转告知后群众未回应', 'awaiting_word_on_guidance', 'out_of_scope'),
  conclude_at_once: silence('当场办结，群众未回应', 'awaiting_word_at_once', 'done_at_once'),
} as const

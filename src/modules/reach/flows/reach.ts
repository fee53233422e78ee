import { defineFlow } from '../../../engine/rules/flow.ts'
// prettier-ignore
import {
  attemptRecorded, elsewhereExplained, noHeard, notMine, numberPurpose, officerAssigned, papersHandedOn, papersHeard, reached, reachOpened, reachShown,
} from '../contract.ts'

const awaitingWord = ['awaiting_word', 'awaiting_word_on_explanation'] as const
/** Her no is heard after her silence and after a yes of her own. */
const toldHer = [...awaitingWord, 'citizen_silent', 'explained', 'reached'] as const
const toHerWord = { stop: ['answer_within'], start: ['citizen_word_within'] } as const
const again = { stop: ['answer_within', 'citizen_word_within'], start: ['answer_within'] } as const
const over = { stop: ['answer_within', 'citizen_word_within'] } as const

/**
 * 联系承办人 (B10): a party who cannot reach the case officer asks once. Whoever is named, or the registry where nobody is, reaches
 * her within `answer_within` and says how; she says whether she was reached. A no goes one rung higher with a clock of its own.
 * What belongs to another organ is explained with its address: an end that counts as explained, never as reached.
 */
export const reachFlow = defineFlow({
  kind: 'reach',
  title: '联系承办人',
  stages: {
    asked: '待联系当事人',
    awaiting_word: '已联系，等当事人的话',
    awaiting_word_on_explanation: '已释明，等当事人的话',
    reached: '联系上了',
    citizen_silent: '已联系，当事人没有回话',
    explained: '不归本院，已释明',
    unreached: '没有联系上',
    withdrawn: '撤回',
  },
  first: 'asked',
  ends: {
    reached: 'reached',
    citizen_silent: 'citizen_silent',
    explained: 'explained',
    unreached: 'unreached',
    withdrawn: 'withdrawn',
  },
  clocks: { answer_within: '联系时限', citizen_word_within: '当事人回话期' },
  seats: {
    handler: '承办人',
    earlier: '上一轮承办人',
    registry: '诉讼服务窗口',
    leader: '部门负责人',
    superior: '分管领导',
    unit_head: '一把手',
    supervisor: '执法监督',
    citizen: '当事人',
    system: '系统',
  },
  opening: { records: reachOpened, shows: reachShown, starts: ['answer_within'], announces: 'reach.asked' },
  actions: {
    answer: {
      title: '联系上了',
      from: ['asked'],
      to: 'awaiting_word',
      by: ['handler', 'earlier', 'leader', 'registry'],
      records: reached,
      clocks: toHerWord,
      announces: 'reach.answered',
      confirm: '当事人看得到您写的话，并且由她说算不算联系上。没打通的，请用“没联系上”。',
    },
    record_attempt: {
      title: '没联系上，记一次',
      from: ['asked'],
      by: ['handler', 'earlier', 'leader', 'registry'],
      records: attemptRecorded,
    },
    open_number: {
      title: '查看号码',
      from: ['asked', ...awaitingWord],
      by: ['handler', 'earlier', 'leader', 'registry'],
      records: numberPurpose,
      stepUp: true,
      confirm: '查看一次记一次，只用于这件事。',
    },
    explain_elsewhere: {
      title: '不归本院，释明',
      from: ['asked'],
      to: 'awaiting_word_on_explanation',
      by: ['handler', 'registry', 'leader'],
      records: elsewhereExplained,
      clocks: toHerWord,
      announces: 'reach.explained',
      confirm: '当事人看到该找的单位和地址；这一件不算“联系上了”。',
    },
    assign: {
      title: '转给承办人',
      from: ['asked'],
      by: ['registry', 'leader'],
      records: officerAssigned,
      announces: 'reach.assigned',
      confirm: '时限从当事人提出时算，转办不重新计时。',
    },
    not_mine: { title: '不是我承办，退给窗口', from: ['asked'], by: ['handler'], records: notMine, announces: 'reach.returned' },
    hand_on_papers: {
      title: '材料走接转，写编号',
      from: ['asked'],
      by: ['handler', 'earlier', 'leader', 'registry'],
      records: papersHandedOn,
      confirm: '承办人单位签收了，这里自动算作已转交；没签收以前照样计时。已经签收的，请用“联系上了”。',
    },
    hear_papers: {
      title: '材料已由承办人单位签收',
      from: ['asked'],
      to: 'awaiting_word',
      by: ['system'],
      records: papersHeard,
      clocks: toHerWord,
      announces: 'reach.answered',
    },
    hear_help: { title: '已代为申请困难救助', from: 'open', by: ['system'] },
    confirm_reached: {
      title: '联系上了',
      from: ['asked', 'awaiting_word'],
      to: 'reached',
      by: ['citizen'],
      clocks: over,
      announces: 'reach.concluded',
    },
    accept_explained: {
      title: '知道该找谁了',
      from: ['awaiting_word_on_explanation'],
      to: 'explained',
      by: ['citizen'],
      clocks: over,
      announces: 'reach.concluded',
    },
    say_unreached: {
      title: '没联系上，请再办',
      from: toldHer,
      to: 'asked',
      by: ['citizen'],
      clocks: again,
      reopens: true,
      announces: 'reach.reopened',
    },
    keep_unreached: {
      title: '还是没联系上',
      from: toldHer,
      to: 'unreached',
      by: ['citizen'],
      clocks: over,
      announces: 'reach.concluded',
    },
    record_no: {
      title: '当事人说没联系上',
      from: awaitingWord,
      to: 'asked',
      by: ['registry'],
      records: noHeard,
      clocks: again,
      reopens: true,
      announces: 'reach.reopened',
    },
    withdraw: { title: '撤回', from: 'open', to: 'withdrawn', by: ['citizen'], clocks: over, announces: 'reach.concluded' },
    conclude_silent: {
      title: '当事人没有回话，办结',
      from: ['awaiting_word'],
      to: 'citizen_silent',
      by: ['system'],
      clocks: over,
      announces: 'reach.concluded',
    },
    conclude_explained: {
      title: '释明后没有回话，办结',
      from: ['awaiting_word_on_explanation'],
      to: 'explained',
      by: ['system'],
      clocks: over,
      announces: 'reach.concluded',
    },
  },
})

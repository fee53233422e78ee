import type { LoopHealthKey } from './contract.ts'

interface Said {
  readonly zh: string
  readonly en: string
}

export const loopTitles: Readonly<Record<LoopHealthKey, Said>> = {
  call_overdue: { zh: '待回访超期', en: 'Calls overdue' },
  repair_overdue: { zh: '待整改超期', en: 'Repairs overdue' },
  second_contact_missing: { zh: '未二次联系', en: 'No second contact' },
  said_unsolved: { zh: '群众说没解决', en: 'Citizen says unsolved' },
  in_new_round: { zh: '重办中', en: 'In a new round' },
}

/** What the desk shows for a code that the trail keeps; an unknown code is shown as it is. */
export const deskWords: Readonly<Record<string, Said>> = {
  solved: { zh: '群众认可已解决', en: 'solved, said the citizen' },
  partly_solved: { zh: '群众认可部分解决', en: 'partly solved, said the citizen' },
  citizen_silent: { zh: '群众未回应', en: 'citizen silent' },
  one_sided: { zh: '单方记录（群众本人未说）', en: 'recorded by the caller alone' },
  explained: { zh: '依法说明', en: 'explained' },
  out_of_scope: { zh: '转告知办理途径', en: 'guided elsewhere' },
  unreachable: { zh: '联系不上', en: 'unreachable' },
  withdrawn: { zh: '群众自愿撤回', en: 'withdrawn by the citizen' },
  unsolved: { zh: '未解决', en: 'unsolved' },
  remind: { zh: '提醒', en: 'reminder' },
  tell_superior: { zh: '告知上级', en: 'telling the superior' },
  supervision_slip: { zh: '督办函', en: 'supervision slip' },
  propose_inquiry: { zh: '提请启动问责', en: 'proposal to inquire' },
  call_within: { zh: '回访时限', en: 'call' },
  order_within: { zh: '整改要求时限', en: 'to be changed by' },
  rectify_within: { zh: '整改时限', en: 'putting right' },
  second_reading_within: { zh: '复核时限', en: 'check by another' },
  second_contact_within: { zh: '二次联系时限', en: 'second contact' },
  plan_within: { zh: '提出整改时限', en: 'plan' },
  repair_within: { zh: '集中整改时限', en: 'repair' },
  check_within: { zh: '核查时限', en: 'check' },
  not_climbed: { zh: '到时未催', en: 'not climbed at its time' },
}

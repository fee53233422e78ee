import { defineFlow } from '../../../engine/rules/flow.ts'
import { attemptRecorded, recheckOpened, recheckShown, secondContactRecorded } from '../contract.ts'

/**
 * 抽样再问: a call that ended by what officials wrote, without the citizen's own word (单方记录, 联系不上), drawn by the
 * system by chance. Somebody outside of the department asks again. It is a matter of its own, so that the asker is given
 * a number and a question and nothing of what was rated.
 */
export const recheckFlow = defineFlow({
  kind: 'recheck',
  title: '抽样再问',
  stages: { awaiting_recheck: '待再问', own_yes: '本人说解决了', own_no: '本人说没解决', not_reached: '再问也没打通' },
  first: 'awaiting_recheck',
  ends: { own_yes: 'own_yes', own_no: 'own_no', not_reached: 'not_reached' },
  clocks: { recheck_within: '再问时限' },
  seats: { asker: '再问人', system: '系统' },
  opening: { records: recheckOpened, shows: recheckShown, starts: ['recheck_within'] },
  actions: {
    open_number: { title: '查看号码', from: ['awaiting_recheck'], by: ['asker'], confirm: '查看一次记一次，只用于这次再问。' },
    record_attempt: { title: '没打通，记一次', from: ['awaiting_recheck'], by: ['asker'], records: attemptRecorded },
    hear_yes: {
      title: '本人说解决了',
      from: ['awaiting_recheck'],
      to: 'own_yes',
      by: ['asker'],
      records: secondContactRecorded,
      clocks: { stop: ['recheck_within'] },
      announces: 'callback.rechecked',
    },
    hear_no: {
      title: '本人说没解决、没人联系过',
      from: ['awaiting_recheck'],
      to: 'own_no',
      by: ['asker'],
      records: secondContactRecorded,
      clocks: { stop: ['recheck_within'] },
      announces: 'callback.rechecked',
      confirm: '记下后，原来的件换人、提一级，重新办。',
    },
    conclude_not_reached: {
      title: '三次没打通，结束',
      from: ['awaiting_recheck'],
      to: 'not_reached',
      by: ['asker'],
      clocks: { stop: ['recheck_within'] },
    },
  },
})

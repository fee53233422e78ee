import { defineFlow } from '../../../engine/rules/flow.ts'
import { classAnswered, classOpened, reasonGiven } from '../contract.ts'

/**
 * 一类事 (B9: from one matter to one class): a cause that comes again is put right for everybody. The supervising office names
 * who does it, by which day, and what it is: a rule, a guide or a way of working. The unit shows what it changed; the office accepts that or
 * sends it back, and no other hand closes it.
 */
export const classFlow = defineFlow({
  kind: 'class',
  title: '一类事',
  stages: { class_set: '正在改', class_answered: '已改，待核定', class_closed: '办成一类事', class_dropped: '不立了' },
  first: 'class_set',
  ends: { class_closed: 'class_closed', class_dropped: 'class_dropped' },
  clocks: { class_within: '一类事期限', class_again_within: '退回后再改', class_review_within: '核定时限' },
  seats: { responsible: '责任单位', superior: '分管领导', unit_head: '一把手', office: '营商环境办', system: '系统' },
  opening: { records: classOpened, shows: classOpened, starts: ['class_within'], announces: 'stuck.class_opened' },
  actions: {
    answer_class: {
      title: '改好了，报核定',
      from: ['class_set'],
      to: 'class_answered',
      by: ['responsible'],
      records: classAnswered,
      clocks: { stop: ['class_within', 'class_again_within'], start: ['class_review_within'] },
      announces: 'stuck.class_answered',
    },
    accept_class: {
      title: '核定：这一类事办成了',
      from: ['class_answered'],
      to: 'class_closed',
      by: ['office'],
      clocks: { stop: ['class_review_within'] },
      announces: 'stuck.class_closed',
      confirm: '您核过：规定、指南或者流程真的改了，以后来办的人都按新的办。',
    },
    return_class: {
      title: '没有改到位，退回',
      from: ['class_answered'],
      to: 'class_set',
      by: ['office'],
      records: reasonGiven,
      clocks: { stop: ['class_review_within'], start: ['class_again_within'] },
      announces: 'stuck.class_returned',
    },
    drop_class: {
      title: '不立了，写明理由',
      from: 'open',
      to: 'class_dropped',
      by: ['office'],
      records: reasonGiven,
      clocks: { stop: ['class_within', 'class_again_within', 'class_review_within'] },
      announces: 'stuck.class_dropped',
      confirm: '理由长期留在这一件上。',
    },
  },
})

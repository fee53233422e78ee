import { defineFlow } from '../../../engine/rules/flow.ts'
import { reasonGiven, returned, shareDelivered, shareOpened, shareShown } from '../contract.ts'

/**
 * 协办: what one co-handler of a stuck matter does, with a clock of its own. It knows the task and not the citizen. It may say
 * once that the task is not its own; the office settles that, and what was settled stands.
 */
export const shareFlow = defineFlow({
  kind: 'share',
  title: '协办',
  stages: { share_asked: '待协办', share_objected: '协办有异议', share_delivered: '已协办', share_released: '不用协办' },
  first: 'share_asked',
  ends: { share_delivered: 'share_delivered', share_released: 'share_released' },
  clocks: { share_within: '协办时限' },
  seats: { co_handler: '协办单位', superior: '分管领导', unit_head: '一把手', lead: '牵头单位', office: '营商环境办', system: '系统' },
  opening: { records: shareOpened, shows: shareShown, starts: ['share_within'], announces: 'stuck.share_opened' },
  actions: {
    deliver_share: {
      title: '协办完了',
      from: ['share_asked'],
      to: 'share_delivered',
      by: ['co_handler'],
      records: shareDelivered,
      clocks: { stop: ['share_within'] },
      announces: 'stuck.share_settled',
    },
    object_share: {
      title: '有异议：不是本单位的事',
      from: ['share_asked'],
      to: 'share_objected',
      by: ['co_handler'],
      records: returned,
      announces: 'stuck.share_objected',
      confirm: '只能提一次。时限照常计算，由营商环境办定。',
    },
    uphold_share: {
      title: '维持：仍请协办',
      from: ['share_objected'],
      to: 'share_asked',
      by: ['office'],
      records: reasonGiven,
      announces: 'stuck.share_upheld',
    },
    release_share: {
      title: '同意：不用它协办',
      from: ['share_objected'],
      to: 'share_released',
      by: ['office'],
      records: reasonGiven,
      clocks: { stop: ['share_within'] },
      announces: 'stuck.share_settled',
    },
  },
})

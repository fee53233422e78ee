import { defineFlow } from '../../../engine/rules/flow.ts'
import { findingOpened, findingShown, fixReported, photosShown, reasonWritten } from '../contract.ts'

const both = ['inspector', 'inspector_lead'] as const

/** 巡查问题: the inspected unit puts right what was found within `fix_within`; whoever inspects looks again, and nobody clears his own repair. */
export const findingFlow = defineFlow({
  kind: 'finding',
  title: '巡查问题',
  stages: { found: '待整改', fixed: '已整改，待复查', cleared: '复查合格', dropped: '撤销' },
  first: 'found',
  ends: { cleared: 'cleared', dropped: 'dropped' },
  clocks: { fix_within: '整改时限', recheck_within: '复查时限' },
  seats: {
    handler: '责任单位',
    superior: '分管领导',
    unit_head: '一把手',
    supervisor: '执法监督',
    inspector: '巡查人',
    inspector_lead: '巡查负责人',
    system: '系统',
  },
  opening: { records: findingOpened, shows: findingShown, starts: ['fix_within'], announces: 'rounds.finding_opened' },
  actions: {
    show_photos: { title: '巡查时的照片', from: 'open', by: ['system'], records: photosShown },
    report_fixed: {
      title: '改好了，报复查',
      from: ['found'],
      to: 'fixed',
      by: ['handler', 'superior'],
      records: fixReported,
      clocks: { stop: ['fix_within'], start: ['recheck_within'] },
      announces: 'rounds.fixed',
    },
    clear_finding: {
      title: '复查合格',
      from: ['fixed'],
      to: 'cleared',
      by: both,
      clocks: { stop: ['recheck_within'] },
      announces: 'rounds.cleared',
      confirm: '您到现场看过，或者照片看得清。',
    },
    refuse_fixed: {
      title: '没有改好，退回',
      from: ['fixed'],
      to: 'found',
      by: both,
      records: reasonWritten,
      clocks: { stop: ['recheck_within'], start: ['fix_within'] },
      announces: 'rounds.refused',
    },
    drop_finding: {
      title: '不属实，撤销',
      from: 'open',
      to: 'dropped',
      by: ['inspector_lead'],
      records: reasonWritten,
      clocks: { stop: ['fix_within', 'recheck_within'] },
      announces: 'rounds.cleared',
      confirm: '理由长期留在这一件上。',
    },
  },
})

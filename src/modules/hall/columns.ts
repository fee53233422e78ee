import type { LedgerColumn, Said } from '../../org/ledger.ts'
import type { Kind } from './contract.ts'

const column = (key: string, zh: string, en: string, width = 14, kind: LedgerColumn['kind'] = 'text'): LedgerColumn => ({
  key,
  title: { zh, en },
  kind,
  width,
})
const placed = (unit: Said): readonly LedgerColumn[] => [
  column('unit', unit.zh, unit.en, 22),
  column('unitCode', '单位编码', 'Unit code', 14),
  column('level', '层级', 'Level', 8),
  column('place', '地方', 'Place', 12),
]
const place = placed({ zh: '办理单位', en: 'Unit' })

/** The office's columns: the same in the file that is taken in, in the one that is taken out, and on screen. */
export const columns: Readonly<Record<Kind, readonly LedgerColumn[]>> = {
  item: [
    column('code', '事项编码', 'Item code', 18),
    column('name', '事项名称', 'Item', 36),
    ...place,
    column('hall', '进驻情况', 'In the hall'),
    column('reason', '未进驻原因', 'Why not in the hall', 24),
    column('window', '办理窗口', 'Window', 16),
    column('online', '网上可办', 'Online', 10),
    column('whole', '全程网办', 'Wholly online', 10),
    column('visits', '最多跑几次', 'Visits at most', 10, 'number'),
    column('instant', '即办件', 'On the spot', 10),
    column('promised', '承诺时限（工作日）', 'Promised, working days', 18, 'number'),
    column('legal', '法定时限（工作日）', 'Legal limit, working days', 18, 'number'),
    column('firstCheck', '受理初核权', 'First check', 12),
    column('papers', '所需材料', 'Papers', 36),
    column('oneThing', '高效办成一件事', 'One thing', 20),
    column('guide', '指南要素齐全', 'Guide complete', 12),
  ],
  window: [
    column('code', '窗口编码', 'Window code', 18),
    column('name', '窗口名称', 'Window', 30),
    ...place,
    column('state', '整合情况', 'State', 14),
    column('reason', '未整合原因', 'Why still apart', 24),
  ],
  hall: [
    column('code', '大厅编码', 'Hall code', 18),
    column('name', '大厅名称', 'Hall', 30),
    ...placed({ zh: '管理单位', en: 'Run by' }),
    column('area', '面积（平方米）', 'Floor, square metres', 16, 'number'),
    column('counters', '窗口数', 'Counters', 10, 'number'),
    column('address', '地址', 'Address', 30),
  ],
}
/** May be left out of a file; all others it must have. */
export const optional: readonly string[] = ['reason', 'window', 'legal', 'firstCheck', 'papers', 'unitCode', 'oneThing', 'guide', 'address']

const yes: Said = { zh: '是', en: 'yes' }
const no: Said = { zh: '否', en: 'no' }
/** What a cell says, for what is kept. */
export const cellWords: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  level: {
    city: { zh: '市级', en: 'city' },
    county: { zh: '县级', en: 'county' },
    town: { zh: '乡级', en: 'town' },
    village: { zh: '村级', en: 'village' },
  },
  hall: {
    in: { zh: '已进驻', en: 'in the hall' },
    negative: { zh: '负面清单', en: 'negative list' },
    out: { zh: '未进驻', en: 'not yet' },
  },
  state: {
    integrated: { zh: '已整合', en: 'integrated' },
    managed: { zh: '一体化管理', en: 'run as one' },
    apart: { zh: '未整合', en: 'still apart' },
  },
  ...Object.fromEntries(['online', 'whole', 'instant', 'firstCheck', 'guide'].map(key => [key, { true: yes, false: no }])),
}
export const numbers: readonly string[] = ['visits', 'promised', 'legal', 'area', 'counters']
export const truths: readonly string[] = ['online', 'whole', 'instant', 'firstCheck', 'guide']

import type { LedgerColumn, Said } from '../../org/ledger.ts'
import type { Kind } from './contract.ts'

const column = (key: string, zh: string, en: string, width = 14, kind: LedgerColumn['kind'] = 'text'): LedgerColumn => ({
  key,
  title: { zh, en },
  kind,
  width,
})
const place = [column('unit', '办理单位', 'Unit', 22), column('level', '层级', 'Level', 8), column('place', '地方', 'Place', 12)] as const

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
  ],
  window: [
    column('code', '窗口编码', 'Window code', 18),
    column('name', '窗口名称', 'Window', 30),
    ...place,
    column('state', '整合情况', 'State', 14),
    column('reason', '未整合原因', 'Why still apart', 24),
  ],
}
/** May be left out of a file; all others it must have. */
export const optional: readonly string[] = ['reason', 'window', 'legal', 'firstCheck', 'papers']

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
  ...Object.fromEntries(['online', 'whole', 'instant', 'firstCheck'].map(key => [key, { true: yes, false: no }])),
}
export const numbers: readonly string[] = ['visits', 'promised', 'legal']
export const truths: readonly string[] = ['online', 'whole', 'instant', 'firstCheck']

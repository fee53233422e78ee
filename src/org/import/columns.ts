import type { LedgerColumn } from '../ledger.ts'

/** Tables of the organisation that are handed out as they are taken in: the same columns, by name or by heading. */
export const tables = ['units', 'edges', 'people', 'posts', 'windows', 'duty'] as const
export type TableName = (typeof tables)[number]

export const tableTitles: Readonly<Record<TableName | 'ties', { readonly zh: string; readonly en: string }>> = {
  units: { zh: '单位', en: 'Units' },
  edges: { zh: '上下级关系', en: 'Lines' },
  people: { zh: '人员', en: 'People' },
  posts: { zh: '任职', en: 'Posts' },
  windows: { zh: '窗口', en: 'Windows' },
  ties: { zh: '亲属和同合议庭', en: 'Ties' },
  duty: { zh: '值班', en: 'Duty' },
}

const text = (key: string, zh: string, en: string, width = 18): LedgerColumn => ({ key, title: { zh, en }, kind: 'text', width })
const day = (key: string, zh: string, en: string): LedgerColumn => ({ key, title: { zh, en }, kind: 'day', width: 12 })

export const tableColumns: Readonly<Record<TableName, readonly LedgerColumn[]>> = {
  units: [
    text('code', '单位编码', 'Unit code'),
    text('name', '单位名称', 'Unit name', 30),
    text('kind', '机关或内设机构', 'Organ or department'),
    text('level', '层级', 'Level', 10),
    text('organ', '机关类别', 'Kind of organ'),
    text('parent', '上级单位编码', 'Parent code'),
  ],
  edges: [
    text('lower', '下级单位编码', 'Lower unit code'),
    text('upper', '上级单位编码', 'Upper unit code'),
    text('kind', '关系', 'Kind', 12),
    text('line', '线', 'Line', 12),
  ],
  people: [
    text('code', '工号', 'Number', 14),
    text('name', '姓名', 'Name', 12),
    text('phone', '手机号', 'Telephone', 14),
    text('login', '账号', 'Login', 14),
  ],
  posts: [
    text('unit', '单位编码', 'Unit code'),
    text('role', '角色', 'Role', 14),
    text('person', '工号', 'Person number', 14),
    text('title', '职务', 'Title'),
    { ...text('deputy', 'AB角顺序', 'Deputy', 10), kind: 'number' },
    day('from', '任职起', 'From'),
    day('until', '任职止', 'Until'),
  ],
  windows: [
    text('code', '窗口编码', 'Window code'),
    text('unit', '单位编码', 'Unit code'),
    text('name', '窗口名称', 'Window name', 24),
    text('line', '业务条线', 'Line of business'),
  ],
  duty: [
    text('unit', '单位编码', 'Unit code'),
    text('person', '工号', 'Person number', 14),
    text('from', '开始时间', 'From'),
    text('until', '结束时间', 'Until'),
  ],
}
const tieTitles: Readonly<Record<string, string>> = { 工号: 'person', 另一人工号: 'other', 关系: 'kind' }

/** The file's own column names for the headings that an office uses. */
export const columnNamed = (table: TableName | 'ties', heading: string): string => {
  const same = heading.trim().toLowerCase()
  if (table === 'ties') return tieTitles[heading.trim()] ?? heading
  return (
    tableColumns[table].find(({ key, title }) => [key, title.zh, title.en.toLowerCase()].includes(same) || title.zh === heading.trim())
      ?.key ?? heading
  )
}

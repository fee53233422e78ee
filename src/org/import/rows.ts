import { z } from 'zod'
import { parse } from 'csv-parse/sync'

export const files = ['units', 'edges', 'people', 'posts', 'windows', 'ties', 'duty'] as const
export type FileName = (typeof files)[number]

/** A row that cannot be taken, as its owner finds it again: file, line, column, and a sentence in both languages. */
export interface RowFault {
  readonly file: string
  readonly line: number
  readonly field: string
  readonly zh: string
  readonly en: string
}

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
const name = z.string().min(1).max(80)
const maybe = <T extends z.ZodType>(schema: T) => z.preprocess(value => (value === '' ? undefined : value), schema.optional())
const day = z.iso.date()
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
  .refine(text => !Number.isNaN(Date.parse(`${text.replace(' ', 'T')}:00+08:00`)))

export const shapes = {
  units: z.object({
    code,
    name,
    kind: z.enum(['organ', 'department']),
    level: z.enum(['city', 'county', 'town', 'village']),
    organ: z.enum(['court', 'procuratorate', 'police', 'justice', 'hall', 'committee', 'discipline', 'petition', 'congress', 'town']),
    parent: maybe(code),
  }),
  edges: z.object({
    lower: code,
    upper: code,
    kind: z.enum(['leads', 'supervises', 'guides', 'branch', 'double']),
    line: z.enum(['system', 'territory', 'discipline']),
  }),
  people: z.object({
    code,
    name,
    phone: maybe(z.string().regex(/^1\d{10}$/)),
    login: maybe(z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/)),
  }),
  posts: z.object({
    unit: code,
    role: z.enum([
      'officer',
      'clerk',
      'leader',
      'deputy_head',
      'head',
      'callback_centre',
      'supervisor',
      'discipline',
      'system_admin',
      'security_admin',
      'audit_admin',
    ]),
    person: code,
    title: maybe(name),
    deputy: maybe(z.coerce.number().int().min(0).max(9)),
    from: day,
    until: maybe(day),
  }),
  windows: z.object({ code, unit: code, name, line: z.string().regex(/^[a-z]+(\.[a-z_]+)*$/) }),
  ties: z.object({ person: code, other: code, kind: z.enum(['kin', 'panel']) }),
  duty: z.object({ unit: code, person: code, from: instant, until: instant }),
} as const

export type Row<F extends FileName> = z.infer<(typeof shapes)[F]> & { readonly lineNo: number }
export type Rows = { readonly [F in FileName]: readonly Row<F>[] }

const expected: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  code: ['应为字母或数字开头的编码（可含 . _ -，至多 63 位）', 'must be a code of letters, digits, . _ - (63 at most)'],
  name: ['应有名称，至多 80 字', 'needs a name of at most 80 characters'],
  phone: ['应为 11 位手机号', 'must be a mobile number of 11 digits'],
  login: ['应为小写字母或数字开头的账号（可含 . _ -）', 'must be a login of small letters, digits, . _ -'],
  from: [
    '日期应写作 2026-09-30，值班时间应写作 2026-09-30 18:00',
    'must be a day like 2026-09-30, or a time like 2026-09-30 18:00 for a watch',
  ],
  deputy: ['应为 0 至 9 的整数（0 为本人，1 为 AB 角）', 'must be a whole number from 0 to 9'],
}
const likeCode = new Set(['parent', 'lower', 'upper', 'unit', 'person', 'other'])

const sentenceOf = (issue: z.core.$ZodIssue): Pick<RowFault, 'field' | 'zh' | 'en'> => {
  const field = String(issue.path[0] ?? '')
  if (issue.code === 'invalid_value')
    return { field, zh: `应为 ${issue.values.join('、')} 之一`, en: `must be one of ${issue.values.join(', ')}` }
  const [zh, en] = expected[likeCode.has(field) ? 'code' : field === 'until' ? 'from' : field === 'title' ? 'name' : field] ?? [
    '填写有误',
    'is not valid',
  ]
  return { field, zh, en }
}

/** Reads one file. Columns may stand in any order; unknown ones are refused, since a misspelt column is a lost one. */
export const readRows = <F extends FileName>(file: F, text: string): { rows: Row<F>[]; faults: RowFault[] } => {
  const columns: Readonly<Record<string, z.ZodType>> = shapes[file].shape
  const known = Object.keys(columns)
  const fault = (line: number, field: string, zh: string, en: string): RowFault => ({ file: `${file}.csv`, line, field, zh, en })
  let header: string[] = []
  let records: { record: Record<string, string>; info: { lines: number } }[]
  try {
    records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      columns: (names: string[]) => (header = names),
    }) as unknown as typeof records
  } catch (error) {
    const { lines } = error as { lines?: number }
    return {
      rows: [],
      faults: [
        fault(
          lines ?? 1,
          '',
          '这一行的列数或引号不对，文件不是规整的 CSV',
          'the columns or quotes of this line do not fit: not a well-formed CSV',
        ),
      ],
    }
  }
  const absent = known.filter(column => !header.includes(column) && columns[column]?.safeParse(undefined).success === false)
  const strange = header.filter(column => !known.includes(column))
  const faults = [
    ...absent.map(column => fault(1, column, '缺少这一列', 'this column is missing')),
    ...strange.map(column => fault(1, column, '没有这一列', 'there is no such column')),
  ]
  if (faults.length > 0) return { rows: [], faults }
  const rows: Row<F>[] = []
  for (const { record, info } of records) {
    const read = shapes[file].safeParse(record)
    if (read.success) rows.push({ ...read.data, lineNo: info.lines } as unknown as Row<F>)
    else
      faults.push(
        ...read.error.issues.map(issue => {
          const { field, zh, en } = sentenceOf(issue)
          return fault(info.lines, field, zh, en)
        }),
      )
  }
  return { rows, faults }
}

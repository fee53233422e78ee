import { checkRows, readRows } from '../import/index.ts'
import type { FileName, RowFault, Rows } from '../import/index.ts'
import type { Organ } from '../register/contract.ts'
import type { EdgeKind, Level, Line } from '../contract.ts'
import type { Change, GivenRole, PostTerm, WatchFace } from './contract.ts'
import { areMixed } from './rules.ts'

/** What a file may hold on screen; ties of kin come from the machine room, accounts have a page of their own. */
export const uploaded = ['units', 'edges', 'people', 'posts', 'windows', 'duty'] as const satisfies readonly FileName[]
export type Uploaded = (typeof uploaded)[number]

export interface StandingOrg {
  readonly units: readonly {
    readonly id: string
    readonly code: string
    readonly name: string
    readonly kind: string
    readonly level: Level
    readonly organ: Organ
    readonly parent: string | null
    readonly parentCode: string | null
    readonly closed: boolean
  }[]
  readonly people: readonly { readonly id: string; readonly code: string; readonly name: string }[]
  readonly posts: readonly (PostTerm & { readonly id: string; readonly unitCode: string; readonly personCode: string })[]
  readonly edges: readonly { readonly lower: string; readonly upper: string; readonly line: Line; readonly kind: EdgeKind }[]
  readonly windows: readonly {
    readonly id: string
    readonly code: string
    readonly unit: string
    readonly name: string
    readonly line: string
    readonly closed: boolean
  }[]
  /** That are not over. */
  readonly watches: readonly WatchFace[]
}

export interface Compared {
  readonly faults: readonly RowFault[]
  readonly changes: readonly Change[]
}

export interface Comparing {
  readonly today: string
  /** Of business, by the programme in force. */
  readonly lines: readonly string[]
  readonly uuid: () => string
  /** A number as it is kept, about this person. */
  readonly seal: (person: string, phone: string) => string
}

const forever = '9999-12-31'

/** What the files would change, row by row against what stands; with one fault nothing is proposed. */
export const compare = (texts: Partial<Readonly<Record<Uploaded, string>>>, standing: StandingOrg, by: Comparing): Compared => {
  const none: Rows = { units: [], edges: [], people: [], posts: [], windows: [], ties: [], duty: [] }
  const read = uploaded.flatMap(file => (texts[file] === undefined ? [] : [{ file, ...readRows(file, texts[file]) }]))
  const rows: Rows = { ...none, ...Object.fromEntries(read.map(one => [one.file, one.rows])) }
  const faults = [
    ...read.flatMap(one => one.faults),
    ...checkRows(rows, {
      units: new Map(standing.units.map(unit => [unit.code, unit.parentCode === null ? {} : { parent: unit.parentCode }])),
      people: new Set(standing.people.map(person => person.code)),
      logins: new Map(),
      posts: standing.posts.map(post => ({
        unit: post.unitCode,
        role: post.role,
        person: post.personCode,
        from: post.from,
        ...(post.until === null ? {} : { until: post.until }),
      })),
    }),
  ]
  const say = (file: Uploaded, line: number, field: string, zh: string, en: string): void => {
    faults.push({ file: `${file}.csv`, line, field, zh, en })
  }
  const ids = new Map([...standing.units, ...standing.people].map(one => [one.code, one.id]))
  const changes =
    faults.length > 0
      ? []
      : [
          ...unitChanges(rows, standing, ids, by, say),
          ...peopleChanges(rows, standing, ids, by, say),
          ...postChanges(rows, standing, ids, by, say),
          ...edgeChanges(rows, standing, ids),
          ...windowChanges(rows, standing, ids, by, say),
          ...watchChanges(rows, standing, ids, by, say),
        ]
  if (areMixed(changes))
    say(
      'posts',
      1,
      '',
      '任职由安全管理员提请，单位归属和上下级由系统管理员提请，请分成两个文件',
      'posts are proposed by the security administrator, places and lines by the system administrator: use two files',
    )
  return { faults, changes: faults.length > 0 ? [] : changes }
}

type Say = (file: Uploaded, line: number, field: string, zh: string, en: string) => void
type Ids = Map<string, string>

const unitChanges = (rows: Rows, standing: StandingOrg, ids: Ids, { uuid }: Comparing, say: Say): readonly Change[] => {
  const known = new Map(standing.units.map(unit => [unit.code, unit]))
  for (const row of rows.units) if (!known.has(row.code)) ids.set(row.code, uuid())
  return rows.units.flatMap((row): readonly Change[] => {
    const old = known.get(row.code)
    const id = ids.get(row.code)!
    const parent = row.parent === undefined ? null : ids.get(row.parent)!
    const { name, level, organ } = row
    if (!old) return [{ what: 'unit_added', id, code: row.code, kind: row.kind, name, parent, level, organ }]
    if (old.kind !== row.kind)
      say('units', row.lineNo, 'kind', '机关和内设机构不能互改，请新增单位', 'an organ does not become a department; add a unit')
    if (old.closed)
      say('units', row.lineNo, 'code', '这个单位已停用，请在单位页提请恢复', 'this unit is closed; propose to reopen it on its page')
    return [
      ...(old.name === name ? [] : [{ what: 'unit_renamed' as const, id, name, was: old.name }]),
      ...(old.parent === parent && old.level === level && old.organ === organ
        ? []
        : [
            {
              what: 'unit_moved' as const,
              id,
              parent,
              level,
              organ,
              was: { name: old.name, parent: old.parent, level: old.level, organ: old.organ },
            },
          ]),
    ]
  })
}

const peopleChanges = (rows: Rows, standing: StandingOrg, ids: Ids, { uuid, seal }: Comparing, say: Say): readonly Change[] => {
  const known = new Map(standing.people.map(person => [person.code, person]))
  for (const row of rows.people) if (!known.has(row.code)) ids.set(row.code, uuid())
  return rows.people.flatMap((row): readonly Change[] => {
    const old = known.get(row.code)
    const id = ids.get(row.code)!
    if (row.login !== undefined)
      say('people', row.lineNo, 'login', '账号请在“人员和账号”里开，这里不收', 'accounts are opened on the page of people')
    return [
      ...(old
        ? old.name === row.name
          ? []
          : [{ what: 'person_renamed' as const, id, name: row.name, was: old.name }]
        : [{ what: 'person_added' as const, id, code: row.code, name: row.name }]),
      ...(row.phone === undefined ? [] : [{ what: 'phone_set' as const, person: id, sealed: seal(id, row.phone) }]),
    ]
  })
}

const postChanges = (rows: Rows, standing: StandingOrg, ids: Ids, { uuid, today }: Comparing, say: Say): readonly Change[] =>
  rows.posts.flatMap((row): readonly Change[] => {
    const [unit, person] = [ids.get(row.unit)!, ids.get(row.person)!]
    const [title, deputy, until] = [row.title ?? null, row.deputy ?? 0, row.until ?? null]
    const old = standing.posts.find(
      post => post.unit === unit && post.role === row.role && post.person === person && post.from === row.from,
    )
    if (!old) {
      if (row.from < today) say('posts', row.lineNo, 'from', '新的任职只能从今天或以后起', 'a new term begins today or later')
      return [{ what: 'post_given', id: uuid(), unit, role: row.role as GivenRole, person, title, deputy, from: row.from, until }]
    }
    const { id, unitCode: _unit, personCode: _person, ...was } = old
    const isOver = (old.until ?? forever) < today
    const [ends, changes] = [until !== old.until, title !== old.title || deputy !== old.deputy]
    if (isOver && (ends || changes)) say('posts', row.lineNo, 'from', '已经卸任的不能再改', 'a term that is over does not change')
    else if (ends && (until ?? forever) > (old.until ?? forever))
      say(
        'posts',
        row.lineNo,
        'until',
        '任期只能提前结束；要延长，请另起一行，从接续的那天起',
        'a term can end earlier; to go on, add a row that begins after it',
      )
    else if (ends && (until ?? forever) < today) say('posts', row.lineNo, 'until', '只能从今天或以后卸任', 'a post ends today or later')
    return [
      ...(ends && until !== null ? [{ what: 'post_ended' as const, id, until, was }] : []),
      ...(changes
        ? [{ what: 'post_changed' as const, id, next: uuid(), title, deputy, from: old.from > today ? old.from : today, was }]
        : []),
    ]
  })

const edgeChanges = (rows: Rows, { edges }: StandingOrg, ids: Ids): readonly Change[] =>
  rows.edges.flatMap((row): readonly Change[] => {
    const [lower, upper] = [ids.get(row.lower)!, ids.get(row.upper)!]
    const { line, kind } = row
    const was = edges.find(edge => edge.lower === lower && edge.upper === upper && edge.line === line)?.kind ?? null
    return was === kind ? [] : [{ what: 'edge_drawn', lower, upper, line, kind, was }]
  })

const windowChanges = (rows: Rows, standing: StandingOrg, ids: Ids, { uuid, lines }: Comparing, say: Say): readonly Change[] => {
  const known = new Map(standing.windows.map(window => [window.code, window]))
  return rows.windows.flatMap((row): readonly Change[] => {
    const { code, name, line } = row
    const unit = ids.get(row.unit)!
    const old = known.get(code)
    if (!lines.includes(line))
      say('windows', row.lineNo, 'line', '城市方案里没有这条业务条线', 'the programme has no such line of business')
    if (!old) return [{ what: 'window_added', id: uuid(), code, unit, name, line }]
    if (old.closed)
      say(
        'windows',
        row.lineNo,
        'code',
        '这个窗口已停用，请在“窗口和评价码”里恢复',
        'this window is closed; open it on the page of windows',
      )
    if (old.unit !== unit)
      say('windows', row.lineNo, 'unit', '窗口不能换单位：请用新编码另开一个', 'a window does not move: open another under a new code')
    return old.name === name && old.line === line
      ? []
      : [{ what: 'window_changed', id: old.id, name, line, was: { name: old.name, line: old.line } }]
  })
}

/** Whether this person leads at the unit's organ through these days, as org.leads_at has it. */
const leads = ({ units, posts }: StandingOrg, person: string, unit: string, from: string, until: string): boolean => {
  const parents = new Map(units.map(one => [one.id, one.parent]))
  const organOf = (id: string): string => {
    const parent = parents.get(id)
    return parent ? organOf(parent) : id
  }
  return posts.some(
    post =>
      post.person === person &&
      ['leader', 'deputy_head', 'head'].includes(post.role) &&
      post.from <= from &&
      (post.until ?? forever) >= until &&
      organOf(post.unit) === organOf(unit),
  )
}

const watchChanges = (rows: Rows, standing: StandingOrg, ids: Ids, by: Comparing, say: Say): readonly Change[] =>
  rows.duty.flatMap((row): readonly Change[] => {
    const [unit, person, begins, ends] = [ids.get(row.unit)!, ids.get(row.person)!, row.from, row.until]
    const there = standing.watches.filter(watch => watch.unit === unit && watch.begins < ends && watch.ends > begins)
    if (there.some(watch => watch.person === person && watch.begins === begins && watch.ends === ends)) return []
    // What is over went out with the rest and stays as it was.
    if (ends.slice(0, 10) < by.today) return []
    if (begins.slice(0, 10) < by.today) say('duty', row.lineNo, 'from', '已经开始的班不能再排', 'a watch that has begun is not written')
    else if (there.length > 0 || rows.duty.some(one => one !== row && one.unit === row.unit && one.from < ends && one.until > begins))
      say('duty', row.lineNo, 'from', '和另一班重叠', 'meets another watch')
    else if (!leads(standing, person, unit, begins.slice(0, 10), ends.slice(0, 10)))
      say('duty', row.lineNo, 'person', '只能排在那些天里本来就负责这个机关的人', 'only who leads at this organ on those days')
    return [{ what: 'watch_entered', id: by.uuid(), unit, person, begins, ends }]
  })

import { checkRows, readRows } from '../import/index.ts'
import type { FileName, RowFault, Rows } from '../import/index.ts'
import type { Level } from '../contract.ts'
import type { Organ } from '../register/contract.ts'
import type { Change, GivenRole, PostTerm } from './contract.ts'

/** What a file may hold on screen; lines of command, ties and rosters have pages of their own, accounts too. */
export const uploaded = ['units', 'people', 'posts'] as const satisfies readonly FileName[]
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
}

export interface Compared {
  readonly faults: readonly RowFault[]
  readonly changes: readonly Change[]
}

export interface Comparing {
  readonly today: string
  readonly uuid: () => string
  /** A number as it is kept, about this person. */
  readonly seal: (person: string, phone: string) => string
}

const forever = '9999-12-31'

/** What the files would change, row by row against what stands; with one fault nothing is proposed. */
export const compare = (texts: Partial<Readonly<Record<Uploaded, string>>>, standing: StandingOrg, by: Comparing): Compared => {
  const none: Rows = { units: [], edges: [], people: [], posts: [], windows: [], ties: [], duty: [] }
  const read = {
    units: readRows('units', texts.units ?? 'code,name,kind,level,organ\n'),
    people: readRows('people', texts.people ?? 'code,name\n'),
    posts: readRows('posts', texts.posts ?? 'unit,role,person,from\n'),
  }
  const rows: Rows = { ...none, units: read.units.rows, people: read.people.rows, posts: read.posts.rows }
  const faults = [
    ...read.units.faults,
    ...read.people.faults,
    ...read.posts.faults,
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
        ]
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

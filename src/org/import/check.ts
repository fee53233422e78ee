import type { FileName, RowFault, Rows } from './rows.ts'

/** What the city has already; codes given in the files win over these. */
export interface Known {
  readonly units: ReadonlyMap<string, { readonly parent?: string }>
  readonly people: ReadonlySet<string>
  readonly logins: ReadonlyMap<string, string>
  readonly posts: readonly {
    readonly unit: string
    readonly role: string
    readonly person: string
    readonly from: string
    readonly until?: string
  }[]
}

const administrators = new Set(['system_admin', 'security_admin', 'audit_admin'])
const overlap = (a: { from: string; until?: string | undefined }, b: { from: string; until?: string | undefined }): boolean =>
  a.from <= (b.until ?? '9999') && b.from <= (a.until ?? '9999')

/** What one row alone cannot tell: codes that name nothing, doubles, circles, and posts that one person may not join. */
export const checkRows = (rows: Rows, known: Known): readonly RowFault[] => {
  const faults: RowFault[] = []
  const say = (file: FileName, line: number, field: string, zh: string, en: string): void => {
    faults.push({ file: `${file}.csv`, line, field, zh, en })
  }

  const parents = new Map([...known.units].map(([code, unit]) => [code, unit.parent]))
  for (const unit of rows.units) parents.set(unit.code, unit.parent)
  const people = new Set([...known.people, ...rows.people.map(person => person.code)])

  const unique = <F extends FileName>(file: F, field: string, keyOf: (row: Rows[F][number]) => string): void => {
    const first = new Map<string, number>()
    for (const row of rows[file]) {
      const before = first.get(keyOf(row))
      if (before === undefined) first.set(keyOf(row), row.lineNo)
      else say(file, row.lineNo, field, `与第 ${before} 行重复`, `is the same as line ${before}`)
    }
  }
  unique('units', 'code', row => row.code)
  unique('people', 'code', row => row.code)
  unique('windows', 'code', row => row.code)
  unique('edges', 'upper', row => `${row.lower} ${row.upper} ${row.line}`)
  unique('posts', 'person', row => `${row.unit} ${row.role} ${row.person} ${row.from}`)
  unique('ties', 'other', row => `${[row.person, row.other].sort().join(' ')} ${row.kind}`)
  unique('duty', 'person', row => `${row.unit} ${row.person} ${row.from}`)
  unique('people', 'login', row => row.login ?? ` ${row.code}`)

  const needsUnit = (file: FileName, line: number, field: string, code: string): void => {
    if (!parents.has(code)) say(file, line, field, `没有编码为 ${code} 的单位`, `there is no unit ${code}`)
  }
  const needsPerson = (file: FileName, line: number, field: string, code: string): void => {
    if (!people.has(code)) say(file, line, field, `没有工号为 ${code} 的人员`, `there is no person ${code}`)
  }
  for (const unit of rows.units) {
    if ((unit.kind === 'department') !== (unit.parent !== undefined))
      say('units', unit.lineNo, 'parent', '内设机构必须写上级单位，机关不能写', 'a department has a parent, an organ has none')
    else if (unit.parent !== undefined) {
      needsUnit('units', unit.lineNo, 'parent', unit.parent)
      const seen = new Set([unit.code])
      for (let at: string | undefined = unit.parent; at !== undefined; at = parents.get(at)) {
        if (seen.has(at)) {
          say('units', unit.lineNo, 'parent', '上级单位绕成了圈', 'the parents run in a circle')
          break
        }
        seen.add(at)
      }
    }
  }
  for (const edge of rows.edges) {
    needsUnit('edges', edge.lineNo, 'lower', edge.lower)
    needsUnit('edges', edge.lineNo, 'upper', edge.upper)
    if (edge.lower === edge.upper) say('edges', edge.lineNo, 'upper', '单位不能是自己的上级', 'a unit is not above itself')
  }
  for (const person of rows.people) {
    const owner = person.login === undefined ? undefined : known.logins.get(person.login)
    if (owner !== undefined && owner !== person.code)
      say('people', person.lineNo, 'login', `账号已属于工号 ${owner}`, `belongs to person ${owner} already`)
  }
  for (const window of rows.windows) needsUnit('windows', window.lineNo, 'unit', window.unit)
  for (const tie of rows.ties) {
    needsPerson('ties', tie.lineNo, 'person', tie.person)
    needsPerson('ties', tie.lineNo, 'other', tie.other)
    if (tie.person === tie.other) say('ties', tie.lineNo, 'other', '应是另一个人', 'must be another person')
  }
  for (const watch of rows.duty) {
    needsUnit('duty', watch.lineNo, 'unit', watch.unit)
    needsPerson('duty', watch.lineNo, 'person', watch.person)
    if (watch.until <= watch.from) say('duty', watch.lineNo, 'until', '应晚于开始时间', 'must be after the beginning')
  }
  checkPosts(rows, known, needsUnit, needsPerson, say)
  return faults
}

type Needs = (file: FileName, line: number, field: string, code: string) => void
type Say = (file: FileName, line: number, field: string, zh: string, en: string) => void

const checkPosts = (rows: Rows, known: Known, needsUnit: Needs, needsPerson: Needs, say: Say): void => {
  const same = (a: Known['posts'][number], b: Known['posts'][number]): boolean =>
    a.unit === b.unit && a.role === b.role && a.person === b.person
  // A row with the beginning of a post that stands already changes that post.
  const standing = known.posts.filter(old => !rows.posts.some(row => same(row, old) && row.from === old.from))
  for (const [i, post] of rows.posts.entries()) {
    needsUnit('posts', post.lineNo, 'unit', post.unit)
    needsPerson('posts', post.lineNo, 'person', post.person)
    if (post.until !== undefined && post.until < post.from) say('posts', post.lineNo, 'until', '早于任职之日', 'is before the post begins')
    const others = [...standing, ...rows.posts.slice(0, i)].filter(other => other.person === post.person && overlap(other, post))
    if (others.some(other => same(other, post) && other.from !== post.from))
      say('posts', post.lineNo, 'from', '同一人同一岗位的任期重叠', 'overlaps another term of the same person in the same post')
    if (administrators.has(post.role) && others.some(other => administrators.has(other.role) && other.role !== post.role))
      say(
        'posts',
        post.lineNo,
        'person',
        '系统、安全、审计管理员必须是三个人',
        'system, security and audit administrators must be three people',
      )
  }
}

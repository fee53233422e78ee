import { addDays, dayFrom } from '../../calendar/index.ts'
import type { Tie } from '../contract.ts'
import type { Change, ChangeView, DiffField, PostTerm } from './contract.ts'

/** Names of units and people that changes speak of, by id. */
export type Names = ReadonlyMap<string, string>

type Field = ChangeView['fields'][number]
const field = (name: DiffField, before: string | number | null, after: string | number | null): readonly Field[] => {
  const [was, is] = [before, after].map(value => (value === null ? null : String(value))) as [string | null, string | null]
  return was === is ? [] : [{ field: name, before: was, after: is }]
}

/** What changes, value by value; what stays as it is is not said. */
export const viewOf = (change: Change, names: Names): ChangeView => {
  const called = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? '—'))
  const post = ({ unit, person }: Pick<PostTerm, 'unit' | 'person'>): string => `${called(person)}　${called(unit)}`
  const pair = ({ person, other }: Tie): string => `${called(person)}　${called(other)}`
  const { what } = change
  switch (what) {
    case 'post_given':
      return {
        what,
        about: post(change),
        fields: [
          ...field('role', null, change.role),
          ...field('title', null, change.title),
          ...field('deputy', null, change.deputy),
          ...field('from', null, change.from),
          ...field('until', null, change.until),
        ],
      }
    case 'post_ended':
      return {
        what,
        about: post(change.was),
        fields: [{ field: 'role', before: change.was.role, after: change.was.role }, ...field('until', change.was.until, change.until)],
      }
    case 'post_changed':
      return {
        what,
        about: post(change.was),
        fields: [
          { field: 'role', before: change.was.role, after: change.was.role },
          ...field('title', change.was.title, change.title),
          ...field('deputy', change.was.deputy, change.deputy),
          ...field('from', null, change.from),
        ],
      }
    case 'post_cancelled':
      return { what, about: post(change.was), fields: [...field('role', change.was.role, null), ...field('from', change.was.from, null)] }
    case 'edge_drawn':
      return {
        what,
        about: `${called(change.lower)} → ${called(change.upper)}`,
        fields: [
          { field: 'line', before: change.was === null ? null : change.line, after: change.line },
          ...field('kind', change.was, change.kind),
        ],
      }
    case 'edge_removed':
      return {
        what,
        about: `${called(change.lower)} → ${called(change.upper)}`,
        fields: [...field('line', change.line, null), ...field('kind', change.was, null)],
      }
    case 'unit_added':
      return {
        what,
        about: change.name,
        fields: [
          ...field('code', null, change.code),
          ...field('parent', null, called(change.parent)),
          ...field('level', null, change.level),
          ...field('organ', null, change.organ),
        ],
      }
    case 'unit_renamed':
      return { what, about: change.was, fields: field('name', change.was, change.name) }
    case 'unit_moved':
      return {
        what,
        about: change.was.name,
        fields: [
          ...field('parent', called(change.was.parent), called(change.parent)),
          ...field('level', change.was.level, change.level),
          ...field('organ', change.was.organ, change.organ),
        ],
      }
    case 'unit_closed':
      return { what, about: called(change.id) ?? '', fields: field('state', 'open', 'closed') }
    case 'unit_reopened':
      return { what, about: called(change.id) ?? '', fields: field('state', 'closed', 'open') }
    case 'person_added':
      return { what, about: change.name, fields: field('code', null, change.code) }
    case 'person_renamed':
      return { what, about: change.was, fields: field('name', change.was, change.name) }
    case 'tie_declared':
      return { what, about: pair(change), fields: field('tie', null, change.kind) }
    case 'tie_ended':
      return {
        what,
        about: pair(change),
        fields: [{ field: 'tie', before: change.kind, after: change.kind }, ...field('until', null, change.until)],
      }
    // The number itself is opened to send a message, and for nothing else.
    case 'phone_set':
      return { what, about: called(change.person) ?? '', fields: [] }
    case 'key_links_given':
    case 'key_links_taken':
      return { what, about: change.name, fields: [] }
    case 'window_added':
      return {
        what,
        about: `${change.name}　${called(change.unit)}`,
        fields: [...field('code', null, change.code), ...field('business', null, change.line)],
      }
    case 'window_changed':
      return {
        what,
        about: change.was.name,
        fields: [...field('name', change.was.name, change.name), ...field('business', change.was.line, change.line)],
      }
    case 'window_closed':
      return { what, about: change.name, fields: field('state', 'open', 'closed') }
    case 'watch_entered':
      return { what, about: post(change), fields: [...field('begins', null, change.begins), ...field('ends', null, change.ends)] }
    case 'watch_removed':
      return { what, about: post(change), fields: [...field('begins', change.begins, null), ...field('ends', change.ends, null)] }
  }
}

/** Whose names a change speaks of. */
export const spokenOf = (change: Change): readonly string[] => {
  switch (change.what) {
    case 'post_given':
      return [change.unit, change.person]
    case 'post_ended':
    case 'post_changed':
    case 'post_cancelled':
      return [change.was.unit, change.was.person]
    case 'edge_drawn':
    case 'edge_removed':
      return [change.lower, change.upper]
    case 'unit_added':
      return change.parent === null ? [] : [change.parent]
    case 'unit_moved':
      return [change.parent, change.was.parent].filter(id => id !== null)
    case 'unit_closed':
    case 'unit_reopened':
      return [change.id]
    case 'tie_declared':
    case 'tie_ended':
      return [change.person, change.other]
    case 'phone_set':
      return [change.person]
    case 'window_added':
      return [change.unit]
    case 'watch_entered':
    case 'watch_removed':
      return [change.unit, change.person]
    default:
      return []
  }
}

const posting: readonly Change['what'][] = ['post_given', 'post_ended', 'post_changed', 'post_cancelled']
const drawing: readonly Change['what'][] = ['edge_drawn', 'edge_removed', 'unit_moved', 'unit_closed', 'unit_reopened']

/** Whether other people propose some of these than the others; the database refuses them together. */
export const areMixed = (changes: readonly Change[]): boolean =>
  changes.some(change => posting.includes(change.what)) && changes.some(change => drawing.includes(change.what))

/** A post as it stands today, to take back what was done to it. */
export interface Standing extends PostTerm {
  readonly id: string
}

/** Posts beside places: a unit that the same file added is left empty, which gives nobody anything, and is closed on its page. */
export const togetherOnly = (changes: readonly Change[]): readonly Change[] =>
  areMixed(changes) ? changes.filter(change => change.what !== 'unit_closed') : changes

/**
 * What takes an applied proposal back, in the opposite order. It is a proposal again and goes forward in time: whoever held
 * a post meanwhile has held it, and nobody who was entered is deleted.
 */
export const takenBack = (
  changes: readonly Change[],
  posts: ReadonlyMap<string, Standing>,
  today: string,
  uuid: () => string,
): readonly Change[] =>
  changes.toReversed().flatMap((change): readonly Change[] => {
    const endOf = (id: string): readonly Change[] => {
      const post = posts.get(id)
      if (!post || (post.until !== null && post.until <= today)) return []
      const { id: _, ...was } = post
      return [post.from > today ? { what: 'post_cancelled', id, was } : { what: 'post_ended', id, until: today, was }]
    }
    const giveAgain = (term: PostTerm, from: string): readonly Change[] =>
      term.until !== null && term.until < from ? [] : [{ what: 'post_given', id: uuid(), ...term, from }]
    switch (change.what) {
      case 'post_given':
        return endOf(change.id)
      case 'post_ended': {
        const ended = posts.get(change.id)?.until ?? change.until
        return giveAgain(change.was, ended < today ? today : addDays(dayFrom(ended), 1))
      }
      case 'post_changed': {
        const id = posts.has(change.next) ? change.next : change.id
        const post = posts.get(id)
        if (!post || (post.until !== null && post.until < today)) return []
        const { id: _, ...was } = post
        return [
          {
            what: 'post_changed',
            id,
            next: uuid(),
            title: change.was.title,
            deputy: change.was.deputy,
            from: post.from > today ? post.from : today,
            was,
          },
        ]
      }
      case 'post_cancelled':
        return giveAgain(change.was, change.was.from < today ? today : change.was.from)
      case 'edge_drawn':
        return change.was === null
          ? [{ what: 'edge_removed', lower: change.lower, upper: change.upper, line: change.line, was: change.kind }]
          : [{ ...change, kind: change.was, was: change.kind }]
      case 'edge_removed':
        return [{ what: 'edge_drawn', lower: change.lower, upper: change.upper, line: change.line, kind: change.was, was: null }]
      case 'key_links_given':
        return [{ ...change, what: 'key_links_taken' }]
      case 'key_links_taken':
        return [{ ...change, what: 'key_links_given' }]
      case 'tie_declared':
        return [{ ...change, what: 'tie_ended', until: today }]
      case 'tie_ended':
        return [{ what: 'tie_declared', person: change.person, other: change.other, kind: change.kind }]
      case 'window_added':
        return [{ what: 'window_closed', id: change.id, name: change.name, line: change.line }]
      case 'window_changed':
        return [{ ...change, ...change.was, was: { name: change.name, line: change.line } }]
      case 'watch_entered':
        // Whoever was on duty was told of the calls of that night.
        return change.begins.slice(0, 10) > today ? [{ ...change, what: 'watch_removed' }] : []
      case 'watch_removed':
        return change.begins.slice(0, 10) > today ? [{ ...change, what: 'watch_entered' }] : []
      case 'unit_added':
        return [{ what: 'unit_closed', id: change.id }]
      case 'unit_renamed':
        return [{ ...change, name: change.was, was: change.name }]
      case 'unit_moved':
        return [
          {
            what: 'unit_moved',
            id: change.id,
            parent: change.was.parent,
            level: change.was.level,
            organ: change.was.organ,
            was: { name: change.was.name, parent: change.parent, level: change.level, organ: change.organ },
          },
        ]
      case 'unit_closed':
        return [{ what: 'unit_reopened', id: change.id }]
      case 'unit_reopened':
        return [{ what: 'unit_closed', id: change.id }]
      case 'person_renamed':
        return [{ ...change, name: change.was, was: change.name }]
      // A window is opened again on its page.
      case 'window_closed':
      case 'person_added':
      case 'phone_set':
        return []
    }
  })

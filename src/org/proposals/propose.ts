import { addDays, dayFrom, dayOf } from '../../calendar/index.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { note } from '../administration/index.ts'
import type { Actor } from '../administration/index.ts'
import { ring } from '../bell/index.ts'
import type { EdgeKind } from '../contract.ts'
import { findRegistered } from '../register/unitStore.ts'
import type { Change, Wanted } from './contract.ts'
import * as store from './store.ts'

export interface Proposer extends Actor {
  readonly keys: Pick<Keys, 'uuid'>
  /** The city's time, by which posts begin and proposals run out. */ readonly cityNow: Date
  readonly daysAtMost: number
}

const administrators: readonly string[] = ['system_admin', 'security_admin', 'audit_admin']
/** So long at most; the table says it, too. */
const inspectorDays = 180
const endOf = (day: string | null | undefined): string => day ?? '9999-12-31'

const openUnit = async (tx: Tx, id: string) => {
  const unit = await findRegistered(tx, { id })
  return unit && unit.closedOn === null ? unit : refuse('unit_not_known', { field: 'unit' })
}

/** One wanted change beside how it stands now; what could not be carried out is refused before anybody has to read it. */
const changeOf = async (tx: Tx, wanted: Wanted, today: string, uuid: () => string): Promise<Change | Refusal> => {
  if ('from' in wanted && wanted.from < today) return refuse('proposal_backdated', { field: 'from' })
  switch (wanted.what) {
    case 'post_given': {
      const { until = null, title = null, ...rest } = wanted
      if (endOf(until) < wanted.from) return refuse('post_backwards', { field: 'until' })
      const unit = await openUnit(tx, wanted.unit)
      if (isRefusal(unit)) return unit
      if (!(await store.isPerson(tx, wanted.person))) return refuse('person_not_known', { field: 'person' })
      const held = (await store.standingPosts(tx, { person: wanted.person })).filter(
        post => post.from <= endOf(until) && endOf(post.until) >= wanted.from,
      )
      if (held.some(post => post.unit === wanted.unit && post.role === wanted.role)) return refuse('post_overlaps', { field: 'person' })
      if (administrators.includes(wanted.role) && held.some(post => administrators.includes(post.role) && post.role !== wanted.role))
        return refuse('administrators_apart', { field: 'person' })
      if (wanted.role === 'inspector' && endOf(until) > addDays(dayFrom(wanted.from), inspectorDays))
        return refuse('inspector_ends', { field: 'until' })
      if (held.some(post => (post.role === 'inspector') !== (wanted.role === 'inspector')))
        return refuse('inspector_apart', { field: 'person' })
      return { ...rest, id: uuid(), title, until }
    }
    case 'post_ended':
    case 'post_changed':
    case 'post_cancelled': {
      const [post] = await store.standingPosts(tx, { ids: [wanted.id] })
      if (!post) return refuse('not_found')
      const { id, ...was } = post
      if (endOf(was.until) < today) return refuse('post_over')
      if (wanted.what === 'post_cancelled') return was.from > today ? { what: 'post_cancelled', id, was } : refuse('post_begun')
      if (wanted.what === 'post_changed')
        return was.title === (wanted.title ?? null) && was.deputy === wanted.deputy
          ? refuse('nothing_changed')
          : { what: 'post_changed', id, next: uuid(), title: wanted.title ?? null, deputy: wanted.deputy, from: wanted.from, was }
      if (wanted.until < today || wanted.until < was.from) return refuse('proposal_backdated', { field: 'until' })
      return endOf(was.until) <= wanted.until
        ? refuse('post_not_longer', { field: 'until' })
        : { what: 'post_ended', id, until: wanted.until, was }
    }
    case 'edge_drawn':
    case 'edge_removed': {
      const { lower, upper, line } = wanted
      if (lower === upper) return refuse('edge_to_itself', { field: 'upper' })
      const was = (await store.findEdgeKind(tx, lower, upper, line)) as EdgeKind | undefined
      if (wanted.what === 'edge_removed')
        return was === undefined ? refuse('nothing_changed') : { what: 'edge_removed', lower, upper, line, was }
      for (const id of [lower, upper]) {
        const unit = await openUnit(tx, id)
        if (isRefusal(unit)) return refuse('unit_not_known', { field: id === lower ? 'lower' : 'upper' })
      }
      return was === wanted.kind
        ? refuse('nothing_changed')
        : { what: 'edge_drawn', lower, upper, line, kind: wanted.kind, was: was ?? null }
    }
    case 'unit_moved': {
      const unit = await openUnit(tx, wanted.id)
      if (isRefusal(unit)) return unit
      const parent = wanted.parent ?? null
      if ((parent === null) !== (unit.parent === null)) return refuse('unit_parent_wrong', { field: 'parent' })
      for (let at = parent; at !== null;) {
        if (at === wanted.id) return refuse('unit_in_circle', { field: 'parent' })
        const above = await openUnit(tx, at)
        if (isRefusal(above)) return refuse('unit_parent_wrong', { field: 'parent' })
        at = above.parent
      }
      const { name, level, organ } = unit
      return parent === unit.parent && level === wanted.level && organ === wanted.organ
        ? refuse('nothing_changed')
        : {
            what: 'unit_moved',
            id: wanted.id,
            parent,
            level: wanted.level,
            organ: wanted.organ,
            was: { name, parent: unit.parent, level, organ },
          }
    }
    case 'person_renamed': {
      const was = (await store.namesOf(tx, [wanted.id])).get(wanted.id)
      if (was === undefined || !(await store.isPerson(tx, wanted.id))) return refuse('person_not_known')
      return was === wanted.name ? refuse('nothing_changed') : { ...wanted, was }
    }
    case 'tie_declared':
    case 'tie_ended': {
      if (wanted.person === wanted.other) return refuse('tie_to_oneself', { field: 'other' })
      if (!(await store.isPerson(tx, wanted.person))) return refuse('person_not_known', { field: 'person' })
      if (!(await store.isPerson(tx, wanted.other))) return refuse('person_not_known', { field: 'other' })
      const known = await store.findTie(tx, wanted)
      if (wanted.what === 'tie_declared') return known?.until === null ? refuse('nothing_changed') : wanted
      if (wanted.until < today) return refuse('proposal_backdated', { field: 'until' })
      return known && endOf(known.until) > wanted.until ? wanted : refuse('nothing_changed')
    }
    case 'key_links_given':
    case 'key_links_taken': {
      const key = await store.findKeyLinks(tx, wanted.id)
      if (!key) return refuse('not_found')
      return key.seesLinks === (wanted.what === 'key_links_given') ? refuse('nothing_changed') : { ...wanted, name: key.name }
    }
    case 'unit_closed':
    case 'unit_reopened': {
      const unit = await findRegistered(tx, { id: wanted.id })
      if (!unit) return refuse('not_found')
      if ((unit.closedOn !== null) === (wanted.what === 'unit_closed')) return refuse('nothing_changed')
      return wanted.what === 'unit_closed' && (await store.countWithin(tx, wanted.id)) > 0
        ? refuse('unit_in_use')
        : { what: wanted.what, id: wanted.id }
    }
  }
}

/** What the database refuses by name: a row that one person alone may not write, or changes that do not go together. */
export const refusedBy = (error: unknown): Refusal | undefined => {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string }
  if (code === '42501') return refuse('proposal_not_yours')
  if (code === '23505') return refuse('proposal_outdated')
  return code === '23514' &&
    constraint !== undefined &&
    [
      'proposal_mixed',
      'proposal_outdated',
      'post_overlaps',
      'unit_in_use',
      'unit_in_circle',
      'administrators_apart',
      'inspector_apart',
      'inspector_ends',
    ].includes(constraint)
    ? refuse(constraint)
    : undefined
}

/** Enters the changes for a second person to settle, and rings whoever may. */
export const enterProposal = async (
  tx: Tx,
  by: Proposer,
  changes: readonly Change[],
  { reason, from, undoes }: { readonly reason: string; readonly from: string; readonly undoes?: string },
): Promise<string | Refusal> => {
  const { viewer, cityNow, keys } = by
  if (viewer.kind !== 'person') return refuse('proposal_not_yours')
  const today = dayOf(cityNow)
  const id = keys.uuid()
  try {
    const { approvers, favours } = await store.insertProposal(tx, {
      id,
      changes,
      reason,
      from,
      at: by.now,
      on: today,
      expiresOn: addDays(dayFrom(today), by.daysAtMost),
      ...(undoes !== undefined && { undoes }),
    })
    for (const person of await store.holdersOf(tx, approvers, today)) {
      if (person !== viewer.person && !favours.includes(person))
        await ring(tx, { key: `proposal/${id}/${person}`, person, about: 'proposal.waiting', on: today })
    }
  } catch (error) {
    const refusal = refusedBy(error)
    if (refusal) return refusal
    throw error
  }
  await note(tx, by, 'proposal_made', {
    proposal: id,
    what: [...new Set(changes.map(change => change.what))],
    count: changes.length,
    reason,
  })
  return id
}

export const propose = async (tx: Tx, by: Proposer, wanted: readonly Wanted[], reason: string): Promise<string | Refusal> => {
  const today = dayOf(by.cityNow)
  const changes: Change[] = []
  for (const one of wanted) {
    const change = await changeOf(tx, one, today, by.keys.uuid)
    if (isRefusal(change)) return change
    changes.push(change)
  }
  if (by.viewer.kind === 'person' && changes.some(change => isOf(change, by.viewer.kind === 'person' ? by.viewer.person : '')))
    return refuse('proposal_for_yourself')
  const days = wanted.flatMap(one => ('from' in one ? [one.from] : 'until' in one ? [one.until] : []))
  return enterProposal(tx, by, changes, { reason, from: days.sort()[0] ?? today })
}

const isOf = (change: Change, person: string): boolean =>
  change.what === 'tie_declared' || change.what === 'tie_ended'
    ? change.person === person || change.other === person
    : change.what === 'post_given'
      ? change.person === person
      : 'was' in change && typeof change.was === 'object' && change.was !== null && 'person' in change.was && change.was.person === person

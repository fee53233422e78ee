import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../../kit/refusal.ts'
import type { CallbackAsked, CallbackRoute, EarlierCall, Holding, OrgSnapshot } from '../contract.ts'
import type { HeldPost } from '../viewer.ts'
import { disciplineOf, postsUpwards, postsWithin, superiorOnLineOf, supervisorsOf } from './ladder.ts'
import { standingOf } from './standing.ts'
import { gradeOf, holdersIn, holdingsOf, organOf, organsAbove, standsOver, subordinatesOf } from './tree.ts'

export { ladderPost, rungs } from './ladder.ts'
export type { Rung } from './ladder.ts'

const roleWords: Readonly<Record<string, string>> = {
  leader: '部门负责人',
  deputy_head: '分管领导',
  head: '主要负责人',
  supervisor: '监督部门',
  callback_centre: '评价回访中心',
  duty_leader: '值班领导',
}

/** Nobody of these sees the matter or acts in it, whatever post they hold: the rated, kin, co-panel, subordinates. */
export const barredFrom = (org: OrgSnapshot, rated: readonly string[]): readonly string[] => [
  ...new Set([
    ...rated,
    ...rated.flatMap(person => standingOf(org).ties.get(person) ?? []),
    ...rated.flatMap(person => subordinatesOf(org, person)),
  ]),
]

interface Given extends CallbackAsked {
  readonly organ: string
  readonly snapshots: readonly OrgSnapshot[]
  readonly barred: readonly string[]
}

const nameOf = (org: OrgSnapshot, post: HeldPost): string => `${org.units.get(post.unit)?.name ?? ''}${roleWords[post.role] ?? ''}`

/** Organs above by either line, also where one line ends and the other goes on: a county's committee, then the city's. */
const allAbove = (org: OrgSnapshot, unit: string): readonly string[] => organsAbove(org, unit, ['system', 'territory'])

/**
 * Whether this round is the last: the programme's number of rounds has come, or the organ's own head has called, so that
 * nobody within the organ stands higher.
 */
export const isLastRound = (org: OrgSnapshot, unit: string, round: number, rounds: number, earlier: readonly EarlierCall[]): boolean =>
  round >= rounds || earlier.some(one => one.role === 'head' && organOf(org, one.unit) === organOf(org, unit))

/** The posts that may call, in order. Own department first; from the second round on, whoever has not looked yet. */
const candidates = (org: OrgSnapshot, given: Given): readonly HeldPost[] => {
  const all = postsInOrder(org, given)
  if (!given.last || allAbove(org, given.unit).length === 0) return all
  return all.filter(post => organOf(org, post.unit) !== given.organ)
}

const postsInOrder = (org: OrgSnapshot, given: Given): readonly HeldPost[] => {
  const { unit, organ, wantsCentre, earlier = [] } = given
  const up = (role: HeldPost['role']): readonly HeldPost[] => postsUpwards(org, unit, role)
  const upperOrgan = (id: string): readonly HeldPost[] =>
    (['supervisor', 'deputy_head', 'head'] as const).flatMap(role => postsWithin(org, id, role))
  const bySystem = organsAbove(org, unit, ['system']).flatMap(upperOrgan)
  const byTerritory = organsAbove(org, unit, ['territory']).flatMap(upperOrgan)
  const furtherUp = allAbove(org, unit).flatMap(upperOrgan)
  if (wantsCentre) {
    // Whoever asked for the centre does not wish to be called by the office itself: it is never a way out.
    return [
      ...[organ, ...organsAbove(org, unit, ['territory', 'system'])].flatMap(id => postsWithin(org, id, 'callback_centre')),
      ...byTerritory,
      ...bySystem,
      ...furtherUp,
    ]
  }
  // Once a leader of the organ itself has called, the organ has spoken: another organ looks before its head does.
  const spoken = earlier.some(one => organOf(org, one.unit) === organ && (one.role === 'deputy_head' || one.role === 'head'))
  return spoken
    ? [...bySystem, ...byTerritory, ...furtherUp, ...up('head')]
    : [...up('leader'), ...up('deputy_head'), ...up('head'), ...bySystem, ...byTerritory, ...furtherUp]
}

/** Why this holder may not call at this post; null: he may. Judged as of the service and as of today. */
const objection = (given: Given, post: HeldPost, person: string): string | null => {
  if (given.rated.includes(person)) return '是被评人'
  if (given.barred.includes(person)) return '应当回避'
  for (const org of given.snapshots) {
    const organ = organOf(org, post.unit)
    if (organ === undefined) continue
    if (!given.rated.every(rated => standsOver(org, person, rated, organ))) return '职级不高于被评人'
    const above = organsAbove(org, post.unit, ['system', 'territory', 'discipline'])
    if (given.rated.some(rated => holdingsOf(org, rated).some(h => above.includes(organOf(org, h.unit) ?? ''))))
      return '在被评人所在机关之下'
  }
  return null
}

/** Another checker: not the same person, and of higher grade than whoever of the same organ called before. */
const isAnother = (org: OrgSnapshot, given: Given, post: HeldPost, holder: Holding): boolean =>
  (given.earlier ?? []).every(
    one =>
      one.person !== holder.person &&
      (organOf(org, one.unit) !== organOf(org, post.unit) || gradeOf(holder) > gradeOf({ role: one.role, deputy: 0 })),
  )

/** The watch in which the service fell, nearest unit first; it is called through the post that the person holds for good. */
const onWatch = (org: OrgSnapshot, given: Given): readonly Holding[] => {
  const at = given.nightAt === undefined ? Number.NaN : Date.parse(given.nightAt)
  const watches = postsUpwards(org, given.unit, 'duty_leader')
    .flatMap(post => holdersIn(org, post.unit, post.role))
    .filter(h => h.watch && Date.parse(h.watch.fromAt) <= at && at < Date.parse(h.watch.untilAt))
  return watches.flatMap(watch =>
    holdingsOf(org, watch.person)
      .filter(h => (h.role === 'leader' || h.role === 'deputy_head' || h.role === 'head') && organOf(org, h.unit) === given.organ)
      .sort((a, b) => gradeOf(b) - gradeOf(a) || (a.unit < b.unit ? -1 : 1))
      .slice(0, 1),
  )
}

/**
 * 一对一回访's caller: the leader of the department where the service was given, or the next above who is none of the
 * barred and outranks every rated person. Refused as `no_caller` when nobody above is left; then the administrator
 * must fill a post, and the matter waits with its clock running.
 * @param snapshot of the day of the service
 */
export const callbackRoute = (snapshot: OrgSnapshot, asked: CallbackAsked): CallbackRoute | Refusal => {
  const org = asked.today ?? snapshot
  if (org.tiesHidden || snapshot.tiesHidden) throw new TypeError('routing needs a snapshot that knows all ties')
  const organ = organOf(org, asked.unit)
  if (organ === undefined) return refuse('unknown_unit', { field: 'unit' })
  const snapshots = org === snapshot ? [org] : [snapshot, org]
  const around = [...new Set(snapshots.flatMap(one => barredFrom(one, asked.rated)))]
  const given: Given = { ...asked, organ, snapshots, barred: around }
  const because: string[] = [`服务单位：${org.units.get(asked.unit)?.name ?? ''}`]
  const asks = [
    ...(asked.round > 1 ? [asked.last ? `第${asked.round}轮，由本机关以外的末级复核` : `第${asked.round}轮，须换人再查`] : []),
    ...(asked.wantsCentre ? [asked.overdue ? '逾期没有回访，由评价回访中心接办' : '群众选了由评价回访中心联系，不由本单位回访'] : []),
  ]

  const found = (post: HeldPost, holder: Holding, line: string): CallbackRoute => {
    // One sentence for a vacant post, a rated leader, his kin and an earlier caller: the reason would name the rated.
    const passedOver = because.some(one => one.endsWith('绕过') || one.endsWith('空缺'))
    const told = [...asks, ...(passedOver ? ['前面的岗位空缺、应当回避或已看过，逐级往上'] : []), `由${nameOf(org, post)}回访`]
    const supervisors = supervisorsOf(org, asked.unit)
    const discipline = disciplineOf(org, asked.unit, asked.rated)
    const superiorOnLine = superiorOnLineOf(org, asked.unit)
    return {
      unit: post.unit,
      role: post.role,
      person: holder.person,
      because: [...because, line],
      told,
      around,
      supervisors,
      ...(discipline && { discipline }),
      ...(superiorOnLine && { superiorOnLine }),
    }
  }

  because.push(...asks)
  if (!asked.wantsCentre && !asked.last) {
    for (const watch of onWatch(org, given)) {
      if (isAnother(org, given, watch, watch) && objection(given, watch, watch.person) === null)
        return found(watch, watch, `服务在值班时段，由当班值班领导${watch.name}回访（${nameOf(org, watch)}）`)
      because.push(`当班值班领导${watch.name}不宜回访，绕过`)
    }
  }
  const looked = new Set<string>()
  for (const post of candidates(org, given)) {
    // An organ may be reached by two lines.
    if (looked.has(`${post.unit}/${post.role}`)) continue
    looked.add(`${post.unit}/${post.role}`)
    const holders = holdersIn(org, post.unit, post.role)
    if (holders.length === 0) {
      if ((post.unit === asked.unit && post.role === 'leader') || (post.unit === organ && post.role === 'head'))
        because.push(`${nameOf(org, post)}空缺`)
      continue
    }
    for (const holder of holders) {
      if (!isAnother(org, given, post, holder)) {
        because.push(`${nameOf(org, post)}${holder.name}已看过或不高于前一轮，绕过`)
        continue
      }
      const why = objection(given, post, holder.person)
      if (why === null) return found(post, holder, `由${nameOf(org, post)}${holder.name}回访${holder.deputy > 0 ? '（代行）' : ''}`)
      because.push(`${nameOf(org, post)}${holder.name}${why}，绕过`)
    }
  }
  return refuse('no_caller', { field: 'unit', values: { unit: org.units.get(asked.unit)?.name ?? '' } })
}

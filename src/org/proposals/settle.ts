import { dayOf } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { note } from '../administration/index.ts'
import type { Viewer } from '../viewer.ts'
import type { Change } from './contract.ts'
import { enterProposal, refusedBy } from './propose.ts'
import type { Proposer } from './propose.ts'
import { takenBack, togetherOnly } from './rules.ts'
import * as store from './store.ts'
import type { ProposalRow } from './store.ts'

/** All changes of one proposal. */
const whole = 5000

export type Settlement = 'approve' | 'refuse' | 'withdraw'

/** Why this viewer may not settle it so; null where he may. The database says the same, whoever asks it. */
export const whyNot = (
  proposal: Pick<ProposalRow, 'state' | 'proposedBy' | 'favours' | 'approvers'>,
  viewer: Viewer,
  settlement: Settlement,
): Refusal | null => {
  if (viewer.kind !== 'person') return refuse('proposal_not_yours')
  const { state, proposedBy, favours, approvers } = proposal
  const settles = viewer.posts.some(post => approvers.includes(post.role))
  if (settlement === 'withdraw')
    return state !== 'waiting' && state !== 'approved'
      ? refuse('proposal_settled')
      : proposedBy === viewer.person || (state === 'approved' && settles)
        ? null
        : refuse('proposal_not_yours')
  if (state === 'expired') return refuse('proposal_expired')
  if (state !== 'waiting') return refuse('proposal_settled')
  if (proposedBy === viewer.person) return refuse('proposal_own')
  if (favours.includes(viewer.person)) return refuse('proposal_favours_you')
  return settles ? null : refuse('proposal_not_yours')
}

const acts = {
  approve: ['approved', 'proposal_approved'],
  refuse: ['refused', 'proposal_refused'],
  withdraw: ['withdrawn', 'proposal_withdrawn'],
} as const

/** Agrees, refuses or takes back. What was agreed on is written in the same transaction, unless it waits for its day. */
export const settle = async (tx: Tx, by: Proposer, id: string, settlement: Settlement, reason: string | null): Promise<Refusal | null> => {
  const today = dayOf(by.cityNow)
  const proposal = await store.findProposal(tx, id, today, 0)
  if (!proposal) return refuse('not_found')
  const not = whyNot(proposal, by.viewer, settlement)
  if (not) return not
  const [state, act] = acts[settlement]
  if (!(await store.settleProposal(tx, id, { state, at: by.now, on: today, reason }))) return refuse('proposal_settled')
  await note(tx, by, act, {
    proposal: id,
    by: proposal.proposedByName,
    count: proposal.count,
    reason: proposal.reason,
    ...(reason !== null && { answer: reason }),
  })
  if (settlement !== 'approve' || (proposal.waits && proposal.from > today)) return null
  try {
    await store.applyProposal(tx, id, today)
    return null
  } catch (error) {
    const refusal = refusedBy(error)
    if (refusal) return refusal
    throw error
  }
}

/** Proposes the opposite of what was applied; a second person settles that, too. */
export const undo = async (tx: Tx, by: Proposer, id: string, reason: string): Promise<string | Refusal> => {
  const today = dayOf(by.cityNow)
  const proposal = await store.findProposal(tx, id, today, whole)
  if (!proposal) return refuse('not_found')
  if (proposal.state !== 'applied' || proposal.undoneBy !== null) return refuse('proposal_settled')
  const ids = proposal.changes.flatMap((change: Change) =>
    change.what === 'post_changed' ? [change.id, change.next] : change.what.startsWith('post_') && 'id' in change ? [change.id] : [],
  )
  const posts = new Map((await store.standingPosts(tx, { ids })).map(post => [post.id, post]))
  const changes = togetherOnly(takenBack(proposal.changes, posts, today, by.keys.uuid))
  return changes.length === 0 ? refuse('nothing_to_take_back') : enterProposal(tx, by, changes, { reason, from: today, undoes: id })
}

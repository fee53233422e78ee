import type { Check } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { TransferSettings } from '../settings.ts'
import { custodyOf } from './custody.ts'

/** A bag that was opened, or another bag, is not signed for: whoever gave it counts and seals anew. */
const sameBag: Check = ({ trail, input }) => {
  const { bag, seal } = (input ?? {}) as { bag?: string; seal?: string }
  const { bag: sealed } = custodyOf(trail)
  if (bag !== undefined && bag !== sealed) return refuse('wrong_bag', { field: 'bag' })
  return seal === 'broken' ? refuse('bag_opened', { field: 'seal' }) : null
}

/** Two signatures are two people's: whoever gave a bag does not sign for it, whatever posts he holds. */
const signed: Check = given => (custodyOf(given.trail).passing?.own ? refuse('own_handover') : sameBag(given))

const otherPoint: Check = ({ trail, input, settings }) => {
  const { point } = (input ?? {}) as { point?: string }
  const names = Object.values((settings as TransferSettings).points).map(one => one.name)
  const here = custodyOf(trail).holder
  const others = names.filter(name => name !== here)
  if (others.length === 0) return refuse('no_other_point')
  return point === undefined || others.includes(point)
    ? null
    : refuse('no_such_point', { field: 'point', values: { points: others.join('、') } })
}

export const bundleChecks: Readonly<Record<string, Check>> = {
  sign: signed,
  sign_for: signed,
  found: sameBag,
  hand_to_point: otherPoint,
}

/** What a day counts for. `unsaid`: it is over, and nobody has written down whether it was held. */
export const dayShares = ['published', 'held', 'held_other', 'unsaid', 'cancelled', 'coming'] as const
export type DayShare = (typeof dayShares)[number]

export interface CountedDay {
  readonly onDay: string
  readonly state: 'open' | 'cancelled'
  readonly held: 'promised' | 'other' | null
  readonly changed: boolean
}

/** Held as promised: the day, the hour, the place and the leader that were published first. Whatever was changed on the way is held otherwise. */
export const shareOfDay = ({ onDay, state, held, changed }: CountedDay, today: string): Exclude<DayShare, 'published'> => {
  if (state === 'cancelled') return 'cancelled'
  if (held !== null) return held === 'promised' && !changed ? 'held' : 'held_other'
  return onDay < today ? 'unsaid' : 'coming'
}

/** What a booking counts for. `opened`: a leader promised something, or her no made a matter of it. `silent` stands apart: nobody said that it was solved. */
export const shares = [
  'booked',
  'waiting',
  'came',
  'missed',
  'called_off',
  'opened',
  'in_hand',
  'solved',
  'silent',
  'unsolved',
  'late',
] as const
export type Share = (typeof shares)[number]
export type ShareCounts = Readonly<Record<Share, number>>

export interface CountedBooking {
  readonly stage: string
  readonly came: boolean
  readonly opened: boolean
  readonly late: boolean
}

/** Every share that a booking counts for; the same rule stands in `store/list.ts`, and a test holds both together. */
export const sharesOf = ({ stage, came, opened, late }: CountedBooking): readonly Share[] => {
  const found: readonly (Share | false)[] = [
    'booked',
    (stage === 'booked' || stage === 'to_record') && 'waiting',
    came && 'came',
    stage === 'missed' && 'missed',
    (stage === 'called_off' || stage === 'day_off') && 'called_off',
    opened && 'opened',
    stage === 'promised' && 'in_hand',
    stage === 'solved' && 'solved',
    (stage === 'awaiting_word' || stage === 'citizen_silent') && 'silent',
    stage === 'unsolved' && 'unsolved',
    late && 'late',
  ]
  return found.filter(one => one !== false)
}

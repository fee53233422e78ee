/** What the counting of hand-overs needs of a trail. */
export interface Step {
  readonly action: string
  readonly at: string
}

const given = ['assign_joint', 'assign_guide', 'assign_attitude', 'name_lead']
const back = ['return_item', 'return_again']

/** How often units have said that it is not theirs, whatever the round. */
export const returnsOf = (trail: readonly Step[]): number => trail.filter(step => back.includes(step.action)).length

/** A lead that the office named stands until the matter ends: it is not returned again. */
export const leadStands = (trail: readonly Step[]): boolean => trail.some(step => step.action === 'name_lead')

/** When the unit that has it now got it. */
export const givenAt = (trail: readonly Step[]): string | undefined => trail.findLast(step => given.includes(step.action))?.at

/** One unit's time with a matter that it handed on. */
export interface Handover {
  readonly unit: string
  readonly givenAt: string
  readonly returnedAt: string | null
  /** When somebody else took it up. */
  readonly takenAt: string | null
}

const hour = 3_600_000

/**
 * X17: the hours of a hand-over are charged to whoever handed it over: those in which the matter lay with the unit before it
 * was returned, and those until another had it. A unit that kept it is charged nothing.
 */
export const chargedHours = (handovers: readonly Handover[], now: Date): ReadonlyMap<string, number> => {
  const charged = new Map<string, number>()
  for (const { unit, givenAt: from, returnedAt, takenAt } of handovers) {
    if (returnedAt === null) continue
    const until = takenAt === null ? now.getTime() : Date.parse(takenAt)
    charged.set(unit, (charged.get(unit) ?? 0) + Math.max(0, until - Date.parse(from)) / hour)
  }
  return charged
}

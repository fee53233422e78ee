import { faultAt, stepAfter } from '../../../kit/askSteps.ts'
import type { StepFault as Fault, StepRules } from '../../../kit/askSteps.ts'

/** One question a screen (B6): the order in which the door of last resort asks, what cannot be done without first. */
export const steps = [
  'category',
  'item',
  'where',
  'trips',
  'reason',
  'rule',
  'words',
  'window',
  'whom',
  'name',
  'phone',
  'first',
  'helper',
] as const
export type Step = (typeof steps)[number]

/** What must be answered; everything else may be passed over, and nothing ends because of it. */
export const needed: readonly Step[] = ['category', 'item', 'where', 'window', 'name', 'phone']
/** In characters, as the intake takes them. */
export const most: Readonly<Partial<Record<Step, number>>> = {
  item: 60,
  where: 80,
  reason: 500,
  rule: 200,
  words: 1000,
  name: 40,
  phone: 30,
  helper: 40,
}
export const stepRules: StepRules<Step> = {
  steps,
  needed,
  least: { item: 2, where: 2, name: 1 },
  most,
  kinds: { phone: 'phone', trips: 'number' },
}

export type StepFault = Fault
export type StepValues = Readonly<Partial<Record<Step, string>>>

export const stepFault = (step: Step, said: string, choices?: readonly string[]): StepFault | undefined =>
  faultAt(stepRules, step, said, choices)

/** 'next' and 'back' of the question that was shown, or a question by name from the list at the end. */
export type StepMove = 'next' | 'back' | Step

export const stepTo = (from: Step, move: StepMove, fault: StepFault | undefined, fromAll: boolean): Step | 'all' =>
  stepAfter(stepRules, from, move, fault, fromAll)

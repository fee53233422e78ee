import { readPhone } from '../../../kit/typed.ts'

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
const least: Readonly<Partial<Record<Step, number>>> = { item: 2, where: 2, name: 1 }
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

export type StepFault = 'needed' | 'phone' | 'long' | 'number'
export type StepValues = Readonly<Partial<Record<Step, string>>>

/** What keeps her from the next question; undefined: nothing does. @param choices of a question that has them */
export const stepFault = (step: Step, said: string, choices?: readonly string[]): StepFault | undefined => {
  const text = said.trim()
  if (choices) return choices.includes(text) ? undefined : needed.includes(step) ? 'needed' : text === '' ? undefined : 'needed'
  if (needed.includes(step) && [...text].length < (least[step] ?? 1)) return 'needed'
  if (step === 'phone' && readPhone(text) === undefined) return 'phone'
  if (step === 'trips' && !/^\d{0,2}$/.test(text)) return 'number'
  return [...text].length > (most[step] ?? 1000) ? 'long' : undefined
}

/** 'next' and 'back' of the question that was shown, or a question by name from the list at the end. */
export type StepMove = 'next' | 'back' | Step

/**
 * Where a press leads. A fault keeps her where she is unless she goes back; whoever came from the list at the end to change
 * one answer goes back there.
 * @returns a question, or 'all': everything that was answered, to look over and send
 */
export const stepTo = (from: Step, move: StepMove, fault: StepFault | undefined, fromAll: boolean): Step | 'all' => {
  if (move !== 'next' && move !== 'back') return move
  const at = steps.indexOf(from)
  if (move === 'back') return fromAll ? 'all' : (steps[at - 1] ?? from)
  if (fault) return from
  return fromAll ? 'all' : (steps[at + 1] ?? 'all')
}

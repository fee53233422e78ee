import { askSteps, stepWords } from '../../../kit/askSteps.ts'
import type { StepRules, StepsShown } from '../../../kit/askSteps.ts'
import { frameWords } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { hints, most } from './askPage.ts'
import type { AskField, PlaceShown } from './askPage.ts'
import { reachWordsOf } from './words.ts'

/** What she wants to say comes first; who may tell it, last. The officer's name and a helper's may be passed over. */
export const steps = ['question', 'place', 'about', 'officer', 'tried', 'name', 'phone', 'helper'] as const satisfies readonly AskField[]

export const stepRules: StepRules<AskField> = {
  steps,
  needed: ['question', 'place', 'about', 'tried', 'name', 'phone'],
  least: { question: 2, about: 2, tried: 2 },
  most: { officer: 40, name: 40, helper: 40, ...most },
  kinds: { phone: 'phone' },
}

export interface StepsView extends PageView, StepsShown<AskField> {
  readonly places: readonly PlaceShown[]
  /** Makes sending twice one matter. */
  readonly key: string
}

/** Whose case it is and when she tried, one question a screen, without script (B6). */
export const stepsPage = (view: StepsView): string => {
  const say = reachWordsOf(view.lang)
  return askSteps(
    {
      room: 'reach',
      rules: stepRules,
      choices: step => (step === 'place' ? view.places.map(({ code, name }) => [code, name] as const) : undefined),
      words: {
        ...stepWords(say),
        frame: frameWords(say),
        question: say,
        hint: step => hints[step] && say(hints[step]),
        // No answer here is a number of times.
        fault: fault => say(`fault.${fault === 'number' ? 'needed' : fault}`),
      },
    },
    view,
  )
}

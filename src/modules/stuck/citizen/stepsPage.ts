import { askSteps, stepWords } from '../../../kit/askSteps.ts'
import type { StepChoices, StepsShown } from '../../../kit/askSteps.ts'
import { frameWords } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { stepRules } from './steps.ts'
import type { Step } from './steps.ts'
import type { WindowShown } from './intakePage.ts'
import { categoryWords, stuckWordsOf } from './words.ts'
import type { StuckWord } from './words.ts'

export interface StepsView extends PageView, StepsShown<Step> {
  readonly windows: readonly WindowShown[]
  /** Codes of the kinds that these windows take. */
  readonly categories: readonly string[]
  /** Makes sending twice one matter. */
  readonly key: string
}

export const choicesOf = (view: Pick<StepsView, 'lang' | 'windows' | 'categories'>, step: Step): StepChoices | undefined => {
  const say = stuckWordsOf(view.lang)
  if (step === 'category') return view.categories.map(code => [code, categoryWords[view.lang][code] ?? code])
  if (step === 'window') return view.windows.map(({ code, name }) => [code, name])
  if (step === 'first')
    return [
      ['yes', say('first.yes')],
      ['no', say('first.no')],
    ]
  return step === 'whom'
    ? [
        ['person', say('whom.person')],
        ['enterprise', say('whom.enterprise')],
      ]
    : undefined
}

const hints: Readonly<Partial<Record<Step, StuckWord>>> = {
  item: 'item.hint',
  where: 'where.hint',
  reason: 'reason.hint',
  rule: 'rule.hint',
  first: 'first.hint',
}

/** The door of last resort, one question a screen, without script (B6). */
export const stepsPage = (view: StepsView): string => {
  const say = stuckWordsOf(view.lang)
  return askSteps(
    {
      room: 'stuck',
      rules: stepRules,
      choices: step => choicesOf(view, step),
      words: {
        ...stepWords(say),
        frame: frameWords(say),
        question: step => say(step as StuckWord),
        hint: step => hints[step] && say(hints[step]),
        fault: fault => say(`fault.${fault}`),
      },
    },
    view,
  )
}

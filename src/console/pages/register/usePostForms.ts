import { dayOfInstant } from '../../kit/dates.ts'
import { useNow } from '../../api/clock.ts'
import type { PostView } from '../../api/register.ts'
import { useWords } from '../../kit/language.ts'
import { field } from './FormModal.tsx'
import type { Asked } from './proposing.tsx'
import { postWords, proposalWords } from './proposalWords.ts'
import { register } from './words.ts'

const textOf = (value: unknown): { title?: string } => (typeof value === 'string' && value !== '' ? { title: value } : {})

/** The forms in which a change of a post is proposed. */
export function usePostForms(): {
  readonly give: (whose?: { readonly person?: string; readonly unit?: string }) => Asked
  readonly end: (post: PostView) => Asked
  readonly change: (post: PostView) => Asked
  readonly cancel: (post: PostView) => Asked
  readonly rename: (person: { readonly id: string; readonly name: string }) => Asked
} {
  const common = useWords(register)
  const words = useWords(postWords)
  const { roles } = useWords(proposalWords)
  const today = dayOfInstant(useNow())
  const { duty_leader: _, ...given } = roles
  const deputy = field.choice(words.deputy, words.deputyLabels)
  const title = field.text(words.title2, 80, words.titleHint)
  return {
    give: (whose = {}) => ({
      title: words.give,
      required: [...(whose.person ? [] : ['person']), ...(whose.unit ? [] : ['unit']), 'role', 'deputy', 'from'],
      initial: { deputy: '0', from: today },
      fields: {
        ...(whose.person ? {} : { person: { type: 'string', person: true, title: words.person } }),
        ...(whose.unit ? {} : { unit: field.unit(common.unit) }),
        role: field.choice(words.role, given),
        title,
        deputy,
        from: field.day(words.from, words.fromHint),
        until: field.day(words.until, words.untilHint),
      },
      wanted: typed => ({
        what: 'post_given',
        person: whose.person ?? String(typed.person),
        unit: whose.unit ?? String(typed.unit),
        role: typed.role as 'leader',
        ...textOf(typed.title),
        deputy: Number(typed.deputy),
        from: String(typed.from),
        ...(typed.until ? { until: String(typed.until) } : {}),
      }),
    }),
    end: post => ({
      title: words.end,
      required: ['until'],
      initial: { until: today },
      fields: { until: field.day(words.lastDay, words.fromHint) },
      wanted: typed => ({ what: 'post_ended', id: post.id, until: String(typed.until) }),
    }),
    change: post => ({
      title: words.change,
      required: ['deputy', 'from'],
      initial: { title: post.ownTitle ?? undefined, deputy: String(post.deputy), from: post.from > today ? post.from : today },
      fields: { title, deputy, from: field.day(words.from, words.fromHint) },
      wanted: typed => ({
        what: 'post_changed',
        id: post.id,
        ...textOf(typed.title),
        deputy: Number(typed.deputy),
        from: String(typed.from),
      }),
    }),
    rename: ({ id, name }) => ({
      title: words.rename,
      required: ['name'],
      initial: { name },
      fields: { name: field.text(common.name, 80) },
      wanted: typed => ({ what: 'person_renamed', id, name: String(typed.name) }),
    }),
    cancel: post => ({
      title: words.cancel,
      required: [],
      fields: {},
      before: words.cancelAsk,
      wanted: () => ({ what: 'post_cancelled', id: post.id }),
    }),
  }
}

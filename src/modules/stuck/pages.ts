import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf, spokenTerms } from '../../calendar/index.ts'
import { followLimit, followPages } from '../../engine/index.ts'
import type { House } from '../../engine/house.ts'
import { stepSent } from '../../kit/askSteps.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { askedView, HttpProblem, isFormPost, pageView, sendPage, sendRefusal } from '../../platform/http/index.ts'
import type { AskedView } from '../../platform/http/index.ts'
import { intakePage, stuckNotFoundPage, takenInPage } from './citizen/intakePage.ts'
import type { FaultKind, IntakeField, IntakeView, WindowShown } from './citizen/intakePage.ts'
import { sayings, stuckFollowPage } from './citizen/followPage.ts'
import type { StuckSaying } from './citizen/followPage.ts'
import { choicesOf, stepsPage } from './citizen/stepsPage.ts'
import { stuckWordsOf } from './citizen/words.ts'
import { intakeAsked } from './contract.ts'
import { spokenDayIn, stuckFollowFacts } from './follow.ts'
import type { StuckFollowFacts } from './follow.ts'
import { takeIn } from './intake.ts'
import { codes, settingsNow } from './opened.ts'
import { standingOf } from './rules/opening.ts'
import type { WindowOpen } from './rules/opening.ts'
import { stepRules, steps } from './citizen/steps.ts'
import { findByCode, leadNameOf } from './store.ts'

const limit = followLimit('stuck')
/** Telling us of something: a hall's own terminal serves many, a flood is not one of them. */
const limitIn = { name: 'stuck-in', burst: 30, perMinute: 10 } as const
const query = z.object({ ...askedView, heard: z.enum(['word', 'already']).optional().catch(undefined) })
const typed = z.string().max(4000).optional().catch(undefined)
const posted = z.object({
  window: typed,
  category: typed,
  item: typed,
  where: typed,
  trips: typed,
  reason: typed,
  rule: typed,
  words: typed,
  whom: typed,
  name: typed,
  phone: typed,
  first: typed,
  helper: typed,
  key: typed,
  ...askedView,
})
const step = z.enum(steps)
const stepped = posted.extend({
  step: step.optional().catch(undefined),
  to: z.union([z.enum(['next', 'back']), step]).catch('next'),
  from_all: z.literal('1').optional().catch(undefined),
  was: typed,
})

/** '现在开着，到17:00' */
const standingShown = (house: House, window: WindowOpen, lang: PageLanguage): string | undefined => {
  const now = house.clock.now()
  const standing = standingOf(house.calendar(), window, now)
  const say = stuckWordsOf(lang)
  return standing === undefined
    ? undefined
    : 'until' in standing
      ? say('open.now', { until: standing.until })
      : say('open.next', { day: standing.on === dayOf(now) ? say('open.today') : spokenDayIn(standing.on, lang), at: standing.at })
}

const windowsShown = (house: House, lang: PageLanguage): readonly WindowShown[] =>
  Object.entries(settingsNow(house).windows).map(([code, window]) => ({
    code,
    name: lang === 'en' ? (window.name_en ?? window.name) : window.name,
    address: window.address,
    ...(window.phone === undefined ? {} : { phone: window.phone }),
    hours: lang === 'en' ? (window.hours_en ?? window.hours) : window.hours,
    ...(window.open ? { now: standingShown(house, { ...window, open: window.open }, lang) } : {}),
  }))

const termsShown = (house: House, lang: PageLanguage): { general: string; complex: string } => {
  const { general_within: general, complex_within: complex } = settingsNow(house)
  const english = (terms: typeof general): string => `${terms.amount} ${terms.unit.replace('_', ' ')}`
  return lang === 'zh'
    ? { general: spokenTerms(general), complex: spokenTerms(complex) }
    : { general: english(general), complex: english(complex) }
}

const factsFor = (house: House, matter: string, lang: PageLanguage): Promise<StuckFollowFacts | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  return house.as(viewer, async tx => {
    const page = await house.engine.readIn(tx, viewer, matter)
    return page && stuckFollowFacts(page, await leadNameOf(tx, house.city, matter), lang, stuckWordsOf(lang))
  })
}

/** The last organ has looked or not: the citizen says the same word, who looked in the round decides what it means. */
const judge = async (house: House, matter: string, say: StuckSaying): Promise<Refusal | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  const act = (action: string) => house.engine.act(viewer, { matter, action })
  const actions = { solved: 'confirm_solved', partly: 'accept_partly', unsolved: 'say_unsolved', withdraw: 'withdraw' } as const
  const first = await act(actions[say])
  const done = say === 'unsolved' && isRefusal(first) && first.because === 'last_organ_has_looked' ? await act('keep_unsolved') : first
  return isRefusal(done) ? done : undefined
}

/** /stuck and /stuck/<code>: the citizen's own door, without script. */
export const stuckPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const view = (request: FastifyRequest, given: AskedView) => pageView(request, given, house.programmes.current().words)
    const intake = (base: ReturnType<typeof view>, more: Partial<IntakeView> = {}): string =>
      intakePage({
        ...base,
        windows: windowsShown(house, base.lang),
        categories: settingsNow(house).categories,
        key: house.keys.uuid(),
        ...termsShown(house, base.lang),
        ...more,
      })

    app.get(
      '/stuck',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => sendPage(reply, intake(view(request, request.query))),
    )

    app.post(
      '/stuck',
      { config: { permission: 'public', headers: 'page', body: 'form', limit: limitIn }, schema: { body: posted } },
      async (request, reply) => {
        const { lang, big: large, ...typedIn } = request.body
        const base = view(request, { lang, big: large })
        const empty = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined)
        const asked = intakeAsked.safeParse({
          ...typedIn,
          // Without the page's own key a second pressing is a second matter.
          key: z.uuid().safeParse(typedIn.key).data ?? house.keys.uuid(),
          whom: typedIn.whom ?? 'person',
          trips: empty(typedIn.trips) ?? '0',
          reason: typedIn.reason ?? '',
          rule: empty(typedIn.rule),
          words: empty(typedIn.words),
          helper: empty(typedIn.helper),
          first: typedIn.first === 'yes',
        })
        const taken = asked.success
          ? await takeIn(house, { kind: 'system', city: house.city, name: 'intake' }, 'online', asked.data)
          : undefined
        if (taken && !isRefusal(taken)) {
          return isFormPost(request)
            ? sendPage(reply, takenInPage({ ...base, code: taken.code, number: taken.number }), 201)
            : reply
                .code(201)
                .type('application/json; charset=utf-8')
                .serializer(String)
                .send(JSON.stringify({ number: taken.number, code: taken.code }))
        }
        const faults: Partial<Record<IntakeField, FaultKind>> = {}
        for (const issue of asked.success ? [] : asked.error.issues)
          faults[String(issue.path[0]) as IntakeField] ??=
            issue.code === 'too_big' ? 'long' : issue.path[0] === 'window' ? 'window' : 'needed'
        if (taken)
          faults[(taken.field ?? 'phone') as IntakeField] =
            taken.because === 'no_such_window' ? 'window' : taken.because === 'no_such_category' ? 'needed' : 'phone'
        if (!isFormPost(request)) {
          if (taken) return sendRefusal(reply, taken)
          throw new HttpProblem('input_invalid', { field: Object.keys(faults)[0] ?? 'item' })
        }
        const { key, ...values } = typedIn
        const kept = Object.fromEntries(Object.entries(values).filter(([, text]) => text !== undefined)) as NonNullable<
          IntakeView['values']
        >
        const same = z.uuid().safeParse(key).data
        return sendPage(reply, intake(base, { values: kept, faults, ...(same === undefined ? {} : { key: same }) }), 422)
      },
    )

    const stepsView = (base: ReturnType<typeof view>) => ({
      ...base,
      windows: windowsShown(house, base.lang),
      categories: settingsNow(house).categories,
    })
    app.get(
      '/stuck/steps',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => {
        const base = stepsView(view(request, request.query))
        // Where nobody opened a window there is nothing to answer.
        return sendPage(
          reply,
          base.windows.length === 0
            ? intake(base)
            : stepsPage({ ...base, key: house.keys.uuid(), step: steps[0], fromAll: false, values: {} }),
        )
      },
    )

    // What was answered goes from page to page and is kept nowhere before it is sent.
    app.post(
      '/stuck/steps',
      { config: { permission: 'public', headers: 'page', body: 'form', limit }, schema: { body: stepped } },
      async (request, reply) => {
        const { lang, big, key, step, to, from_all, was, ...given } = request.body
        const base = stepsView(view(request, { lang, big }))
        const shown = stepSent(stepRules, { step, to, from_all, was }, given, one => choicesOf(base, one)?.map(([value]) => value))
        return sendPage(
          reply,
          stepsPage({ ...base, ...shown, key: z.uuid().safeParse(key).data ?? house.keys.uuid() }),
          shown.fault === undefined ? 200 : 422,
        )
      },
    )

    await app.register(
      followPages(house, {
        room: 'stuck',
        sayings,
        find: (tx, digits) => findByCode(tx, house.city, codes.digestOf(house.keys, house.city, digits)),
        facts: (matter, lang) => factsFor(house, matter, lang),
        hear: (matter, say) => judge(house, matter, say),
        page: stuckFollowPage,
        notFound: stuckNotFoundPage,
      }),
    )
  }

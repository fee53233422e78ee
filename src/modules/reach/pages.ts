import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { spokenTerms } from '../../calendar/index.ts'
import { followLimit, followPages } from '../../engine/index.ts'
import type { House } from '../../engine/house.ts'
import { stepSent } from '../../kit/askSteps.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { askedView, HttpProblem, isFormPost, pageView, sendPage, sendRefusal } from '../../platform/http/index.ts'
import type { AskedView } from '../../platform/http/index.ts'
import { askPage, reachNotFoundPage, takenInPage } from './citizen/askPage.ts'
import type { AskField, AskView, FaultKind } from './citizen/askPage.ts'
import { reachFollowPage, sayings } from './citizen/followPage.ts'
import type { ReachSaying } from './citizen/followPage.ts'
import { stepRules, steps, stepsPage } from './citizen/stepsPage.ts'
import { reachWordsOf } from './citizen/words.ts'
import { reachAsked } from './contract.ts'
import { reachFollowFacts } from './follow.ts'
import type { ReachFollowFacts } from './follow.ts'
import { takeIn } from './intake.ts'
import { codes, settingsNow } from './opened.ts'
import { askOf, findByCode } from './store.ts'

const limit = followLimit('reach')
/** Telling us of something: a terminal in the hall serves many, a flood is not one of them. */
const limitIn = { name: 'reach-in', burst: 30, perMinute: 10 } as const
const query = z.object({ ...askedView, heard: z.enum(['word', 'already']).optional().catch(undefined) })
const typed = z.string().max(4000).optional().catch(undefined)
const posted = z.object({
  place: typed,
  about: typed,
  officer: typed,
  question: typed,
  tried: typed,
  name: typed,
  phone: typed,
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

const placesShown = (house: House, lang: PageLanguage): AskView['places'] =>
  Object.entries(settingsNow(house).places).map(([code, place]) => ({
    code,
    name: lang === 'en' ? (place.name_en ?? place.name) : place.name,
  }))

const daysShown = (house: House, lang: PageLanguage): string => {
  const { answer_within: terms } = settingsNow(house)
  return lang === 'zh' ? spokenTerms(terms) : `${terms.amount} ${terms.unit.replace('_', ' ')}`
}

const factsFor = (house: House, matter: string, lang: PageLanguage): Promise<ReachFollowFacts | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  return house.as(viewer, async tx => {
    const page = await house.engine.readIn(tx, viewer, matter)
    return page && reachFollowFacts(page, await askOf(tx, house.city, matter), lang, reachWordsOf(lang))
  })
}

const actions = { reached: 'confirm_reached', explained: 'accept_explained', unreached: 'say_unreached', withdraw: 'withdraw' } as const

/** Whether another round follows her no, the settings decide; she says the same word. */
const hear = async (house: House, matter: string, say: ReachSaying): Promise<Refusal | undefined> => {
  const act = (action: string) => house.engine.act({ kind: 'citizen', city: house.city, matter }, { matter, action })
  const first = await act(actions[say])
  const done = say === 'unreached' && isRefusal(first) && first.because === 'last_round' ? await act('keep_unreached') : first
  return isRefusal(done) ? done : undefined
}

/** /reach and /reach/<code>: the party's own door, without script. */
export const reachPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const view = (request: FastifyRequest, given: AskedView) => pageView(request, given, house.programmes.current().words)
    const ask = (base: ReturnType<typeof view>, more: Partial<AskView> = {}): string =>
      askPage({ ...base, places: placesShown(house, base.lang), key: house.keys.uuid(), days: daysShown(house, base.lang), ...more })

    app.get(
      '/reach',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => sendPage(reply, ask(view(request, request.query))),
    )

    app.post(
      '/reach',
      { config: { permission: 'public', headers: 'page', body: 'form', limit: limitIn }, schema: { body: posted } },
      async (request, reply) => {
        const { lang, big: large, ...typedIn } = request.body
        const base = view(request, { lang, big: large })
        const empty = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined)
        const asked = reachAsked.safeParse({
          ...typedIn,
          // Without the page's own key a second pressing is a second matter.
          key: z.uuid().safeParse(typedIn.key).data ?? house.keys.uuid(),
          officer: empty(typedIn.officer),
          helper: empty(typedIn.helper),
        })
        const taken = asked.success
          ? await takeIn(house, { kind: 'system', city: house.city, name: 'intake' }, 'online', asked.data)
          : undefined
        if (taken && !isRefusal(taken)) {
          const { code, number } = taken
          return isFormPost(request)
            ? sendPage(reply, takenInPage({ ...base, code, number }), 201)
            : reply.code(201).type('application/json; charset=utf-8').serializer(String).send(JSON.stringify({ number, code }))
        }
        const faults: Partial<Record<AskField, FaultKind>> = {}
        for (const issue of asked.success ? [] : asked.error.issues)
          faults[String(issue.path[0]) as AskField] ??= issue.code === 'too_big' ? 'long' : issue.path[0] === 'place' ? 'place' : 'needed'
        if (taken) faults[(taken.field ?? 'phone') as AskField] = taken.because === 'no_such_place' ? 'place' : 'phone'
        if (!isFormPost(request)) {
          if (taken) return sendRefusal(reply, taken)
          throw new HttpProblem('input_invalid', { field: Object.keys(faults)[0] ?? 'about' })
        }
        const { key, ...values } = typedIn
        const kept = Object.fromEntries(Object.entries(values).filter(([, text]) => text !== undefined)) as NonNullable<AskView['values']>
        const same = z.uuid().safeParse(key).data
        return sendPage(reply, ask(base, { values: kept, faults, ...(same === undefined ? {} : { key: same }) }), 422)
      },
    )

    app.get(
      '/reach/steps',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => {
        const base = view(request, request.query)
        const places = placesShown(house, base.lang)
        // Where no organ takes such questions there is nothing to answer.
        if (places.length === 0) return sendPage(reply, ask(base))
        return sendPage(reply, stepsPage({ ...base, places, key: house.keys.uuid(), step: steps[0], fromAll: false, values: {} }))
      },
    )

    // What was answered goes from page to page and is kept nowhere before it is sent.
    app.post(
      '/reach/steps',
      { config: { permission: 'public', headers: 'page', body: 'form', limit }, schema: { body: stepped } },
      async (request, reply) => {
        const { lang, big, key, step: from, to, from_all, was, ...given } = request.body
        const base = view(request, { lang, big })
        const places = placesShown(house, base.lang)
        const shown = stepSent(stepRules, { step: from, to, from_all, was }, given, one =>
          one === 'place' ? places.map(({ code }) => code) : undefined,
        )
        return sendPage(
          reply,
          stepsPage({ ...base, ...shown, places, key: z.uuid().safeParse(key).data ?? house.keys.uuid() }),
          shown.fault === undefined ? 200 : 422,
        )
      },
    )

    await app.register(
      followPages(house, {
        room: 'reach',
        sayings,
        find: (tx, digits) => findByCode(tx, house.city, codes.digestOf(house.keys, house.city, digits)),
        facts: (matter, lang) => factsFor(house, matter, lang),
        hear: (matter, say) => hear(house, matter, say),
        page: reachFollowPage,
        notFound: reachNotFoundPage,
      }),
    )
  }

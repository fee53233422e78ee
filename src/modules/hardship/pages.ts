import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { spokenTerms } from '../../calendar/index.ts'
import { followLimit, followPages } from '../../engine/index.ts'
import type { House } from '../../engine/house.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { askedView, HttpProblem, isFormPost, pageView, sendPage, sendRefusal } from '../../platform/http/index.ts'
import type { AskedView } from '../../platform/http/index.ts'
import { askPage, hardshipNotFoundPage, takenInPage } from './citizen/askPage.ts'
import type { AskField, AskView, FaultKind } from './citizen/askPage.ts'
import { hardshipFollowPage, sayings } from './citizen/followPage.ts'
import type { HardshipSaying } from './citizen/followPage.ts'
import { hardshipWordsOf } from './citizen/words.ts'
import { hardshipAsked } from './contract.ts'
import { hardshipFollowFacts } from './follow.ts'
import type { HardshipFollowFacts } from './follow.ts'
import { takeIn } from './intake.ts'
import { codes, settingsNow } from './opened.ts'
import { applicationOf, findByCode } from './store.ts'

const limit = followLimit('hardship')
/** Telling us of something: a terminal in the hall serves many, a flood is not one of them. */
const limitIn = { name: 'hardship-in', burst: 30, perMinute: 10 } as const
const query = z.object({ ...askedView, heard: z.enum(['word', 'already']).optional().catch(undefined) })
const typed = z.string().max(4000).optional().catch(undefined)
const posted = z.object({
  place: typed,
  need: typed,
  kind: typed,
  about: typed,
  name: typed,
  phone: typed,
  helper: typed,
  key: typed,
  ...askedView,
})

const placesShown = (house: House, lang: PageLanguage): AskView['places'] =>
  Object.entries(settingsNow(house).places).map(([code, place]) => ({
    code,
    name: lang === 'en' ? (place.name_en ?? place.name) : place.name,
  }))

const daysShown = (house: House, lang: PageLanguage): string => {
  const { decide_within: terms } = settingsNow(house)
  return lang === 'zh' ? spokenTerms(terms) : `${terms.amount} ${terms.unit.replace('_', ' ')}`
}

const factsFor = (house: House, matter: string, lang: PageLanguage): Promise<HardshipFollowFacts | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  return house.as(viewer, async tx => {
    const page = await house.engine.readIn(tx, viewer, matter)
    return (
      page &&
      hardshipFollowFacts(page, await applicationOf(tx, house.city, matter), settingsNow(house).unknown, lang, hardshipWordsOf(lang))
    )
  })
}

const actions = { helped: 'confirm_helped', understood: 'accept_refusal', unhelped: 'say_unhelped', withdraw: 'withdraw' } as const

/** Whether another round follows her no, the settings decide; she says the same word. */
const hear = async (house: House, matter: string, say: HardshipSaying): Promise<Refusal | undefined> => {
  const act = (action: string) => house.engine.act({ kind: 'citizen', city: house.city, matter }, { matter, action })
  const first = await act(actions[say])
  const done = say === 'unhelped' && isRefusal(first) && first.because === 'help_last_round' ? await act('keep_unhelped') : first
  return isRefusal(done) ? done : undefined
}

/** /hardship and /hardship/<code>: the applicant's own door, without script. */
export const hardshipPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const view = (request: FastifyRequest, given: AskedView) => pageView(request, given, house.programmes.current().words)
    const ask = (base: ReturnType<typeof view>, more: Partial<AskView> = {}): string =>
      askPage({ ...base, places: placesShown(house, base.lang), key: house.keys.uuid(), days: daysShown(house, base.lang), ...more })

    app.get(
      '/hardship',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => sendPage(reply, ask(view(request, request.query))),
    )

    app.post(
      '/hardship',
      { config: { permission: 'public', headers: 'page', body: 'form', limit: limitIn }, schema: { body: posted } },
      async (request, reply) => {
        const { lang, big: large, ...typedIn } = request.body
        const base = view(request, { lang, big: large })
        const kept = Object.fromEntries(Object.entries(typedIn).filter(([, text]) => text?.trim())) as NonNullable<AskView['values']>
        const asked = hardshipAsked.safeParse({
          ...kept,
          // Without the page's own key a second pressing is a second application.
          key: z.uuid().safeParse(typedIn.key).data ?? house.keys.uuid(),
        })
        const taken = asked.success ? await takeIn(house, { channel: 'online' }, asked.data) : undefined
        if (taken && !isRefusal(taken)) {
          const { code, number } = taken
          return isFormPost(request)
            ? sendPage(reply, takenInPage({ ...base, code, number }), 201)
            : reply.code(201).type('application/json; charset=utf-8').serializer(String).send(JSON.stringify({ number, code }))
        }
        const faults: Partial<Record<AskField, FaultKind>> = {}
        for (const issue of asked.success ? [] : asked.error.issues)
          faults[String(issue.path[0]) as AskField] ??=
            issue.code === 'too_big' ? 'long' : issue.path[0] === 'place' || issue.path[0] === 'kind' ? 'place' : 'needed'
        if (taken) faults[(taken.field ?? 'phone') as AskField] = taken.because === 'no_such_desk' ? 'place' : 'phone'
        if (!isFormPost(request)) {
          if (taken) return sendRefusal(reply, taken)
          throw new HttpProblem('input_invalid', { field: Object.keys(faults)[0] ?? 'need' })
        }
        const same = z.uuid().safeParse(typedIn.key).data
        return sendPage(reply, ask(base, { values: kept, faults, ...(same === undefined ? {} : { key: same }) }), 422)
      },
    )

    await app.register(
      followPages(house, {
        room: 'hardship',
        sayings,
        find: (tx, digits) => findByCode(tx, house.city, codes.digestOf(house.keys, house.city, digits)),
        facts: (matter, lang) => factsFor(house, matter, lang),
        hear: (matter, say) => hear(house, matter, say),
        page: hardshipFollowPage,
        notFound: hardshipNotFoundPage,
      }),
    )
  }

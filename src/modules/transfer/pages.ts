import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { readCode } from '../../kit/typed.ts'
import { asAsked, askedView, HttpProblem, isFormPost, languageOf, pageView, sendPage, sendRefusal } from '../../platform/http/index.ts'
import type { AskedView } from '../../platform/http/index.ts'
import { transferFollowPage, transferNotFoundPage, transferPage } from './citizen/pages.ts'
import type { PlaceShown } from './citizen/pages.ts'
import { transferWordsOf } from './citizen/words.ts'
import { transferFacts } from './follow.ts'
import type { TransferFacts } from './follow.ts'
import { codes, settingsNow } from './opened.ts'
import { findByCode } from './store.ts'

/** Guessing 16 digits is hopeless at any pace; a neighbourhood may be a whole hall. */
const limit = { name: 'transfer', burst: 300, perMinute: 240 } as const
const query = z.object({ ...askedView, heard: z.enum(['word', 'already']).optional().catch(undefined) })
const params = z.object({ code: z.string().max(40) })
const said = z.object({ say: z.literal('taken_back'), ...askedView })

const placesShown = (house: House, lang: PageLanguage): readonly PlaceShown[] =>
  Object.values(settingsNow(house).points).map(point => ({
    name: lang === 'en' ? (point.name_en ?? point.name) : point.name,
    address: lang === 'en' ? (point.address_en ?? point.address) : point.address,
    ...(point.phone === undefined ? {} : { phone: point.phone }),
    ...(point.hours === undefined ? {} : { hours: point.hours }),
  }))

const find = (house: House, code: string): Promise<string | undefined> => {
  const digits = readCode(code)
  return digits === undefined
    ? Promise.resolve(undefined)
    : house.as({ kind: 'public', city: house.city }, tx => findByCode(tx, house.city, codes.digestOf(house.keys, house.city, digits)))
}

const factsFor = async (house: House, matter: string | undefined, lang: PageLanguage): Promise<TransferFacts | undefined> => {
  const page = matter === undefined ? undefined : await house.engine.read({ kind: 'citizen', city: house.city, matter }, matter)
  return page && transferFacts(page, settingsNow(house), lang, transferWordsOf(lang))
}

/** /transfer and /transfer/<code>: where the papers are, without script. */
export const transferPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const view = (request: FastifyRequest, given: AskedView) => pageView(request, given, house.programmes.current().words)

    app.get(
      '/transfer',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => {
        const base = view(request, request.query)
        return sendPage(reply, transferPage({ ...base, places: placesShown(house, base.lang) }))
      },
    )

    // Posted, not asked by address, so that the code stays out of logs and history.
    app.post(
      '/transfer/find',
      {
        config: { permission: 'public', headers: 'page', body: 'form', limit },
        schema: { body: z.object({ code: z.string().max(200).catch(''), ...askedView }) },
      },
      async (request, reply) => {
        const code = readCode(request.body.code)
        return code === undefined
          ? sendPage(reply, transferNotFoundPage(view(request, request.body)), 404)
          : reply.redirect(`/transfer/${code}?${asAsked(request.body)}`.replace(/\?$/, ''), 303)
      },
    )

    app.get(
      '/transfer/:code',
      { config: { permission: 'public', headers: 'page', limit }, schema: { params, querystring: query } },
      async (request, reply) => {
        const base = view(request, request.query)
        const facts = await factsFor(house, await find(house, request.params.code), base.lang)
        if (!facts) return sendPage(reply, transferNotFoundPage(base), 404)
        const { heard } = request.query
        return sendPage(
          reply,
          transferFollowPage({ ...base, ...facts, code: readCode(request.params.code) ?? '', ...(heard ? { heard } : {}) }),
        )
      },
    )

    app.post(
      '/transfer/:code',
      { config: { permission: 'public', headers: 'page', body: 'form', limit }, schema: { params, body: said } },
      async (request, reply) => {
        const matter = await find(house, request.params.code)
        if (matter === undefined) return sendPage(reply, transferNotFoundPage(view(request, request.body)), 404)
        const done = await house.engine.act({ kind: 'citizen', city: house.city, matter }, { matter, action: 'take_back' })
        if (isRefusal(done) && !isFormPost(request)) return sendRefusal(reply, done)
        // Pressed twice, or on a page that is older than the matter: she is shown how things stand, not an error.
        const heard = isRefusal(done) ? 'already' : 'word'
        return isFormPost(request)
          ? reply.redirect(`/transfer/${readCode(request.params.code) ?? ''}?${asAsked(request.body, { heard })}`, 303)
          : reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify({ heard }))
      },
    )

    app.get(
      '/api/transfer/follow/:code',
      { config: { permission: 'public', limit }, schema: { params, querystring: query } },
      async request => {
        const facts = await factsFor(house, await find(house, request.params.code), request.query.lang ?? languageOf(request))
        if (!facts) throw new HttpProblem('not_found')
        return facts
      },
    )
  }

import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { PageLanguage } from '../kit/page.ts'
import type { Refusal } from '../kit/refusal.ts'
import { readCode } from '../kit/typed.ts'
import type { Tx } from '../platform/database/contract.ts'
import { asAsked, askedView, HttpProblem, isFormPost, languageOf, pageView, sendPage, sendRefusal } from '../platform/http/index.ts'
import type { AskedView } from '../platform/http/index.ts'
import type { House } from './house.ts'

/** Guessing 16 digits is hopeless at any pace; a neighbourhood may be a whole court house. */
export const followLimit = (room: string) => ({ name: room, burst: 300, perMinute: 240 }) as const

type Base = ReturnType<typeof pageView>

export interface Follow<Facts extends object, Say extends string> {
  /** Stands in every address: /<room>/<code>. */
  readonly room: string
  readonly sayings: readonly [Say, ...Say[]]
  /** The matter behind 16 digits, if there is one. */
  readonly find: (tx: Tx, digits: string) => Promise<string | undefined>
  /** What the page shows, read as the citizen of this matter. */
  readonly facts: (matter: string, lang: PageLanguage) => Promise<Facts | undefined>
  /** Her word; a refusal where it comes too late or twice. */
  readonly hear: (matter: string, say: Say) => Promise<Refusal | undefined>
  readonly page: (view: Base & Facts & { readonly code: string; readonly heard?: 'word' | 'already' }) => string
  readonly notFound: (view: Base) => string
}

/** A citizen's own page behind her receipt code: found, read, and answered without script; the same facts for a program. */
export const followPages =
  <Facts extends object, Say extends string>(house: House, asked: Follow<Facts, Say>): FastifyPluginAsyncZod =>
  async app => {
    const { room, facts } = asked
    const limit = followLimit(room)
    const query = z.object({ ...askedView, heard: z.enum(['word', 'already']).optional().catch(undefined) })
    const params = z.object({ code: z.string().max(40) })
    const said = z.object({ say: z.enum(asked.sayings), ...askedView })
    const view = (request: FastifyRequest, given: AskedView): Base => pageView(request, given, house.programmes.current().words)
    const find = (code: string): Promise<string | undefined> => {
      const digits = readCode(code)
      return digits === undefined
        ? Promise.resolve(undefined)
        : house.as({ kind: 'public', city: house.city }, tx => asked.find(tx, digits))
    }

    // Posted, not asked by address, so that the code stays out of logs and history.
    app.post(
      `/${room}/find`,
      {
        config: { permission: 'public', headers: 'page', body: 'form', limit },
        schema: { body: z.object({ code: z.string().max(200).catch(''), ...askedView }) },
      },
      async (request, reply) => {
        const code = readCode(request.body.code)
        return code === undefined
          ? sendPage(reply, asked.notFound(view(request, request.body)), 404)
          : reply.redirect(`/${room}/${code}?${asAsked(request.body)}`.replace(/\?$/, ''), 303)
      },
    )

    app.get(
      `/${room}/:code`,
      { config: { permission: 'public', headers: 'page', limit }, schema: { params, querystring: query } },
      async (request, reply) => {
        const base = view(request, request.query)
        const matter = await find(request.params.code)
        const shown = matter === undefined ? undefined : await facts(matter, base.lang)
        if (!shown) return sendPage(reply, asked.notFound(base), 404)
        const { heard } = request.query
        return sendPage(reply, asked.page({ ...base, ...shown, code: readCode(request.params.code) ?? '', ...(heard ? { heard } : {}) }))
      },
    )

    app.post(
      `/${room}/:code`,
      { config: { permission: 'public', headers: 'page', body: 'form', limit }, schema: { params, body: said } },
      async (request, reply) => {
        const matter = await find(request.params.code)
        if (matter === undefined) return sendPage(reply, asked.notFound(view(request, request.body)), 404)
        const no = await asked.hear(matter, request.body.say as Say)
        if (no && !isFormPost(request)) return sendRefusal(reply, no)
        // Pressed twice, or on a page that is older than the matter: she is shown how things stand, not an error.
        const heard = no ? 'already' : 'word'
        return isFormPost(request)
          ? reply.redirect(`/${room}/${readCode(request.params.code) ?? ''}?${asAsked(request.body, { heard })}`, 303)
          : reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify({ heard }))
      },
    )

    app.get(
      `/api/${room}/follow/:code`,
      { config: { permission: 'public', limit }, schema: { params, querystring: query } },
      async request => {
        const matter = await find(request.params.code)
        const shown = matter === undefined ? undefined : await facts(matter, request.query.lang ?? languageOf(request))
        if (!shown) throw new HttpProblem('not_found')
        return shown
      },
    )
  }

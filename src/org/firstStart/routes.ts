import { readFileSync } from 'node:fs'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { PageLanguage } from '../../kit/page.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import type { Log } from '../../platform/log.ts'
import { accessProblems } from '../access/words.ts'
import type { Founding } from './appoint.ts'
import { administratorPage, codePage, confirmPage, donePage, programmePage } from './pages.ts'
import type { Candidate } from './pages.ts'
import { sayDay } from './parts.ts'
import type { SetupFault } from './parts.ts'
import { findPlaces, findRegionPath, regionPage } from './regionPage.ts'
import { regionLevels } from './region.ts'
import { administratorRoles } from './rules.ts'
import type { SetupDraft, TypedAdministrator } from './setup.ts'
import type { StartDoor } from './startCode.ts'
import { isSetupWord, setupWordsOf } from './words.ts'
import type { SetupWord } from './words.ts'

export interface SetupRoutes {
  readonly log: Log
  readonly door: StartDoor
  readonly draft: SetupDraft
  /** Makes the administrators; the same refusal where somebody else was quicker. */
  readonly appoint: (founding: Founding) => Promise<Refusal | null>
  /** Called after the last page has been sent. */
  readonly done: (programme: Candidate) => void
}

const lang = z.enum(['zh', 'en']).optional()
const key = z.string().max(64)
const short = z.string().max(200)
const limit = { name: 'setup', burst: 30, perMinute: 20 } as const
const form = { permission: 'public', headers: 'page', body: 'form', limit } as const

const fill = (sentence: string, values: Refusal['values'] = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

const findRegionScript = readFileSync(new URL('./findRegion.js', import.meta.url), 'utf8')

const sentenceOf = (refusal: Refusal, language: PageLanguage, on: string): SetupFault => {
  const word = `fault.${refusal.because}`
  const values: Refusal['values'] =
    refusal.because === 'region_level_other'
      ? { level: setupWordsOf(language)(`level.${String(refusal.values?.['level'])}` as SetupWord) }
      : { on: sayDay(language, on), ...refusal.values }
  const known = (accessProblems as Readonly<Record<string, { readonly zh: string; readonly en: string }>>)[refusal.because]
  return {
    field: refusal.field ?? '',
    sentence: isSetupWord(word) ? setupWordsOf(language)(word, values) : fill(known?.[language] ?? refusal.because, values),
  }
}

const send = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').serializer(String).send(text)

/**
 * /setup, served by a server that waits for its first start and by no other. Works without script and without cookies:
 * what entitles a browser stands in its forms, so that no foreign page can make it act.
 */
export const setupRoutes =
  ({ log, door, draft, appoint, done }: SetupRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.addHook('preHandler', async request => {
      // The key in the form is what counts. The origin says nothing here: a form of a page without referrer sends "null".
      const site = request.headers['sec-fetch-site']
      if (request.method === 'POST' && typeof site === 'string' && site !== 'same-origin' && site !== 'none')
        throw new HttpProblem('cross_site')
    })

    const languageIn = (request: FastifyRequest, said: PageLanguage | undefined): PageLanguage => said ?? languageOf(request)

    /** The page of the step that the draft stands at. */
    const show = (
      request: FastifyRequest,
      reply: FastifyReply,
      given: { readonly key: string; readonly lang?: PageLanguage },
      refusals: readonly Refusal[] = [],
      typed?: TypedAdministrator,
    ): FastifyReply => {
      const language = languageIn(request, given.lang)
      const base = {
        lang: language,
        nonce: request.nonce,
        key: given.key,
        faults: refusals.map(one => sentenceOf(one, language, draft.places.on)),
      }
      const status = refusals.length > 0 ? 422 : 200
      if (draft.step === 'region' || !draft.region)
        return send(reply, regionPage({ ...base, places: draft.places, look: draft.look, typed: draft.typedRegion }), status)
      if (draft.step === 'programme')
        return send(
          reply,
          programmePage({
            ...base,
            candidates: draft.candidates,
            ...(draft.given ? { given: draft.given } : {}),
            ...(draft.programme ? { chosen: draft.programme.city } : {}),
            region: draft.region,
            units: draft.units,
            withUnits: draft.withUnits,
          }),
          status,
        )
      if (draft.step === 'confirm') {
        const whole = draft.whole()
        if (!whole || !draft.programme) throw new HttpProblem('bad_request')
        return send(
          reply,
          confirmPage({
            ...base,
            programme: draft.programme,
            region: draft.region,
            units: draft.units,
            withUnits: draft.withUnits,
            administrators: whole.administrators,
          }),
          status,
        )
      }
      const kept = typed ?? draft.administrator(draft.step)
      return send(
        reply,
        administratorPage({
          ...base,
          role: draft.step,
          name: kept?.name ?? '',
          login: kept?.login ?? '',
          mustChange: kept?.mustChange ?? false,
        }),
        status,
      )
    }

    const shut = (
      request: FastifyRequest,
      reply: FastifyReply,
      given: { readonly key: string; readonly lang?: PageLanguage },
    ): FastifyReply | undefined =>
      door.isOpenFor(given.key)
        ? undefined
        : send(reply, codePage({ lang: languageIn(request, given.lang), nonce: request.nonce, refused: 'key.lost' }), 403)

    app.get(
      '/setup',
      {
        config: { permission: 'public', headers: 'page', limit },
        schema: { hide: true, querystring: z.object({ code: short.optional(), lang, big: z.string().max(1).optional() }) },
      },
      async (request, reply) =>
        send(
          reply,
          codePage({
            lang: languageIn(request, request.query.lang),
            nonce: request.nonce,
            ...(request.query.code === undefined ? {} : { code: request.query.code }),
          }),
        ),
    )

    app.get('/', { config: { permission: 'public', headers: 'page', limit }, schema: { hide: true } }, async (_request, reply) =>
      reply.redirect('/setup', 302),
    )

    app.post('/setup/begin', { config: form, schema: { hide: true, body: z.object({ code: short, lang }) } }, async (request, reply) => {
      const opened = door.open(request.body.code)
      if ('key' in opened) {
        log.info({ event: 'first_start.begun' })
        return show(request, reply, { key: opened.key, lang: request.body.lang })
      }
      log.warn({ event: 'first_start.refused', state: opened.refused, count: door.wrong })
      return send(reply, codePage({ lang: languageIn(request, request.body.lang), nonce: request.nonce, refused: opened.refused }), 403)
    })

    app.get(
      '/setup/regions',
      {
        config: { permission: 'public', limit: { name: 'setup-regions', burst: 60, perMinute: 240 } },
        schema: {
          hide: true,
          querystring: z.object({ words: z.string().max(60) }),
          response: {
            200: z.object({
              places: z.array(
                z.object({ code: z.string(), name: z.string(), level: z.enum(regionLevels), above: z.string(), inside: z.number() }),
              ),
              more: z.boolean(),
            }),
          },
        },
      },
      // What the State has published: whoever asks needs no key.
      async request => {
        const { places, more } = findPlaces(draft.places, request.query.words)
        return { places: [...places], more }
      },
    )

    app.get(findRegionPath, { config: { permission: 'public', headers: 'asset' }, schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'no-store').type('text/javascript; charset=utf-8').serializer(String).send(findRegionScript),
    )

    app.post(
      '/setup/region/look',
      {
        config: form,
        schema: { hide: true, body: z.object({ key, lang, words: z.string().max(60), within: z.string().max(6).optional() }) },
      },
      async (request, reply) => {
        const { words, within } = request.body
        const lost = shut(request, reply, request.body)
        if (lost) return lost
        draft.step = 'region'
        draft.look = within === undefined ? { words } : draft.places.find(within) ? { within } : {}
        return show(request, reply, request.body)
      },
    )

    app.post(
      '/setup/region',
      {
        config: form,
        schema: {
          hide: true,
          body: z.object({ key, lang, region: short, level: short.default(''), regionName: short.default('') }),
        },
      },
      async (request, reply) => {
        const lost = shut(request, reply, request.body)
        if (lost) return lost
        const { region, level, regionName } = request.body
        draft.step = 'region'
        return show(request, reply, request.body, draft.chooseRegion({ code: region, level, name: regionName }))
      },
    )

    app.post(
      '/setup/programme',
      {
        config: form,
        schema: {
          hide: true,
          body: z.object({
            key,
            lang,
            programme: short.optional(),
            units: z.literal('1').optional(),
            committee: short,
            court: short.default(''),
            procuratorate: short.default(''),
            police: short.default(''),
            justice: short.default(''),
          }),
        },
      },
      async (request, reply) => {
        const lost = shut(request, reply, request.body)
        if (lost) return lost
        // Sent again by "back" in the browser, after the server forgot: there is no place yet whose programme it could be.
        if (!draft.region) return show(request, reply, request.body)
        const { programme, units, ...names } = request.body
        return show(request, reply, request.body, draft.chooseProgramme(programme, names, units === '1'))
      },
    )

    app.post(
      '/setup/administrator',
      {
        config: form,
        schema: {
          hide: true,
          body: z.object({
            key,
            lang,
            role: z.enum(administratorRoles),
            name: short,
            login: short,
            password: z.string().max(600),
            again: z.string().max(600),
            for: z.literal('1').optional(),
          }),
        },
      },
      async (request, reply) => {
        const { role, name, login, password, again } = request.body
        const lost = shut(request, reply, request.body)
        if (lost) return lost
        // A page of an earlier step, sent again by "back" in the browser, fills in its own step.
        const before = administratorRoles.slice(0, administratorRoles.indexOf(role))
        if (!draft.programme || draft.step === 'region' || draft.step === 'programme' || before.some(one => !draft.administrator(one)))
          return show(request, reply, request.body)
        draft.step = role
        const typed = { name, login, password, again, mustChange: request.body.for === '1' }
        const refusals = await draft.name(role, typed)
        return refusals.length > 0 ? show(request, reply, request.body, refusals, typed) : show(request, reply, request.body)
      },
    )

    app.post('/setup/back', { config: form, schema: { hide: true, body: z.object({ key, lang }) } }, async (request, reply) => {
      const lost = shut(request, reply, request.body)
      if (lost) return lost
      draft.back()
      return show(request, reply, request.body)
    })

    // A second press on the button waits for the first and gets the same answer.
    let appointing: Promise<Refusal | null> | undefined

    app.post('/setup/confirm', { config: form, schema: { hide: true, body: z.object({ key, lang }) } }, async (request, reply) => {
      const lost = shut(request, reply, request.body)
      if (lost) return lost
      const whole = draft.whole()
      const { programme } = draft
      if (draft.step !== 'confirm' || !whole || !programme) return show(request, reply, request.body)
      const refusal = await (appointing ??= appoint(whole))
      if (refusal) {
        appointing = undefined
        return show(request, reply, request.body, [refusal])
      }
      // Sent or broken off: the house is to be opened in either case.
      reply.raw.once('close', () => done(programme))
      return send(reply, donePage({ lang: languageIn(request, request.body.lang), nonce: request.nonce }))
    })
  }

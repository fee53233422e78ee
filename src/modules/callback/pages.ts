import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { drawnMatter, drawnOn, drawnReceipt } from '../../engine/index.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { attachment } from '../../platform/files/index.ts'
import { asAsked, askedView, HttpProblem, isFormPost, languageOf, pageView, sendPage, sendRefusal } from '../../platform/http/index.ts'
import type { AskedView } from '../../platform/http/index.ts'
import { citizenWords, findPage, followPage, overridable } from './citizen/index.ts'
import type { FollowView } from './citizen/index.ts'
import { rightsIn } from './english.ts'
import { evidenceAt, evidenceFile, shownEvidence } from './evidence.ts'
import { followFacts } from './follow.ts'
import type { FollowFacts } from './follow.ts'
import { judge } from './judge.ts'
import { readOpened, settingsNow, tellDiscipline } from './opened.ts'
import { findByCode, postsOfRounds } from './store.ts'

/** Keys of `words:` in a programme, both languages. */
export const overridablePageWords: readonly string[] = overridable.flatMap(key => [`callback.citizen.${key}`, `callback.citizen.${key}.en`])

/** Guessing 16 digits is hopeless at any pace; a neighbourhood may be a whole hall. */
const limit = { name: 'follow', burst: 300, perMinute: 240 } as const
const query = z.object({ ...askedView, heard: z.enum(['word', 'hurt', 'sealed', 'already', 'empty']).optional().catch(undefined) })
const params = z.object({ code: z.string().max(40) })
const said = z.object({
  say: z.enum([...citizenWords, 'withdraw']).optional(),
  hurt: z.union([z.literal('1'), z.literal(true)]).optional(),
  words: z.string().max(1000).optional(),
  sealed: z.union([z.literal('1'), z.literal(true)]).optional(),
  sealed_words: z.string().max(2000).optional(),
  ...askedView,
})
type Said = z.infer<typeof said>

const digitsOf = (code: string): string | undefined => (/^\d{16}$/.test(code.replace(/\s+/g, '')) ? code.replace(/\s+/g, '') : undefined)

const find = (house: House, code: string): Promise<string | undefined> => {
  const digits = digitsOf(code)
  if (digits === undefined) return Promise.resolve(undefined)
  return house.as({ kind: 'public', city: house.city }, tx => findByCode(tx, house.city, house.keys.digest('follow', house.city, digits)))
}

/** What the matter was opened with, and what its receipt's rating was. */
const drawnOf = ({ keys, city, clock }: House, tx: Tx, matter: string, digits: string): Promise<readonly string[]> =>
  drawnOn(
    tx,
    city,
    [drawnMatter(keys, city, matter), drawnReceipt(keys, city, keys.digest('receipt_lookup', city, digits))],
    dayOf(clock.now()),
  )

const factsFor = async (
  house: House,
  matter: string,
  code: string,
  lang: PageLanguage,
): Promise<(FollowFacts & Pick<FollowView, 'evidence'>) | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  return house.as(viewer, async tx => {
    const page = await house.engine.readIn(tx, viewer, matter)
    if (!page) return undefined
    const rounds = await postsOfRounds(tx, house.city, matter)
    const post = rounds.find(one => one.round === page.matter.round)
    const posts = new Map(rounds.flatMap(one => (one.title ? [[one.round, one.title] as const] : [])))
    const shown = evidenceAt(code, await shownEvidence(house, tx, page))
    const facts = followFacts(page, {
      ...(post?.title ? { post: post.title } : {}),
      ...(post?.organ ? { organ: post.organ } : {}),
      posts,
      lang,
      rights: settingsNow(house).rights,
      sayRight: rightsIn(house, lang),
      drawn: await drawnOf(house, tx, matter, digitsOf(code) ?? ''),
      now: house.clock.now(),
    })
    return shown.length === 0 ? facts : { ...facts, evidence: shown }
  })
}

/** Past the department: neither the trail nor this page says that it happened. */
const tell = async (house: House, matter: string, words: string): Promise<void> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  await house.as(viewer, async tx => {
    const read = await readOpened(house, tx, viewer, matter)
    if (!read) return
    const { opened } = read
    await tellDiscipline(house, tx, 'callback.pressure_reported', {
      source: 'follow',
      words,
      unit: opened.service.unit,
      unitName: opened.service.unitName,
      rated: opened.rated,
      contact: opened.contact,
      safeWord: opened.safeWord,
      follow: opened.follow,
    })
  })
}

type Heard = 'word' | 'hurt' | 'sealed'

const hear = async (house: House, matter: string, body: Said): Promise<Heard | Refusal> => {
  if (body.sealed !== undefined) {
    const words = body.sealed_words?.trim()
    if (!words) return refuse('nothing_written', { field: 'sealed_words' })
    await tell(house, matter, words)
    return 'sealed'
  }
  if (body.hurt !== undefined) {
    await tell(house, matter, body.words?.trim() || '（群众反映有人追问、劝改、为难，没有写经过）')
    return 'hurt'
  }
  if (body.say === undefined) throw new HttpProblem('input_invalid', { field: 'say' })
  return (await judge(house, matter, body.say)) ?? 'word'
}

/** /follow and /follow/<code>: the citizen's page, for whoever holds the receipt. Works without script. */
export const followPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const view = (request: FastifyRequest, given: AskedView) => pageView(request, given, house.programmes.current().words)
    /**
     * A code that no matter knows belongs to a rating without a call, or to nobody: the receipt's own page tells them apart.
     * What was told with it (pressure, a sealed report) is posted on to there as it stands.
     */
    const elsewhere = (
      request: FastifyRequest,
      reply: FastifyReply,
      given: z.infer<typeof query>,
      code: string,
      told = false,
    ): FastifyReply => {
      const digits = digitsOf(code)
      if (digits === undefined) return sendPage(reply, findPage({ ...view(request, given), action: '/follow', missed: true }), 404)
      return told
        ? reply.redirect(`/receipt/${digits}/tell`, 307)
        : reply.redirect(`/receipt/${digits}?${asAsked(given)}`.replace(/\?$/, ''), 303)
    }

    app.get(
      '/follow',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => sendPage(reply, findPage({ ...view(request, request.query), action: '/follow' })),
    )

    app.post(
      '/follow',
      {
        config: { permission: 'public', headers: 'page', body: 'form', limit },
        schema: { body: z.object({ code: z.string().max(200).catch(''), ...askedView }) },
      },
      async (request, reply) => {
        const digits = digitsOf(request.body.code)
        return digits === undefined
          ? sendPage(reply, findPage({ ...view(request, request.body), action: '/follow', missed: true }), 404)
          : reply.redirect(`/follow/${digits}?${asAsked(request.body)}`.replace(/\?$/, ''), 303)
      },
    )

    app.get(
      '/follow/:code',
      { config: { permission: 'public', headers: 'page', limit }, schema: { params, querystring: query } },
      async (request, reply) => {
        const { code } = request.params
        const matter = await find(house, code)
        const base = view(request, request.query)
        const facts = matter === undefined ? undefined : await factsFor(house, matter, digitsOf(code) ?? '', base.lang)
        if (!facts) return elsewhere(request, reply, request.query, code)
        const { heard } = request.query
        return sendPage(
          reply,
          followPage({
            ...base,
            ...facts,
            code: digitsOf(code) ?? '',
            action: `/follow/${digitsOf(code) ?? ''}`,
            ...(heard ? { heard } : {}),
          }),
        )
      },
    )

    app.post(
      '/follow/:code',
      { config: { permission: 'public', headers: 'page', body: 'form', limit }, schema: { params, body: said } },
      async (request, reply) => {
        const matter = await find(house, request.params.code)
        const { body } = request
        if (matter === undefined)
          return elsewhere(request, reply, body, request.params.code, body.hurt !== undefined || body.sealed !== undefined)
        const said = await hear(house, matter, body)
        const isForm = isFormPost(request)
        if (isRefusal(said) && !isForm) return sendRefusal(reply, said)
        // Pressed twice, or pressed on a page that is older than the matter: she is shown how things stand, not an error.
        const heard = !isRefusal(said) ? said : said.because === 'nothing_written' ? 'empty' : 'already'
        if (isForm) return reply.redirect(`/follow/${digitsOf(request.params.code) ?? ''}?${asAsked(body, { heard })}`, 303)
        return reply.type('application/json; charset=utf-8').serializer(String).send(JSON.stringify({ heard }))
      },
    )

    // One picture or document that was released to this code. A picture is shown on the page, a document leaves as a file.
    app.get(
      '/follow/:code/evidence/:at',
      {
        config: { permission: 'public', headers: 'download', limit },
        schema: { params: params.extend({ at: z.coerce.number().int().min(1).max(20) }) },
      },
      async (request, reply) => {
        const matter = await find(house, request.params.code)
        const found = matter === undefined ? undefined : await evidenceFile(house, matter, request.params.at)
        if (!found) throw new HttpProblem('not_found')
        const { kind, type, bytes, name } = found
        return reply
          .header('content-disposition', kind === 'picture' ? 'inline' : attachment(name))
          .type(type)
          .send(bytes)
      },
    )

    app.get('/api/follow/:code', { config: { permission: 'public', limit }, schema: { params, querystring: query } }, async request => {
      const matter = await find(house, request.params.code)
      const facts =
        matter === undefined
          ? undefined
          : await factsFor(house, matter, digitsOf(request.params.code) ?? '', request.query.lang ?? languageOf(request))
      if (!facts) throw new HttpProblem('not_found')
      return facts
    })
  }

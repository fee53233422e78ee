import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { enhancePath } from '../../../kit/page.ts'
import { isRefusal, refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import { asAsked, HttpProblem, isFormPost, sendBecause, sendPage, sendRefusal } from '../../../platform/http/index.ts'
import { callsOf, factsOf, latestOf, linkUsedReport, ratedOf } from '../calls.ts'
import { busyPage, closedPage, notFoundPage, notMePage, ratePage, usedPage } from '../citizen/index.ts'
import type { RateView, Submitted } from '../citizen/index.ts'
import { enhanceScript } from '../citizen/script.ts'
import { ratingBody } from '../contract.ts'
import { askerOf, bodyOfForm, faultOf, keyOf, newKey, rateViewOf, saysNotMe, wantsPage } from '../desk.ts'
import type { Desk, PageOf } from '../desk.ts'
import { promisedDay } from '../people.ts'
import { settingsOf } from '../push.ts'
import { bodyOf } from '../rules/body.ts'
import type { Held } from '../rules/body.ts'
import { isToken, receiptOf } from '../rules/code.ts'
import { readRating } from '../rules/rating.ts'
import type { Rating, Wish, RatingAsked } from '../rules/rating.ts'
import type { Became, CallFactsRow, LinkRow } from '../store/intake.ts'
import { writeReport } from '../store/intake.ts'

export const receiptPath = (receipt: string): string => `/receipt/${receipt}`
/** Where a form of hers leads: the receipt, in her language and type. */
export const receiptShown = (desk: Desk, request: FastifyRequest, receipt: string, more: Readonly<Record<string, string>> = {}): string => {
  const { lang, largeType } = askerOf(desk, request)
  return `${receiptPath(receipt)}?${asAsked({ lang, big: largeType ? '1' : undefined }, more)}`
}
export const followPath = (receipt: string): string => `/follow/${receipt}`

/** The form's own name of what the JSON calls by its place. */
const fieldShown = (path: readonly string[]): string => {
  const last = path.filter(part => !/^\d+$/.test(part)).at(-1) ?? 'overall'
  return { reasons: 'reason', sealed: 'sealed_words', how: 'wish', levels: 'overall' }[last] ?? last
}

/** What was asked for, or why it cannot be; the same for JSON and form. */
export const readAsked = (desk: Desk, request: FastifyRequest, asked: Omit<RatingAsked, 'settings'>): Rating | Refusal => {
  const parsed = ratingBody.safeParse(isFormPost(request) ? bodyOfForm(request.body as Submitted) : request.body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    if (isFormPost(request))
      return refuse(issue?.code === 'too_big' ? 'text_too_long' : 'input_not_read', { field: fieldShown(issue?.path.map(String) ?? []) })
    const path = parsed.error.issues[0]?.path.map(String) ?? []
    throw new HttpProblem('input_invalid', {
      field: path.join('.') || (parsed.error.issues[0] as { keys?: string[] } | undefined)?.keys?.[0] || 'body',
    })
  }
  return readRating(parsed.data, { settings: settingsOf(desk.house), ...asked })
}

/** Who will be in contact and by when: the same at every level. `now` is the instant from which the caller's clock runs. */
export const wishOf = async (
  desk: Desk,
  asked: { readonly unit: string; readonly facts?: CallFactsRow | undefined; readonly now: Date },
  wish: Wish | undefined,
): Promise<Pick<Held, 'wish' | 'by' | 'who' | 'promised' | 'latest'>> => {
  if (!wish) return { wish: 'none', by: 'department', who: '' }
  const { unit, facts, now } = asked
  const settings = settingsOf(desk.house)
  const who = await desk.people.callerTitle(
    { unit, rated: ratedOf(facts), finishedAt: facts?.finished_at ?? now, by: wish.by },
    settings.centre,
  )
  if (wish.how === 'after') return { wish: 'after', by: wish.by, who, latest: latestOf(settings, now) }
  const promised = promisedDay(desk.house, now)
  return { wish: wish.how, by: wish.by, who, ...(promised === undefined ? {} : { promised }) }
}

/** Receipt and the two addresses; nothing here is made from a level. */
export const answerOf = (desk: Desk, receipt: string): { receipt: string; follow: string } => ({
  receipt,
  follow: desk.house.config.publicUrl + followPath(receipt),
})

export const sendRated = (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  became: 'new' | 'again',
  receipt: string,
): FastifyReply =>
  isFormPost(request)
    ? reply.redirect(receiptShown(desk, request, receipt), 303)
    : reply.code(became === 'new' ? 201 : 200).send(answerOf(desk, receipt))

export const showAgain = async (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  page: PageOf,
  refusal: Refusal,
  show: (view: RateView) => string,
): Promise<FastifyReply> => {
  if (!isFormPost(request)) return sendRefusal(reply, refusal)
  const asker = askerOf(desk, request)
  const values = request.body as Submitted
  const view = await rateViewOf(desk, asker, page)
  const status = refusal.because === 'told_too_often' || refusal.because === 'window_full' ? 429 : 400
  return sendPage(reply, show({ ...view, values, faults: [faultOf(refusal, asker.lang)], idempotencyKey: keyOf(desk, request) }), status)
}

/** Too many at once: what was typed stays in the answer, under the same key. */
export const orBusy = async <T>(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  action: string,
  work: () => Promise<T>,
): Promise<T | FastifyReply> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof HttpProblem) || error.because !== 'too_busy' || !isFormPost(request)) throw error
    const retryAfter = error.more.retryAfter ?? 1
    return sendPage(
      reply.header('retry-after', retryAfter),
      busyPage({ ...askerOf(desk, request), action, values: request.body as Submitted, retryAfter }),
      503,
    )
  }
}

const pageOfLink = (token: string, link: LinkRow): PageOf => ({
  unit: link.unit,
  line: link.line,
  hasContact: link.has_contact,
  action: `/r/${token}`,
})

const linkOf = async (desk: Desk, token: string): Promise<LinkRow | undefined> => (isToken(token) ? desk.intake.findLink(token) : undefined)

const sendMissing = (desk: Desk, request: FastifyRequest, reply: FastifyReply, because: 'no_such_link' | 'link_closed'): FastifyReply => {
  if (!wantsPage(request)) return sendBecause(reply, because)
  const asker = askerOf(desk, request)
  return because === 'no_such_link' ? sendPage(reply, notFoundPage(asker), 404) : sendPage(reply, closedPage(asker), 410)
}

const sendUsed = (desk: Desk, request: FastifyRequest, reply: FastifyReply, action: string): FastifyReply => {
  if (!isFormPost(request)) return sendBecause(reply, 'link_used', { values: { notMe: `${desk.house.config.publicUrl}${action}/not-me` } })
  return sendPage(
    reply,
    usedPage({
      ...askerOf(desk, request),
      notMeAction: action,
      changeUrl: '/follow',
      idempotencyKey: newKey(desk),
      values: request.body as Submitted,
    }),
    409,
  )
}

const rate = async (desk: Desk, request: FastifyRequest, reply: FastifyReply, token: string, link: LinkRow): Promise<FastifyReply> => {
  const rating = readAsked(desk, request, { hasContact: link.has_contact })
  if (isRefusal(rating))
    return showAgain(desk, request, reply, { ...pageOfLink(token, link), facts: await factsOf(desk.house, link.digest) }, rating, ratePage)
  const { house, intake } = desk
  const now = house.clock.now()
  const facts = rating.wish || rating.sealedWords !== '' ? await factsOf(house, link.digest) : undefined
  if (rating.wish?.how === 'after' && facts?.case_over)
    return showAgain(desk, request, reply, { ...pageOfLink(token, link), facts }, refuse('case_over', { field: 'wish' }), ratePage)
  const receipt = receiptOf(house.keys, house.city, link.digest, keyOf(desk, request), link.generation)
  const asked = { settings: settingsOf(house), unit: link.unit, line: link.line, receipt, facts, now }
  const calls = await callsOf(house, desk.people, asked, rating)
  const became: Became = await intake.rate({
    cohort: link.cohort,
    link: link.digest,
    slot: intake.slotOf(link.digest),
    receipt,
    body: bodyOf(rating),
    calls,
    held: { unit: link.unit, line: link.line, standing: false, kept: link.has_contact, ...(await wishOf(desk, asked, rating.wish)) },
  })
  if (became === 'gone') return sendMissing(desk, request, reply, 'link_closed')
  return became === 'conflict' ? sendUsed(desk, request, reply, `/r/${token}`) : sendRated(desk, request, reply, became, receipt)
}

const sayNotMe = async (desk: Desk, request: FastifyRequest, reply: FastifyReply, link: LinkRow): Promise<FastifyReply> => {
  const { house } = desk
  const body = (request.body ?? {}) as Record<string, unknown>
  const said = [body['words'], body['sealed_words']]
    .filter((one): one is string => typeof one === 'string' && one.isWellFormed() && !one.includes('\0'))
    .join('\n')
    .trim()
    .slice(0, 2000)
  const report = await linkUsedReport(house, desk.people, { unit: link.unit, linkDigest: link.digest, now: house.clock.now() }, said)
  await writeReport(house.database.pool('public'), house.city, house.clock.now(), report)
  return isFormPost(request) ? sendPage(reply, notMePage(askerOf(desk, request))) : reply.code(202).send({ received: true })
}

/** The one browser file of the citizens' pages. Its address is always the same, so it is asked for anew with each release. */
export const scriptRoute: FastifyPluginAsync = async app => {
  app.get(enhancePath, { config: { permission: 'public', headers: 'asset' } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/javascript; charset=utf-8').send(enhanceScript),
  )
}

/** One link, one rating. The page is the same before and after: only posting shows that a link was used. */
export const rateRoutes =
  (desk: Desk): FastifyPluginAsync =>
  async app => {
    const config = { permission: 'public', headers: 'page', body: 'form' } as const
    app.get<{ Params: { token: string } }>('/r/:token', { config: { permission: 'public', headers: 'page' } }, async (request, reply) => {
      const { token } = request.params
      const link = await linkOf(desk, token)
      if (!link) return sendMissing(desk, request, reply, 'no_such_link')
      return sendPage(
        reply,
        ratePage(
          await rateViewOf(desk, askerOf(desk, request), { ...pageOfLink(token, link), facts: await factsOf(desk.house, link.digest) }),
        ),
      )
    })
    app.post<{ Params: { token: string } }>('/r/:token', { config }, async (request, reply) => {
      const { token } = request.params
      return orBusy(desk, request, reply, `/r/${token}`, async () => {
        const link = await linkOf(desk, token)
        if (!link) return sendMissing(desk, request, reply, 'no_such_link')
        return isFormPost(request) && saysNotMe(request.body)
          ? sayNotMe(desk, request, reply, link)
          : rate(desk, request, reply, token, link)
      })
    })
    app.post<{ Params: { token: string } }>('/r/:token/not-me', { config }, async (request, reply) => {
      const link = await linkOf(desk, request.params.token)
      return link ? sayNotMe(desk, request, reply, link) : sendMissing(desk, request, reply, 'no_such_link')
    })
  }

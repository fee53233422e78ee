import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf } from '../../../calendar/index.ts'
import { isRefusal, refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import { HttpProblem, isFormPost, neighbourhoodOf, sendBecause, sendPage } from '../../../platform/http/index.ts'
import { wishBounds } from '../bounds.ts'
import type { Bound } from '../bounds.ts'
import { callsOf } from '../calls.ts'
import { closedPage, notFoundPage, ratePage, windowUsedPage } from '../citizen/index.ts'
import { askerOf, keyOf, linesOffered, rateViewOf, wantsPage } from '../desk.ts'
import type { Desk, PageOf } from '../desk.ts'
import { settingsOf } from '../push.ts'
import { bodyOf } from '../rules/body.ts'
import { isWindowToken, receiptOf, windowNonceLength, windowTokenOf } from '../rules/code.ts'
import { windowCohortOf } from '../rules/cohort.ts'
import type { Rating } from '../rules/rating.ts'
import { findWindow } from '../store/window.ts'
import type { WindowRow } from '../store/window.ts'
import { orBusy, readAsked, sendRated, showAgain, wishOf } from './rate.ts'

const windowOf = (desk: Desk, code: string): Promise<WindowRow | undefined> =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(code)
    ? desk.house.as({ kind: 'system', city: desk.house.city, name: 'intake' }, tx => findWindow(tx, desk.house.city, code))
    : Promise.resolve(undefined)

/** A slot of one's own for each opening; last week's still counts, so that an evening's opening can be posted in the morning. */
const cohortOfOpening = (desk: Desk, window: string, opening: string): string | undefined => {
  const { house } = desk
  if (!isWindowToken(opening)) return undefined
  const today = dayOf(house.clock.now())
  return [windowCohortOf(today), windowCohortOf(dayOf(new Date(house.clock.now().getTime() - 2 * 86_400_000)))].find(
    cohort => windowTokenOf(house.keys, house.city, window, cohort, opening.slice(0, windowNonceLength)) === opening,
  )
}

const sendNone = (desk: Desk, request: FastifyRequest, reply: FastifyReply, because: 'no_such_link' | 'link_closed'): FastifyReply => {
  if (!wantsPage(request)) return sendBecause(reply, because)
  return because === 'no_such_link'
    ? sendPage(reply, notFoundPage(askerOf(desk, request)), 404)
    : sendPage(reply, closedPage(askerOf(desk, request)), 410)
}

const pageOf = (window: WindowRow, action: string): PageOf => ({ unit: window.unit, ownLine: window.line, hasContact: false, action })

const limit = { name: 'window', burst: 300, perMinute: 240 } as const

/**
 * A posted code can be opened by anybody as often as he likes. More than a busy hall ever sends is not taken, and a number
 * that a stranger typed is asked for once a day. What the same opening sends again is not counted again. The gate's limit
 * for each neighbourhood is its server's own; here it holds for all servers together.
 */
const overBounds = async (
  desk: Desk,
  request: FastifyRequest,
  window: WindowRow,
  opening: string,
  rating: Rating,
  now: Date,
): Promise<Refusal | undefined> => {
  const settings = settingsOf(desk.house)
  const phone = rating.wish?.phone ?? ''
  const again: Bound = { what: ['opening', opening, phone], most: 1, full: refuse('link_used') }
  const minute = Math.floor(now.getTime() / 60_000)
  const neighbours: Bound = {
    what: ['from', neighbourhoodOf(request.ip), `${minute}`],
    most: limit.burst,
    full: refuse('too_many_requests'),
  }
  const full = await desk.bounds.take(now, [
    again,
    neighbours,
    { what: ['window', window.id], most: settings.window_ratings_a_day, full: refuse('window_full', { field: 'overall' }) },
    ...(rating.wish ? wishBounds(settings, window.unit, phone) : []),
  ])
  if (full === neighbours)
    throw new HttpProblem('too_many_requests', { retryAfter: Math.ceil(((minute + 1) * 60_000 - now.getTime()) / 1000) })
  return full === again ? undefined : full?.full
}

const rate = async (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  window: WindowRow,
  code: string,
  cohort: string,
  opening: string,
): Promise<FastifyReply> => {
  const { house, intake } = desk
  const rating = readAsked(desk, request, { hasContact: false, standing: { own: window.line, lines: await linesOffered(desk, window) } })
  if (isRefusal(rating)) return showAgain(desk, request, reply, pageOf(window, request.url), rating, ratePage)
  const slot = house.keys.digest('slot', house.city, 'window', window.id, opening)
  // Before anything is counted: a key that cannot be read is refused, and what is refused so leaves no count.
  const receipt = receiptOf(house.keys, house.city, slot, keyOf(desk, request), 1)
  const now = house.clock.now()
  const full = await overBounds(desk, request, window, opening, rating, now)
  if (full) return showAgain(desk, request, reply, pageOf(window, request.url), full, ratePage)
  const line = rating.line ?? window.line
  const asked = { settings: settingsOf(house), unit: window.unit, line, receipt, now }
  const calls = await callsOf(house, desk.people, asked, rating)
  const became = await intake.rate({
    cohort,
    slot,
    receipt,
    body: bodyOf(rating, { unit: window.unit }),
    calls,
    held: { unit: window.unit, line, standing: true, kept: false, ...(await wishOf(desk, asked, rating.wish)) },
  })
  if (became === 'gone') return sendNone(desk, request, reply, 'link_closed')
  if (became !== 'conflict') return sendRated(desk, request, reply, became, receipt)
  return isFormPost(request)
    ? sendPage(reply, windowUsedPage({ ...askerOf(desk, request), againUrl: `/w/${code}`, changeUrl: '/follow' }), 409)
    : sendBecause(reply, 'link_used')
}

/** A code on the wall belongs to no service: counted apart as 未核验, outside of coverage; the visitor says what for. */
export const windowRoutes =
  (desk: Desk): FastifyPluginAsync =>
  async app => {
    const { house } = desk
    app.get<{ Params: { code: string } }>('/w/:code', { config: { permission: 'public', headers: 'page' } }, async (request, reply) => {
      const window = await windowOf(desk, request.params.code)
      if (!window) return sendNone(desk, request, reply, 'no_such_link')
      const nonce = house.keys.randomBytes(16).toString('base64url')
      const opening = windowTokenOf(house.keys, house.city, window.id, windowCohortOf(dayOf(house.clock.now())), nonce)
      const action = `/w/${request.params.code}/${opening}`
      if (!(request.headers.accept ?? '').includes('text/html')) return reply.send({ action: house.config.publicUrl + action })
      return sendPage(reply, ratePage(await rateViewOf(desk, askerOf(desk, request), pageOf(window, action))))
    })
    app.post<{ Params: { code: string; opening: string } }>(
      '/w/:code/:opening',
      { config: { permission: 'public', headers: 'page', body: 'form', limit } },
      async (request, reply) => {
        const { code, opening } = request.params
        return orBusy(desk, request, reply, `/w/${code}/${opening}`, async () => {
          const window = await windowOf(desk, code)
          const cohort = window && cohortOfOpening(desk, window.id, opening)
          if (!window || cohort === undefined) return sendNone(desk, request, reply, 'no_such_link')
          return rate(desk, request, reply, window, code, cohort, opening)
        })
      },
    )
  }

import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { dayOf, addDays } from '../../../calendar/index.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { sendBecause } from '../../../platform/http/index.ts'
import { callsOf } from '../calls.ts'
import { changePage, closedPage, notFoundPage, receiptPage, withdrawnPage } from '../citizen/index.ts'
import { askerOf, isForm, rateViewOf, sendPage, withdraws } from '../desk.ts'
import type { Desk, PageOf } from '../desk.ts'
import { spokenDate } from '../people.ts'
import { settingsOf } from '../push.ts'
import { bodyOf, decodeHeld, withdrawnBody } from '../rules/body.ts'
import type { Held } from '../rules/body.ts'
import { readReceipt, receiptDigestOf, safeWordOf } from '../rules/code.ts'
import { findReceipt } from '../store/intake.ts'
import { followPath, orBusy, readAsked, sendRated, showAgain } from './rate.ts'

interface Found { readonly receipt: string; readonly cohort: string; readonly state: 'open' | 'closing' | 'released'; readonly changeUntil: Date; readonly held?: Held }

const find = async (desk: Desk, code: string): Promise<Found | undefined> => {
  const { house, intake } = desk
  const receipt = readReceipt(code)
  if (receipt === undefined) return undefined
  const row = await findReceipt(house.database.pool('public'), house.city, receiptDigestOf(house.keys, house.city, receipt))
  return row && { receipt, cohort: row.cohort, state: row.state, changeUntil: row.change_until, ...(row.held ? { held: decodeHeld(intake.openHeld(row.cohort, receipt, row.held)) } : {}) }
}

const wantsPage = (request: FastifyRequest): boolean => isForm(request) || (request.headers.accept ?? '').includes('text/html')

const sendNone = (desk: Desk, request: FastifyRequest, reply: FastifyReply, because: 'no_such_receipt' | 'change_over'): FastifyReply => {
  if (!wantsPage(request)) return sendBecause(reply, because)
  return because === 'no_such_receipt' ? sendPage(reply, notFoundPage(askerOf(desk, request)), 404) : sendPage(reply, closedPage(askerOf(desk, request)), 410)
}

/** The last whole day: the instant itself is the midnight after it. */
const lastDay = (until: Date): string => addDays(dayOf(until), -1)

const show = (desk: Desk, request: FastifyRequest, reply: FastifyReply, found: Found): FastifyReply => {
  const { receipt, held } = found
  const { house } = desk
  if (!wantsPage(request)) return reply.send({ receipt, state: found.state, changeUntil: found.changeUntil.toISOString(), wish: held?.wish ?? null, promisedOn: held?.promised ?? null })
  const asker = askerOf(desk, request)
  return sendPage(reply, receiptPage({
    ...asker, receipt, wish: held?.wish ?? 'none', ...(held && held.wish !== 'none' ? { who: held.who, safeWord: safeWordOf(house.keys, house.city, receipt) } : {}),
    ...(held?.promised === undefined ? {} : { promised: spokenDate(held.promised, asker.lang) }),
    changeUntil: spokenDate(lastDay(found.changeUntil), asker.lang), followUrl: followPath(receipt), changeUrl: `/receipt/${receipt}/change`,
  }))
}

const pageOf = (receipt: string, held: Held): PageOf => ({ unit: held.unit, ...(held.standing ? {} : { line: held.line }), hasContact: held.kept, action: `/receipt/${receipt}/change` })

const change = async (desk: Desk, request: FastifyRequest, reply: FastifyReply, found: Found & { readonly held: Held }): Promise<FastifyReply> => {
  const { house, intake } = desk
  const { receipt, held, cohort } = found
  const origin = Buffer.from(held.origin, 'base64url')
  const withdrawn = isForm(request) ? withdraws(request.body) : (request.body as { withdraw?: unknown } | null)?.withdraw === true
  const rating = withdrawn ? undefined : readAsked(desk, request, { hasContact: held.kept, standing: held.standing })
  if (rating && isRefusal(rating)) return showAgain(desk, request, reply, pageOf(receipt, held), rating, view => changePage({ ...view, changeUntil: spokenDate(lastDay(found.changeUntil), view.lang) }))
  const asked = { settings: settingsOf(house), unit: held.unit, line: held.line, receipt, ...(held.standing ? {} : { linkDigest: origin }) }
  const { calls } = rating ? await callsOf(house, desk.people, asked, rating) : { calls: [] }
  const became = await intake.change({ cohort, slot: held.standing ? origin : intake.slotOf(origin), calls, body: rating ? bodyOf(rating, held.standing ? { unit: held.unit } : undefined) : withdrawnBody })
  if (became === 'gone') return sendNone(desk, request, reply, 'change_over')
  if (became === 'too_often') return sendBecause(reply, 'changed_too_often')
  if (withdrawn) return isForm(request) ? sendPage(reply, withdrawnPage(askerOf(desk, request))) : reply.send({ withdrawn: true })
  return sendRated(desk, request, reply, 'again', receipt)
}

/**
 * State only, never a level: whoever takes the receipt from the citizen learns nothing from it. The code stands in the
 * path, of which no line is logged. Look-ups are slowed per neighbourhood, which may be a whole hall: 16 digits are not to be guessed at that pace.
 */
export const receiptRoutes = (desk: Desk): FastifyPluginAsync => async app => {
  const limit = { name: 'receipt', burst: 300, perMinute: 240 }
  const page = { permission: 'public', headers: 'page', limit } as const
  app.get<{ Params: { code: string } }>('/receipt/:code', { config: page }, async (request, reply) => {
    const found = await find(desk, request.params.code)
    return found ? show(desk, request, reply, found) : sendNone(desk, request, reply, 'no_such_receipt')
  })
  app.get<{ Params: { code: string } }>('/receipt/:code/change', { config: page }, async (request, reply) => {
    const found = await find(desk, request.params.code)
    if (!found) return sendNone(desk, request, reply, 'no_such_receipt')
    if (!found.held || found.state === 'released') return sendNone(desk, request, reply, 'change_over')
    const asker = askerOf(desk, request)
    return sendPage(reply, changePage({ ...await rateViewOf(desk, asker, pageOf(found.receipt, found.held)), changeUntil: spokenDate(lastDay(found.changeUntil), asker.lang) }))
  })
  app.post<{ Params: { code: string } }>('/receipt/:code/change', { config: { ...page, body: 'form' } }, async (request, reply) => {
    return orBusy(desk, request, reply, `/receipt/${request.params.code}/change`, async () => {
      const found = await find(desk, request.params.code)
      if (!found) return sendNone(desk, request, reply, 'no_such_receipt')
      return found.held ? change(desk, request, reply, { ...found, held: found.held }) : sendNone(desk, request, reply, 'change_over')
    })
  })
}

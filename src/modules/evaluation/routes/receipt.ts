import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { addDays, dayOf } from '../../../calendar/index.ts'
import { drawnOn, drawnReceipt } from '../../../engine/index.ts'
import { isRefusal, refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import { isFormPost, sendBecause, sendPage, sendRefusal } from '../../../platform/http/index.ts'
import { wishBounds } from '../bounds.ts'
import { callsOf, factsOf, toldReport } from '../calls.ts'
import type { Told } from '../calls.ts'
import { changeOverPage, changePage, receiptNotFoundPage, receiptPage, withdrawnPage } from '../citizen/index.ts'
import type { ReceiptView } from '../citizen/index.ts'
import { askerOf, faultOf, linesOffered, rateViewOf, wantsPage, withdraws } from '../desk.ts'
import type { Desk, PageOf } from '../desk.ts'
import { inLanguage } from '../english.ts'
import { spokenDate } from '../people.ts'
import { aboutKept, presenceOf } from '../presence.ts'
import { settingsOf } from '../push.ts'
import { bodyOf, decodeHeld, decodeKept, withdrawnBody } from '../rules/body.ts'
import type { Held, Kept } from '../rules/body.ts'
import { followDigestOf, readReceipt, receiptDigestOf, safeWordOf } from '../rules/code.ts'
import type { Rating, Wish } from '../rules/rating.ts'
import { findReceipt, writeReport } from '../store/intake.ts'
import type { CallFactsRow } from '../store/intake.ts'
import { followPath, orBusy, readAsked, receiptPath, receiptShown, sendRated, showAgain, wishOf } from './rate.ts'

interface Found {
  readonly receipt: string
  readonly cohort: string
  readonly state: 'open' | 'closing' | 'released'
  readonly changeUntil: Date
  readonly kept: Kept
  /** Absent once the cohort is released: then nothing leads to a service any more. */
  readonly held?: Held
  /** The wish still waits for the end of its case. */
  readonly waits: boolean
  /** Days on which it was read under a formal order, as far as that is told by now. */
  readonly drawn: readonly string[]
}

const find = async (desk: Desk, code: string): Promise<Found | undefined> => {
  const {
    house: { keys, city, database },
    intake,
  } = desk
  const receipt = readReceipt(code)
  if (receipt === undefined) return undefined
  const digest = receiptDigestOf(keys, city, receipt)
  const row = await findReceipt(database.pool('public'), city, digest, followDigestOf(keys, city, receipt))
  if (!row) return undefined
  const held = row.held ? decodeHeld(intake.openHeld(row.cohort, receipt, row.held)) : undefined
  const kept = held ?? decodeKept(keys.open('receipt', row.kept as Buffer, aboutKept(city, row.cohort, digest)))
  const drawn = await desk.house.as({ kind: 'public', city }, tx =>
    drawnOn(tx, city, [drawnReceipt(keys, city, digest)], dayOf(desk.house.clock.now())),
  )
  return {
    receipt,
    drawn,
    cohort: row.cohort,
    state: row.state,
    changeUntil: row.change_until,
    waits: row.waits,
    kept,
    ...(held ? { held } : {}),
  }
}

const sendNone = (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  because: 'no_such_receipt' | 'change_over',
  receipt?: string,
): FastifyReply => {
  if (!wantsPage(request)) return sendBecause(reply, because)
  const asker = askerOf(desk, request)
  return because === 'no_such_receipt'
    ? sendPage(reply, receiptNotFoundPage(asker), 404)
    : sendPage(reply, changeOverPage({ ...asker, ...(receipt === undefined ? {} : { receiptUrl: receiptPath(receipt) }) }), 410)
}

/** The last whole day: the instant itself is the midnight after it. */
const lastDay = (until: Date): string => addDays(dayOf(until), -1)

/** The call has left for whoever calls: its progress stands on the follow page. */
const isPassedOn = ({ kept, waits }: Pick<Found, 'kept' | 'waits'>): boolean => kept.wish !== 'none' && !waits

const viewOf = (desk: Desk, request: FastifyRequest, found: Found, more: Partial<ReceiptView> = {}): ReceiptView => {
  const { receipt, kept } = found
  const { house } = desk
  const asker = askerOf(desk, request)
  const spoken = (day: string): string => spokenDate(day, asker.lang)
  return {
    ...asker,
    receipt,
    wish: kept.wish,
    waits: found.waits,
    ...(kept.wish === 'none'
      ? {}
      : { who: inLanguage(settingsOf(house), asker.lang)(kept.who), safeWord: safeWordOf(house.keys, house.city, receipt) }),
    ...(kept.promised === undefined ? {} : { promised: spoken(kept.promised), overdue: kept.promised < dayOf(house.clock.now()) }),
    ...(kept.latest === undefined ? {} : { latest: spokenDate(kept.latest, asker.lang, true) }),
    ...(found.drawn.length === 0 ? {} : { drawn: found.drawn.map(spoken) }),
    ...(isPassedOn(found) ? { followUrl: followPath(receipt) } : {}),
    tellUrl: `${receiptPath(receipt)}/tell`,
    ...(found.state === 'released'
      ? { presenceUrl: `${receiptPath(receipt)}/presence`, rootsUrl: '/roots' }
      : { changeUntil: spoken(lastDay(found.changeUntil)), changeUrl: `${receiptPath(receipt)}/change` }),
    ...more,
  }
}

const show = (desk: Desk, request: FastifyRequest, reply: FastifyReply, found: Found): FastifyReply => {
  const { receipt, kept, waits } = found
  if (!wantsPage(request))
    return reply.send({
      receipt,
      state: found.state,
      changeUntil: found.changeUntil.toISOString(),
      wish: kept.wish,
      waits,
      promisedOn: kept.promised ?? null,
      latestOn: kept.latest ?? null,
      ...(found.drawn.length === 0 ? {} : { drawnOn: found.drawn }),
    })
  const { heard } = request.query as { heard?: unknown }
  return sendPage(reply, receiptPage(viewOf(desk, request, found, heard === 'hurt' || heard === 'sealed' ? { heard } : {})))
}

const pageOf = (receipt: string, held: Held, facts: CallFactsRow | undefined): PageOf => ({
  unit: held.unit,
  ...(held.standing ? { ownLine: held.line } : { line: held.line }),
  hasContact: held.kept,
  action: `${receiptPath(receipt)}/change`,
  facts,
})

const originOf = (held: Held): Buffer => Buffer.from(held.origin, 'base64url')
const factsBehind = (desk: Desk, held: Held): Promise<CallFactsRow | undefined> =>
  held.standing ? Promise.resolve(undefined) : factsOf(desk.house, originOf(held))

/** Why a wish cannot be followed any more. What cannot be kept is said, never answered as if it were done. */
const refusedWish = (found: Found & { readonly held: Held }, wish: Wish, facts: CallFactsRow | undefined): Refusal | undefined => {
  if (isPassedOn(found) && wish.how === 'after') return refuse('call_open', { field: 'wish' })
  if (isPassedOn(found) && wish.by !== found.held.by) return refuse('caller_named', { field: 'by' })
  return wish.how === 'after' && facts?.case_over ? refuse('case_over', { field: 'wish' }) : undefined
}

/** What the receipt says from now on. A call that has been passed on keeps who was named and the day that was promised. */
const heldAfter = async (
  desk: Desk,
  found: Found & { readonly held: Held },
  rating: Rating,
  facts: CallFactsRow | undefined,
  now: Date,
): Promise<Held> => {
  const { held } = found
  if (isPassedOn(found)) return { ...held, wish: rating.wish?.how ?? held.wish }
  const { promised: _promised, latest: _latest, ...rest } = held
  return { ...rest, ...(await wishOf(desk, { unit: held.unit, facts, now }, rating.wish)) }
}

const change = async (
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  found: Found & { readonly held: Held },
): Promise<FastifyReply> => {
  const { house, intake } = desk
  const { receipt, held, cohort } = found
  const now = house.clock.now()
  const facts = await factsBehind(desk, held)
  const withdrawn = isFormPost(request) ? withdraws(request.body) : (request.body as { withdraw?: unknown } | null)?.withdraw === true
  const standing = held.standing ? { own: held.line, lines: await linesOffered(desk, held) } : undefined
  const rating = withdrawn ? undefined : readAsked(desk, request, { hasContact: held.kept, standing })
  const refused =
    rating &&
    (isRefusal(rating)
      ? rating
      : rating.wish &&
        (refusedWish(found, rating.wish, facts) ??
          (held.standing
            ? (await desk.bounds.take(now, wishBounds(settingsOf(house), held.unit, rating.wish.phone ?? '')))?.full
            : undefined)))
  const again = (refusal: Refusal): Promise<FastifyReply> =>
    showAgain(desk, request, reply, pageOf(receipt, held, facts), refusal, view =>
      changePage({ ...view, changeUntil: spokenDate(lastDay(found.changeUntil), view.lang) }),
    )
  if (refused) return again(refused)
  const read = rating as Rating | undefined
  const calls = read
    ? await callsOf(house, desk.people, { settings: settingsOf(house), unit: held.unit, line: held.line, receipt, facts, now }, read)
    : []
  const became = await intake.change({
    cohort,
    receipt,
    calls,
    slot: held.standing ? originOf(held) : intake.slotOf(originOf(held)),
    body: read
      ? { ...bodyOf(read, held.standing ? { unit: held.unit } : undefined), wished: read.wish !== undefined || held.wish !== 'none' }
      : withdrawnBody,
    ...(read?.wish ? { held: await heldAfter(desk, found, read, facts, now) } : {}),
  })
  if (became === 'gone') return sendNone(desk, request, reply, 'change_over', receipt)
  if (became === 'call_open') return again(refuse('call_open', { field: 'wish' }))
  if (became === 'too_often') return again(refuse('changed_too_often', { field: 'overall' }))
  if (withdrawn)
    return isFormPost(request)
      ? sendPage(reply, withdrawnPage({ ...askerOf(desk, request), receiptUrl: receiptPath(receipt) }))
      : reply.send({ withdrawn: true })
  return sendRated(desk, request, reply, 'again', receipt)
}

const mostToldADay = 5
const longestTold = { words: 1000, sealed_words: 2000 } as const

/** Pressure by hurt, anything else by sealed: the names that the follow page's forms have too. */
const readTold = (body: Readonly<Record<string, unknown>>): Told | Refusal => {
  const sealed = body['sealed'] === '1' || body['sealed'] === true
  if (!sealed && body['hurt'] !== '1' && body['hurt'] !== true) return refuse('words_needed', { field: 'hurt' })
  const field = sealed ? 'sealed_words' : 'words'
  const given = typeof body[field] === 'string' ? body[field].trim() : ''
  if (given.length > longestTold[field]) return refuse('text_too_long', { field })
  if (given.includes('\0') || !given.isWellFormed()) return refuse('input_not_read', { field })
  return sealed && given === '' ? refuse('words_needed', { field }) : { what: sealed ? 'words' : 'pressure', words: given }
}

/** 有人为难, and the sealed lane: with any receipt, whatever was wished, however long ago. Nothing on the page remembers it. */
const tell = async (desk: Desk, request: FastifyRequest, reply: FastifyReply, found: Found): Promise<FastifyReply> => {
  const { house, people } = desk
  const now = house.clock.now()
  const body = (request.body ?? {}) as Record<string, unknown>
  const read = readTold(body)
  const often = refuse('told_too_often', { field: !isRefusal(read) && read.what === 'words' ? 'sealed_words' : 'words' })
  const told = isRefusal(read)
    ? read
    : ((await desk.bounds.take(now, [{ what: ['told', found.receipt], most: mostToldADay, full: often }]))?.full ?? read)
  if (isRefusal(told)) {
    if (!isFormPost(request)) return sendRefusal(reply, told)
    const typed = (field: string): string => (typeof body[field] === 'string' ? body[field] : '')
    const view = viewOf(desk, request, found, {
      fault: faultOf(told, askerOf(desk, request).lang),
      typed: { words: typed('words'), sealed_words: typed('sealed_words') },
    })
    return sendPage(reply, receiptPage(view), told.because === 'told_too_often' ? 429 : 400)
  }
  const facts = found.held && (await factsBehind(desk, found.held))
  await writeReport(
    house.database.pool('public'),
    house.city,
    now,
    await toldReport(house, people, { unit: found.kept.unit, receipt: found.receipt, facts, now }, told),
  )
  const heard = told.what === 'words' ? 'sealed' : 'hurt'
  if (!isFormPost(request)) return reply.send({ heard })
  return reply.redirect(receiptShown(desk, request, found.receipt, { heard }), 303)
}

/**
 * State only, never a level: whoever takes the receipt from the citizen learns nothing from it. The code stands in the
 * path, of which no line is logged. Look-ups are slowed per neighbourhood, which may be a whole hall: 16 digits are not to be guessed at that pace.
 */
export const receiptRoutes =
  (desk: Desk): FastifyPluginAsync =>
  async app => {
    const limit = { name: 'receipt', burst: 300, perMinute: 240 }
    const page = { permission: 'public', headers: 'page', limit } as const
    type Code = { Params: { code: string } }
    app.get<Code>('/receipt/:code', { config: page }, async (request, reply) => {
      const found = await find(desk, request.params.code)
      return found ? show(desk, request, reply, found) : sendNone(desk, request, reply, 'no_such_receipt')
    })
    app.get<Code>('/receipt/:code/change', { config: page }, async (request, reply) => {
      const found = await find(desk, request.params.code)
      if (!found) return sendNone(desk, request, reply, 'no_such_receipt')
      if (!found.held || found.state === 'released') return sendNone(desk, request, reply, 'change_over', found.receipt)
      const asker = askerOf(desk, request)
      const view = await rateViewOf(desk, asker, pageOf(found.receipt, found.held, await factsBehind(desk, found.held)))
      return sendPage(reply, changePage({ ...view, changeUntil: spokenDate(lastDay(found.changeUntil), asker.lang) }))
    })
    app.post<Code>('/receipt/:code/change', { config: { ...page, body: 'form' } }, async (request, reply) => {
      return orBusy(desk, request, reply, `/receipt/${request.params.code}/change`, async () => {
        const found = await find(desk, request.params.code)
        if (!found) return sendNone(desk, request, reply, 'no_such_receipt')
        return found.held
          ? change(desk, request, reply, { ...found, held: found.held })
          : sendNone(desk, request, reply, 'change_over', found.receipt)
      })
    })
    app.post<Code>('/receipt/:code/tell', { config: { ...page, body: 'form' } }, async (request, reply) => {
      const found = await find(desk, request.params.code)
      return found ? tell(desk, request, reply, found) : sendNone(desk, request, reply, 'no_such_receipt')
    })
    app.get<Code>('/receipt/:code/presence', { config: page }, async (request, reply) => {
      const receipt = readReceipt(request.params.code)
      const presence = receipt === undefined ? undefined : await presenceOf(desk.house, receipt)
      if (!presence) return sendNone(desk, request, reply, 'no_such_receipt')
      return reply
        .header('content-disposition', 'attachment; filename="huiyin-receipt.json"')
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(presence, null, 2))
    })
  }

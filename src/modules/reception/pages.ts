import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf, timeOf } from '../../calendar/index.ts'
import { followLimit, followPages } from '../../engine/index.ts'
import type { House } from '../../engine/house.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { askedView, HttpProblem, isFormPost, pageView, sendPage, sendRefusal } from '../../platform/http/index.ts'
import type { AskedView } from '../../platform/http/index.ts'
import { bookedPage, bookPage, receptionNotFoundPage } from './citizen/askPage.ts'
import type { AskField, AskView, FaultKind, PlaceShown } from './citizen/askPage.ts'
import { receptionFollowPage, sayings } from './citizen/followPage.ts'
import type { ReceptionSaying } from './citizen/followPage.ts'
import { receptionWordsOf } from './citizen/words.ts'
import { bookingAsked } from './contract.ts'
import { receptionFollowFacts, spokenDay } from './follow.ts'
import type { ReceptionFollowFacts } from './follow.ts'
import { book } from './intake.ts'
import { dayLine } from './list.ts'
import { codes, settingsNow } from './opened.ts'
import { takesBookings } from './rules/places.ts'
import { bookingOf, findByCode } from './store.ts'
import { comingDays, dayById } from './store/days.ts'

const limit = followLimit('reception')
/** Booking: a terminal in the hall serves many, a flood that takes all places is not one of them. */
const limitIn = { name: 'reception-in', burst: 30, perMinute: 10 } as const
/** As many as a page of 14 KB holds. */
const mostDays = 14
const query = z.object({ ...askedView, heard: z.enum(['word', 'already']).optional().catch(undefined) })
const typed = z.string().max(4000).optional().catch(undefined)
const posted = z.object({ day: typed, words: typed, name: typed, phone: typed, first: typed, helper: typed, key: typed, ...askedView })

/** Every organ of the programme with its coming days. */
const placesShown = (house: House, lang: PageLanguage): Promise<readonly PlaceShown[]> =>
  house.as({ kind: 'public', city: house.city }, async tx => {
    const now = house.clock.now()
    const [today, time] = [dayOf(now), timeOf(now)]
    const coming = (await comingDays(tx, house.city, today, mostDays * 2)).filter(day =>
      takesBookings({ onDay: day.on_day, from: day.from_hour, state: day.state }, today, time),
    )
    return Object.entries(settingsNow(house).places).map(([code, place]) => ({
      name: lang === 'en' ? (place.name_en ?? place.name) : place.name,
      address: lang === 'en' ? (place.address_en ?? place.address) : place.address,
      ...(place.phone === undefined ? {} : { phone: place.phone }),
      days: coming
        .slice(0, mostDays)
        .filter(day => day.place === code)
        .map(day => {
          const { id, from, until, leader, leaderTitle, venue, purpose, free } = dayLine(house, day, lang)
          const when = `${spokenDay(day.on_day, lang)} ${from}—${until}`
          return { id, when, leader: `${leaderTitle} ${leader}`, venue, ...(purpose === null ? {} : { purpose }), free }
        }),
    }))
  })

const factsIn = async (house: House, tx: Tx, matter: string, lang: PageLanguage): Promise<ReceptionFollowFacts | undefined> => {
  const page = await house.engine.readIn(tx, { kind: 'citizen', city: house.city, matter }, matter)
  if (!page) return undefined
  const booking = await bookingOf(tx, house.city, matter)
  const day = booking && (await dayById(tx, house.city, booking.day))
  const place = day && settingsNow(house).places[day.place]
  return receptionFollowFacts(page, { day, booking, place }, lang, receptionWordsOf(lang))
}
const factsFor = (house: House, matter: string, lang: PageLanguage): Promise<ReceptionFollowFacts | undefined> =>
  house.as({ kind: 'citizen', city: house.city, matter }, tx => factsIn(house, tx, matter, lang))

const actions = { solved: 'confirm_solved', unsolved: 'say_unsolved', call_off: 'call_off', withdraw: 'withdraw' } as const

/** Whether another round follows her no, the settings decide; she says the same word. */
const hear = async (house: House, matter: string, say: ReceptionSaying): Promise<Refusal | undefined> => {
  const act = (action: string) => house.engine.act({ kind: 'citizen', city: house.city, matter }, { matter, action })
  const first = await act(actions[say])
  const done = say === 'unsolved' && isRefusal(first) && first.because === 'reception_last_round' ? await act('keep_unsolved') : first
  return isRefusal(done) ? done : undefined
}

const faultOf: Readonly<Record<string, FaultKind>> = {
  phone_invalid: 'phone',
  reception_full: 'full',
  reception_begun: 'begun',
  reception_off: 'begun',
  no_such_reception: 'day',
}

/** /reception and /reception/<code>: her own door to a leader's reception day, without script. */
export const receptionPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const view = (request: FastifyRequest, given: AskedView) => pageView(request, given, house.programmes.current().words)
    const ask = async (base: ReturnType<typeof view>, more: Partial<AskView> = {}): Promise<string> => {
      const places = await placesShown(house, base.lang)
      // Of the organ whose day became full, the next that has a place.
      const chosen = places.find(place => place.days.some(day => day.id === more.values?.day))
      const next = chosen?.days.find(day => day.free > 0)?.when
      return bookPage({ ...base, places, key: house.keys.uuid(), ...(next === undefined ? {} : { next }), ...more })
    }

    app.get(
      '/reception',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => sendPage(reply, await ask(view(request, request.query))),
    )

    app.post(
      '/reception',
      { config: { permission: 'public', headers: 'page', body: 'form', limit: limitIn }, schema: { body: posted } },
      async (request, reply) => {
        const { lang, big: large, ...typedIn } = request.body
        const base = view(request, { lang, big: large })
        const { first, helper, ...rest } = typedIn
        const asked = bookingAsked.safeParse({
          ...rest,
          // Without the page's own key a second pressing is a second booking.
          key: z.uuid().safeParse(typedIn.key).data ?? house.keys.uuid(),
          ...(first === 'yes' ? { first: true } : {}),
          ...(helper?.trim() ? { helper } : {}),
        })
        const booked = asked.success
          ? await book(house, { kind: 'system', city: house.city, name: 'intake' }, 'online', asked.data)
          : undefined
        if (booked && !isRefusal(booked)) {
          const { code, number, onDay, at, venue, leader } = booked
          return isFormPost(request)
            ? sendPage(reply, bookedPage({ ...base, code, number, when: spokenDay(onDay, base.lang), at, venue, leader }), 201)
            : reply
                .code(201)
                .type('application/json; charset=utf-8')
                .serializer(String)
                .send(JSON.stringify({ number, code, onDay, at, venue, leader }))
        }
        if (!isFormPost(request)) {
          if (booked) return sendRefusal(reply, booked)
          throw new HttpProblem('input_invalid', { field: String(asked.error?.issues[0]?.path[0] ?? 'words') })
        }
        const faults: Partial<Record<AskField, FaultKind>> = {}
        for (const issue of asked.error?.issues ?? [])
          faults[String(issue.path[0]) as AskField] ??= issue.code === 'too_big' ? 'long' : issue.path[0] === 'day' ? 'day' : 'needed'
        if (booked) faults[(booked.field ?? 'day') as AskField] = faultOf[booked.because] ?? 'day'
        const { key, ...values } = typedIn
        const kept = Object.fromEntries(Object.entries(values).filter(([, text]) => text !== undefined)) as NonNullable<AskView['values']>
        const same = z.uuid().safeParse(key).data
        return sendPage(reply, await ask(base, { values: kept, faults, ...(same === undefined ? {} : { key: same }) }), 422)
      },
    )

    await app.register(
      followPages(house, {
        room: 'reception',
        sayings,
        find: (tx, digits) => findByCode(tx, house.city, codes.digestOf(house.keys, house.city, digits)),
        facts: (matter, lang) => factsFor(house, matter, lang),
        hear: (matter, say) => hear(house, matter, say),
        page: receptionFollowPage,
        notFound: receptionNotFoundPage,
      }),
    )
  }

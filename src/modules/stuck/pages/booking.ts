import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { followLimit, followPages } from '../../../engine/index.ts'
import type { House } from '../../../engine/house.ts'
import type { PageLanguage } from '../../../kit/page.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { askedView, HttpProblem, isFormPost, pageView, sendPage, sendRefusal } from '../../../platform/http/index.ts'
import type { AskedView } from '../../../platform/http/index.ts'
import { bookSlot } from '../booking.ts'
import { slotAsked } from '../contract.ts'
import { bookingFollowPage, bookingNotFoundPage, bookingPage, bookingSayings, slotBookedPage } from '../citizen/bookingPage.ts'
import type { BookableDay, BookableWindow, BookingFault, BookingField, BookingFollowView, BookingView } from '../citizen/bookingPage.ts'
import { spokenDayIn } from '../follow.ts'
import { codes, settingsNow } from '../opened.ts'
import { bookableDays } from '../rules/slots.ts'
import { windowHours } from '../settings.ts'
import { bookingOf, findBooking, takenBetween } from '../store/bookings.ts'

const limit = followLimit('stuck-book')
/** Booking: a terminal in the hall serves many, a flood that takes all places is not one of them. */
const limitIn = { name: 'stuck-book-in', burst: 30, perMinute: 10 } as const
const typed = z.string().max(4000).optional().catch(undefined)
const query = z.object({ ...askedView, window: typed, day: typed })
const posted = z.object({
  window: typed,
  day: typed,
  at: typed,
  name: typed,
  phone: typed,
  item: typed,
  first: typed,
  helper: typed,
  code: typed,
  key: typed,
  ...askedView,
})

const windowsShown = (house: House, lang: PageLanguage): readonly BookableWindow[] => {
  const settings = settingsNow(house)
  return Object.entries(settings.windows)
    .filter(([, window]) => window.open !== undefined && settings.booking_places > 0)
    .map(([code, window]) => ({
      code,
      name: lang === 'en' ? (window.name_en ?? window.name) : window.name,
      address: window.address,
      ...(window.phone === undefined ? {} : { phone: window.phone }),
      hours: lang === 'en' ? (window.hours_en ?? window.hours) : window.hours,
    }))
}

/** The coming days of a window, and of the chosen one its half hours, with what is free of each. */
const slotsShown = async (
  house: House,
  window: string,
  chosen: string | undefined,
  lang: PageLanguage,
): Promise<Pick<BookingView, 'days' | 'day' | 'times'>> => {
  const settings = settingsNow(house)
  const hours = windowHours(settings, window)
  const offered = hours ? bookableDays(house.calendar(), hours, house.clock.now(), settings.booking_days_ahead) : []
  const [first, last] = [offered[0], offered.at(-1)]
  if (!first || !last) return { days: [], times: [] }
  const taken = await house.as({ kind: 'public', city: house.city }, tx => takenBetween(tx, house.city, window, first.on, last.on))
  const free = (on: string, at: string): boolean =>
    (taken.find(one => one.onDay === on && one.at === at)?.taken ?? 0) < settings.booking_places
  const freeOn = ({ on, slots }: (typeof offered)[number]): number =>
    slots.reduce(
      (sum, at) => sum + Math.max(0, settings.booking_places - (taken.find(one => one.onDay === on && one.at === at)?.taken ?? 0)),
      0,
    )
  const days: readonly BookableDay[] = offered.map(day => ({ on: day.on, said: spokenDayIn(day.on, lang), free: freeOn(day) }))
  const day = days.find(one => one.on === chosen)
  return {
    days,
    ...(day ? { day } : {}),
    times: (offered.find(one => one.on === chosen)?.slots ?? []).map(at => ({ at, free: free(chosen ?? '', at) })),
  }
}

type Facts = Omit<BookingFollowView, 'lang' | 'nonce' | 'largeType' | 'words' | 'code' | 'heard'>
const factsFor = (house: House, matter: string, lang: PageLanguage): Promise<Facts | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  return house.as(viewer, async tx => {
    const page = await house.engine.readIn(tx, viewer, matter)
    const booked = page && (await bookingOf(tx, house.city, matter))
    if (!page || !booked) return undefined
    const window = settingsNow(house).windows[booked.window]
    return {
      number: page.matter.number,
      stage: page.matter.stage as Facts['stage'],
      day: spokenDayIn(booked.onDay, lang),
      at: booked.at,
      window: (lang === 'en' ? window?.name_en : undefined) ?? window?.name ?? '',
      ...(window ? { address: window.address } : {}),
      ...(window?.phone === undefined ? {} : { phone: window.phone }),
      callOff: page.may.some(may => may.action === 'call_off' && !may.not),
      matter: booked.about !== null,
    }
  })
}

const faultOf: Readonly<Record<string, BookingFault>> = {
  phone_invalid: 'phone',
  slot_full: 'full',
  slot_closed: 'time',
  receipt_unknown: 'code',
}

/** /stuck/book and /stuck/book/<code>: a time at a window of last resort, without script. */
export const bookingPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const view = (request: FastifyRequest, given: AskedView) => pageView(request, given, house.programmes.current().words)
    const ask = async (
      base: ReturnType<typeof view>,
      chosen: { readonly window?: string | undefined; readonly day?: string | undefined },
      more: Partial<BookingView> = {},
    ): Promise<string> => {
      const windows = windowsShown(house, base.lang)
      const window = windows.find(one => one.code === chosen.window)
      const shown: Awaited<ReturnType<typeof slotsShown>> = window
        ? await slotsShown(house, window.code, chosen.day, base.lang)
        : { days: [], times: [] }
      const keep = { ...(window ? { window: window.code } : {}), ...(shown.day ? { day: shown.day.on } : {}) }
      return bookingPage({ ...base, keep, windows, ...(window ? { window } : {}), ...shown, key: house.keys.uuid(), ...more })
    }

    app.get(
      '/stuck/book',
      { config: { permission: 'public', headers: 'page', limit }, schema: { querystring: query } },
      async (request, reply) => {
        const { window, day, ...given } = request.query
        return sendPage(reply, await ask(view(request, given), { window, day }))
      },
    )

    app.post(
      '/stuck/book',
      { config: { permission: 'public', headers: 'page', body: 'form', limit: limitIn }, schema: { body: posted } },
      async (request, reply) => {
        const { lang, big, ...typedIn } = request.body
        const base = view(request, { lang, big })
        const empty = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined)
        const { first, item, helper, code, key, ...rest } = typedIn
        const asked = slotAsked.safeParse({
          ...rest,
          // Without the page's own key a second pressing is a second booking.
          key: z.uuid().safeParse(key).data ?? house.keys.uuid(),
          ...(first === 'yes' ? { first: true } : {}),
          ...(empty(item) ? { item } : {}),
          ...(empty(helper) ? { helper } : {}),
          ...(empty(code) ? { code } : {}),
        })
        const booked = asked.success ? await bookSlot(house, asked.data) : undefined
        if (booked && !isRefusal(booked)) {
          if (!isFormPost(request))
            return reply.code(201).type('application/json; charset=utf-8').serializer(String).send(JSON.stringify(booked))
          const window = windowsShown(house, base.lang).find(one => one.code === booked.window) ?? {
            code: '',
            name: '',
            address: '',
            hours: [],
          }
          const day = spokenDayIn(booked.onDay, base.lang)
          return sendPage(reply, slotBookedPage({ ...base, ...booked, day, window, same: asked.data?.code !== undefined }), 201)
        }
        if (!isFormPost(request)) {
          if (booked) return sendRefusal(reply, booked)
          throw new HttpProblem('input_invalid', { field: String(asked.error?.issues[0]?.path[0] ?? 'at') })
        }
        const faults: Partial<Record<BookingField | 'window', BookingFault>> = {}
        for (const issue of asked.error?.issues ?? []) {
          const field = String(issue.path[0]) as BookingField
          faults[field] ??= issue.code === 'too_big' ? 'long' : field === 'at' ? 'time' : 'needed'
        }
        if (booked) faults[(booked.field ?? 'window') as BookingField] = faultOf[booked.because] ?? 'window'
        const kept = Object.fromEntries(Object.entries(typedIn).filter(([, text]) => text !== undefined)) as NonNullable<
          BookingView['values']
        >
        const same = z.uuid().safeParse(key).data
        return sendPage(reply, await ask(base, typedIn, { values: kept, faults, ...(same === undefined ? {} : { key: same }) }), 422)
      },
    )

    await app.register(
      followPages(house, {
        room: 'stuck/book',
        sayings: bookingSayings,
        find: (tx, digits) => findBooking(tx, house.city, codes.digestOf(house.keys, house.city, digits)),
        facts: (matter, lang) => factsFor(house, matter, lang),
        hear: async matter => {
          const done = await house.engine.act({ kind: 'citizen', city: house.city, matter }, { matter, action: 'call_off' })
          return isRefusal(done) ? done : undefined
        },
        page: bookingFollowPage,
        notFound: bookingNotFoundPage,
      }),
    )
  }

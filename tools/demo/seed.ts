import { addDays, dayFrom, dayOf, isWorkingDay, weekdayOf } from '../../src/calendar/index.ts'
import type { Day } from '../../src/calendar/index.ts'
import type { House } from '../../src/engine/house.ts'
import type { ServicePushed } from '../../src/modules/evaluation/contract.ts'
import type { MovableClock } from '../../src/platform/clock.ts'
import type { Doors } from './doors.ts'
import { exampleService } from './facts.ts'
import { chanceFrom } from './random.ts'
import { hallStories } from './hallStories.ts'
import { markingWork } from './markWork.ts'
import { hardshipStories } from './hardshipStories.ts'
import { bookingStories } from './bookingStories.ts'
import { receptionStories } from './receptionStories.ts'
import { zoneStories } from './zoneStories.ts'
import { reachStories } from './reachStories.ts'
import { findOpened, stories } from './stories.ts'
import { stagesOf } from './stages.ts'
import { stuckStories } from './stuckStories.ts'
import { inspectionStories } from './inspectionStories.ts'
import { visitStories } from './visitStories.ts'
import { transferStories } from './transferStories.ts'
import type { Stage } from './stories.ts'
import type { Place, Town } from './town.ts'
import { Desk } from './work.ts'
import { grievances, sameFormAgain, thanks } from './words.ts'

export const firstDay = dayFrom('2026-09-01')
export const lastDay = dayFrom('2026-11-20')
const endsAt = '2026-11-20T17:00:00+08:00'
/** Services of an ordinary working day; some 3,000 in all. */
const servicesADay = 55
const services = { restDay: 4 } as const

export interface Seeded {
  readonly services: number
  readonly ratings: number
  readonly calls: number
  readonly unusedLinks: readonly string[]
  readonly leftOut: readonly string[]
}

interface Visit {
  readonly url: string
  readonly place: Place
  readonly day: Day
}
interface Citizen {
  readonly code: string
  readonly from: Day
}

const share = (from: Date, hours: number): Date => new Date(from.getTime() + hours * 3_600_000)
const instant = (day: Day, time: string): Date => new Date(`${day}T${time}:00+08:00`)

/**
 * Eighty days of the invented town, in the order in which they happened: services are pushed, people rate, leaders call
 * and have things put right, citizens judge. Nothing is written but through the routes of the house.
 */
export const seedTown = async (given: {
  readonly house: House
  readonly clock: MovableClock
  readonly doors: Doors
  readonly town: Town
  readonly unitCodes: ReadonlyMap<string, string>
  readonly beat: () => Promise<void>
  readonly told: (share: number, what: string) => void
  readonly scale?: number
}): Promise<Seeded> => {
  const { house, clock, doors, town, beat } = given
  const scale = given.scale ?? 1
  const chance = chanceFrom(20_260_901)
  // What citizens judge depends on how far their matters have come; drawn apart, it leaves services and ratings the same.
  const mood = chanceFrom(11)
  const marking = markingWork(doors, town)
  const desk = new Desk(doors, town, chanceFrom(7), given.unitCodes)
  const weights = town.places.flatMap(place => Array.from({ length: place.weight }, () => place))
  const waiting: (Visit & { readonly on: Day; readonly slot: 0 | 1 })[] = []
  const unused: Visit[] = []
  const citizens: Citizen[] = []
  const count = { services: 0, ratings: 0, calls: 0 }
  const leftOut: string[] = []

  const moveTo = async (to: Date): Promise<void> => {
    if (to.getTime() > clock.now().getTime()) clock.moveTo(to)
    await beat()
  }

  const serve = async (day: Day): Promise<void> => {
    const working = isWorkingDay(house.calendar(), day) ?? weekdayOf(day) < 6
    const many = Math.max(1, Math.round((working ? servicesADay + chance.below(15) - 7 : services.restDay) * scale))
    const visits = Array.from({ length: many }, (_, n) => {
      const open = working ? weights : weights.filter(place => place.line.startsWith('police'))
      const place = chance.pick(open)
      const minute = 9 * 60 + chance.below(8 * 60)
      const service: ServicePushed = {
        externalId: `${day}-${n}`,
        line: place.line,
        unit: place.unit,
        officer: chance.pick(place.officers),
        title: chance.pick(place.titles),
        outcome: '办结',
        parties: [
          { ref: `${day}-${n}`, ...(chance.happens(0.8) ? { phone: `100${String(10_000_000 + count.services + n).slice(-8)}` } : {}) },
        ],
        finishedAt: share(instant(day, '00:00'), minute / 60).toISOString(),
      }
      return { place, service }
    })
    const results = await doors.push(visits.map(visit => visit.service))
    visits.forEach(({ place }, n) => {
      const url = results[n]?.ratingUrl
      if (!url) return
      const visit = { url, place, day }
      if (chance.happens(0.62))
        waiting.push({ ...visit, on: addDays(day, Math.floor(chance.share() ** 2 * 9)), slot: chance.below(2) as 0 | 1 })
      else if (day >= addDays(lastDay, -7)) unused.push(visit)
    })
    count.services += results.length
  }

  const ratingFor = (place: Place, day: Day): { rating: object; wished: boolean } => {
    const enforcement = place.unit === 'ld.court.enforcement'
    // The forms were merged in October; before that they were what people here complained about.
    const formsAreBad = enforcement && day < '2026-10-19'
    const poor = chance.happens(formsAreBad ? 0.075 : 0.032)
    if (!poor) {
      const words = chance.pick(thanks)
      const wished = chance.happens(0.004)
      return {
        wished,
        rating: {
          overall: chance.happens(0.08) ? 3 : chance.happens(0.4) ? 4 : 5,
          ...(words ? { words } : {}),
          ...(wished ? { callback: { wanted: true, how: 'phone', by: 'department', phone: '10088880000' } } : {}),
        },
      }
    }
    const about = formsAreBad && chance.happens(0.65) ? sameFormAgain : chance.pick(grievances)
    const words = chance.pick(about.words)
    const wished = chance.happens(0.5)
    return {
      wished,
      rating: {
        overall: chance.happens(0.3) ? 1 : 2,
        levels: { [about.dimension]: chance.happens(0.3) ? 1 : 2 },
        reasons: [about.reason],
        ...(words ? { words } : {}),
        ...(wished
          ? {
              callback: {
                wanted: true,
                how: chance.happens(0.8) ? 'phone' : 'sms',
                by: chance.happens(0.85) ? 'department' : 'centre',
                phone: `1006${String(1_000_000 + count.ratings)}`,
              },
            }
          : {}),
      },
    }
  }

  const rate = async (day: Day, slot: 0 | 1): Promise<void> => {
    const due = waiting.filter(visit => visit.on < day || (visit.on === day && visit.slot <= slot))
    for (const visit of due) waiting.splice(waiting.indexOf(visit), 1)
    await Promise.all(
      due.map(async visit => {
        const { rating, wished } = ratingFor(visit.place, visit.day)
        const code = await doors.rate(visit.url, rating)
        count.ratings++
        if (wished) {
          count.calls++
          citizens.push({ code, from: day })
        }
      }),
    )
  }

  const judge = async (): Promise<void> => {
    for (const citizen of citizens) {
      if (!mood.happens(0.45)) continue
      const page = await doors.follow(citizen.code)
      if (!page?.judge || page.ended) continue
      const said = mood.share()
      if (said < 0.62) await doors.say(citizen.code, { say: said < 0.48 ? 'solved' : 'partly' })
      else if (said < 0.74) await doors.say(citizen.code, { say: 'unsolved' })
      else citizens.splice(citizens.indexOf(citizen), 1)
    }
  }

  const told = [
    ...stories,
    ...stagesOf(town, house, doors),
    ...stuckStories(town, house, doors),
    ...transferStories(),
    ...reachStories(),
    ...visitStories(),
    ...hardshipStories(),
    ...zoneStories(),
    ...receptionStories(),
    ...bookingStories(),
    ...hallStories(),
    ...inspectionStories(),
  ]
  const stages = new Map(told.map(story => [story.number, { doors, link: '', code: '', matter: '' } satisfies Stage as Stage]))
  // Of two stories under one number the second would act on the first one's matter.
  if (stages.size !== told.length) throw new Error('two stories of the demo have one number')
  const scenes = told.flatMap(story => story.scenes.map(scene => ({ ...scene, story }))).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))

  const play = async (until: Date): Promise<void> => {
    for (let scene = scenes[0]; scene && Date.parse(scene.at) <= until.getTime(); scene = scenes[0]) {
      scenes.shift()
      const stage = stages.get(scene.story.number)!
      await moveTo(new Date(scene.at))
      const before = scene.opensMatter ? new Set((await doors.openMatters(scene.opensMatter)).map(matter => matter.id)) : undefined
      try {
        await scene.play(stage)
        await beat()
        if (scene.opensMatter && before) await findOpened(desk, stage, before, scene.opensMatter)
      } catch (error) {
        // The town lives on without the rest of this story, and the screen says so.
        leftOut.push(
          `故事${scene.story.number}　${scene.at.slice(0, 16)}　${scene.say}：${error instanceof Error ? error.message : String(error)}`,
        )
        for (let at = scenes.length - 1; at >= 0; at--) if (scenes[at]?.story === scene.story) scenes.splice(at, 1)
      }
    }
  }

  const reach = async (day: Day, time: string): Promise<void> => {
    await play(instant(day, time))
    await moveTo(instant(day, time))
  }

  const total = 81
  for (let [day, n] = [firstDay, 0]; day <= lastDay; day = addDays(day, 1), n++) {
    given.told(n / total, `${day} 办件 ${count.services}　评价 ${count.ratings}　愿回访 ${count.calls}`)
    const working = isWorkingDay(house.calendar(), day) ?? true
    await reach(day, '09:05')
    if (working) {
      await desk.look(clock.now())
      await desk.orders(clock.now())
      await marking(clock.now())
      if (weekdayOf(day) === 2 || weekdayOf(day) === 4) await desk.repairs(clock.now())
      // The last batch waits for whoever signs in as a reader.
      if (weekdayOf(day) === 3 && day < addDays(lastDay, -4)) await desk.readWords()
    }
    await reach(day, '12:30')
    await rate(day, 0)
    await judge()
    await reach(day, '15:30')
    if (working) await desk.look(clock.now())
    if (day === lastDay) break
    await reach(day, '17:40')
    await serve(day)
    await reach(day, '20:10')
    await rate(day, 1)
  }
  await play(new Date(endsAt))
  await moveTo(new Date(endsAt))
  given.told(1, `${dayOf(clock.now())} 办件 ${count.services}　评价 ${count.ratings}　愿回访 ${count.calls}`)
  // The guided tour starts with a link of the office whose leader it signs in as next.
  const fromTour = unused.filter(visit => visit.place.unit === exampleService.unit).slice(-3)
  const others = unused.filter(visit => !fromTour.includes(visit)).slice(-9)
  return { ...count, unusedLinks: [...fromTour, ...others].map(visit => visit.url), leftOut: [...leftOut, ...desk.refused] }
}

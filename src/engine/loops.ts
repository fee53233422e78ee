import type { Viewer } from '../org/viewer.ts'
import type { House } from './house.ts'
import { faultName } from './parts.ts'
import type { Loop, Room } from './room.ts'
import { closeIfAnswered, eventsWaiting, markDone, markFailed, oldestWaiting, takeAnnouncement } from './store/announcement.ts'

const looper = (city: string): Viewer => ({ kind: 'system', city, name: 'loops' })

type Effect = NonNullable<Room['effects']>[string]

const effectOf = (rooms: readonly Room[], name: string): Effect | undefined => {
  const [room = '', effect = ''] = name.split('.')
  return rooms.find(one => one.name === room)?.effects?.[effect]
}

/** An event of the ladder is announced by the engine itself. */
const announcedBy = (room: Room): readonly (string | undefined)[] => [
  ...(room.announces ?? []),
  ...(room.toCitizens ? [`${room.name}.not_delivered`] : []),
  ...(room.flows ?? []).flatMap(flow => [
    flow.opening.announces,
    `${flow.kind}.rung`,
    ...Object.values(flow.actions).map(action => action.announces),
  ]),
]

/** Arrows that lead nowhere, as sentences; asked at start. */
export const checkLoops = (rooms: readonly Room[], loops: readonly Loop[]): readonly string[] => {
  const announced = new Set(rooms.flatMap(announcedBy))
  return loops.flatMap(({ event, effect }) => [
    ...(announced.has(event) ? [] : [`nobody announces ${event}`]),
    ...(effectOf(rooms, effect) ? [] : [`no room has the effect ${effect}`]),
  ])
}

/**
 * Arrows from a room that the programme opens into one that it does not, as sentences: what a citizen says in the first
 * would wait for ever at the closed door of the second.
 */
export const checkOpened = (rooms: readonly Room[], loops: readonly Loop[], modules: readonly string[]): readonly string[] =>
  loops.flatMap(({ event, effect }) => {
    const from = rooms.find(room => announcedBy(room).includes(event))
    const to = rooms.find(room => room.name === effect.split('.')[0])
    if (!from || !to || !modules.includes(from.name) || modules.includes(to.name)) return []
    return [`modules: ${from.name}（${from.title}）开通了，它的 ${event} 要由 ${to.name}（${to.title}）接着办，请一并开通。`]
  })

const nameOf = (loop: Loop): string => `${loop.event} > ${loop.effect}`

/** The next run, then 2, 4, 8 … seconds, at most an hour. */
const retryAt =
  (now: Date) =>
  (attempts: number): Date =>
    new Date(now.getTime() + (attempts < 2 ? 0 : Math.min(3_600_000, 1000 * 2 ** (attempts - 1))))

/**
 * Answers one announcement, the effect and the note of it in one transaction: a crash leaves both or neither.
 * @returns 'none' when nothing waits
 */
const answerNext = async (
  house: House,
  effect: Effect,
  loop: Loop,
  all: readonly string[],
  skip: Set<string>,
): Promise<'none' | 'done' | 'failed'> => {
  const viewer = looper(house.city)
  const now = house.clock.now()
  let taken: string | undefined
  try {
    return await house.as(viewer, async tx => {
      const found = await takeAnnouncement(tx, house.city, loop.event, nameOf(loop), now, [...skip])
      if (!found) return 'none'
      taken = found.id
      if (!(await markDone(tx, house.city, nameOf(loop), found.id))) return 'done'
      await effect(house, tx, {
        id: found.id,
        event: found.event,
        ...(found.matter ? { matter: found.matter } : {}),
        payload: found.payload,
        at: found.at.toISOString(),
      })
      await closeIfAnswered(tx, house.city, found.id, all, now)
      return 'done'
    })
  } catch (error) {
    if (taken === undefined) throw error
    const id = taken
    skip.add(id)
    const attempts = await house.as(viewer, tx => markFailed(tx, house.city, nameOf(loop), id, retryAt(now)))
    house.log.error({ event: 'effect_failed', state: nameOf(loop), number: id, count: attempts, error: faultName(error) })
    return 'failed'
  }
}

/**
 * What one room's event starts in another. Runs until nothing waits, also for what the effects announce themselves; a
 * failing effect holds up no other and is tried again later.
 * @param pace waits after each, given the milliseconds that it took, where somebody else should go first
 * @returns effects that ran
 */
export const runLoops = async (
  house: House,
  rooms: readonly Room[],
  loops: readonly Loop[],
  pace?: (spentMs: number) => Promise<void>,
): Promise<number> => {
  const faults = checkLoops(rooms, loops).filter(fault => fault.startsWith('no room'))
  if (faults.length > 0) throw new Error(faults.join('; '))
  const skips = new Map(loops.map(loop => [loop, new Set<string>()]))
  const events = [...new Set(loops.map(loop => loop.event))]
  for (let count = 0; ;) {
    const before = count
    const waiting = await house.as(looper(house.city), tx => eventsWaiting(tx, house.city, events))
    for (const loop of loops.filter(one => waiting.has(one.event))) {
      const effect = effectOf(rooms, loop.effect) as Effect
      const all = loops.filter(one => one.event === loop.event).map(nameOf)
      for (;;) {
        const began = performance.now()
        const answer = await answerNext(house, effect, loop, all, skips.get(loop) as Set<string>)
        if (answer === 'none') break
        if (answer === 'done') count++
        await pace?.(performance.now() - began)
      }
    }
    if (count === before) return count
  }
}

/** Milliseconds for which the oldest announcement has waited for a line of loops.ts; 0 where nothing waits. */
export const loopsBehind = async (house: Pick<House, 'as' | 'city'>, loops: readonly Loop[], now: Date): Promise<number> => {
  const since = await house.as(looper(house.city), tx =>
    oldestWaiting(
      tx,
      house.city,
      loops.map(loop => loop.event),
    ),
  )
  return since ? Math.max(0, now.getTime() - since.getTime()) : 0
}

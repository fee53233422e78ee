import { addDays, dayOf } from '../../src/calendar/index.ts'
import type { MatterView } from '../../src/engine/contract.ts'
import type { Doors, MatterPage } from './doors.ts'
import type { Chance } from './random.ts'
import type { Town } from './town.ts'
import { explanations, grievances, sameFormAgain, suggestions, toldBack } from './words.ts'
import type { Grievance } from './words.ts'

/** How one matter goes; drawn once, when it is first seen. */
type Course = 'usual' | 'late' | 'explained' | 'answered' | 'not_reached'

const drawCourse = (chance: Chance): Course => {
  const share = chance.share()
  if (share < 0.12) return 'late'
  if (share < 0.2) return 'explained'
  if (share < 0.3) return 'answered'
  return share < 0.36 ? 'not_reached' : 'usual'
}

interface Case {
  readonly course: Course
  readonly about: Grievance
  caller?: string
  round: number
  stage: string
  since: number
  readonly patience: number
  readonly extra: number
}

/** Leaders and the posts above them at work: one look a day at each open matter, one step where a step is due. */
export class Desk {
  readonly #doors: Doors
  readonly #town: Town
  readonly #chance: Chance
  readonly #unitCodes: ReadonlyMap<string, string>
  readonly #cases = new Map<string, Case>()
  readonly #fates = new Map<string, string>()
  readonly #orders = new Map<string, number>()
  #recent = 0
  #early = 0
  /** Matters that a story tells itself. */
  readonly spared = new Set<string>()
  /** Steps that the house refused, for the screen. */
  readonly refused: string[] = []
  constructor(doors: Doors, town: Town, chance: Chance, unitCodes: ReadonlyMap<string, string>) {
    this.#doors = doors
    this.#town = town
    this.#chance = chance
    this.#unitCodes = unitCodes
  }

  async #callerOf(matter: MatterView, known: Case): Promise<{ person: string; page: MatterPage } | undefined> {
    const unit = this.#unitCodes.get(matter.unit) ?? ''
    const first = known.caller && known.round === matter.round ? [known.caller] : []
    for (const person of [...first, ...this.#town.callersOf(unit)]) {
      const page = await this.#doors.see(person, matter.id)
      if (
        page?.may.some(
          may =>
            may.action === 'open_number' ||
            may.action === 'record_second_contact' ||
            may.action === 'order_repair' ||
            may.action === 'explain_ruling',
        )
      ) {
        known.caller = person
        return { person, page }
      }
    }
    return undefined
  }

  async look(now: Date): Promise<void> {
    for (const matter of await this.#doors.openMatters('callback')) {
      if (this.spared.has(matter.id)) continue
      let known = this.#cases.get(matter.id)
      if (!known) {
        known = {
          course: drawCourse(this.#chance),
          about: this.#chance.happens(0.2) ? sameFormAgain : this.#chance.pick(grievances),
          round: 1,
          stage: '',
          since: 0,
          patience: this.#chance.below(3),
          extra: this.#chance.below(4),
        }
        this.#cases.set(matter.id, known)
      }
      if (known.stage !== `${matter.round}/${matter.stage}`) {
        known.stage = `${matter.round}/${matter.stage}`
        known.since = now.getTime()
      }
      const days = Math.floor((now.getTime() - known.since) / 86_400_000)
      try {
        await this.#step(matter, known, days, now)
      } catch (error) {
        this.refused.push(`${matter.stage}：${error instanceof Error ? error.message : String(error)}`)
      }
      known.round = matter.round
    }
  }

  async #step(matter: MatterView, known: Case, days: number, now: Date): Promise<void> {
    const { stage } = matter
    const later = known.course === 'late' && matter.round === 1 ? 3 + known.extra : 0
    if (stage === 'awaiting_contact' && days >= later) return this.#call(matter, known, days, now)
    if (stage === 'contacted') return this.#decide(matter, known, now)
    if (stage === 'being_put_right' && days >= 1 + known.patience) return this.#report(matter, known, now)
    if (stage === 'awaiting_second_contact' && days >= (known.patience > 1 ? 1 : 0)) return this.#tellBack(matter, known)
    if (stage === 'awaiting_second_reader' && days >= 1) return this.#secondReading(matter, ['open_explanation', 'agree_explanation'])
    if (stage === 'awaiting_unreachable_check' && days >= 1) return this.#secondReading(matter, ['confirm_unreachable'])
  }

  async #call(matter: MatterView, known: Case, days: number, _now: Date): Promise<void> {
    const found = await this.#callerOf(matter, known)
    if (!found) return
    const {
      person,
      page: { may },
    } = found
    const open = (action: string): boolean => may.some(one => one.action === action && !one.not)
    if (open('acknowledge')) await this.#doors.act(person, matter.id, 'acknowledge')
    if (open('open_number')) await this.#doors.act(person, matter.id, 'open_number', { purpose: 'first_call' })
    if (known.course === 'not_reached' && matter.round === 1) {
      if (open('conclude_unreachable') && days >= 3) await this.#doors.act(person, matter.id, 'conclude_unreachable')
      else await this.#doors.act(person, matter.id, 'record_attempt', { outcome: this.#chance.pick(['no_answer', 'busy', 'asked_later']) })
      return
    }
    if (this.#chance.happens(0.15)) {
      await this.#doors.act(person, matter.id, 'record_attempt', { outcome: 'no_answer' })
      return
    }
    const suggestion = this.#chance.pick(suggestions)
    await this.#doors.act(person, matter.id, 'record_call', {
      what_was_wrong: known.about.wrong,
      cause: known.about.cause,
      head: this.#chance.pick(['team', 'mechanism', 'support']),
      speed_agreed: this.#chance.happens(0.3),
      ...(suggestion ? { suggestion } : {}),
    })
  }

  async #decide(matter: MatterView, known: Case, now: Date): Promise<void> {
    const found = await this.#callerOf(matter, known)
    if (!found) return
    const { person } = found
    if (known.course === 'answered')
      await this.#doors.act(person, matter.id, 'answer_now', { answer: `已向群众说明：${known.about.measure}。` })
    else if (known.course === 'explained' && matter.round === 1) await this.#doors.act(person, matter.id, 'explain', explanations)
    else
      await this.#doors.act(person, matter.id, 'order_repair', {
        cause: known.about.cause,
        what_to_change: known.about.change,
        responsible: '窗口负责人',
        by: addDays(dayOf(now), 3),
        checked_hints: true,
      })
  }

  async #report(matter: MatterView, known: Case, now: Date): Promise<void> {
    const found = await this.#callerOf(matter, known)
    if (!found) return
    const evidence = await this.#doors.file(found.person, matter.id, '整改通知.pdf', `Notice on what was changed, ${dayOf(now)}`)
    await this.#doors.act(found.person, matter.id, 'report_repair', {
      found: known.about.wrong,
      measure: known.about.measure,
      from: dayOf(now),
      responsible: '窗口负责人',
      evidence_kind: 'record',
      evidence: [evidence],
    })
  }

  async #tellBack(matter: MatterView, known: Case): Promise<void> {
    const found = await this.#callerOf(matter, known)
    if (found)
      await this.#doors.act(found.person, matter.id, 'record_second_contact', {
        how: this.#chance.pick(['phone', 'phone', 'sms']),
        told: this.#chance.pick(toldBack),
      })
  }

  /** Somebody else looks at what the caller wrote, and agrees. */
  async #secondReading(matter: MatterView, acts: readonly string[]): Promise<void> {
    for (const person of this.#town.callersOf(this.#unitCodes.get(matter.unit) ?? '')) {
      const page = await this.#doors.see(person, matter.id)
      if (!page?.may.some(may => may.action === acts[0] && !may.not)) continue
      for (const action of acts) await this.#doors.act(person, matter.id, action)
      return
    }
  }

  /** Words are read by those above the unit: most go out, what points at somebody is kept back, some wait. */
  async readWords(): Promise<void> {
    const readers = this.#town.people.filter(person =>
      person.posts.some(post => post.role === 'supervisor' || post.role === 'callback_centre'),
    )
    for (const { code } of readers) {
      for (const { id } of await this.#doors.unreadWords(code)) {
        const share = this.#chance.share()
        if (share < 0.75) await this.#doors.decideWords(code, id, { decision: 'release' })
        else if (share < 0.8) await this.#doors.decideWords(code, id, { decision: 'keep_back', because: '看得出是谁' })
      }
    }
  }

  /** Lines of the weekly lists: answered by the heads in the course of their week; of the last lists some are left, one of them late. */
  async orders(now: Date): Promise<void> {
    for (const matter of await this.#doors.openMatters('order')) {
      const nth = this.#orders.get(matter.id) ?? this.#orders.size
      this.#orders.set(matter.id, nth)
      const left = matter.openedAt >= '2026-11-08' ? nth % 3 : -1
      const days = Math.floor((now.getTime() - Date.parse(matter.openedAt)) / 86_400_000)
      if (left === 0 || days < 1 + (nth % 4) || (matter.stage === 'order_under_way' && (left === 1 || days < 4))) continue
      const action = matter.stage === 'order_listed' && nth % 3 === 1 ? 'answer_under_way' : 'answer_done'
      for (const person of this.#town.callersOf(this.#unitCodes.get(matter.unit) ?? '')) {
        const page = await this.#doors.see(person, matter.id)
        if (!page?.may.some(may => may.action === action && !may.not)) continue
        await this.#doors.act(person, matter.id, action, {
          said: action === 'answer_done' ? '已经改好，贴在窗口，也在班会上讲过' : '样张已经做好，正在换',
        })
        break
      }
    }
  }

  /** Early ones are put right, here and there one needs nothing; of the last ones each stage keeps some. */
  #fateOf(matter: MatterView): string {
    const known = this.#fates.get(matter.id)
    if (known !== undefined) return known
    const recent = matter.openedAt >= '2026-11-08'
    const order = recent ? ['awaiting_check', 'being_put_right', 'awaiting_plan'] : ['done', 'done', 'not_substantiated', 'done']
    const fate = order[(recent ? this.#recent++ : this.#early++) % order.length]!
    this.#fates.set(matter.id, fate)
    return fate
  }

  /** Repairs that a released batch of reasons has opened: planned, reported, checked by the centre. */
  async repairs(now: Date): Promise<void> {
    for (const matter of await this.#doors.openMatters('repair')) {
      const fate = this.#fateOf(matter)
      if (matter.stage === fate || (fate === 'done' && !this.#chance.happens(0.4))) continue
      const steps: Readonly<Record<string, readonly [string, () => Promise<object | undefined> | object | undefined]>> = {
        awaiting_plan: ['plan', () => ({ measure: this.#chance.pick(grievances).change, responsible: '窗口负责人' })],
        being_put_right: ['report', () => undefined],
        awaiting_check:
          fate === 'not_substantiated'
            ? ['not_found', () => ({ why: '核对了排队记录，那几天系统检修，已张贴告示' })]
            : ['accept', () => undefined],
      }
      const [action, input] = steps[matter.stage] ?? []
      if (!action || !input) continue
      for (const person of this.#town.callersOf(this.#unitCodes.get(matter.unit) ?? '')) {
        const page = await this.#doors.see(person, matter.id)
        if (!page?.may.some(may => may.action === action && !may.not)) continue
        const about = this.#chance.pick(grievances)
        const given =
          action === 'report'
            ? {
                found: about.wrong,
                measure: about.measure,
                from: dayOf(now),
                responsible: '窗口负责人',
                evidence_kind: 'record',
                evidence: [await this.#doors.file(person, matter.id, '整改台账.pdf', `Register of changes, ${dayOf(now)}`)],
              }
            : await input()
        await this.#doors.act(person, matter.id, action, given)
        break
      }
    }
  }
}

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadStatutoryCalendar } from '../../calendar/index.ts'
import type { TrailEntry } from '../../engine/contract.ts'
import { moveClocks } from '../../engine/rules/clocks.ts'
import { decide } from '../../engine/rules/decide.ts'
import { evolve, replay } from '../../engine/rules/evolve.ts'
import type { MatterState } from '../../engine/rules/evolve.ts'
import type { Flow } from '../../engine/rules/flow.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { readProgramme } from '../../programme/index.ts'
import { stuckFlow } from './flows/matter.ts'
import { stuckChecks } from './rules/checks.ts'
import { stuckSayings } from './sayings.ts'
import { stuckSettings } from './settings.ts'
import type { StuckSettings } from './settings.ts'

/*
 * What newspapers say of four places, sentence by sentence: each preset is driven as its programme sets it, without a database.
 * What the sources leave open stands under `unknown` and is read aloud.
 */
const calendar = loadStatutoryCalendar()
const flow = stuckFlow as unknown as Flow
const presetOf = (name: string): StuckSettings =>
  stuckSettings.parse(readProgramme(join(import.meta.dirname, '../../../programmes', name)).read.data['stuck'])
const at = (text: string): Date => new Date(`2026-${text}:00+08:00`)
const unit = '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c31'
const text = '写清楚的一段话，够长'

/** One matter of a place: taken in at an hour, then act by act. */
const matterOf = (set: StuckSettings, opened: string, form = 'hall') => {
  const settings = { ladder: [], terms: (clock: string) => set[clock as 'general_within'] }
  const trail: TrailEntry[] = []
  let state: MatterState = replay([])
  const record = (action: string, now: Date, stage: string, by: string, moves: object, input: unknown): string | undefined => {
    const changes = moveClocks(calendar, settings, state, moves, now, 1)
    if (isRefusal(changes)) return changes.because
    state = evolve(state, { action, at: now.toISOString(), stage, round: 1, effect: { clocks: changes.map(one => one.effect) } })
    trail.push({ seq: trail.length + 1, action, title: '', by, at: now.toISOString(), stage, round: 1, input })
    return undefined
  }
  record('open', at(opened), flow.first, 'system', { start: flow.opening.starts }, { form })
  return {
    /** @returns why it was refused; undefined: done */
    act: (seat: string, action: string, when: string, input?: object): string | undefined => {
      const decision = decide(flow, state, [seat], action, input)
      if (isRefusal(decision)) return decision.because
      const viewer = { kind: 'public', city: '' } as const
      const asked = { trail, round: 1, input: decision.input, now: at(when), settings: set, viewer, calendar }
      return stuckChecks[action]?.(asked)?.because ?? record(action, at(when), decision.stage, seat, decision.moves, decision.input)
    },
    stage: () => state.stage,
    due: (clock: string) => state.clocks.findLast(run => run.clock === clock && run.state === 'running')?.told.dueOn,
    dueAt: (clock: string) => state.clocks.findLast(run => run.clock === clock)?.told.dueAt,
  }
}
type Matter = ReturnType<typeof matterOf>
const contact = { how: 'in_person', told: text }
const accepted = (matter: Matter, when: string): void => {
  expect(matter.act('window', 'record_contact', when, contact)).toBeUndefined()
  expect(matter.act('window', 'accept', when, { applied: 'refused', rule: 'none_named' })).toBeUndefined()
}
const given = (matter: Matter, when: string): void => {
  accepted(matter, when)
  expect(matter.act('window', 'assign_joint', when, { unit, ground: text, task: text })).toBeUndefined()
}
/** A Monday in a week without a rest day that was moved. */
const monday = '10-12T09:30'

describe('wuhua', () => {
  const set = presetOf('wuhua')
  it('says “3 working days for general matters, 10 for complex ones”', () => {
    const matter = matterOf(set, monday)
    expect([matter.due('general_within'), matter.due('complex_within')]).toEqual(['2026-10-15', '2026-10-26'])
  })
})

describe('a district of Tianjin', () => {
  const set = presetOf('tianjin')
  it('leaves out what belongs to courts and petitions: it is told where to go, and no unit gets it', () => {
    const matter = matterOf(set, monday)
    expect(matter.act('window', 'record_contact', monday, contact)).toBeUndefined()
    expect(matter.act('window', 'guide_elsewhere', monday, { where: text, explanation: text, handed_over: false })).toBeUndefined()
    expect(matter.stage()).toBe('awaiting_word_on_guidance')
  })
  it('leaves out what a policy bars, and has the negative answer reported: another person reads it before it is told', () => {
    const matter = matterOf(set, monday)
    given(matter, monday)
    expect(matter.act('lead', 'report_negative', monday, { article: text, named_by: text, explanation: text })).toBeUndefined()
    expect([matter.stage(), matter.act('lead', 'approve_negative', monday)]).toEqual(['awaiting_second_reader', 'not_your_seat'])
    expect([matter.act('office', 'approve_negative', monday), matter.stage()]).toEqual([undefined, 'awaiting_word_on_explanation'])
  })
  it('does simple matters at once', () => {
    const matter = matterOf(set, monday)
    accepted(matter, monday)
    expect([matter.act('window', 'settle_at_once', monday, { answer: text }), matter.stage()]).toEqual([undefined, 'awaiting_word_at_once'])
  })
  it('gives complex matters 5 working days and special ones, which several units settle together, 10', () => {
    const matter = matterOf(set, monday)
    expect([matter.due('general_within'), matter.due('complex_within')]).toEqual(['2026-10-19', '2026-10-26'])
    given(matter, monday)
    expect(matter.act('window', 'mark_complex', monday, { why: text })).toBeUndefined()
    expect(matter.act('lead', 'ask_share', monday, { unit, ground: text, task: text })).toBeUndefined()
    expect([matter.due('general_within'), matter.due('complex_within')]).toEqual([undefined, '2026-10-26'])
  })
  it('brings what stays stuck to the business-environment office', () => {
    const late = set.ladder.filter(rung => rung.clock === 'complex_within' && rung.when === 'late')
    expect(late.at(-1)).toMatchObject({ do: 'supervision_slip', tell: 'office' })
  })
  it('says nothing of extensions: none is asked for, and the button says why, until the district writes one', () => {
    const matter = matterOf(set, monday)
    given(matter, monday)
    matter.act('window', 'mark_complex', monday, { why: text })
    expect(matter.act('lead', 'ask_extension', monday, { why: text })).toBe('no_extension')
    const written = matterOf({ ...set, complex_within: { ...set.complex_within, extension: { amount: 3, most: 1 } } }, monday)
    given(written, monday)
    written.act('window', 'mark_complex', monday, { why: text })
    expect(written.act('lead', 'ask_extension', monday, { why: text })).toBeUndefined()
  })
})

describe('jinyuan', () => {
  const set = presetOf('jinyuan')
  it('takes what was not accepted or not approved, several trips, attitude, and special requests', () => {
    expect(set.categories).toEqual(['not_accepted', 'not_finished', 'many_trips', 'attitude', 'special_request', 'other'])
  })
  it('has the head on the spot in 30 minutes, by the clock and not by office hours', () => {
    const matter = matterOf(set, '10-12T11:50')
    expect(matter.act('window', 'call_head', '10-12T11:50', { who: text })).toBeUndefined()
    expect(matter.dueAt('on_spot_within')).toBe(at('10-12T12:20').toISOString())
    expect(matter.act('window', 'head_came', '10-12T12:05', { said: text })).toBeUndefined()
  })
  it('does general matters on the spot: the same day is the longest that counts as such', () => {
    const matter = matterOf(set, monday)
    accepted(matter, monday)
    expect(matter.due('general_within')).toBe('2026-10-12')
    expect(matter.act('window', 'settle_at_once', monday, { answer: text })).toBeUndefined()
  })
  it('gives hard ones “3 days”, read as calendar days because nothing says working days; a last day of rest moves on', () => {
    expect(matterOf(set, monday).due('complex_within')).toBe('2026-10-15')
    expect(matterOf(set, '10-14T09:30').due('complex_within')).toBe('2026-10-19')
    expect(set.unknown['complex_within']?.what).toContain('没有说是工作日还是自然日')
  })
})

describe('xuanhua', () => {
  const set = presetOf('xuanhua')
  it('gives an enquiry 1, help 3, a suggestion, report or complaint 5 working days, all from the intake', () => {
    const enquiry = matterOf(set, monday)
    expect(enquiry.act('window', 'mark_enquiry', monday, { asked: text })).toBeUndefined()
    expect([enquiry.due('enquiry_within'), enquiry.due('general_within')]).toEqual(['2026-10-13', undefined])
    const other = matterOf(set, monday)
    expect([other.due('general_within'), other.due('complex_within'), other.due('enquiry_within')]).toEqual([
      '2026-10-15',
      '2026-10-19',
      undefined,
    ])
  })
  it('lets nobody start the enquiry’s term a day late, which would give it more time than the citizen was promised', () => {
    const matter = matterOf(set, monday)
    expect(matter.act('window', 'mark_enquiry', '10-13T09:00', { asked: text })).toBe('enquiry_same_day')
    expect(matterOf(presetOf('wuhua'), monday).act('window', 'mark_enquiry', monday, { asked: text })).toBe('enquiry_not_apart')
  })
  it('takes a matter out of the enquiries when it turns out to be more', () => {
    const matter = matterOf(set, monday)
    matter.act('window', 'mark_enquiry', monday, { asked: text })
    expect(matter.act('window', 'mark_complex', '10-13T09:00', { why: text })).toBeUndefined()
    expect([matter.due('enquiry_within'), matter.due('complex_within')]).toEqual([undefined, '2026-10-19'])
  })

  const asking = (when: string, urgent?: 'before' | 'after'): readonly (string | undefined)[] => {
    const matter = matterOf(set, monday)
    given(matter, monday)
    matter.act('window', 'mark_complex', monday, { why: text })
    const mark = (): string | undefined => matter.act('window', 'mark_urgent', when, { why: text })
    if (urgent === 'before') expect(mark()).toBeUndefined()
    const asked = matter.act('lead', 'ask_extension', when, { why: text })
    if (urgent === 'after') expect(mark()).toBeUndefined()
    return [asked, matter.act('office', 'grant_extension', when), matter.act('lead', 'ask_extension', when, { why: text })]
  }
  it('has an extension asked for half a working day before the deadline: by noon of the last day, since a term ends with it', () => {
    expect(asking('10-19T12:00')[0]).toBeUndefined()
    expect(asking('10-19T12:01')[0]).toBe('asked_late')
  })
  it('extends once only', () => {
    expect(asking('10-16T09:00')).toEqual([undefined, undefined, 'extension_used_up'])
  })
  it('never extends an urgent matter, not even one whose extension was asked for before it was marked so', () => {
    expect(asking('10-16T09:00', 'before')[0]).toBe('urgent_not_extended')
    expect(asking('10-16T09:00', 'after').slice(0, 2)).toEqual([undefined, 'urgent_not_extended'])
  })
  it('a city that extends urgent matters all the same says so in its programme', () => {
    const matter = matterOf({ ...set, urgent_never_extended: false }, monday)
    given(matter, monday)
    matter.act('window', 'mark_complex', monday, { why: text })
    matter.act('window', 'mark_urgent', monday, { why: text })
    expect(matter.act('lead', 'ask_extension', monday, { why: text })).toBeUndefined()
  })
})

it.each(['wuhua', 'tianjin', 'jinyuan', 'xuanhua'])(
  'what the source of %s leaves open names a setting and is said in both languages',
  name => {
    const { unknown } = presetOf(name)
    const known = Object.keys(stuckSettings.shape)
    expect(Object.keys(unknown).length).toBeGreaterThan(2)
    for (const [key, left] of Object.entries(unknown)) {
      expect([name, known.includes(key)]).toEqual([name, true])
      const said = (stuckSayings.unknown as unknown as { each: (left: unknown, key: string) => { zh: string; en: string } }).each(left, key)
      expect(said.zh).toContain('来源没有写明')
      expect(said.en).toContain('The source does not say')
    }
  },
)

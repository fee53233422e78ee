import type { MatterView } from '../../src/engine/contract.ts'
import type { Doors } from './doors.ts'
import type { Town } from './town.ts'

const full: Readonly<Record<string, number>> = { heard: 30, cause: 20, answered: 20, told_back: 20, proper: 10 }
const reasons: readonly (readonly [criterion: string, points: number, why: string])[] = [
  ['told_back', 12, '只写了已告知，没有写群众怎么说'],
  ['heard', 24, '记的是我方的解释，群众的话只有半句'],
  ['cause', 14, '群众说的是没有一次告知，原因归成了等候'],
  ['answered', 15, '办法只写了“加强管理”，看不出改了什么'],
]
const marksLess = (nth: number, regained = 0): object => {
  const [criterion, points, why] = reasons[nth % reasons.length]!
  return {
    marks: Object.entries(full).map(([key, most]) =>
      key !== criterion || points + regained >= most
        ? { criterion: key, points: most }
        : { criterion: key, points: points + regained, why },
    ),
  }
}

/** How far a marking goes: the early ones to their ends, of the last week's each stage keeps some. */
const early = ['mark_stands', 'second_mark_stands', 'mark_stands', 'mark_stands'] as const
const recent = ['awaiting_mark', 'marked', 'mark_objected', 'set_aside', 'second_mark_stands', 'mark_stands'] as const
type Fate = (typeof recent)[number]

/** 记录质检 in the demo: whoever may, marks; here and there a caller objects. */
export const markingWork = (doors: Doors, town: Town): ((now: Date) => Promise<void>) => {
  const fates = new Map<string, { readonly fate: Fate; readonly nth: number }>()
  const count = { early: 0, recent: 0 }
  const fateOf = (matter: MatterView): { readonly fate: Fate; readonly nth: number } => {
    const known = fates.get(matter.id)
    if (known) return known
    const isRecent = matter.openedAt >= '2026-11-15'
    const nth = isRecent ? count.recent++ : count.early++
    const drawn = { fate: isRecent ? recent[nth % recent.length]! : early[nth % early.length]!, nth }
    fates.set(matter.id, drawn)
    return drawn
  }
  /** Of the organ itself for what the caller does, of those who watch over it for what a marker does. */
  const peopleOf = (organName: string): readonly string[] => [
    ...new Set([
      ...town.callersOf(''),
      ...town.people
        .filter(one => one.posts.some(post => post.unitName.startsWith(organName) && ['leader', 'deputy_head', 'head'].includes(post.role)))
        .map(one => one.code),
    ]),
  ]
  const by = async (matter: MatterView, action: string, input?: object, looks = false): Promise<void> => {
    for (const person of peopleOf(matter.unitName)) {
      const may = (await doors.see(person, matter.id))?.may
      if (!may?.some(one => (one.action === action && !one.not) || (looks && one.action === 'open_record' && !one.not))) continue
      if (looks) await doors.act(person, matter.id, 'open_record')
      await doors.act(person, matter.id, action, input)
      return
    }
  }
  return async now => {
    for (const matter of await doors.openMatters('marking')) {
      const { fate, nth } = fateOf(matter)
      const days = Math.floor((now.getTime() - Date.parse(matter.openedAt)) / 86_400_000)
      if (matter.stage === fate || days < 1 + (nth % 3)) continue
      if (matter.stage === 'awaiting_mark')
        await (fate === 'set_aside'
          ? by(matter, 'set_aside', { why: '和回访人同过班，应当回避' })
          : by(matter, 'give_mark', marksLess(nth), true))
      else if (matter.stage === 'marked' && (fate === 'mark_objected' || fate === 'second_mark_stands'))
        await by(matter, 'object', { why: '记录里写了，在补记那一栏，请再看', checked_hints: true })
      else if (matter.stage === 'marked' && fate === 'mark_stands' && nth % 2 === 1) await by(matter, 'accept_mark')
      else if (matter.stage === 'mark_objected' && fate === 'second_mark_stands')
        await by(matter, 'mark_again', marksLess(nth, nth % 3 === 0 ? 0 : 5), true)
    }
  }
}

import { roleTitles } from '../org/access/index.ts'
import type { Role, Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { DisciplineDesk } from './contract.ts'
import { changesByUnit, closedWithoutContact, numbersOpened, openingsByDay, routedAround, rungsMissed } from './store.ts'
import { deskWords } from './words.ts'

type Language = 'zh' | 'en'

/** How far back the desk looks. Older lines stand in the exported trail. */
const daysBack = 90

const say = (code: string, language: Language): string => deskWords[code]?.[language] ?? code
const some = <K extends string>(key: K, value: string | null | undefined): { readonly [P in K]?: string } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]: string })

/** Unit and post as they are said together: 执行局部门负责人. */
const postOf = (unit: string | null, role: string | null, language: Language): string | null =>
  role === null
    ? unit
    : [unit, roleTitles[role as Role]?.[language] ?? role].filter(part => part !== null).join(language === 'zh' ? '' : ', ')

/** Everything but the chain, as the viewer's own transaction gives it: to discipline its line, to the audit administrator days and counts. */
export const deskOf = async (tx: Tx, viewer: Viewer, now: Date, language: Language): Promise<Omit<DisciplineDesk, 'chain'>> => {
  const since = new Date(now.getTime() - daysBack * 86_400_000)
  const holds = (role: Role): boolean => viewer.kind === 'person' && viewer.posts.some(post => post.role === role)
  return {
    ...(holds('discipline') || holds('inspector') ? await linesOf(tx, viewer.city, since, now, language, holds('discipline')) : {}),
    ...(holds('audit_admin') ? { openedByDay: await openingsByDay(tx, since) } : {}),
  }
}

const linesOf = async (
  tx: Tx,
  city: string,
  since: Date,
  now: Date,
  language: Language,
  changesToo: boolean,
): Promise<Omit<DisciplineDesk, 'chain'>> => {
  const [opened, closed, around, missed, changes] = [
    await numbersOpened(tx, since),
    await closedWithoutContact(tx, since),
    await routedAround(tx, since),
    await rungsMissed(tx, now, since),
    await changesByUnit(tx, city),
  ]
  return {
    opened: opened.map(row => ({
      ...some('unitName', row.unit_name),
      ...some('who', row.person_name),
      ...some('post', postOf(row.unit_name, row.role, language)),
      why: row.purpose,
      on: row.on_day,
    })),
    closedWithoutContact: closed.map(row => ({ ...some('unitName', row.unit_name), ending: say(row.ending, language), on: row.on_day })),
    ...(changesToo ? { changedAfterContact: changes.map(row => ({ unitName: row.unit_name, count: row.count })) } : {}),
    routedAround: around.map(row => ({
      ...some('unitName', row.unit_name),
      who: row.person_name,
      ...some('post', postOf(row.unit_name, row.role, language)),
      weekOf: row.week_of,
    })),
    rungsMissed: missed.map(row => ({
      ...some('unitName', row.unit_name),
      ...some('dueOn', row.due_on),
      rung:
        row.does === null || row.clock === null ? say('not_climbed', language) : `${say(row.clock, language)} · ${say(row.does, language)}`,
    })),
  }
}

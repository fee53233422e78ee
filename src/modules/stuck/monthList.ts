import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerRow, Person, Said } from '../../org/ledger.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { officeOf } from './classes.ts'
import { classOpened, figures } from './contract.ts'
import type { CauseSeen, ClassSeen, Figure, MonthSeen } from './contract.ts'
import { ledgerRoles } from './ledger.ts'
import { ledgerValues } from './ledgerWords.ts'
import { causeCode } from './months.ts'
import { openedOf, settingsNow } from './opened.ts'
import { draftedOn, factsOf, monthAt, monthOf } from './rules/month.ts'
import { classFor, classesOf } from './store/classes.ts'
import { countAll, countMonth, isDrafted, monthPage, recurring } from './store/months.ts'
import type { MonthFilter, MonthPlace } from './store/months.ts'

type Language = 'zh' | 'en'
const said = (zh: string, en: string): Said => ({ zh, en })

export const figureTitles: Readonly<Record<Figure | 'listed', Said>> = {
  listed: said('有过的件', 'Matters'),
  opened: said('新收', 'Received'),
  closed: said('办结', 'Closed'),
  open: said('月末未结', 'Open at the end'),
  late: said('超过时限', 'Late'),
  extended: said('延期', 'Extended'),
  returned: said('退回', 'Handed back'),
  not_doable: said('不能办', 'Not doable'),
}

export const monthTitles = {
  unit: said('单位', 'Unit'),
  number: said('编号', 'Number'),
  item: said('想办什么事', 'What was wanted'),
  category: said('类别', 'Kind'),
  counted: said('计入', 'Counted as'),
  cause: said('卡在哪里', 'Cause'),
  stage: said('现在到哪一步', 'Stage now'),
} as const

export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
/** What the address of the summary may say; the same for its file. With a cause, the months that the programme looks back. */
export const monthFilter = z.strictObject({
  month,
  unit: z.uuid().optional(),
  figure: z.enum(figures).optional(),
  category: z.string().max(40).optional(),
  cause: z.string().max(80).optional(),
})
type MonthAsked = z.infer<typeof monthFilter>

const word = (group: string, code: string, language: Language): string => ledgerValues[group]?.[code]?.[language] ?? code

/** From when on, and until which month's first day. */
const reachOf = (house: House, { month: asked, cause }: Pick<MonthAsked, 'month' | 'cause'>) => {
  const { recurring_months: months } = settingsNow(house)
  return { since: monthOf(cause === undefined ? asked : monthAt(asked, 1 - months)).first, first: monthOf(asked).first }
}

/** The cause in words: a root by its name, a rule as the negative answer cites it on the page of one of its matters. */
const sayCause = async (house: House, tx: Tx, viewer: Viewer, cause: string, sample: string, language: Language): Promise<string> => {
  if (cause.startsWith('root/')) return word('root', cause.slice(5), language)
  const page = await house.engine.readIn(tx, viewer, sample)
  const cited = page?.trail.findLast(entry => ['explain', 'report_negative'].includes(entry.action))?.input as
    { readonly article?: string } | undefined
  return cited?.article ?? (language === 'zh' ? '否定答复引用的规定' : 'the rule that a negative answer cites')
}

const classSeen = async (house: House, tx: Tx, viewer: Viewer, id: string): Promise<ClassSeen | undefined> => {
  const page = await house.engine.readIn(tx, viewer, id)
  const opened = classOpened.safeParse(page?.trail[0]?.input).data
  if (!page || !opened) return undefined
  const clock = page.matter.clocks.findLast(one => one.state !== 'stopped') ?? page.matter.clocks[0]
  return {
    id,
    number: page.matter.number,
    title: opened.title,
    unitName: opened.unitName,
    responsible: opened.responsible,
    remedy: opened.remedy,
    dueOn: clock?.dueOn ?? null,
    mark: clock?.mark ?? 'in_time',
    stage: page.matter.stage,
    stageTitle: page.matter.stageTitle,
    count: opened.count,
  }
}

/** The summary of a month as this viewer sees its matters. */
export const readMonth = async (house: House, tx: Tx, viewer: Person, asked: string, language: Language): Promise<MonthSeen> => {
  const { recurring_from: least, recurring_months: months } = settingsNow(house)
  const span = monthOf(asked)
  const today = dayOf(house.clock.now())
  const drafted = await isDrafted(tx, house.city, span.first)
  const org = await house.org.snapshot(tx, today)
  const found = drafted === undefined ? [] : await recurring(tx, reachOf(house, { month: asked, cause: 'any' }).since, span.first, least)
  const causes: CauseSeen[] = []
  for (const { sample, ...one } of found) {
    const id = await classFor(tx, one)
    const page = id === undefined ? undefined : await house.engine.readIn(tx, viewer, id)
    causes.push({
      ...one,
      categoryTitle: word('category', one.category, language),
      causeTitle: await sayCause(house, tx, viewer, one.cause, sample, language),
      ...(page ? { class: { id: page.matter.id, number: page.matter.number, stage: page.matter.stage } } : {}),
    })
  }
  const classes: ClassSeen[] = []
  for (const { matter } of await classesOf(tx, span)) {
    const one = await classSeen(house, tx, viewer, matter)
    if (one) classes.push(one)
  }
  const after = monthAt(asked, 1)
  const due = draftedOn(house.calendar(), asked)
  return {
    month: asked,
    before: monthAt(asked, -1),
    ...(after <= today.slice(0, 7) ? { after } : {}),
    ...(drafted === undefined ? {} : { drafted }),
    ...(due === undefined ? {} : { due }),
    least,
    months,
    office: officeOf(house, org, viewer).length > 0,
    ...(drafted === undefined ? {} : { total: await countAll(tx, span.first) }),
    units: drafted === undefined ? [] : await countMonth(tx, span.first),
    causes,
    classes,
  }
}

export type MonthLine = LedgerRow & { readonly id: string }

/** The matters behind a number; each line from the page of the matter as this viewer sees it, so that it never says more. */
export const readMonthLines = async (
  house: House,
  tx: Tx,
  { viewer, filter, language }: { readonly viewer: Person; readonly filter: MonthAsked; readonly language: Language },
  after: MonthPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly MonthLine[]; readonly next?: MonthPlace }> => {
  const { month: asked, ...rest } = filter
  const { since, first } = reachOf(house, filter)
  const found = await monthPage(tx, since, first, rest satisfies MonthFilter, after, most + 1)
  const lines: MonthLine[] = []
  for (const row of found.slice(0, most)) {
    const page = await house.engine.readIn(tx, viewer, row.matter)
    if (!page) continue
    const opened = openedOf(page.trail)
    const { cause } = factsOf(page.trail, page.matter.clocks, { ...monthOf(asked), from: monthOf(since.slice(0, 7)).from }) ?? {}
    lines.push({
      id: row.matter,
      unit: row.unitName,
      number: page.matter.number,
      item: opened?.item ?? null,
      category: opened ? word('category', opened.category, language) : null,
      counted: figures
        .filter(figure => row[figure])
        .map(figure => figureTitles[figure][language])
        .join(language === 'zh' ? '、' : ', '),
      cause: cause
        ? 'article' in cause
          ? cause.article
          : await sayCause(house, tx, viewer, causeCode(cause), row.matter, language)
        : null,
      stage: page.matter.stageTitle,
    })
  }
  const last = found[most - 1]
  return { lines, ...(last && found.length > most ? { next: { unitName: last.unitName, matter: last.matter } } : {}) }
}

/** 月结 as a file: the lines of its screen. */
export const monthLedger = (house: House): Ledger =>
  defineLedger<MonthAsked>({
    name: 'stuck_months',
    title: said('月结', 'Monthly summary'),
    roles: ledgerRoles,
    personal: true,
    filter: monthFilter,
    columns: (Object.keys(monthTitles) as (keyof typeof monthTitles)[]).map(key => ({
      key,
      title: monthTitles[key],
      kind: 'text',
      ...(key === 'cause' || key === 'counted' ? { width: 28 } : {}),
    })),
    pages: ({ viewer, filter, language }) =>
      allPages<MonthPlace, MonthLine>(after => house.as(viewer, tx => readMonthLines(house, tx, { viewer, filter, language }, after, 100))),
  })

import type { BodyOf, ColumnSaid, Kind } from './hall.ts'

type Typed = Readonly<Record<string, unknown>>
type Schema = Readonly<Record<string, unknown>>

export interface FormWords {
  readonly levels: Readonly<Record<string, string>>
  readonly entered: Readonly<Record<string, string>>
  readonly states: Readonly<Record<string, string>>
  readonly complete: Readonly<Record<string, string>>
  readonly guide: string
  readonly org: string
  readonly orgHint: string
  readonly papersHint: string
  readonly oneThingHint: string
}

const text = (most: number, description?: string): Schema => ({ type: 'string', maxLength: most, ...(description ? { description } : {}) })
const whole = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum })
const choice = (labels: Readonly<Record<string, string>>): Schema => ({ type: 'string', enum: Object.keys(labels), labels })
const yes: Schema = { type: 'boolean' }

/** The fields of an entry under the office's own headings, as the kit draws them; limits are those of the contract. */
export const schemaOf = (kind: Kind, columns: readonly ColumnSaid[], words: FormWords) => {
  const shapes: Readonly<Record<string, Schema>> = {
    name: text(120),
    unit: text(80),
    unitCode: { type: 'string', unit: true, title: words.org, description: words.orgHint },
    level: choice(words.levels),
    place: text(40),
    hall: choice(words.entered),
    reason: text(200),
    window: text(60),
    online: yes,
    whole: yes,
    visits: whole(0, 9),
    instant: yes,
    promised: whole(0, 3650),
    legal: whole(1, 3650),
    firstCheck: yes,
    papers: { ...text(600, words.papersHint), long: true },
    oneThing: text(60, words.oneThingHint),
    guide: { ...choice(words.complete), title: words.guide },
    state: choice(words.states),
    area: whole(1, 1_000_000),
    counters: whole(0, 9999),
    address: text(120),
  }
  const listed = columns.filter(({ key }) => key !== 'code' && shapes[key] !== undefined)
  const optional = ['reason', 'window', 'legal', 'papers', 'oneThing', 'guide', 'unitCode', 'address']
  return {
    properties: Object.fromEntries(listed.map(({ key, title }) => [key, { title, ...shapes[key] }])),
    // A yes-or-no that must be there is sent as no where it is not ticked.
    required: listed.map(({ key }) => key).filter(key => !optional.includes(key)),
    kind,
  }
}

/** What was typed as the register keeps it. @param unitCode of the unit that was chosen by name */
export const bodyOf = <K extends Kind>(
  { code: _c, fromOn: _f, why: _w, guide, ...typed }: Typed,
  unitCode: string | undefined,
): BodyOf[K] => {
  const { unitCode: _id, ...rest } = typed
  return {
    ...rest,
    ...(unitCode === undefined ? {} : { unitCode }),
    ...(guide === undefined ? {} : { guide: guide === 'true' }),
  } as unknown as BodyOf[K]
}

/** What is kept as the form shows it. @param org the unit's id, by which the form knows it */
export const typedOf = (body: BodyOf[Kind], org: string | undefined): Record<string, unknown> => {
  const kept: Record<string, unknown> = { ...body, unitCode: org }
  return { ...kept, ...(kept['guide'] === undefined ? {} : { guide: String(kept['guide']) }) }
}

/**
 * The names under which the rating form is posted. Levels are integers 1…n, n best; 'none' and absent are both blank.
 * Sealed words count as sealed whether or not the box was ticked: nobody's report is lost for a missed tick.
 */
export const levelFields = ['overall', 'attitude', 'conduct', 'ability', 'result'] as const
export const repeatedFields = ['reason', 'when'] as const
export const fieldNames = [
  ...levelFields,
  ...repeatedFields,
  'words',
  'helper',
  'wish',
  'by',
  'number',
  'phone',
  'speech',
  'family_name',
  'family_phone',
  'line',
  'sealed',
  'sealed_words',
  'key',
  'seconds',
  'lang',
  'big',
] as const
export type FieldName = (typeof fieldNames)[number]

/** On the change page only: '1' withdraws the rating. On the page of a used link: '1' says "it was not me". */
export const withdrawField = 'withdraw'
export const notMeField = 'not_me'

export const wishes = ['phone', 'sms', 'after', 'none'] as const
export type Wish = (typeof wishes)[number]
export const times = ['morning', 'afternoon', 'evening', 'weekend'] as const
export const speeches = ['mandarin', 'local', 'loud', 'family'] as const

/** A form as it was posted; shown again after a fault so that nothing is lost. */
export type Submitted = Readonly<Partial<Record<FieldName, string | readonly string[]>>>

export const valueOf = (values: Submitted, field: FieldName): string => {
  const value = values[field]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}

export const holds = (values: Submitted, field: FieldName, value: string): boolean => {
  const held = values[field]
  return typeof held === 'string' ? held === value : (held?.includes(value) ?? false)
}

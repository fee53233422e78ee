import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import type { Channel, RatingBody } from '../contract.ts'
import { dimensionKeys, levelKeys } from '../settings.ts'
import type { EvaluationSettings, LevelKey } from '../settings.ts'

export type Levels = Readonly<Partial<Record<LevelKey, number>>>

export interface Wish {
  readonly how: 'phone' | 'sms' | 'after'
  readonly by: 'department' | 'centre'
  readonly number: 'kept' | 'other'
  /** Normalised digits; only with 'other'. */
  readonly phone?: string
  readonly when: readonly string[]
  readonly speech?: string
  /** Whom to call instead; only with the wish for it. */
  readonly family?: { readonly name: string; readonly phone: string }
}

/** One rating as it was meant. A blank is an absent key, never praise. */
export interface Rating {
  readonly levels: Levels
  readonly reasons: readonly string[]
  readonly words: string
  readonly wish?: Wish
  /** For the discipline organ alone; never part of what is counted. */
  readonly sealedWords: string
  readonly helper: boolean
  readonly channel: Channel
  readonly seconds?: number
  readonly line?: string
}

/** A rating is poor if any of its levels is: the overall tap does not outvote a dimension. */
export const isPoor = (levels: Levels, settings: Pick<EvaluationSettings, 'poor_up_to'>): boolean =>
  levelKeys.some(key => levels[key] !== undefined && (levels[key] as number) <= settings.poor_up_to)

/** Nothing to count: no level, no reason, no word. Such a rating may still carry a wish or a sealed report. */
export const isBlank = (rating: Pick<Rating, 'levels' | 'reasons' | 'words'>): boolean =>
  Object.keys(rating.levels).length === 0 && rating.reasons.length === 0 && rating.words === ''

/** 0…, 86 and plain numbers of mainland telephones, as digits; undefined when no one could be reached there. */
export const readPhone = (text: string): string | undefined => {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s()（）-]/g, '')
    .replace(/^(\+|00)86/, '')
  return /^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits) || /^\d{7,8}$/.test(digits) ? digits : undefined
}

/** The database keeps no NUL and no half of a character. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

export interface RatingAsked {
  readonly settings: EvaluationSettings
  /** Whether a number came with the service. */
  readonly hasContact: boolean
  /** A window's code belongs to no one service: only a call to a typed number is possible. What it was about is one of these lines, the window's own where nothing is said. */
  readonly standing?: { readonly own: string; readonly lines: readonly string[] } | undefined
}

const readLevels = (body: RatingBody, settings: EvaluationSettings): Levels | Refusal => {
  const levels: Partial<Record<LevelKey, number>> = {}
  for (const key of levelKeys) {
    const level = key === 'overall' ? body.overall : body.levels?.[key]
    if (level === undefined) continue
    if (level > settings.levels.length) return refuse('level_unknown', { field: key })
    if (key !== 'overall' && settings.dimensions[key] === undefined) return refuse('level_unknown', { field: key })
    levels[key] = level
  }
  return levels
}

/** Whoever wishes that a relative be called says whom: the name to ask for, and a number. */
const readFamily = (
  given: { readonly name: string; readonly phone: string } | undefined,
): { readonly name: string; readonly phone: string } | Refusal => {
  const name = given?.name.trim() ?? ''
  if (name === '' || !isStorable(name)) return refuse('family_needed', { field: 'family_name' })
  const phone = readPhone(given?.phone ?? '')
  return phone === undefined ? refuse(given?.phone.trim() ? 'phone_invalid' : 'family_needed', { field: 'family_phone' }) : { name, phone }
}

const readWish = (body: RatingBody, asked: RatingAsked): Wish | undefined | Refusal => {
  const { callback } = body
  if (!callback?.wanted) return undefined
  const typed = callback.phone?.trim() ?? ''
  const number = typed !== '' || callback.number === 'other' || !asked.hasContact ? 'other' : 'kept'
  if (number === 'other' && typed === '') return refuse('phone_needed', { field: 'phone' })
  const phone = number === 'other' ? readPhone(typed) : undefined
  if (number === 'other' && phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  const how = callback.how ?? 'phone'
  const when = (typeof callback.when === 'string' ? [callback.when] : (callback.when ?? []))
    .map(one => one.trim())
    .filter(one => one !== '')
  if (![...when, callback.speech ?? ''].every(isStorable)) return refuse('text_not_readable', { field: 'when' })
  const family = callback.speech === 'family' && how !== 'sms' ? readFamily(callback.family) : undefined
  if (family && 'refused' in family) return family
  return {
    // Nobody has confirmed the number of a stranger at a window: no messages go there.
    how: asked.standing ? 'phone' : how,
    by: callback.by ?? 'department',
    number,
    when,
    ...(phone === undefined ? {} : { phone }),
    ...(callback.speech ? { speech: callback.speech } : {}),
    ...(family ? { family } : {}),
  }
}

export const readRating = (body: RatingBody, asked: RatingAsked): Rating | Refusal => {
  const { settings } = asked
  const levels = readLevels(body, settings)
  if ('refused' in levels) return levels
  const words = body.words?.trim() ?? ''
  const sealedWords = body.sealed?.trim() ?? ''
  if (!isStorable(words)) return refuse('text_not_readable', { field: 'words' })
  if (!isStorable(sealedWords)) return refuse('text_not_readable', { field: 'sealed_words' })
  const reasons = [...new Set(body.reasons ?? [])]
  if (reasons.some(code => !Object.hasOwn(settings.reasons, code))) return refuse('reason_unknown', { field: 'reason' })
  const line = asked.standing && (body.line ?? asked.standing.own)
  if (line !== undefined && !asked.standing?.lines.includes(line)) return refuse('line_unknown', { field: 'line' })
  const wish = readWish(body, asked)
  if (wish && 'refused' in wish) return wish
  const rating: Rating = {
    levels,
    reasons,
    words,
    sealedWords,
    helper: body.helper ?? false,
    channel: asked.standing ? 'window' : (body.channel ?? 'link'),
    ...(wish ? { wish } : {}),
    ...(body.seconds === undefined ? {} : { seconds: body.seconds }),
    ...(line === undefined ? {} : { line }),
  }
  if (isBlank(rating) && !wish && sealedWords === '') return refuse('nothing_rated', { field: 'overall' })
  return rating
}

/** Titles of what was rated, for whoever must call. */
export const describeLevels = (
  levels: Levels,
  settings: EvaluationSettings,
  overallTitle: string,
): Record<string, { title: string; level: number; levelTitle: string }> =>
  Object.fromEntries(
    (['overall', ...dimensionKeys] as const).flatMap(key => {
      const level = levels[key]
      if (level === undefined) return []
      return [
        [
          key,
          {
            title: key === 'overall' ? overallTitle : (settings.dimensions[key] ?? key),
            level,
            levelTitle: settings.levels[level - 1] ?? String(level),
          },
        ],
      ]
    }),
  )

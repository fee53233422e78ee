import type { FastifyRequest } from 'fastify'
import type { House } from '../../engine/house.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { HttpProblem, isFormPost, languageOf } from '../../platform/http/index.ts'
import { Bounds } from './bounds.ts'
import { ratedOf } from './calls.ts'
import { Intake } from './intake.ts'
import { centreMayTakeOver, People } from './people.ts'
import { inLanguage } from './english.ts'
import { evaluationProblems } from './errors.ts'
import { settingsOf } from './push.ts'
import type { CallFactsRow } from './store/intake.ts'
import { linesOfKind } from './store/window.ts'
import { dimensionKeys } from './settings.ts'
import type { EvaluationSettings } from './settings.ts'
import { levelFields, notMeField, overridable, overrideKey, withdrawField } from './citizen/index.ts'
import type { Fault, RateView, Submitted } from './citizen/index.ts'
import type { RatingBody } from './contract.ts'

/** Keys of `words:` in a programme, both languages. */
export const overridablePageWords: readonly string[] = overridable.flatMap(key => [overrideKey(key, 'zh'), overrideKey(key, 'en')])

/** What the citizen's routes share: one intake, one look at the organisation. */
export interface Desk {
  readonly house: House
  readonly intake: Intake
  readonly people: People
  readonly bounds: Bounds
}

export const makeDesk = (house: House): Desk => ({ house, intake: new Intake(house), people: new People(house), bounds: new Bounds(house) })

export interface Asker {
  readonly lang: 'zh' | 'en'
  readonly nonce: string
  readonly largeType: boolean
  readonly words: Readonly<Record<string, string>>
}

interface Asking {
  readonly lang?: string
  readonly big?: string
}

export const askerOf = ({ house }: Desk, request: FastifyRequest): Asker => {
  const query = { ...(request.query as Asking), ...(isFormPost(request) ? pick(request.body) : {}) }
  return {
    lang: query.lang === 'en' || query.lang === 'zh' ? query.lang : languageOf(request),
    nonce: request.nonce,
    largeType: query.big === '1',
    words: house.programmes.current().words,
  }
}

const pick = (body: unknown): Asking => {
  const { lang, big } = (body ?? {}) as Record<string, unknown>
  return { ...(typeof lang === 'string' ? { lang } : {}), ...(typeof big === 'string' ? { big } : {}) }
}

/** Whether a person in front of a browser waits for the answer, and not a program. */
export const wantsPage = (request: FastifyRequest): boolean => isFormPost(request) || (request.headers.accept ?? '').includes('text/html')

/** Idempotency keys are opaque; a page gives out 128 random bits. */
export const newKey = ({ house }: Desk): string => house.keys.randomBytes(16).toString('base64url')

const keyShape = /^[\x21-\x7e]{1,200}$/
export const keyOf = (desk: Desk, request: FastifyRequest): string => {
  const given = isFormPost(request) ? textOf((request.body as Submitted)['key']) : request.headers['idempotency-key']
  if (given === undefined || given === '') return newKey(desk)
  if (typeof given !== 'string' || !keyShape.test(given)) throw new HttpProblem('input_invalid', { field: 'Idempotency-Key' })
  return given
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : Array.isArray(value) && typeof value[0] === 'string' ? value[0] : undefined
const listOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** A form becomes the same body that JSON would be; 'none' and absent are both blank. */
export const bodyOfForm = (form: Submitted): unknown => {
  const get = (field: string): string | undefined => textOf((form as Record<string, unknown>)[field])
  const level = (field: string): number | undefined => {
    const value = get(field)
    return value === undefined || value === '' || value === 'none' ? undefined : Number(value)
  }
  const levels = Object.fromEntries(
    levelFields.filter(field => field !== 'overall').flatMap(field => (level(field) === undefined ? [] : [[field, level(field)]])),
  )
  const wish = get('wish')
  const phone = get('phone')?.trim() ?? ''
  const wanted = wish === undefined || wish === '' ? phone !== '' : wish !== 'none'
  const seconds = Number(get('seconds') ?? '')
  return {
    ...(level('overall') === undefined ? {} : { overall: level('overall') }),
    levels,
    reasons: listOf((form as Record<string, unknown>)['reason']).filter(one => one !== ''),
    ...(get('words') ? { words: get('words') } : {}),
    ...(get('sealed_words') ? { sealed: get('sealed_words') } : {}),
    ...(get('helper') === '1' ? { helper: true } : {}),
    ...(get('line') ? { line: get('line') } : {}),
    ...(get('seconds') && seconds >= 0 && seconds <= 86_400 ? { seconds } : {}),
    ...(wanted
      ? {
          callback: {
            wanted,
            ...(wish ? { how: wish } : {}),
            ...(get('number') ? { number: get('number') } : {}),
            ...(phone !== '' && get('number') !== 'kept' ? { phone } : {}),
            ...(get('by') ? { by: get('by') } : {}),
            when: listOf((form as Record<string, unknown>)['when']),
            ...(get('speech') ? { speech: get('speech') } : {}),
            ...(get('speech') === 'family' ? { family: { name: get('family_name') ?? '', phone: get('family_phone') ?? '' } } : {}),
          },
        }
      : {}),
  }
}

export const saysNotMe = (form: unknown): boolean => textOf((form as Record<string, unknown> | undefined)?.[notMeField]) === '1'
export const withdraws = (form: unknown): boolean => textOf((form as Record<string, unknown> | undefined)?.[withdrawField]) === '1'

/** The sentence of a refusal in the caller's language, beside its field. */
export const faultOf = (refusal: Refusal, lang: 'zh' | 'en'): Fault => {
  const sentences = (evaluationProblems as Readonly<Record<string, { zh: string; en: string }>>)[refusal.because]
  return { field: refusal.field ?? 'overall', sentence: (sentences?.[lang] ?? refusal.because).replace('{field}', refusal.field ?? '') }
}

/** Lines that a visitor of a posted code may name: the window's own, and those of organs of its kind. A court knows no licences. */
export const linesOffered = async (
  { house }: Desk,
  window: { readonly unit: string; readonly line: string },
): Promise<readonly string[]> => {
  const found = await house.as({ kind: 'system', city: house.city, name: 'intake' }, tx => linesOfKind(tx, house.city, window.unit))
  return Object.entries(settingsOf(house).lines).flatMap(([code, line]) =>
    code === window.line || (line.organs ? line.organs.some(kind => kind === found?.kind) : found?.lines.includes(code)) ? [code] : [],
  )
}

export interface PageOf {
  readonly unit: string
  readonly line?: string
  /** Of a posted code: the line that its window is for, chosen beforehand. */ readonly ownLine?: string
  readonly hasContact: boolean
  readonly action: string
  readonly facts?: CallFactsRow | undefined
}

/** Made from the link alone: nothing in it depends on whether, or how, the link was used. */
export const rateViewOf = async (desk: Desk, asker: Asker, given: PageOf): Promise<RateView> => {
  const settings = settingsOf(desk.house)
  const line = given.line === undefined ? undefined : settings.lines[given.line]
  const say = inLanguage(settings, asker.lang)
  const { facts } = given
  const caller = { unit: given.unit, rated: ratedOf(facts), finishedAt: facts?.finished_at ?? desk.house.clock.now() }
  return {
    ...asker,
    unitName: await desk.people.unitName(given.unit),
    ...(line ? { lineName: say(line.name) } : {}),
    levels: settings.levels.map((title, at) => ({ level: at + 1, title: say(title) })),
    dimensions: dimensionKeys.flatMap(key =>
      settings.dimensions[key] === undefined
        ? []
        : [{ key, title: say(settings.dimensions[key]), ...(settings.hints[key] ? { hint: say(settings.hints[key]) } : {}) }],
    ),
    reasonsByDimension: reasonsByDimension(settings, say),
    callbackPost: say(await desk.people.callerTitle({ ...caller, by: 'department' }, settings.centre)),
    centre: say(await desk.people.callerTitle({ ...caller, by: 'centre' }, settings.centre)),
    ...(centreMayTakeOver(desk.house) ? { centreMayTakeOver: true as const } : {}),
    ...(facts?.case_over ? { caseOver: true } : {}),
    ...(line?.lawful_route ? { lawfulRoute: say(line.lawful_route) } : {}),
    ...(given.line === undefined
      ? {
          standingCode: {
            own: given.ownLine ?? '',
            lines: (await linesOffered(desk, { unit: given.unit, line: given.ownLine ?? '' })).map(code => ({
              code,
              title: say(settings.lines[code]?.name ?? code),
            })),
          },
        }
      : {}),
    serviceKept: given.hasContact,
    idempotencyKey: newKey(desk),
    action: given.action,
  }
}

const reasonsByDimension = (settings: EvaluationSettings, say: (text: string) => string): RateView['reasonsByDimension'] =>
  Object.fromEntries(
    dimensionKeys.map(key => [
      key,
      Object.entries(settings.reasons)
        .filter(([, reason]) => reason.dimension === key)
        .map(([code, reason]) => ({ code, title: say(reason.title), cause: reason.cause })),
    ]),
  )

export type { RatingBody }

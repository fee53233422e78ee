import type { PageLanguage } from '../../../kit/page.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'
import type { WordKey } from './words.zh.ts'

export type { WordKey } from './words.zh.ts'

/**
 * What a programme may say in its own words, as 'evaluation.citizen.<key>'. The promises are not among them: they say
 * what the program does, whichever city runs it.
 */
export const overridable = [
  'brand',
  'rate.title',
  'rate.sub',
  'ask',
  'ask.hint',
  'dimensions.hint',
  'reasons.title',
  'words.hint',
  'helper',
  'urgent',
  'free',
  'route.unknown',
  'speech.local',
  'closed.text',
  'not_found.text',
] as const satisfies readonly WordKey[]

export const overrideKey = (key: WordKey, lang: PageLanguage): string => `evaluation.citizen.${key}${lang === 'en' ? '.en' : ''}`

export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string

const may = new Set<WordKey>(overridable)

export const wordsOf =
  (lang: PageLanguage, overrides: Readonly<Record<string, string>> = {}): Say =>
  (key, values = {}) => {
    const own = may.has(key) ? overrides[overrideKey(key, lang)] : undefined
    return (own ?? (lang === 'zh' ? zh : en)[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }

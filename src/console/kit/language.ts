import { useSyncExternalStore } from 'react'

export type Language = 'zh' | 'en'

const kept = 'huiyin.language'
const listeners = new Set<() => void>()
let current: Language = typeof localStorage !== 'undefined' && localStorage.getItem(kept) === 'en' ? 'en' : 'zh'

export const languageNow = (): Language => current

const sayToBrowser = (): void => {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en'
}
// The page is served in Chinese; a reader of English may have chosen so on another day.
if (typeof document !== 'undefined') sayToBrowser()

export function speak(language: Language): void {
  current = language
  localStorage.setItem(kept, language)
  sayToBrowser()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, languageNow, (): Language => 'zh')

/** Both languages of one area's words; English with a missing key does not compile. */
export interface Words<W> {
  readonly zh: W
  readonly en: W
}

export const defineWords = <W>(words: { zh: W; en: NoInfer<W> }): Words<W> => words

export const useWords = <W>(words: Words<W>): W => words[useLanguage()]

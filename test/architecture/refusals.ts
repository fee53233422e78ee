import type { Text } from './tree.ts'

/** What a start, and a command that opens the house, refuses with: the sentence stands on a terminal, not on a screen. */
const refusing = ['StartRefused', 'DatabaseRefused', 'MigrationRefused', 'KeyFolderRefused', 'CityFileFault']

const called = new RegExp(`new (?:${refusing.join('|')})\\(\\s*`, 'g')
/** `say` of config.ts takes one sentence for each wrong setting. */
const said = /(?<![.\w])say\(\s*/g
const literal = /(['"`])((?:\\.|(?!\1)[^\\])*)\1/y

export interface Refusing {
  readonly where: string
  /** Undefined where it is put together elsewhere. */
  readonly sentence: string | undefined
}

export const refusalsIn = ({ path, text }: Text): readonly Refusing[] =>
  [...text.matchAll(called), ...(path.endsWith('platform/config.ts') ? text.matchAll(said) : [])].map(match => {
    const at = match.index + match[0].length
    literal.lastIndex = at
    return { where: `${path}:${text.slice(0, at).split('\n').length}`, sentence: literal.exec(text)?.[2] }
  })

/** Names of settings and commands are Latin in both; four small words in a row are an English sentence. */
const english = /(?<![\w-])[a-z]+(?: [a-z]+){3}/

/** 'what is wrong' of a sentence that is not Chinese first and English after it, as the tools say theirs: `中文。 English.` */
export const faultOfBoth = (sentence: string): string | undefined => {
  const at = sentence.lastIndexOf('。 ')
  if (at < 0) return 'no Chinese sentence before the English one'
  const [chinese, after] = [sentence.slice(0, at), sentence.slice(at + 2)]
  if ((chinese.match(/\p{Script=Han}/gu)?.length ?? 0) < 6) return 'what stands first is not Chinese'
  if (english.test(chinese)) return 'English stands before the Chinese sentence'
  if (/\p{Script=Han}/u.test(after.replace(/\$\{[^}]*\}/g, ''))) return 'Chinese stands after the English sentence'
  return /[A-Za-z]+ [a-z]+/.test(after) ? undefined : 'no English sentence'
}

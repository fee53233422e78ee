import { Alert, Tag } from 'antd'
import type { Difference, Said } from '../../api/programme.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { programmeWords } from './words.ts'

/** One sentence, or one for each step of a list. What the city named itself stays in Chinese. */
export function SaidLines({ said, none }: { readonly said: readonly Said[]; readonly none?: string }) {
  const language = useLanguage()
  if (said.length === 0) return <span className="quiet">{none}</span>
  if (said.length === 1) return <Own>{said[0]![language]}</Own>
  return (
    <ul className="plain-list">
      {said.map((one, at) => (
        <li key={at}>
          <Own>{one[language]}</Own>
        </li>
      ))}
    </ul>
  )
}

/** Of a long list only the lines that are not on both sides. */
export const apart = (own: readonly Said[], other: readonly Said[]): readonly Said[] =>
  own.length > 1 || other.length > 1 ? own.filter(said => !other.some(one => one.zh === said.zh)) : own

/** What changes, in sentences: before and after. */
export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const words = useWords(programmeWords)
  const language = useLanguage()
  if (differences.length === 0) return <p className="quiet">{words.noDifferences}</p>
  return (
    <ul className="programme-differences">
      {differences.map(({ path, group, before, after, refused, warned }) => (
        <li key={path}>
          <Tag>{words.groups[group] ?? group}</Tag>
          <dl>
            <dt>{words.before}</dt>
            <dd>
              <SaidLines said={apart(before, after)} none={before.length === 0 ? words.nothingBefore : '—'} />
            </dd>
            <dt>{words.after}</dt>
            <dd>
              <SaidLines said={apart(after, before)} none={after.length === 0 ? words.nothingAfter : '—'} />
            </dd>
          </dl>
          {refused ? <Alert type="error" showIcon title={`${words.refused}${refused[language]}`} /> : null}
          {warned ? <Alert type="warning" showIcon title={warned[language]} /> : null}
        </li>
      ))}
    </ul>
  )
}

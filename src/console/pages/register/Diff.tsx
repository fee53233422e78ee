import { useQuery } from '@tanstack/react-query'
import type { ChangeView, DiffField } from '../../api/proposals.ts'
import { linesQuery } from '../../api/register.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { personWords } from './personWords.ts'
import { proposalWords } from './proposalWords.ts'
import { register } from './words.ts'

function Business({ code }: { readonly code: string }) {
  const { data } = useQuery(linesQuery)
  return <Own>{data?.find(line => line.code === code)?.title ?? code}</Own>
}

function Value({ field, value }: { readonly field: DiffField; readonly value: string | null }) {
  const words = useWords(proposalWords)
  const common = useWords(register)
  const { kinds } = useWords(personWords)
  if (value === null) return <span className="quiet">{words.nothing}</span>
  if (field === 'business') return <Business code={value} />
  const known: Partial<Record<DiffField, Readonly<Record<string, string>>>> = {
    role: words.roles,
    kind: common.edgeKinds,
    line: common.lineNames,
    level: common.levels,
    organ: common.organs,
    tie: kinds,
    state: { open: words.opened, closed: words.closed },
  }
  if (field === 'deputy') return <>{value === '0' ? words.holder : words.deputyOf(value)}</>
  const said = known[field]?.[value]
  return said === undefined ? <Own>{value}</Own> : <>{said}</>
}

/** What changes, value by value: 原来 and 改为. */
export function Diff({ changes }: { readonly changes: readonly ChangeView[] }) {
  const words = useWords(proposalWords)
  return (
    <ul className="plain stack diff">
      {changes.map((change, at) => (
        <li key={`${change.what} ${change.about} ${at}`}>
          <strong>{words.whats[change.what]}</strong>　<Own>{change.about}</Own>
          {change.fields.length === 0 ? null : (
            <dl className="pairs">
              {change.fields.map(({ field, before, after }) => (
                <div key={field}>
                  <dt>{words.fields[field]}</dt>
                  <dd>
                    {before === after ? (
                      <Value field={field} value={after} />
                    ) : before === null ? (
                      <ins>
                        <Value field={field} value={after} />
                      </ins>
                    ) : (
                      <>
                        <del>
                          <span className="unseen">{words.before}</span>
                          <Value field={field} value={before} />
                        </del>{' '}
                        →{' '}
                        <ins>
                          <span className="unseen">{words.after}</span>
                          <Value field={field} value={after} />
                        </ins>
                      </>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}

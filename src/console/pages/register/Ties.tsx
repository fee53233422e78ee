import { Link } from '@tanstack/react-router'
import { Button, Tag } from 'antd'
import { useNow } from '../../api/clock.ts'
import type { PersonPage, TieView } from '../../api/register.ts'
import { dayOfInstant } from '../../kit/dates.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { field } from './FormModal.tsx'
import type { Asked } from './proposing.tsx'
import { personWords } from './personWords.ts'

/** 回避关系 of one person, for those who may know. Both its beginning and its end take two. */
export function Ties({ person, ask }: { readonly person: PersonPage; readonly ask?: (asked: Asked) => void }) {
  const words = useWords(personWords)
  const today = dayOfInstant(useNow())
  const declare = (): Asked => ({
    title: words.declare,
    required: ['other', 'kind'],
    before: <p className="quiet">{words.reasonOnly}</p>,
    fields: { other: { type: 'string', person: true, title: words.other }, kind: field.choice(words.kind, words.kinds) },
    wanted: typed => ({ what: 'tie_declared', person: person.id, other: String(typed.other), kind: typed.kind as TieView['kind'] }),
  })
  const end = (tie: TieView): Asked => ({
    title: words.end,
    required: ['until'],
    initial: { until: today },
    before: (
      <p>
        <Own>{person.name}</Own>　<Own>{tie.otherName}</Own>　{words.kinds[tie.kind]}
        <br />
        <span className="quiet">{words.endNote}</span>
      </p>
    ),
    fields: { until: field.day(words.lastDay) },
    wanted: typed => ({ what: 'tie_ended', person: person.id, other: tie.other, kind: tie.kind, until: String(typed.until) }),
  })
  return (
    <>
      <h2>{words.ties}</h2>
      <p className="quiet">{words.tiesNote}</p>
      {person.ties.length === 0 ? (
        <p className="quiet">{words.noTies}</p>
      ) : (
        <ul className="plain stack">
          {person.ties.map(tie => (
            <li key={`${tie.other} ${tie.kind}`}>
              <Link to="/people/$id" params={{ id: tie.other }} className="tap">
                <Own>{tie.otherName}</Own>
              </Link>{' '}
              <Tag>{words.kinds[tie.kind]}</Tag>
              {tie.from === null ? null : <span className="quiet">{words.since(tie.from)}</span>}
              {tie.until !== null ? (
                <> {words.until(tie.until)}</>
              ) : ask ? (
                <>
                  {' '}
                  <Button size="small" onClick={() => ask(end(tie))}>
                    {words.end}
                  </Button>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {ask ? (
        <p>
          <Button onClick={() => ask(declare())}>{words.declare}</Button>
        </p>
      ) : null}
    </>
  )
}

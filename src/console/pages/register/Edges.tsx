import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { listEdges } from '../../api/register.ts'
import type { EdgesQuery, ListedEdge } from '../../api/register.ts'
import { useSession } from '../../api/session.ts'
import { dayOfInstant } from '../../kit/dates.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Nothing } from '../../kit/states.tsx'
import { TakeOut } from '../../kit/TakeOut.tsx'
import { field } from './FormModal.tsx'
import { useProposing } from './proposing.tsx'
import { edgeWords } from './proposalWords.ts'
import { ChoiceFilter, SearchFilter } from './filters.tsx'
import { register } from './words.ts'

/** 上下级关系: which unit stands above which, on which line, and what it sees by that. */
export function Edges() {
  const common = useWords(register)
  const words = useWords(edgeWords)
  const session = useSession()
  const today = dayOfInstant(useNow())
  const draws = session.posts.some(post => post.role === 'system_admin')
  const { ask, form } = useProposing()
  const [query, setQuery] = useState<EdgesQuery>({})
  const from = field.day(words.from, words.fromHint)
  const draw = (): void =>
    ask({
      title: words.draw,
      required: ['lower', 'upper', 'line', 'kind', 'from'],
      initial: { from: today },
      fields: {
        lower: field.unit(words.lower),
        upper: field.unit(words.upper),
        line: field.choice(common.line, common.lines),
        kind: field.choice(common.edgeKind, common.edgeKinds),
        from,
      },
      wanted: typed => ({
        what: 'edge_drawn',
        lower: String(typed.lower),
        upper: String(typed.upper),
        line: typed.line as ListedEdge['line'],
        kind: typed.kind as ListedEdge['kind'],
        from: String(typed.from),
      }),
    })
  const remove = ({ lower, upper, line, lowerName, upperName }: ListedEdge): void =>
    ask({
      title: words.remove,
      required: ['from'],
      initial: { from: today },
      fields: { from },
      before: (
        <p>
          <Own>
            {lowerName} → {upperName}
          </Own>
        </p>
      ),
      wanted: typed => ({ what: 'edge_removed', lower, upper, line, from: String(typed.from) }),
    })
  const columns: readonly Column<ListedEdge>[] = [
    {
      key: 'lower',
      title: words.lower,
      headline: true,
      show: one => (
        <Link to="/units/$id" params={{ id: one.lower }} className="tap">
          <Own>{one.lowerName}</Own>
        </Link>
      ),
    },
    { key: 'level', title: common.level, show: one => common.levels[one.lowerLevel] },
    { key: 'kind', title: common.edgeKind, show: one => common.edgeKinds[one.kind] },
    {
      key: 'upper',
      title: words.upper,
      show: one => (
        <Link to="/units/$id" params={{ id: one.upper }} className="tap">
          <Own>{one.upperName}</Own>
        </Link>
      ),
    },
    { key: 'line', title: common.line, show: one => common.lineNames[one.line] },
    { key: 'sight', title: words.sight, show: one => <span className="quiet small">{common.sight[one.line]}</span> },
    ...(draws
      ? [
          {
            key: 'acts',
            title: common.acts,
            show: (one: ListedEdge) => (
              <Button size="small" onClick={() => remove(one)}>
                {words.remove}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="org_edges" />
      </div>
      <p className="quiet">{words.note}</p>
      {draws ? (
        <Button type="primary" className="gap-below" onClick={draw}>
          {words.draw}
        </Button>
      ) : null}
      <div className="filters" role="search">
        <SearchFilter hint={words.searchHint} onSearch={search => setQuery({ ...query, search })} />
        <ChoiceFilter title={common.line} value={query.line} labels={common.lines} onChoose={line => setQuery({ ...query, line })} long />
        <ChoiceFilter
          title={common.edgeKind}
          value={query.kind}
          labels={common.edgeKinds}
          onChoose={kind => setQuery({ ...query, kind })}
        />
        <ChoiceFilter title={common.level} value={query.level} labels={common.levels} onChoose={level => setQuery({ ...query, level })} />
      </div>
      <ServerTable<ListedEdge>
        queryKey={['register', 'edges', query]}
        ask={cursor => listEdges(query, cursor)}
        columns={columns}
        rowKey={one => `${one.lower} ${one.upper} ${one.line}`}
        caption={words.title}
        empty={<Nothing title={words.empty} />}
      />
      {form}
    </>
  )
}

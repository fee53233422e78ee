import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select, Tag } from 'antd'
import { get } from '../../../console/api/client.ts'
import type { Page } from '../../../console/api/matters.ts'
import { ClockBadge } from '../../../console/kit/ClockBadge.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import type { DeskLine } from '../contract.ts'
import { openCallStages } from './centreDesk.ts'
import type { DeskSearch } from './centreDesk.ts'
import { centreDeskWords } from './centreDesk.words.ts'
import { callKind } from './words.ts'

interface DeskFigures {
  readonly total: number
  readonly overdue: number
  readonly near: number
  readonly returned: number
}
interface DeskCounts extends DeskFigures {
  readonly units: readonly (DeskFigures & { readonly unit: string; readonly unitName: string })[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
const countsQuery = queryOptions({
  queryKey: ['work', 'centre-desk', 'counts'],
  queryFn: () => get<DeskCounts>('/api/callback/desk/counts'),
})
const askDesk = (filter: DeskSearch, cursor: string | undefined) =>
  get<Page<DeskLine>>('/api/callback/desk', { ...filter, cursor, limit: 50 })

/** Which of the four figures is looked at; each is a filter. */
const figures: readonly (readonly [key: keyof DeskFigures, only: DeskSearch, alarm: boolean])[] = [
  ['total', {}, false],
  ['overdue', { mark: 'overdue' }, true],
  ['near', { mark: 'near' }, false],
  ['returned', { returned: 'true' }, true],
]
const none: DeskFigures = { total: 0, overdue: 0, near: 0, returned: 0 }

function useDeskColumns(): readonly Column<DeskLine>[] {
  const words = useWords(centreDeskWords)
  const { stages } = useWords(callKind)
  const titled = (clock: NonNullable<DeskLine['clock']>) => ({ ...clock, title: words.clocks[clock.clock] ?? clock.title })
  return [
    {
      key: 'number',
      title: words.number,
      headline: true,
      show: line => (
        <Link to="/matters/$id" params={{ id: line.id }} className="number" data-opens>
          {line.number}
        </Link>
      ),
    },
    {
      key: 'stage',
      title: words.stage,
      headline: true,
      show: line => (
        <>
          {stages[line.stage] ?? line.stageTitle} {line.round > 1 ? <Tag color="warning">{words.round(line.round)}</Tag> : null}
        </>
      ),
    },
    { key: 'unit', title: words.unit, show: line => <Own>{line.unitName}</Own> },
    { key: 'due', title: words.due, show: line => (line.clock === undefined ? '—' : <ClockBadge clock={titled(line.clock)} />) },
    {
      key: 'record',
      title: words.record,
      show: line => (
        <span className="tags">
          {line.own ? <Tag>{words.own}</Tag> : null}
          {line.returned ? <Tag color="warning">{words.waits}</Tag> : null}
          {line.returns > 0 ? <span className="quiet small">{words.returns(line.returns)}</span> : null}
          {line.own || line.returned || line.returns > 0 ? null : '—'}
        </span>
      ),
    },
  ]
}

/** 中心台: the clocks of all open calls of the units that the centre watches over, overdue first; no name and no word. */
export function CentreDesk() {
  const words = useWords(centreDeskWords)
  const { stages } = useWords(callKind)
  const search: DeskSearch = useSearch({ from: '/signed-in/centre' })
  const navigate = useNavigate()
  const columns = useDeskColumns()
  const narrow = (change: DeskSearch): void => void navigate({ to: '/centre', search: { ...search, ...change }, replace: true })
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as DeskSearch
  const chosen = Object.keys(filter).length > 0
  const all = { value: '', label: words.any }
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="centre_desk" filter={{ ...filter }} />
      </div>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(countsQuery)}>
        {counts => {
          const shown = search.unit === undefined ? counts : (counts.units.find(one => one.unit === search.unit) ?? none)
          return (
            <>
              <nav className="figures" aria-label={words.title}>
                {figures.map(([key, only, alarm]) => (
                  <Link
                    key={key}
                    to="/centre"
                    search={{ ...only, ...(search.unit === undefined ? {} : { unit: search.unit }) }}
                    replace
                    aria-current={search.mark === only.mark && search.returned === only.returned ? 'true' : undefined}
                    className={alarm && shown[key] > 0 ? 'figure alarm' : 'figure'}
                  >
                    {words[key === 'total' ? 'all' : key]}
                    <b>{shown[key]}</b>
                  </Link>
                ))}
              </nav>
              {counts.total === 0 ? (
                <Nothing title={words.calm}>
                  <p className="quiet">{words.calmNote}</p>
                </Nothing>
              ) : (
                <>
                  <div className="filters" role="search">
                    <label>
                      {words.stage}
                      <Select
                        aria-label={words.stage}
                        value={search.stage ?? ''}
                        popupMatchSelectWidth={false}
                        onChange={stage => narrow({ stage: stage || undefined })}
                        options={[all, ...openCallStages.map(stage => ({ value: stage, label: stages[stage] ?? stage }))]}
                      />
                    </label>
                    <label>
                      {words.clock}
                      <Select
                        aria-label={words.clock}
                        value={search.clock ?? ''}
                        popupMatchSelectWidth={false}
                        onChange={clock => narrow({ clock: clock || undefined })}
                        options={[all, ...Object.entries(words.clocks).map(([clock, title]) => ({ value: clock, label: title }))]}
                      />
                    </label>
                    <label>
                      {words.unit}
                      <Select
                        aria-label={words.unit}
                        className="unit-filter"
                        value={search.unit ?? ''}
                        popupMatchSelectWidth={false}
                        onChange={unit => narrow({ unit: unit || undefined })}
                        options={[all, ...counts.units.map(one => ({ value: one.unit, label: <Own>{one.unitName}</Own> }))]}
                      />
                    </label>
                    {chosen ? (
                      <Button type="link" onClick={() => void navigate({ to: '/centre', search: {}, replace: true })}>
                        {words.showAll}
                      </Button>
                    ) : null}
                  </div>
                  <ServerTable<DeskLine>
                    queryKey={['work', 'centre-desk', filter]}
                    ask={cursor => askDesk(filter, cursor)}
                    columns={columns}
                    rowKey={line => line.id}
                    caption={words.title}
                    empty={
                      <Nothing title={words.nothing}>
                        <p className="quiet">{words.nothingNote}</p>
                      </Nothing>
                    }
                  />
                </>
              )}
            </>
          )
        }}
      </Answered>
    </>
  )
}

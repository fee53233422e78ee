import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { dayOfInstant, sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows, ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { askLines, weekQuery } from './clearing.ts'
import type { ClearingLine, ClearingSearch, ClearingState, ClearingUnit, ClearingWeek } from './clearing.ts'
import { clearingWords } from './clearing.words.ts'

const figures: readonly (readonly [keyof ClearingUnit, ClearingState | undefined])[] = [
  ['listed', undefined],
  ['open', 'open'],
  ['cleared', 'cleared'],
  ['explained', 'explained'],
  ['escalated', 'escalated'],
  ['byClock', 'escalated_by_clock'],
]

function useUnitColumns(week: string | undefined): readonly Column<ClearingUnit>[] {
  const words = useWords(clearingWords)
  return [
    { key: 'unit', title: words.unit, headline: true, show: one => <Own>{one.unitName}</Own> },
    ...figures.map(([key, state]): Column<ClearingUnit> => ({
      key,
      title: state === undefined ? words.listed : words.states[state],
      align: 'right',
      show: one =>
        one[key] === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <Link to="/stuck-clearing" search={{ week, unit: one.unit, state }} className="number tap">
            {one[key]}
          </Link>
        ),
    })),
  ]
}

function useLineColumns(): readonly Column<ClearingLine>[] {
  const words = useWords(clearingWords)
  const language = useLanguage()
  const now = useNow()
  const own = (value: string | null) => (value === null ? '—' : <Own>{value}</Own>)
  const day = (value: string | null) => (value === null ? '—' : sayDay(value, language, now))
  return [
    {
      key: 'number',
      title: words.number,
      headline: true,
      show: line => (
        <Link to="/matters/$id" params={{ id: line.id }} className="number">
          {line.number}
        </Link>
      ),
    },
    { key: 'item', title: words.item, headline: true, show: line => own(line.item) },
    { key: 'unit', title: words.unit, show: line => <Own>{line.unit}</Own> },
    { key: 'stage', title: words.stage, show: line => <Own>{line.stage}</Own> },
    { key: 'due', title: words.due, show: line => day(line.due) },
    { key: 'state', title: words.state, show: line => line.state },
    { key: 'why', title: words.why, show: line => own(line.why) },
    { key: 'promised', title: words.promised, show: line => day(line.promised) },
    { key: 'by', title: words.by, show: line => own(line.by) },
  ]
}

/** Which week, and until when it is to be cleared; why there is no list where there is none. */
function Week({ found }: { readonly found: ClearingWeek }) {
  const words = useWords(clearingWords)
  const language = useLanguage()
  const now = useNow()
  const say = (day: string): string => sayDay(day, language, now)
  const { until, opens } = found
  return (
    <p>
      <strong>{words.week(say(found.monday))}</strong>
      {until && opens ? (
        <>
          {'　'}
          {words.until(say(until))}
          <span className="quiet">
            {'　'}
            {words.opens(say(opens))}
          </span>
        </>
      ) : (
        <>
          {'　'}
          {until === null ? words.noDay : words.undetermined}
        </>
      )}
      {found.over ? (
        <span className="quiet">
          {'　'}
          {words.over}
        </span>
      ) : null}
    </p>
  )
}

/** 周清: each open matter of the week, by unit; for whoever leads a unit his own, for the office all that it supervises. */
export function StuckClearing() {
  const words = useWords(clearingWords)
  const search: ClearingSearch = useSearch({ from: '/signed-in/stuck-clearing' })
  const language = useLanguage()
  const now = useNow()
  const week = search.week ?? dayOfInstant(now)
  const unitColumns = useUnitColumns(search.week)
  const lineColumns = useLineColumns()
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as ClearingSearch
  const asked = { ...filter, week }
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <div className="titled no-print">
          <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
            {words.print}
          </Button>
          <TakeOut ledger="stuck_clearing" filter={asked} />
        </div>
      </div>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(weekQuery(week))}>
        {found => (
          <>
            <nav className="titled no-print" aria-label={words.title}>
              <Link to="/stuck-clearing" search={{ week: found.before }} className="tap">
                {words.before}
              </Link>
              {found.after === undefined ? null : (
                <Link to="/stuck-clearing" search={{ week: found.after }} className="tap">
                  {words.after}
                </Link>
              )}
              {search.week === undefined ? null : (
                <Link to="/stuck-clearing" search={{}} className="tap">
                  {words.now}
                </Link>
              )}
            </nav>
            <Week found={found} />
            {found.units.length === 0 ? (
              <Nothing title={words.nothing}>
                <p className="quiet">{words.nothingNote}</p>
              </Nothing>
            ) : (
              <>
                <h2>{words.units}</h2>
                <Rows rows={found.units} columns={unitColumns} rowKey={one => one.unit} caption={words.units} figures />
                <h2>
                  {filter.unit === undefined && filter.state === undefined ? (
                    words.all
                  ) : (
                    <>
                      <Own>{found.units.find(one => one.unit === filter.unit)?.unitName ?? ''}</Own>{' '}
                      {filter.state === undefined ? '' : words.states[filter.state]}{' '}
                      <Link to="/stuck-clearing" search={{ week: search.week }} className="tap no-print">
                        {words.all}
                      </Link>
                    </>
                  )}
                </h2>
                <ServerTable<ClearingLine>
                  queryKey={['work', 'stuck-clearing-lines', asked, language]}
                  ask={cursor => askLines(asked, cursor)}
                  columns={lineColumns}
                  rowKey={line => line.id}
                  caption={words.all}
                  empty={<Nothing title={words.nothing} />}
                />
              </>
            )}
          </>
        )}
      </Answered>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { dayOfInstant, sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { PrintPaper } from '../../../console/kit/PrintPaper.tsx'
import { Rows, ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { ClassForm } from './ClassForm.tsx'
import { askMonthLines, figures, monthQuery } from './months.ts'
import type { MonthLine, MonthSearch } from './months.ts'
import type { CauseSeen, ClassSeen, Figure, MonthCounts, MonthSeen } from '../contract.ts'
import { monthWords } from './month.words.ts'
import { classKind } from './words.ts'

const lastMonth = (today: string): string => {
  const count = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 2
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

interface UnitRow extends MonthCounts {
  /** Absent: all units together. */
  readonly unit?: string
  readonly unitName: string
}

function Units({ found }: { readonly found: MonthSeen }) {
  const words = useWords(monthWords)
  const shown: readonly ('listed' | Figure)[] = ['listed', ...figures]
  const columns: readonly Column<UnitRow>[] = [
    {
      key: 'unit',
      title: words.unit,
      headline: true,
      show: one => (one.unit === undefined ? <strong>{words.total}</strong> : <Own>{one.unitName}</Own>),
    },
    ...shown.map((figure): Column<UnitRow> => ({
      key: figure,
      title: words.figures[figure],
      align: 'right',
      show: one =>
        one[figure] === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <Link
            to="/stuck-months"
            search={{ month: found.month, unit: one.unit, ...(figure === 'listed' ? {} : { figure }) }}
            hash="lines"
            className="number tap"
          >
            {one[figure]}
          </Link>
        ),
    })),
  ]
  const rows: readonly UnitRow[] = [...found.units, ...(found.total && found.units.length > 1 ? [{ ...found.total, unitName: '' }] : [])]
  return (
    <>
      <Rows rows={rows} columns={columns} rowKey={one => one.unit ?? 'total'} caption={words.units} figures />
      <p className="quiet small">{words.figuresNote}</p>
    </>
  )
}

function Causes({ found, onSetUp }: { readonly found: MonthSeen; readonly onSetUp: (cause: CauseSeen) => void }) {
  const words = useWords(monthWords)
  const columns: readonly Column<CauseSeen>[] = [
    { key: 'cause', title: words.cause, headline: true, show: one => <Own>{one.causeTitle}</Own> },
    { key: 'category', title: words.category, show: one => one.categoryTitle },
    { key: 'unit', title: words.unit, show: one => <Own>{one.unitName}</Own> },
    {
      key: 'count',
      title: words.count,
      align: 'right',
      show: one => (
        <Link
          to="/stuck-months"
          search={{ month: found.month, unit: one.unit, category: one.category, cause: one.cause }}
          hash="lines"
          className="number tap"
        >
          {one.count}
        </Link>
      ),
    },
    {
      key: 'class',
      title: words.class,
      show: one =>
        one.class ? (
          <Link to="/matters/$id" params={{ id: one.class.id }} className="number tap">
            {one.class.number}
          </Link>
        ) : found.office ? (
          <Button className="no-print" onClick={() => onSetUp(one)}>
            {words.setUp}
          </Button>
        ) : (
          '—'
        ),
    },
  ]
  return (
    <>
      <p className="quiet">{words.causesNote(found.least, found.months)}</p>
      <Rows
        rows={found.causes}
        columns={columns}
        rowKey={one => `${one.unit}/${one.category}/${one.cause}`}
        caption={words.causes}
        empty={<p className="quiet">{words.noCauses}</p>}
      />
    </>
  )
}

function Classes({ classes }: { readonly classes: readonly ClassSeen[] }) {
  const words = useWords(monthWords)
  const kind = useWords(classKind)
  const language = useLanguage()
  const now = useNow()
  const columns: readonly Column<ClassSeen>[] = [
    {
      key: 'name',
      title: words.name,
      headline: true,
      show: one => (
        <Link to="/matters/$id" params={{ id: one.id }} className="tap">
          <Own>{one.title}</Own>
        </Link>
      ),
    },
    { key: 'unit', title: words.unit, show: one => <Own>{one.unitName}</Own> },
    { key: 'responsible', title: words.responsible, show: one => <Own>{one.responsible}</Own> },
    {
      key: 'day',
      title: words.day,
      show: one => (
        <>
          {one.dueOn === null ? '—' : sayDay(one.dueOn, language, now)}
          {one.mark === 'overdue' ? <span className="late">　{words.overdue}</span> : null}
        </>
      ),
    },
    { key: 'stage', title: words.stage, show: one => kind.stages[one.stage] ?? one.stageTitle },
    { key: 'behind', title: words.behind, align: 'right', show: one => one.count },
  ]
  return (
    <Rows
      rows={classes}
      columns={columns}
      rowKey={one => one.id}
      caption={words.classes}
      empty={<p className="quiet">{words.noClasses}</p>}
    />
  )
}

function Lines({ asked }: { readonly asked: MonthSearch }) {
  const words = useWords(monthWords)
  const language = useLanguage()
  const own = (value: string | null) => (value === null || value === '' ? '—' : <Own>{value}</Own>)
  const columns: readonly Column<MonthLine>[] = [
    {
      key: 'number',
      title: words.number,
      headline: true,
      show: line => (
        <Link to="/matters/$id" params={{ id: line.id }} className="number tap">
          {line.number}
        </Link>
      ),
    },
    { key: 'item', title: words.item, headline: true, show: line => own(line.item) },
    { key: 'unit', title: words.unit, show: line => own(line.unit) },
    { key: 'category', title: words.category, show: line => own(line.category) },
    { key: 'counted', title: words.counted, show: line => line.counted || '—' },
    { key: 'cause', title: words.cause, show: line => own(line.cause) },
    { key: 'stage', title: words.stageNow, show: line => own(line.stage) },
  ]
  return (
    <ServerTable<MonthLine>
      queryKey={['work', 'stuck-month-lines', asked, language]}
      ask={cursor => askMonthLines(asked, cursor)}
      columns={columns}
      rowKey={line => line.id}
      caption={words.lines}
      empty={<Nothing title={words.nothing} />}
    />
  )
}

/** 月结: a month by unit, what came again, the class that is set up for it, and the matters behind each number. */
export function StuckMonths() {
  const words = useWords(monthWords)
  const search: MonthSearch = useSearch({ from: '/signed-in/stuck-months' })
  const language = useLanguage()
  const now = useNow()
  const month = search.month ?? lastMonth(dayOfInstant(now))
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as MonthSearch
  const asked = { ...filter, month }
  const [cause, setCause] = useState<CauseSeen>()
  const narrowed = filter.unit !== undefined || filter.figure !== undefined || filter.cause !== undefined
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <div className="titled no-print">
          <PrintPaper address="/api/stuck/months/paper" asked={{ month: month }} title={words.print} />
          <TakeOut ledger="stuck_months" filter={{ ...asked }} />
        </div>
      </div>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(monthQuery(month, language))}>
        {found => (
          <>
            <nav className="titled no-print" aria-label={words.title}>
              <Link to="/stuck-months" search={{ month: found.before }} className="tap">
                {words.before}
              </Link>
              {found.after === undefined ? null : (
                <Link to="/stuck-months" search={{ month: found.after }} className="tap">
                  {words.after}
                </Link>
              )}
              {search.month === undefined ? null : (
                <Link to="/stuck-months" search={{}} className="tap">
                  {words.last}
                </Link>
              )}
            </nav>
            <p>
              <strong>{words.month(month)}</strong>
              {'　'}
              {found.drafted === undefined
                ? found.due === undefined
                  ? words.undetermined
                  : found.due >= dayOfInstant(now)
                    ? words.due(sayDay(found.due, language, now))
                    : words.missed
                : words.drafted(sayDay(found.drafted, language, now))}
            </p>
            {found.drafted === undefined ? null : (
              <>
                <h2>{words.units}</h2>
                <Units found={found} />
                <h2>{words.causes}</h2>
                <Causes found={found} onSetUp={setCause} />
              </>
            )}
            <h2>{words.classes}</h2>
            <Classes classes={found.classes} />
            {found.drafted === undefined ? null : (
              <>
                <h2 id="lines">
                  {narrowed ? (
                    <>
                      <Own>{found.units.find(one => one.unit === filter.unit)?.unitName ?? ''}</Own>{' '}
                      {filter.figure === undefined ? words.lineOf : words.figures[filter.figure]}{' '}
                      <Link to="/stuck-months" search={{ month }} className="tap no-print">
                        {words.all}
                      </Link>
                    </>
                  ) : (
                    words.all
                  )}
                </h2>
                <Lines asked={asked} />
              </>
            )}
          </>
        )}
      </Answered>
      {cause === undefined ? null : (
        <ClassForm from={{ month, category: cause.category, cause: cause.cause }} unit={cause.unit} onClose={() => setCause(undefined)} />
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Card } from 'antd'
import { useNow } from '../../console/api/clock.ts'
import { sayDay, sayInstant } from '../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { Own } from '../../console/kit/Own.tsx'
import { PrintPaper } from '../../console/kit/PrintPaper.tsx'
import { Rows } from '../../console/kit/ServerTable.tsx'
import type { Column } from '../../console/kit/ServerTable.tsx'
import { Answered } from '../../console/kit/states.tsx'
import { Withheld } from '../../console/kit/Withheld.tsx'
import type { MonthReport as Report } from '../contract.ts'
import { monthReportQuery } from './boards.ts'
import { boards } from './words.ts'
import { monthWords } from './monthWords.ts'

type UnitOfMonth = Report['units'][number]

const say = (value: number | null | undefined) => (value === null ? <Withheld /> : (value ?? '—'))

function Units({ report }: { readonly report: Report }) {
  const words = useWords(monthWords)
  const columns: readonly Column<UnitOfMonth>[] = [
    { key: 'unit', title: words.unit, headline: true, show: row => <Own>{row.unitName}</Own> },
    { key: 'rateable', title: words.rateable, align: 'right', show: row => row.rateable },
    { key: 'ratings', title: words.ratings, align: 'right', show: row => row.ratings },
    { key: 'poor', title: words.poor, align: 'right', show: row => say(row.poor) },
    { key: 'silent', title: words.silent, align: 'right', show: row => say(row.silent) },
    { key: 'opened', title: words.opened, align: 'right', show: row => say(row.calls?.opened) },
    { key: 'ended', title: words.ended, align: 'right', show: row => say(row.calls?.ended) },
    { key: 'confirmed', title: words.confirmed, align: 'right', show: row => say(row.calls?.confirmed) },
    { key: 'unsolved', title: words.unsolved, align: 'right', show: row => say(row.calls?.unsolved) },
    {
      key: 'reasons',
      title: words.reasons,
      show: row => (row.reasons === null ? <Withheld /> : <Own>{row.reasons.map(one => `${one.title} ${one.count}`).join('　')}</Own>),
    },
  ]
  return (
    <Rows
      rows={report.units}
      columns={columns}
      rowKey={row => row.unit}
      caption={words.units}
      empty={<p className="quiet">{words.noUnits}</p>}
    />
  )
}

/** Each figure opens the list of its matters; on paper they stand by their numbers. */
function Loops({ report }: { readonly report: Report }) {
  const words = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const title = (one: Report['counts'][number]): string => (language === 'zh' ? one.title : (words.counts[one.key] ?? one.title))
  return (
    <>
      <nav className="figures" aria-label={words.loopTitle}>
        {report.counts.map(one => (
          <Link key={one.key} to="/loop-health/$key" params={{ key: one.key }} className={one.count > 0 ? 'figure alarm' : 'figure'}>
            {title(one)}
            <b>{one.count}</b>
          </Link>
        ))}
      </nav>
      {report.counts
        .filter(one => one.matters.length > 0)
        .map(one => (
          <section key={one.key} aria-label={title(one)}>
            <h3>{title(one)}</h3>
            <ol className="month-matters">
              {one.matters.map(matter => (
                <li key={matter.id}>
                  <Link to="/matters/$id" params={{ id: matter.id }}>
                    {matter.number}
                  </Link>
                  {'　'}
                  <Own>
                    {matter.unitName}　{matter.stageTitle}
                  </Own>
                  {matter.dueOn ? `　${sayDay(matter.dueOn, language, now)}` : ''}
                </li>
              ))}
            </ol>
          </section>
        ))}
    </>
  )
}

const beside = (month: string, by: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + by, 1)).toISOString().slice(0, 7)

/** 月报: released weeks that begin in the month, and the loops as they stand now; no rank, and no praise for fewer complaints. */
export function MonthReport() {
  const words = useWords(monthWords)
  const language = useLanguage()
  const now = useNow()
  const { month } = useSearch({ from: '/signed-in/month-report' })
  const navigate = useNavigate()
  const go = (to: string) => void navigate({ to: '/month-report', search: { month: to } })
  return (
    <>
      <h1>{words.title}</h1>
      <Answered query={useQuery(monthReportQuery(month, language))}>
        {report => (
          <div className="stack">
            <div className="action-bar month-bar">
              <Button onClick={() => go(beside(report.month, -1))}>{words.before}</Button>
              <strong>{report.month}</strong>
              <Button disabled={report.month >= report.asOf.slice(0, 7)} onClick={() => go(beside(report.month, 1))}>
                {words.after}
              </Button>
              <PrintPaper address="/api/boards/month-report/paper" asked={{ month: report.month }} title={words.print} primary />
            </div>
            <p className="quiet">
              {words.weeks(sayDay(report.firstDay, language, now), sayDay(report.lastDay, language, now))}{' '}
              {report.releasedUpTo === null ? words.noneReleased : words.upTo(sayDay(report.releasedUpTo, language, now))}
            </p>
            {report.whole ? null : <Alert type="info" showIcon title={words.notWhole} />}
            <Card size="small" title={<h2 className="card-title">{words.units}</h2>}>
              <Units report={report} />
            </Card>
            <Card size="small" title={<h2 className="card-title">{words.loops(sayInstant(new Date(report.asOf), language, now))}</h2>}>
              <Loops report={report} />
            </Card>
          </div>
        )}
      </Answered>
    </>
  )
}

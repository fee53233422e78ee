import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Segmented, Tag } from 'antd'
import { Suspense, lazy, useMemo, useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { Fold } from '../../../console/kit/Fold.tsx'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { UnitPicker } from '../../../console/kit/pickers.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { Answered, Loading, Nothing } from '../../../console/kit/states.tsx'
import { Withheld } from '../../../console/kit/Withheld.tsx'
import { linesOf, periods, ratingsQuery, sumOf } from './board.ts'
import type { LineOfBoard, Period, RatingsBoard, UnitRatings } from './board.ts'
import { overview } from './words.ts'
import { Own } from '../../../console/kit/Own.tsx'

const Chart = lazy(async () => ({ default: (await import('../../../console/kit/Chart.tsx')).Chart }))

/** Lowest to highest. Not a traffic light: a low level is an answer, not an offence. */
const shades: Readonly<Record<number, readonly string[]>> = {
  3: ['#b9652b', '#c9c2a5', '#2f7d77'],
  5: ['#9c4a1a', '#d39255', '#c9c2a5', '#6fb0a8', '#1f6b66'],
}
const plain = '#4f8f89'
const secondShades = ['#1f6b66', '#35857f', '#6fb0a8', '#a9cfc9', '#c9c2a5', '#d3a06b', '#d39255', '#9c4a1a']

type Words = typeof overview.zh

/** A number, or that it is kept back. */
const say = (value: number | null) => (value === null ? <Withheld /> : value)

const overall = (row: UnitRatings): readonly number[] | null => row.levels.overall?.counts ?? null

function titlesOf(board: RatingsBoard, words: Words): readonly string[] {
  const count = board.rows.map(overall).find(counts => counts !== null)?.length ?? 0
  return board.levelTitles.length > 0
    ? board.levelTitles
    : (words.levelTitles[count] ?? Array.from({ length: count }, (_, at) => words.level(at + 1)))
}

function Levels({ board }: { readonly board: RatingsBoard }) {
  const words = useWords(overview)
  const drawn = useMemo(() => {
    const rows = board.rows.filter(row => overall(row))
    const titles = titlesOf(board, words)
    return {
      rows: rows.map(row => row.unitName),
      series: titles.map((title, at) => ({
        title,
        colour: shades[titles.length]?.[at] ?? plain,
        values: rows.map(row => overall(row)?.[at] ?? 0),
      })),
    }
  }, [board, words])
  const kept = board.rows.filter(row => !overall(row))
  return (
    <Card size="small">
      {drawn.rows.length === 0 ? (
        <Withheld />
      ) : (
        <Suspense fallback={<Loading />}>
          <Chart title={words.levels} rows={drawn.rows} series={drawn.series} stacked />
        </Suspense>
      )}
      {kept.length > 0 && drawn.rows.length > 0 ? (
        <p className="quiet small">
          <Own>{kept.map(row => row.unitName).join('、')}</Own> <Withheld />
        </p>
      ) : null}
    </Card>
  )
}

function Reasons({ reasons }: { readonly reasons: UnitRatings['reasons'] }) {
  const words = useWords(overview)
  if (!reasons) return <Withheld />
  if (reasons.length === 0) return <span className="quiet">{words.noReasons}</span>
  return (
    <>
      {reasons.map(reason => (
        <Tag key={reason.code} lang="zh-CN">
          {reason.title}　{reason.count}
        </Tag>
      ))}
    </>
  )
}

interface Figure {
  readonly title: string
  readonly value: number | null
}

const Figures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <div className="figures">
    {figures.map(({ title, value }) => (
      <div className="figure" key={title}>
        {title}
        <b>{say(value)}</b>
      </div>
    ))}
  </div>
)

function Coverage({ rows, shown }: { readonly rows: readonly UnitRatings[]; readonly shown: number | null }) {
  const words = useWords(overview)
  const sum = (pick: (row: UnitRatings) => number | null) => sumOf(rows, pick)
  const delivered = sum(row => row.coverage.delivered)
  const columns: readonly Column<LineOfBoard>[] = [
    { key: 'line', title: words.line, headline: true, show: line => (line.title === null ? words.smallLines : <Own>{line.title}</Own>) },
    { key: 'rateable', title: words.rateable, align: 'right', show: line => line.rateable },
    { key: 'invited', title: words.invited, align: 'right', show: line => line.invited },
    { key: 'answered', title: words.answered, align: 'right', show: line => say(line.answered) },
    { key: 'silent', title: words.silent, align: 'right', show: line => say(line.silent) },
  ]
  return (
    <Fold title={words.coverage} first>
      <Figures
        figures={[
          { title: words.rateable, value: sum(row => row.coverage.rateable) },
          { title: words.invited, value: sum(row => row.coverage.invited) },
          ...(delivered === null ? [] : [{ title: words.delivered, value: delivered }]),
          { title: words.answered, value: sum(row => row.ratings) },
          { title: words.silent, value: sum(row => row.coverage.silent) },
          { title: words.poor, value: sum(row => row.poor) },
        ]}
      />
      {shown === null ? null : <p className="quiet small">{words.shown(shown)}</p>}
      <h3>{words.lines}</h3>
      <Rows rows={linesOf(rows)} columns={columns} rowKey={line => line.line} caption={words.lines} figures />
    </Fold>
  )
}

const callFigures = ['opened', 'ended', 'solved', 'confirmed', 'unsolved', 'unasked'] as const
const callTitle = (words: Words, figure: (typeof callFigures)[number]): string => (figure === 'opened' ? words.calls : words[figure])

function Calls({ rows }: { readonly rows: readonly UnitRatings[] }) {
  const words = useWords(overview)
  const hidden = rows.every(row => row.calls === null)
  return (
    <Fold title={words.loop}>
      {hidden ? (
        <p className="quiet">{words.callsHidden}</p>
      ) : (
        <Figures
          figures={callFigures.map(figure => ({ title: callTitle(words, figure), value: sumOf(rows, row => row.calls?.[figure] ?? 0) }))}
        />
      )}
      {hidden ? null : <p className="quiet small">{words.confirmedNote}</p>}
    </Fold>
  )
}

/** 20 seconds are the promise; this shows whether it is kept, channel by channel, and never by unit. */
function Seconds({ board }: { readonly board: RatingsBoard }) {
  const words = useWords(overview)
  const drawn = useMemo(() => {
    const bounds = [...board.secondBuckets.map(bound => words.upToSeconds(bound)), words.longer]
    return bounds.map((title, at) => ({ title, colour: secondShades[at] ?? plain, values: board.seconds.map(one => one.counts[at] ?? 0) }))
  }, [board, words])
  if (board.seconds.length === 0) return null
  return (
    <Card size="small">
      <Suspense fallback={<Loading />}>
        <Chart title={words.seconds} rows={board.seconds.map(one => words.channels[one.channel] ?? one.channel)} series={drawn} stacked />
      </Suspense>
    </Card>
  )
}

function Windows({ board }: { readonly board: RatingsBoard }) {
  const words = useWords(overview)
  if (board.windows.length === 0) return null
  return (
    <Fold title={words.windows} count={board.windows.length}>
      <p className="quiet small">{words.windowsNote}</p>
      <Rows
        rows={board.windows}
        rowKey={row => row.unit}
        caption={words.windows}
        figures
        columns={[
          { key: 'unit', title: words.unit, headline: true, show: row => <strong>{row.unitName}</strong> },
          { key: 'answered', title: words.answered, align: 'right', show: row => row.ratings },
          { key: 'poor', title: words.poor, align: 'right', show: row => say(row.poor) },
        ]}
      />
    </Fold>
  )
}

function Board({ board }: { readonly board: RatingsBoard }) {
  const words = useWords(overview)
  const language = useLanguage()
  const now = useNow()
  const { rows } = board
  if (board.releasedUpTo === null || rows.length + board.windows.length === 0) return <Nothing title={words.upToNone} />
  const columns: readonly Column<UnitRatings>[] = [
    { key: 'unit', title: words.unit, headline: true, show: row => <strong lang="zh-CN">{row.unitName}</strong> },
    { key: 'rateable', title: words.rateable, align: 'right', show: row => row.coverage.rateable },
    { key: 'answered', title: words.answered, align: 'right', show: row => row.ratings },
    { key: 'silent', title: words.silent, align: 'right', show: row => say(row.coverage.silent) },
    { key: 'poor', title: words.poor, align: 'right', show: row => say(row.poor) },
    ...(rows.every(row => row.calls === null)
      ? []
      : (['opened', 'confirmed', 'unasked'] as const).map((figure): Column<UnitRatings> => ({
          key: figure,
          title: callTitle(words, figure),
          align: 'right',
          show: row => row.calls?.[figure] ?? '',
        }))),
    {
      key: 'reasons',
      title: words.reasons,
      show: row => (
        <div className="reason-tags">
          <Reasons reasons={row.reasons} />
        </div>
      ),
    },
  ]
  return (
    <div className="stack">
      <Alert
        type="info"
        showIcon
        title={words.upTo(sayDay(board.releasedUpTo, language, now))}
        description={
          <>
            {words.batches}
            {words.noRank}
          </>
        }
      />
      <Coverage rows={rows} shown={board.shown} />
      <Calls rows={rows} />
      <Fold title={words.levels} named>
        <Levels board={board} />
      </Fold>
      <Fold title={words.byUnit} count={rows.length}>
        <Rows rows={rows} columns={columns} rowKey={row => row.unit} caption={words.title} figures />
      </Fold>
      <Windows board={board} />
      {board.seconds.length === 0 ? null : (
        <Fold title={words.seconds} named>
          <Seconds board={board} />
        </Fold>
      )}
      <p className="quiet small">{words.withheldNote}</p>
    </div>
  )
}

/** Released batches only: who was asked, who answered, what was wished and what citizens confirmed. No ranks. */
export function Overview() {
  const words = useWords(overview)
  const [unit, setUnit] = useState<string>()
  const [weeks, setWeeks] = useState<Period>('13')
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="evaluation" filter={{ unit, weeks }} />
      </div>
      <div className="filters">
        <label>
          {words.filter}
          <UnitPicker aria-label={words.filter} className="unit-filter" value={unit} onChange={setUnit} />
        </label>
        <Segmented<Period>
          aria-label={words.period}
          value={weeks}
          onChange={setWeeks}
          options={periods.map(value => ({ value, label: words.periods[value] ?? value }))}
        />
      </div>
      <Answered query={useQuery(ratingsQuery(unit, weeks))}>{board => <Board board={board} />}</Answered>
    </>
  )
}

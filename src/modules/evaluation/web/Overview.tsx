import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Tag } from 'antd'
import { Suspense, lazy, useMemo, useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { UnitPicker } from '../../../console/kit/pickers.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Loading, Nothing } from '../../../console/kit/states.tsx'
import { Withheld } from '../../../console/kit/Withheld.tsx'
import { ratingsQuery, sumOf } from './board.ts'
import type { RatingsBoard, UnitRatings } from './board.ts'
import { overview } from './words.ts'

const Chart = lazy(async () => ({ default: (await import('../../../console/kit/Chart.tsx')).Chart }))

/** Lowest to highest. Not a traffic light: a low level is an answer, not an offence. */
const shades: Readonly<Record<number, readonly string[]>> = { 3: ['#b9652b', '#c9c2a5', '#2f7d77'], 5: ['#9c4a1a', '#d39255', '#c9c2a5', '#6fb0a8', '#1f6b66'] }
const plain = '#4f8f89'

function titlesOf(board: RatingsBoard, words: typeof overview.zh): readonly string[] {
  const count = board.rows.find(row => row.levels)?.levels?.length ?? 0
  return board.levelTitles ?? words.levelTitles[count] ?? Array.from({ length: count }, (_, at) => words.level(at + 1))
}

function Levels({ board }: { readonly board: RatingsBoard }) {
  const words = useWords(overview)
  const drawn = useMemo(() => {
    const rows = board.rows.filter(row => row.levels)
    const titles = titlesOf(board, words)
    return { rows: rows.map(row => row.unitName), series: titles.map((title, at) => ({ title, colour: shades[titles.length]?.[at] ?? plain, values: rows.map(row => row.levels?.[at] ?? 0) })) }
  }, [board, words])
  const kept = board.rows.filter(row => !row.levels)
  return (
    <Card size="small">
      {drawn.rows.length === 0 ? <Withheld /> : <Suspense fallback={<Loading />}><Chart title={words.levels} rows={drawn.rows} series={drawn.series} stacked /></Suspense>}
      {kept.length > 0 && drawn.rows.length > 0 ? <p className="quiet small">{kept.map(row => row.unitName).join('、')}：<Withheld /></p> : null}
    </Card>
  )
}

function Reasons({ reasons }: { readonly reasons: UnitRatings['reasons'] }) {
  const words = useWords(overview)
  if (!reasons) return <Withheld />
  if (reasons.length === 0) return <span className="quiet">{words.noReasons}</span>
  return <>{reasons.map(reason => <Tag key={reason.code}>{reason.title}　{reason.count}</Tag>)}</>
}

function Board({ board }: { readonly board: RatingsBoard }) {
  const words = useWords(overview)
  const language = useLanguage()
  const now = useNow()
  if (board.rows.length === 0) return <Nothing title={words.upToNone} />
  const figure = (key: 'invited' | 'delivered' | 'answered' | 'silent' | 'found' | 'solved' | 'recovered') => <div className="figure" key={key}>{words[key]}<b>{sumOf(board.rows, key)}</b></div>
  const count = (key: 'invited' | 'answered' | 'silent' | 'found' | 'solved' | 'recovered'): Column<UnitRatings> => ({ key, title: words[key], align: 'right', show: row => row[key] })
  const columns: readonly Column<UnitRatings>[] = [
    { key: 'unit', title: words.unit, headline: true, show: row => <strong>{row.unitName}</strong> },
    count('invited'), count('answered'), count('silent'), count('found'), count('solved'), count('recovered'),
    { key: 'reasons', title: words.reasons, show: row => <div className="reason-tags"><Reasons reasons={row.reasons} /></div> },
  ]
  return (
    <div className="stack">
      <Alert type="info" showIcon title={board.releasedUpTo ? words.upTo(sayDay(board.releasedUpTo.slice(0, 10), language, now)) : words.upToNone} description={<>{words.batches}{words.noRank}</>} />
      <section aria-label={words.coverage}><h2>{words.coverage}</h2><div className="figures">{(['invited', 'delivered', 'answered', 'silent'] as const).filter(key => board.rows.every(row => row[key] !== null)).map(figure)}</div></section>
      <section aria-label={words.loop}><h2>{words.loop}</h2><div className="figures">{(['found', 'solved', 'recovered'] as const).map(figure)}</div><p className="quiet small">{words.recoveredNote}</p></section>
      <Levels board={board} />
      <Rows rows={board.rows} columns={columns} rowKey={row => row.unit} caption={words.title} />
    </div>
  )
}

/** Released batches only: who was asked, who answered, what was found and what citizens confirmed. No ranks. */
export function Overview() {
  const words = useWords(overview)
  const [unit, setUnit] = useState<string>()
  return (
    <>
      <h1>{words.title}</h1>
      <div className="filters"><label>{words.filter}<UnitPicker aria-label={words.filter} className="unit-filter" value={unit} onChange={setUnit} /></label></div>
      <Answered query={useQuery(ratingsQuery(unit))}>{board => <Board board={board} />}</Answered>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows, ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import type { ShareCounts } from '../rules/shares.ts'
import { askList, boardQuery, campaignsQuery, shares } from './rounds.ts'
import type { Board, CampaignCounts, Line, ListColumn, Share, UnitCounts, VisitSearch } from './rounds.ts'
import { TakeLedgerIn } from './TakeLedgerIn.tsx'
import { visitWords } from './words.ts'

function useListColumns(columns: readonly ListColumn[]): readonly Column<Line>[] {
  const language = useLanguage()
  const now = useNow()
  const show = (row: Line, { key }: ListColumn) => {
    const value = row[key] ?? null
    if (value === null) return '—'
    if (key === 'number' && row.matter !== null)
      return (
        <Link to="/matters/$id" params={{ id: row.matter }} className="number" data-opens>
          {value}
        </Link>
      )
    return key === 'visitedOn' || key === 'endedOn' ? sayDay(String(value), language, now) : <Own>{String(value)}</Own>
  }
  return columns.map(column => ({
    key: column.key,
    title: column.title,
    headline: column.key === 'number' || column.key === 'state',
    show: row => show(row, column),
  }))
}

/** Every figure opens the lines behind it. */
function useFigures<Row extends ShareCounts>(filter: VisitSearch, own: (row: Row) => VisitSearch): readonly Column<Row>[] {
  const words = useWords(visitWords)
  return shares.map((share: Share) => ({
    key: share,
    title: words.shares[share],
    align: 'right' as const,
    show: (row: Row) =>
      row[share] === 0 ? (
        '0'
      ) : (
        <Link to="/visits" search={{ ...filter, ...own(row), share }} className="tap" aria-label={`${words.shares[share]} ${row[share]}`}>
          {row[share]}
        </Link>
      ),
  }))
}

function Figures({ found, filter }: { readonly found: Board; readonly filter: VisitSearch }) {
  const words = useWords(visitWords)
  const { unit: _unit, share: _share, ...period } = filter
  const ofCampaigns = useFigures<CampaignCounts>(period, row => ({ campaign: row.campaign }))
  const ofUnits = useFigures<UnitCounts>(period, row => ({ unit: row.unit }))
  const campaigns: readonly Column<CampaignCounts>[] = [
    { key: 'campaign', title: words.campaign, headline: true, show: row => <Own>{row.name}</Own> },
    { key: 'visits', title: words.visits, align: 'right', show: row => row.visits },
    ...ofCampaigns,
  ]
  const units: readonly Column<UnitCounts>[] = [
    { key: 'unit', title: words.unit, headline: true, show: row => <Own>{row.name}</Own> },
    ...ofUnits,
  ]
  const nothing = (
    <Nothing title={words.none}>
      <p className="quiet">{words.noneNote}</p>
    </Nothing>
  )
  return (
    <>
      <h2>{words.byCampaign}</h2>
      <Rows rows={found.campaigns} columns={campaigns} rowKey={row => row.campaign} caption={words.byCampaign} empty={nothing} figures />
      {found.units.length === 0 ? null : (
        <>
          <h2>{words.byUnit}</h2>
          <Rows rows={found.units} columns={units} rowKey={row => row.unit} caption={words.byUnit} figures />
        </>
      )}
    </>
  )
}

function List({ found, filter }: { readonly found: Board; readonly filter: VisitSearch }) {
  const words = useWords(visitWords)
  const language = useLanguage()
  const unit = found.units.find(one => one.unit === filter.unit)?.name
  const columns = useListColumns(found.columns)
  return (
    <>
      <h2>
        {words.lines}
        {unit === undefined ? null : (
          <>
            {' '}
            · <Own>{unit}</Own>
          </>
        )}
        {filter.share === undefined ? null : ` · ${words.shares[filter.share]}`}
      </h2>
      <ServerTable<Line>
        queryKey={['work', 'rounds-list', filter, language]}
        ask={cursor => askList(filter, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.lines}
        empty={<Nothing title={words.none} />}
      />
    </>
  )
}

/** 走访意见: what households and firms said at visits, how each stands, and the figures that open their lines. */
export function Visits() {
  const words = useWords(visitWords)
  const language = useLanguage()
  const search: VisitSearch = useSearch({ from: '/signed-in/visits' })
  const navigate = useNavigate()
  const [taking, setTaking] = useState(false)
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as VisitSearch
  const campaigns = useQuery(campaignsQuery(language)).data?.items ?? []
  const set = (change: VisitSearch): void => void navigate({ to: '/visits', search: { ...filter, ...change }, replace: true })
  const day = (key: 'from' | 'until') => (
    <label>
      {words[key]}
      <Input
        type="date"
        aria-label={words[key]}
        value={search[key] ?? ''}
        onChange={event => set({ [key]: event.target.value || undefined })}
      />
    </label>
  )
  return (
    <>
      <div className="titled">
        <h1>{words.list}</h1>
        <Space wrap>
          {campaigns.length === 0 ? null : (
            <Link to="/visit-entry" className="tap">
              {words.enter}
            </Link>
          )}
          {campaigns.some(one => one.keeps) ? <Button onClick={() => setTaking(true)}>{words.take}</Button> : null}
          <TakeOut ledger="rounds_concerns" filter={{ ...filter }} />
        </Space>
      </div>
      <p className="quiet">{words.listNote}</p>
      <div className="filters" role="search">
        <label>
          {words.campaign}
          <Select<string>
            aria-label={words.campaign}
            value={search.campaign ?? ''}
            onChange={value => set({ campaign: value || undefined })}
            options={[{ value: '', label: words.all }, ...campaigns.map(one => ({ value: one.code, label: one.name }))]}
          />
        </label>
        {day('from')}
        {day('until')}
        {Object.keys(filter).length > 0 ? (
          <Link to="/visits" search={{}} replace className="tap">
            {words.clear}
          </Link>
        ) : null}
      </div>
      <Answered query={useQuery(boardQuery(filter, language))}>
        {found => (
          <>
            <Figures found={found} filter={filter} />
            <List found={found} filter={filter} />
          </>
        )}
      </Answered>
      {taking ? <TakeLedgerIn onClose={() => setTaking(false)} /> : null}
    </>
  )
}

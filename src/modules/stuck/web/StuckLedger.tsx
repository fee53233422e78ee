import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Card, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay, sayInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { askLedger, board, boardQuery, firstColumns } from './ledger.ts'
import type { LedgerColumn, LedgerRow, StuckBoard, StuckSearch } from './ledger.ts'
import { ledgerPageWords } from './ledger.words.ts'

function useLedgerColumns(columns: readonly LedgerColumn[], whole: boolean): readonly Column<LedgerRow>[] {
  const language = useLanguage()
  const now = useNow()
  const show = (row: LedgerRow, { key, kind }: LedgerColumn) => {
    const value = row[key] ?? null
    if (value === null) return '—'
    if (key === 'number')
      return (
        <Link to="/matters/$id" params={{ id: row.id }} className="number" data-opens>
          {value}
        </Link>
      )
    if (kind === 'day') return sayDay(String(value), language, now)
    if (kind === 'instant') return sayInstant(new Date(value), language, now)
    return kind === 'number' ? value : <Own>{value}</Own>
  }
  return columns
    .filter(column => whole || firstColumns.includes(column.key))
    .map(column => ({
      key: column.key,
      title: column.title,
      headline: column.key === 'number' || column.key === 'item',
      ...(column.kind === 'number' ? { align: 'right' } : {}),
      show: row => show(row, column),
    }))
}

/** The three shares of B4: a denominator each, what is missing first, and each figure opens its list. */
function Shares({ counts, search }: { readonly counts: StuckBoard['counts']; readonly search: StuckSearch }) {
  const words = useWords(ledgerPageWords)
  const n = (share: string): number => counts[share] ?? 0
  const figure = (share: string, title: string, alarm = false) => (
    <Link
      to="/stuck-ledger"
      search={{ ...search, share }}
      replace
      aria-current={search.share === share ? 'true' : undefined}
      className={alarm && n(share) > 0 ? 'figure alarm' : 'figure'}
    >
      {title}
      <b>{n(share)}</b>
    </Link>
  )
  return (
    <div className="shares">
      {board.map(({ share, of, kept, broken }) => {
        const said = words.shares[share]
        const going = n(of) - n(kept) - n(broken)
        return (
          <Card key={share} size="small" title={<h2 className="card-title">{said.title}</h2>}>
            <nav className="figures" aria-label={said.title}>
              {figure(broken, said.broken, true)}
              {figure(kept, said.kept)}
              {figure(of, said.of)}
            </nav>
            {share === 'satisfaction' ? (
              <Link to="/stuck-ledger" search={{ ...search, share: 'silent' }} replace className="quiet tap">
                {words.silent(n('silent'))}
              </Link>
            ) : (
              <span className="quiet">{words.going(going)}</span>
            )}
          </Card>
        )
      })}
      <div className="quiet apart">
        <span>{words.apart(n('forbidden'), n('elsewhere'))}</span>
        {(['forbidden', 'elsewhere'] as const).map(share => (
          <Link key={share} to="/stuck-ledger" search={{ ...search, share }} replace className="tap">
            {words[share]}
          </Link>
        ))}
      </div>
    </div>
  )
}

function Filters({ found, search, narrow }: FilterProps) {
  const words = useWords(ledgerPageWords)
  const any = { value: '', label: words.any }
  const said = (group: string) => (found.choices[group] ?? []).map(({ value, title }) => ({ value, label: title }))
  const pick = (key: keyof StuckSearch & keyof typeof words, options: readonly { value: string; label: React.ReactNode }[]) => (
    <label>
      {words[key] as string}
      <Select
        aria-label={words[key] as string}
        value={search[key] ?? ''}
        popupMatchSelectWidth={false}
        onChange={value => narrow({ [key]: value || undefined })}
        options={[any, ...options]}
      />
    </label>
  )
  return (
    <div className="filters" role="search">
      {(['from', 'until'] as const).map(key => (
        <label key={key}>
          {words[key]}
          <Input
            type="date"
            aria-label={words[key]}
            value={search[key] ?? ''}
            onChange={event => narrow({ [key]: event.target.value || undefined })}
          />
        </label>
      ))}
      {pick('state', [
        { value: 'open', label: words.open },
        { value: 'closed', label: words.closed },
      ])}
      {pick(
        'window',
        found.windows.map(one => ({ value: one.code, label: <Own>{one.name}</Own> })),
      )}
      {pick('channel', said('channel'))}
      {pick('category', said('category'))}
      {pick('treatment', said('treatment'))}
      {pick(
        'lead',
        found.leads.map(one => ({ value: one.unit, label: <Own>{one.name}</Own> })),
      )}
      {Object.values(search).some(value => value !== undefined) ? (
        <Link to="/stuck-ledger" search={{}} replace className="tap">
          {words.all}
        </Link>
      ) : null}
    </div>
  )
}
interface FilterProps {
  readonly found: StuckBoard
  readonly search: StuckSearch
  readonly narrow: (change: StuckSearch) => void
}

function List({ found, filter }: { readonly found: StuckBoard; readonly filter: StuckSearch }) {
  const words = useWords(ledgerPageWords)
  const language = useLanguage()
  const [whole, setWhole] = useState(false)
  const columns = useLedgerColumns(found.columns, whole)
  return (
    <>
      {filter.share === undefined ? null : <h2>{words.chosen[filter.share] ?? filter.share}</h2>}
      <Checkbox checked={whole} onChange={event => setWhole(event.target.checked)}>
        {words.whole}
      </Checkbox>
      <ServerTable<LedgerRow>
        queryKey={['work', 'stuck-ledger', filter, language]}
        ask={cursor => askLedger(filter, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.title}
        empty={<Nothing title={words.nothing} />}
      />
    </>
  )
}

/** 台账: what the windows of last resort took in, with every column that the offices keep, and what is missing of three hundred per cent. */
export function StuckLedger() {
  const words = useWords(ledgerPageWords)
  const language = useLanguage()
  const search: StuckSearch = useSearch({ from: '/signed-in/stuck-ledger' })
  const navigate = useNavigate()
  const narrow = (change: StuckSearch): void => void navigate({ to: '/stuck-ledger', search: { ...search, ...change }, replace: true })
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as StuckSearch
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="stuck" filter={{ ...filter }} />
      </div>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(boardQuery(Object.fromEntries(Object.entries(filter).filter(([key]) => key !== 'share')), language))}>
        {found => (
          <>
            <Shares counts={found.counts} search={filter} />
            <Filters found={found} search={search} narrow={narrow} />
            <List found={found} filter={filter} />
          </>
        )}
      </Answered>
    </>
  )
}

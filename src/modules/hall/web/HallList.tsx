import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { UnitPicker } from '../../../console/kit/pickers.tsx'
import { ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { askList, boardQuery, columnsQuery, entered, ledgerOf, levels, listOf, windowStates } from './hall.ts'
import type { ColumnSaid, Kind, Line, ListSearch } from './hall.ts'
import { HallNav } from './HallNav.tsx'
import { NewEntry } from './HallForms.tsx'
import { hallWords } from './words.ts'

/** What a desk has room for; the rest is one tick away. */
const firstColumns: Readonly<Record<Kind, readonly string[]>> = {
  item: ['code', 'name', 'unit', 'place', 'hall', 'window', 'online', 'visits', 'promised'],
  window: ['code', 'name', 'unit', 'level', 'place', 'state', 'reason'],
  hall: ['code', 'name', 'level', 'place', 'area', 'counters', 'address'],
}

const columnsOf = (kind: Kind, said: readonly ColumnSaid[], whole: boolean): readonly Column<Line>[] =>
  said
    .filter(column => whole || firstColumns[kind].includes(column.key))
    .toSorted((a, b) => Number(b.key === 'name') - Number(a.key === 'name'))
    .map(({ key, title }) => ({
      key,
      title,
      headline: key === 'name' || key === 'hall' || key === 'state',
      show: row => {
        const value = row[key] ?? null
        if (value === null) return '—'
        if (key === 'code') return <span className="number">{value}</span>
        if (key !== 'name') return typeof value === 'number' ? value.toLocaleString('en') : <Own>{value}</Own>
        return (
          <Link to="/hall/entries/$kind/$code" params={{ kind, code: row.code }} className="tap" data-opens>
            <Own>{value}</Own>
          </Link>
        )
      },
    }))

interface FilterProps {
  readonly kind: Kind
  readonly search: ListSearch
  readonly places: readonly string[]
  readonly narrow: (change: ListSearch) => void
}

function Filters({ kind, search, places, narrow }: FilterProps) {
  const words = useWords(hallWords)
  const pick = (
    key: 'level' | 'place' | 'hall' | 'state',
    title: string,
    options: readonly { readonly value: string; readonly label: React.ReactNode }[],
  ) => (
    <label>
      {title}
      <Select
        aria-label={title}
        value={search[key] ?? ''}
        popupMatchSelectWidth={false}
        onChange={value => narrow({ [key]: value || undefined })}
        options={[{ value: '', label: words.any }, ...options]}
      />
    </label>
  )
  return (
    <div className="filters" role="search">
      <label>
        {words.search}
        <Input.Search
          key={search.find ?? ''}
          allowClear
          maxLength={60}
          placeholder={words.searchHint}
          defaultValue={search.find}
          onSearch={find => narrow({ find: find.trim() || undefined })}
        />
      </label>
      {pick(
        'level',
        words.level,
        levels.map(value => ({ value, label: words.levels[value] })),
      )}
      {pick(
        'place',
        words.place,
        places.map(value => ({ value, label: <Own>{value}</Own> })),
      )}
      {kind === 'item'
        ? pick(
            'hall',
            words.hall,
            entered.map(value => ({ value, label: words.entered[value] })),
          )
        : null}
      {kind === 'window'
        ? pick(
            'state',
            words.state,
            windowStates.map(value => ({ value, label: words.states[value] })),
          )
        : null}
      <label>
        {words.on}
        <Input
          type="date"
          aria-label={words.on}
          value={search.on ?? ''}
          onChange={event => narrow({ on: event.target.value || undefined })}
        />
      </label>
      <label className="wide">
        {words.org}
        <UnitPicker aria-label={words.org} className="unit-filter" value={search.org} onChange={org => narrow({ org })} />
      </label>
      {Object.values(search).some(value => value !== undefined) ? (
        <Link to={listOf[kind]} search={{}} replace className="tap">
          {words.clear}
        </Link>
      ) : null}
    </div>
  )
}

/** What of the register is behind a figure, in words, since the filters alone do not show it. */
function Behind({ search, total }: { readonly search: ListSearch; readonly total: number }) {
  const words = useWords(hallWords)
  const { share, side = 'of', oneThing, unit } = search
  const [rest, part] = share === undefined ? [] : words.parts[share]
  return (
    <p className="lead-sentence" role="status">
      {share === undefined
        ? ''
        : `${words.behind(words.shares[share], (side === 'of' ? words.of : side === 'rest' ? rest : part) ?? '')}　`}
      {[oneThing, unit].map(text => (text === undefined ? null : <Own key={text}>{`${text}　`}</Own>))}
      {words.found(total)}
    </p>
  )
}

function List({ kind, search }: { readonly kind: Kind; readonly search: ListSearch }) {
  const words = useWords(hallWords)
  const language = useLanguage()
  const navigate = useNavigate()
  const [whole, setWhole] = useState(false)
  const [adding, setAdding] = useState(false)
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as ListSearch
  const { data: board } = useQuery(boardQuery({ by: 'place' }, language))
  const narrow = (change: ListSearch): void => void navigate({ to: listOf[kind], search: { ...filter, ...change }, replace: true })
  return (
    <>
      <div className="titled">
        <h1>{words.pages[kind]}</h1>
        <TakeOut ledger={ledgerOf[kind]} filter={{ ...filter }} />
      </div>
      <HallNav here={kind} mayChange={board?.mayChange} />
      <Filters kind={kind} search={filter} places={[...new Set(board?.groups.map(group => group.name))]} narrow={narrow} />
      <Answered query={useQuery(columnsQuery(kind, filter, language))}>
        {({ columns, total }) => (
          <>
            <div className="titled">
              <Behind search={filter} total={total} />
              <span className="arranged">
                <Checkbox checked={whole} onChange={event => setWhole(event.target.checked)}>
                  {words.whole}
                </Checkbox>
                {board?.mayChange ? (
                  <Button type="primary" onClick={() => setAdding(true)}>
                    {words.add[kind]}
                  </Button>
                ) : null}
              </span>
            </div>
            <ServerTable<Line>
              queryKey={['hall', 'list', kind, filter, language]}
              ask={cursor => askList(kind, filter, cursor)}
              columns={columnsOf(kind, columns, whole)}
              rowKey={row => row.code}
              caption={words.pages[kind]}
              empty={<Nothing title={Object.keys(filter).length === 0 ? words.none : words.nothing} />}
            />
            {adding ? <NewEntry kind={kind} columns={columns} onClose={() => setAdding(false)} /> : null}
          </>
        )}
      </Answered>
    </>
  )
}

/** 事项 */
export function HallItems() {
  return <List kind="item" search={useSearch({ from: '/signed-in/hall/items' })} />
}
/** 单设窗口 */
export function HallWindows() {
  return <List kind="window" search={useSearch({ from: '/signed-in/hall/windows' })} />
}
/** 大厅 */
export function HallHalls() {
  return <List kind="hall" search={useSearch({ from: '/signed-in/hall/halls' })} />
}

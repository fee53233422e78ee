import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Card, Input, Select } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { Fold } from '../../../console/kit/Fold.tsx'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { UnitPicker } from '../../../console/kit/pickers.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { moreOf, percentOf, pointsBetween } from './figures.ts'
import { boardQuery, groupings, levels, shareNames, windowStates } from './hall.ts'
import type { Board, BoardSearch, HallSearch, ShareName } from './hall.ts'
import { HallNav } from './HallNav.tsx'
import { hallWords } from './words.ts'

interface Seen {
  readonly found: Board
  /** That of the day beside which this one stands. */
  readonly before?: Board | undefined
  readonly part: HallSearch
}

function Share({ name, found, before, part }: Seen & { readonly name: ShareName }) {
  const words = useWords(hallWords)
  const share = found.all.shares[name]
  const points = before && pointsBetween(share, before.all.shares[name])
  const [missing, there] = words.parts[name]
  const figure = (side: 'rest' | 'part' | 'of', title: string, n: number) => (
    <Link
      to="/hall/items"
      search={{ ...part, share: name, side }}
      className={side === 'rest' && name === 'entered' && n > 0 ? 'figure alarm' : 'figure'}
    >
      {title}
      <b>{n}</b>
    </Link>
  )
  return (
    <Card
      size="small"
      title={
        <h2 className="card-title share-title">
          {words.shares[name]} <b>{percentOf(share)}</b>
        </h2>
      }
    >
      <nav className="figures" aria-label={words.shares[name]}>
        {figure('rest', missing, share.of - share.part)}
        {figure('part', there, share.part)}
        {figure('of', words.of, share.of)}
      </nav>
      {points === undefined ? null : <p className="quiet small">{words.changed(points)}</p>}
      {name === 'entered' ? (
        <>
          <p className="quiet small">
            {found.meanEntered === undefined ? null : `${words.mean(percentOf({ part: found.meanEntered, of: 1 }))}　`}
            {words.meanNote}
          </p>
          <Link to="/hall/items" search={{ ...part, hall: 'negative' }} className="quiet tap">
            {words.negative(found.negative, found.negativeListCounts)}
          </Link>
        </>
      ) : null}
    </Card>
  )
}

function Shares(seen: Seen) {
  const words = useWords(hallWords)
  const { found, before, part } = seen
  const saved = before && pointsBetween(found.all.shortened, before.all.shortened)
  const { on, level, place, unit, org } = part
  const [first, ...rest] = shareNames
  const beside = (n: number, was: number | undefined) =>
    was === undefined ? null : <small className="quiet">{words.more(moreOf(n, was))}</small>
  return (
    <div className="shares">
      <Share {...seen} name={first} />
      <Card size="small" title={<h2 className="card-title">{words.windows}</h2>}>
        <nav className="figures" aria-label={words.windows}>
          {(['apart', 'managed', 'integrated'] as const satisfies readonly (typeof windowStates)[number][]).map(state => (
            <Link
              key={state}
              to="/hall/windows"
              search={{ on, level, place, unit, org, state }}
              className={state === 'apart' && found.windows.apart > 0 ? 'figure alarm' : 'figure'}
            >
              {words.states[state]}
              <b>{found.windows[state]}</b>
              {beside(found.windows[state], before?.windows[state])}
            </Link>
          ))}
          <Link to="/hall/windows" search={{ on, level, place, unit, org }} className="figure">
            {words.all}
            <b>{found.windows.all}</b>
            {beside(found.windows.all, before?.windows.all)}
          </Link>
        </nav>
      </Card>
      <Card size="small" title={<h2 className="card-title">{words.halls}</h2>}>
        <nav className="figures" aria-label={words.halls}>
          {(['all', 'area', 'counters'] as const).map(key => (
            <Link key={key} to="/hall/halls" search={{ on, level, place, unit, org }} className="figure">
              {key === 'all' ? words.hallCount : words[key]}
              <b>{found.halls[key].toLocaleString('en')}</b>
              {beside(found.halls[key], before?.halls[key])}
            </Link>
          ))}
        </nav>
      </Card>
      {rest.map(name => (
        <Share key={name} {...seen} name={name} />
      ))}
      <Card
        size="small"
        title={
          <h2 className="card-title share-title">
            {words.shortened} <b>{percentOf(found.all.shortened)}</b>
          </h2>
        }
      >
        <p className="quiet">{words.shortenedNote(found.all.shortened.part, found.all.shortened.of)}</p>
        {saved === undefined ? null : <p className="quiet small">{words.changed(saved)}</p>}
      </Card>
    </div>
  )
}

function OneThings({ found, part }: Seen) {
  const words = useWords(hallWords)
  const columns: readonly Column<Board['oneThings'][number]>[] = [
    {
      key: 'name',
      title: words.oneThing,
      headline: true,
      show: one => (
        <Link to="/hall/items" search={{ ...part, oneThing: one.name }} className="tap">
          <Own>{one.name}</Own>
        </Link>
      ),
    },
    { key: 'items', title: words.items, align: 'right', show: one => one.items },
    { key: 'entered', title: words.entered.in, align: 'right', show: one => one.entered },
    { key: 'online', title: words.parts.online[1], align: 'right', show: one => one.online },
  ]
  return (
    <Fold title={words.oneThings} count={found.oneThings.length}>
      {found.oneThings.length === 0 ? null : <p className="quiet">{words.oneThingsCount(found.oneThings.length)}</p>}
      <Rows
        rows={found.oneThings}
        columns={columns}
        rowKey={one => one.name}
        caption={words.oneThings}
        empty={<p className="quiet">{words.noOneThings}</p>}
        figures
      />
    </Fold>
  )
}

type Group = Board['groups'][number]

function Groups({ found, part, by }: Seen & { readonly by: NonNullable<BoardSearch['by']> }) {
  const words = useWords(hallWords)
  const behind = (group: Group): HallSearch => ({ ...part, level: group.level, ...(by === 'level' ? {} : { [by]: group.name }) })
  const columns: readonly Column<Group>[] = [
    {
      key: 'name',
      title: words.groupings[by],
      headline: true,
      show: group => (
        <Link to="/hall/items" search={behind(group)} className="tap">
          {by === 'level' ? words.levels[group.level] : <Own>{group.name}</Own>}
        </Link>
      ),
    },
    ...(by === 'level' ? [] : [{ key: 'level', title: words.level, headline: true, show: (group: Group) => words.levels[group.level] }]),
    { key: 'items', title: words.items, align: 'right', show: group => group.items },
    ...shareNames.map(name => ({
      key: name,
      title: words.shares[name],
      align: 'right' as const,
      show: (group: Group) => {
        const share = group.shares[name]
        const value = percentOf(share)
        return share.part === share.of ? (
          value
        ) : (
          <Link
            to="/hall/items"
            search={{ ...behind(group), share: name, side: 'rest' }}
            className="tap"
            aria-label={words.rest(words.shares[name], value, share.of - share.part)}
          >
            {value}
          </Link>
        )
      },
    })),
    { key: 'shortened', title: words.shortened, align: 'right', show: group => percentOf(group.shortened) },
  ]
  return (
    <>
      <p className="quiet">{words.groupsNote}</p>
      <Rows
        rows={found.groups}
        columns={columns}
        rowKey={group => `${group.level} ${group.name}`}
        caption={words.groups}
        empty={<Nothing title={words.none} />}
        figures
      />
    </>
  )
}

function Filters({ search, narrow }: { readonly search: BoardSearch; readonly narrow: (change: BoardSearch) => void }) {
  const words = useWords(hallWords)
  return (
    <div className="filters" role="search">
      {(['on', 'than'] as const).map(key => (
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
      <label>
        {words.level}
        <Select<NonNullable<BoardSearch['level']> | ''>
          aria-label={words.level}
          value={search.level ?? ''}
          onChange={value => narrow({ level: value === '' ? undefined : value })}
          options={[{ value: '', label: words.any }, ...levels.map(value => ({ value, label: words.levels[value] }))]}
        />
      </label>
      <label className="wide">
        {words.org}
        <UnitPicker aria-label={words.org} className="unit-filter" value={search.org} onChange={org => narrow({ org })} />
      </label>
      {Object.values(search).some(value => value !== undefined) ? (
        <Link to="/hall" search={{}} replace className="tap">
          {words.clear}
        </Link>
      ) : null}
    </div>
  )
}

/** 应进必进、一门办理: the shares as of a day, each opening what is behind it, and beside another day. */
export function HallBoard() {
  const words = useWords(hallWords)
  const language = useLanguage()
  const now = useNow()
  const search: BoardSearch = useSearch({ from: '/signed-in/hall' })
  const navigate = useNavigate()
  const narrow = (change: BoardSearch): void => void navigate({ to: '/hall', search: { ...search, ...change }, replace: true })
  const { than, by = 'place', ...part } = search
  const board = useQuery(boardQuery({ ...part, by }, language))
  const other = useQuery({ ...boardQuery({ ...part, on: than, by }, language), enabled: than !== undefined })
  return (
    <>
      <h1>{words.title}</h1>
      <HallNav here="board" mayChange={board.data?.mayChange} />
      <p className="quiet">{words.note}</p>
      <Filters search={search} narrow={narrow} />
      <Answered query={board}>
        {found => {
          // Asked for no other day it would answer with this one.
          const seen = { found, before: than === undefined ? undefined : other.data, part }
          return (
            <>
              {than === undefined ? null : <p className="quiet">{words.beside(sayDay(than, language, now))}</p>}
              <Shares {...seen} />
              <OneThings {...seen} />
              <Fold title={words.groups} count={found.groups.length}>
                <label className="arranged">
                  {words.group}
                  <Select
                    aria-label={words.group}
                    value={by}
                    className="scan-of"
                    onChange={value => narrow({ by: value })}
                    options={groupings.map(value => ({ value, label: words.groupings[value] }))}
                  />
                </label>
                <Groups {...seen} by={by} />
              </Fold>
            </>
          )
        }}
      </Answered>
    </>
  )
}

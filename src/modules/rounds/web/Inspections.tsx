import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Card, Select } from 'antd'
import { useState } from 'react'
import { get, post } from '../../../console/api/client.ts'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { inspectionWords } from './inspection.words.ts'

interface Listed {
  readonly code: string
  readonly name: string
  readonly way: 'daily' | 'random' | 'special' | 'walk'
  readonly items: readonly string[]
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly each?: number
}
interface Waiting {
  readonly id: string
  readonly number: string
  readonly inspectionName: string
  readonly placeName: string
  readonly day: string
  readonly hour?: string
}
interface Count {
  readonly kind: string
  readonly stage: string
  readonly count: number
}
interface Draw {
  readonly code: string
  readonly week: string
  readonly commitment: string
  readonly seed?: string
}
interface Found {
  readonly items: readonly Listed[]
  readonly waiting: readonly Waiting[]
  readonly counts: readonly Count[]
  readonly draws: readonly Draw[]
  readonly key?: string
}

/** 日巡、专项、走流程: begun on the spot; what is drawn is begun by nobody. */
function Begin({ items, once }: { readonly items: readonly Listed[]; readonly once: string }) {
  const words = useWords(inspectionWords)
  const { busy, act } = useAct()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [code, setCode] = useState(items[0]?.code ?? '')
  const places = items.find(one => one.code === code)?.places ?? []
  const [chosen, setChosen] = useState<string>()
  const place = places.some(one => one.id === chosen) ? chosen : places[0]?.id
  const start = (): void =>
    void act(async () => {
      const { matter } = await post<{ matter: string }>('/api/rounds/inspections', { code, place, key: once })
      await queries.invalidateQueries({ queryKey: ['work'] })
      await navigate({ to: '/matters/$id', params: { id: matter } })
    })
  return (
    <div className="filters">
      <label>
        {words.list}
        <Select<string>
          aria-label={words.list}
          value={code}
          onChange={setCode}
          options={items.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))}
        />
      </label>
      <label>
        {words.place}
        <Select<string>
          aria-label={words.place}
          value={place ?? null}
          onChange={value => setChosen(value ?? undefined)}
          options={places.map(one => ({ value: one.id, label: <Own>{one.name}</Own> }))}
        />
      </label>
      <Button type="primary" loading={busy} disabled={place === undefined} onClick={start}>
        {words.start}
      </Button>
    </div>
  )
}

function useWaitingColumns(): readonly Column<Waiting>[] {
  const words = useWords(inspectionWords)
  const language = useLanguage()
  const now = useNow()
  return [
    {
      key: 'number',
      title: words.number,
      headline: true,
      show: row => (
        <Link to="/matters/$id" params={{ id: row.id }} className="number tap" data-opens>
          {row.number}
        </Link>
      ),
    },
    { key: 'place', title: words.place, headline: true, show: row => <Own>{row.placeName}</Own> },
    { key: 'day', title: words.day, show: row => sayDay(row.day, language, now) },
    { key: 'hour', title: words.hour, show: row => row.hour ?? words.anyHour },
    { key: 'list', title: words.list, show: row => <Own>{row.inspectionName}</Own> },
  ]
}

function useDrawColumns(items: readonly Listed[]): readonly Column<Draw>[] {
  const words = useWords(inspectionWords)
  const language = useLanguage()
  const now = useNow()
  return [
    { key: 'week', title: words.week, headline: true, show: row => sayDay(row.week, language, now) },
    { key: 'code', title: words.list, show: row => <Own>{items.find(one => one.code === row.code)?.name ?? row.code}</Own> },
    { key: 'hash', title: words.hash, show: row => <code className="as-typed">{row.commitment}</code> },
    {
      key: 'sheet',
      title: words.sheet,
      show: row =>
        row.seed === undefined ? (
          <span className="quiet">{words.waits}</span>
        ) : (
          <a className="tap" href={`/api/rounds/draws/${row.code}/${row.week}`} download={`${row.code}-${row.week}.json`}>
            {words.sheet}
          </a>
        ),
    },
  ]
}

function Page({ found }: { readonly found: Found }) {
  const words = useWords(inspectionWords)
  const columns = useDrawColumns(found.items)
  const waiting = useWaitingColumns()
  const byHand = found.items.filter(one => one.way !== 'random')
  const counts: readonly Column<Count>[] = [
    { key: 'kind', title: words.kind, headline: true, show: row => words.kinds[row.kind as keyof typeof words.kinds] },
    { key: 'stage', title: words.stage, headline: true, show: row => words.stages[row.stage as keyof typeof words.stages] },
    {
      key: 'count',
      title: words.count,
      align: 'right',
      show: row => (
        <Link
          to="/matters"
          search={{ kind: row.kind, stage: row.stage, state: 'all' }}
          className="tap"
          aria-label={`${words.kinds[row.kind as keyof typeof words.kinds]} ${words.stages[row.stage as keyof typeof words.stages]} ${row.count}`}
        >
          {row.count}
        </Link>
      ),
    },
  ]
  return (
    <div className="stack">
      {byHand.length === 0 ? null : (
        <section>
          <h2>{words.begin}</h2>
          <Begin key={found.key} items={byHand} once={found.key ?? ''} />
        </section>
      )}
      {found.waiting.length === 0 ? null : (
        <section>
          <h2>{words.waiting}</h2>
          <Rows rows={found.waiting} columns={waiting} rowKey={row => row.id} caption={words.waiting} />
        </section>
      )}
      <section>
        <h2>{words.counts}</h2>
        <Rows rows={found.counts} columns={counts} rowKey={row => `${row.kind} ${row.stage}`} caption={words.counts} figures />
      </section>
      <section>
        <h2>{words.draws}</h2>
        <Rows
          rows={found.draws}
          columns={columns}
          rowKey={row => `${row.code} ${row.week}`}
          caption={words.draws}
          empty={<Nothing title={words.drawsNone} />}
        />
      </section>
      <section>
        <h2>{words.lists}</h2>
        {found.items.map(one => (
          <Card key={one.code} size="small" className="gap-below" title={<Own>{one.name}</Own>}>
            <p className="quiet">
              {words.ways[one.way]}
              {one.each === undefined ? '' : ` · ${words.each(one.each)}`} · <Own>{one.places.map(place => place.name).join('、')}</Own>
            </p>
            <ol>
              {one.items.map(item => (
                <li key={item}>
                  <Own>{item}</Own>
                </li>
              ))}
            </ol>
          </Card>
        ))}
      </section>
    </div>
  )
}

/** 巡查: begin one, how many stand where, and the promises of the draws. */
export function Inspections() {
  const words = useWords(inspectionWords)
  const language = useLanguage()
  const query = useQuery({ queryKey: ['work', 'rounds-inspections', language], queryFn: () => get<Found>('/api/rounds/inspections') })
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={query}>
        {found =>
          found.key === undefined ? (
            <Nothing title={words.none}>
              <p className="quiet">{words.noneNote}</p>
            </Nothing>
          ) : (
            <Page found={found} />
          )
        }
      </Answered>
    </>
  )
}

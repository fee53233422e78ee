import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { App, Button, Card, Popconfirm, Select, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { sayInstant } from '../../../console/kit/dates.ts'
import { ImportWizard } from '../../../console/kit/ImportWizard.tsx'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows, ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { pastWords } from './past.words.ts'
import { zoneWords } from './words.ts'
import { askPast, bringIn, filesQuery, takeBack } from './zone.ts'
import type { BroughtFile, Files, PastLine, PastSearch } from './zone.ts'

/** The whole table or nothing of it, for one zone. */
function Bring({ places, onDone }: { readonly places: Files['places']; readonly onDone: () => Promise<void> }) {
  const words = useWords(pastWords)
  const [place, setPlace] = useState(places[0]?.code ?? '')
  return (
    <Card size="small">
      <h2>{words.bring}</h2>
      {places.length === 1 ? null : (
        <Select
          aria-label={words.place}
          value={place}
          onChange={setPlace}
          options={places.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))}
        />
      )}
      <ImportWizard
        accept=".xlsx,.xlsm,.csv,text/csv"
        fields={words.fields}
        look={(file, mapping) => bringIn(place, file, mapping, true)}
        commit={async (file, mapping) => {
          const { rows } = await bringIn(place, file, mapping, false)
          await onDone()
          return rows
        }}
      />
    </Card>
  )
}

function Brought({ files, onDone }: { readonly files: Files; readonly onDone: () => Promise<void> }) {
  const words = useWords(pastWords)
  const language = useLanguage()
  const now = useNow()
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string>()
  const say = (at: string): string => sayInstant(new Date(at), language, now)
  const undo = async ({ id }: BroughtFile): Promise<void> => {
    setBusy(id)
    try {
      await takeBack(id)
      message.success(words.done)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(undefined)
    }
    await onDone()
  }
  const columns: readonly Column<BroughtFile>[] = [
    { key: 'file', title: words.file, headline: true, show: one => <Own>{one.name}</Own> },
    { key: 'rows', title: words.rows, align: 'right', show: one => one.rows },
    { key: 'at', title: words.at, show: one => say(one.broughtAt) },
    { key: 'by', title: words.by, show: one => <Own>{one.byName}</Own> },
    {
      key: 'state',
      title: words.state,
      show: one =>
        one.takenBackAt === null ? (
          <Tag color="success">{words.standing}</Tag>
        ) : (
          <Own>{words.takenBack(say(one.takenBackAt), one.takenBackBy ?? '')}</Own>
        ),
    },
    {
      key: 'acts',
      title: words.acts,
      show: one =>
        one.mayTakeBack ? (
          <Popconfirm title={words.ask(one.rows)} okText={words.takeBack} onConfirm={() => undo(one)}>
            <Button loading={busy === one.id}>{words.takeBack}</Button>
          </Popconfirm>
        ) : (
          '—'
        ),
    },
  ]
  return (
    <>
      <h2>{words.files}</h2>
      <Rows rows={files.items} columns={columns} rowKey={one => one.id} caption={words.files} empty={<Nothing title={words.noFiles} />} />
    </>
  )
}

/** 原台账: what stood in tables before this house, behind the figures of the board. */
export function ZonePast() {
  const words = useWords(pastWords)
  const { kinds } = useWords(zoneWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const search: PastSearch = useSearch({ from: '/signed-in/zone-past' })
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as PastSearch
  const columns: readonly Column<PastLine>[] = [
    { key: 'kind', title: words.kind, headline: true, show: one => kinds[one.kind] },
    { key: 'day', title: words.day, show: one => one.onDay },
    { key: 'ending', title: words.ending, show: one => words.endings[one.ending] },
    { key: 'file', title: words.file, show: one => <Own>{one.fileName}</Own> },
    { key: 'line', title: words.line, align: 'right', show: one => one.line },
  ]
  const refresh = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: filesQuery.queryKey })
    await queries.invalidateQueries({ queryKey: ['work', 'zone-board'] })
    await queries.invalidateQueries({ queryKey: ['zone', 'past'] })
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <div className="filters">
        <Link to="/zone-list" className="tap">
          {words.back}
        </Link>
        {Object.keys(filter).length > 0 ? (
          <Link to="/zone-past" search={{}} replace className="tap">
            {words.clear}
          </Link>
        ) : null}
      </div>
      <Answered query={useQuery(filesQuery)}>
        {files => (
          <div className="stack">
            {files.places.length > 0 ? <Bring places={files.places} onDone={refresh} /> : null}
            <Brought files={files} onDone={refresh} />
          </div>
        )}
      </Answered>
      <h2>
        {words.lines}
        {filter.kind === undefined ? null : ` · ${kinds[filter.kind]}`}
        {filter.solved === undefined ? null : ` · ${words.endings.solved}`}
      </h2>
      <ServerTable<PastLine>
        queryKey={['zone', 'past', filter, language]}
        ask={cursor => askPast(filter, cursor)}
        columns={columns}
        rowKey={one => `${one.file}/${one.line}`}
        caption={words.lines}
        empty={<Nothing title={words.none} />}
      />
    </>
  )
}

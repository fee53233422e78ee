import { Input, Select } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { listTrail } from '../../api/administration.ts'
import type { TrailQuery, TrailRow } from '../../api/administration.ts'
import { sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { proposalWords } from '../register/proposalWords.ts'
import { administration } from './words.ts'

/** Names and days of an entry as they stand there, codes in words; ids and digests say nothing to a reader. */
const saidOf = (about: TrailRow['about'], say: (code: string) => string): string =>
  Object.entries(about)
    .flatMap(([, value]) =>
      typeof value === 'string' || typeof value === 'number'
        ? [say(String(value))]
        : Array.isArray(value)
          ? [value.map(one => say(String(one))).join('、')]
          : [],
    )
    .filter(text => text !== '' && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text))
    .join('　')

/** 访问留痕: what the other two administrators and the machine room did, and who opened what; for the audit administrator. */
export function Trail() {
  const words = useWords(administration).trail
  const { whats, roles } = useWords(proposalWords)
  const said: Readonly<Record<string, string>> = { ...roles, ...whats }
  const language = useLanguage()
  const now = useNow()
  const [query, setQuery] = useState<TrailQuery>({})
  const columns: readonly Column<TrailRow>[] = [
    { key: 'at', title: words.at, show: row => sayInstant(new Date(row.at), language, now) },
    { key: 'act', title: words.act, headline: true, show: row => <strong>{words.acts[row.act] ?? row.act}</strong> },
    { key: 'by', title: words.by, show: row => (row.personName === null ? words.machineRoom : <Own>{row.personName}</Own>) },
    { key: 'about', title: words.about, show: row => <Own>{saidOf(row.about, code => said[code] ?? code)}</Own> },
  ]
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <div className="filters" role="search">
        <label>
          {words.act}
          <Select
            aria-label={words.act}
            value={query.act ?? ''}
            popupMatchSelectWidth={false}
            onChange={act => setQuery({ ...query, act: act === '' ? undefined : act })}
            options={[
              { value: '', label: words.anyAct },
              ...Object.entries(words.groups).map(([, group]) => ({ value: group.acts.join(','), label: group.title })),
            ]}
          />
        </label>
        <label>
          {words.from}
          <Input type="date" aria-label={words.from} onChange={event => setQuery({ ...query, from: event.target.value || undefined })} />
        </label>
        <label>
          {words.until}
          <Input type="date" aria-label={words.until} onChange={event => setQuery({ ...query, until: event.target.value || undefined })} />
        </label>
      </div>
      <ServerTable<TrailRow>
        queryKey={['access-trail', query]}
        ask={cursor => listTrail(query, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.title}
      />
    </>
  )
}

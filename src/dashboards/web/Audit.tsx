import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useNow } from '../../console/api/clock.ts'
import { dayOfInstant, sayDay, sayInstant } from '../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { Own } from '../../console/kit/Own.tsx'
import { UnitPicker } from '../../console/kit/pickers.tsx'
import { ServerTable } from '../../console/kit/ServerTable.tsx'
import type { Column } from '../../console/kit/ServerTable.tsx'
import { Answered } from '../../console/kit/states.tsx'
import { TakeOut } from '../../console/kit/TakeOut.tsx'
import { askAuditList, auditListsQuery, deskQuery } from './boards.ts'
import type { AuditListView, AuditRow } from './boards.ts'
import { auditWords } from './auditWords.ts'
import { Chain } from './Discipline.tsx'

const daysBack = 90

function Table({ list }: { readonly list: AuditListView }) {
  const words = useWords(auditWords)
  const language = useLanguage()
  const now = useNow()
  const today = dayOfInstant(now)
  const [filter, setFilter] = useState<{ readonly from: string; readonly until: string; readonly unit?: string }>({
    from: dayOfInstant(new Date(now.getTime() - daysBack * 86_400_000)),
    until: today,
  })
  const show = (row: AuditRow, { key, kind }: AuditListView['columns'][number]) => {
    const value = row[key] ?? null
    if (value === null) return '—'
    if (kind === 'day') return sayDay(String(value), language, now)
    if (kind === 'instant') return sayInstant(new Date(value), language, now)
    return kind === 'number' ? value : <Own>{value}</Own>
  }
  const columns = list.columns.map((column, at): Column<AuditRow> => ({
    key: column.key,
    title: column.title,
    headline: at === 0,
    ...(column.kind === 'number' ? { align: 'right' } : {}),
    show: row => show(row, column),
  }))
  const whole = filter.from !== '' && filter.until !== '' && filter.from <= filter.until
  return (
    <>
      <p className="quiet">{list.note}</p>
      <div className="filters" role="search">
        <label>
          {words.from}
          <Input
            type="date"
            aria-label={words.from}
            value={filter.from}
            max={filter.until}
            onChange={event => setFilter({ ...filter, from: event.target.value })}
          />
        </label>
        <label>
          {words.until}
          <Input
            type="date"
            aria-label={words.until}
            value={filter.until}
            min={filter.from}
            onChange={event => setFilter({ ...filter, until: event.target.value })}
          />
        </label>
        <label>
          {words.unit}
          <UnitPicker
            aria-label={words.unit}
            className="unit-filter"
            value={filter.unit}
            onChange={unit => setFilter({ from: filter.from, until: filter.until, ...(unit === undefined ? {} : { unit }) })}
          />
        </label>
        <TakeOut ledger={`audit_${list.name}`} filter={filter} />
      </div>
      {whole ? (
        <ServerTable<AuditRow>
          queryKey={['audit', list.name, filter, language]}
          ask={cursor => askAuditList(list.name, filter, cursor)}
          columns={columns}
          rowKey={row => row.key}
          caption={list.title}
        />
      ) : null}
    </>
  )
}

/** 监督清单: what discipline and the audit administrator look through, by period and unit; each look is itself on the trail. */
export function Audit() {
  const words = useWords(auditWords)
  const language = useLanguage()
  const [chosen, setChosen] = useState<string>()
  const desk = useQuery(deskQuery)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(auditListsQuery(language))}>
        {lists => {
          const list = lists.find(one => one.name === chosen) ?? lists[0]
          return list === undefined ? null : (
            <div className="stack">
              {desk.data ? <Chain chain={desk.data.chain} /> : null}
              <div className="filters">
                <label>
                  {words.list}
                  <Select
                    aria-label={words.list}
                    value={list.name}
                    popupMatchSelectWidth={false}
                    onChange={setChosen}
                    options={lists.map(one => ({ value: one.name, label: one.title }))}
                  />
                </label>
                <Button type="link" href="/api/roots" target="_blank" rel="noreferrer">
                  {words.roots}
                </Button>
              </div>
              <Table key={list.name} list={list} />
            </div>
          )
        }}
      </Answered>
    </>
  )
}

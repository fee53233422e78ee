import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Select } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { dayOfInstant } from '../../../console/kit/dates.ts'
import { base64Of } from '../../../console/kit/fileBytes.ts'
import { ImportWizard } from '../../../console/kit/ImportWizard.tsx'
import type { Mapping } from '../../../console/kit/ImportWizard.tsx'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Answered } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { boardQuery, columnsQuery, kinds, ledgerOf, takeIn } from './hall.ts'
import type { ColumnSaid, Kind, Taken } from './hall.ts'
import { HallNav } from './HallNav.tsx'
import { entryWords, takingWords } from './words.ts'

interface Ground {
  readonly fromOn: string
  readonly why: string
}

function Wizard({ kind, columns, ground }: { readonly kind: Kind; readonly columns: readonly ColumnSaid[]; readonly ground: Ground }) {
  const words = useWords(takingWords)
  const queries = useQueryClient()
  const ask = async (file: File, mapping: Mapping, dryRun: boolean): Promise<Taken> => {
    const constants = Object.fromEntries(Object.entries(mapping.constants).filter(([, value]) => value.trim() !== ''))
    return takeIn({
      kind,
      file: file.name.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv',
      bytes: await base64Of(file),
      ...ground,
      mapping: { fields: mapping.fields, constants },
      dryRun,
    })
  }
  return (
    <ImportWizard
      accept=".csv,.xlsx,text/csv"
      hint={words.hint}
      fields={columns.map(({ key, title, known, needed }) => ({ name: key, title, known, needed }))}
      look={async (file, mapping) => {
        const taken = await ask(file, mapping, true)
        return { ...taken, outcome: words.outcome(taken.added, taken.changed, taken.unchanged) }
      }}
      commit={async (file, mapping) => {
        const { added, changed } = await ask(file, mapping, false)
        await queries.invalidateQueries({ queryKey: ['hall'] })
        return added + changed
      }}
    />
  )
}

/** 整表导入: a whole table of the office, read dry first; all rows or none. */
export function HallImport() {
  const words = useWords(takingWords)
  const entry = useWords(entryWords)
  const language = useLanguage()
  const today = dayOfInstant(useNow())
  const [kind, setKind] = useState<Kind>('item')
  const [fromOn, setFromOn] = useState(today)
  const [why, setWhy] = useState('')
  const board = useQuery(boardQuery({ by: 'place' }, language))
  const columns = useQuery(columnsQuery(kind, {}, language))
  const ready = why.trim().length >= 2 && fromOn !== ''
  return (
    <>
      <h1>{words.title}</h1>
      <Answered query={board}>
        {({ mayChange }) => (
          <>
            <HallNav here="import" mayChange={mayChange} />
            {mayChange ? (
              <div className="stack">
                <p className="quiet">{words.note}</p>
                <div className="filters">
                  <label>
                    {words.kind}
                    <Select<Kind>
                      aria-label={words.kind}
                      value={kind}
                      onChange={setKind}
                      options={kinds.map(value => ({ value, label: words.kinds[value] }))}
                    />
                  </label>
                  <label>
                    {entry.fromOn}
                    <Input type="date" aria-label={entry.fromOn} value={fromOn} onChange={event => setFromOn(event.target.value)} />
                  </label>
                  <label className="wide">
                    {entry.why}
                    <Input maxLength={200} value={why} placeholder={entry.whyHint} onChange={event => setWhy(event.target.value)} />
                  </label>
                  <TakeOut ledger={ledgerOf[kind]} title={words.template} />
                </div>
                {ready ? null : (
                  <p className="quiet" role="status">
                    {words.first}
                  </p>
                )}
                {/* Hidden and not taken away, so that a word mended above loses no comparison below. */}
                <div hidden={!ready}>
                  <Answered query={columns}>
                    {found => <Wizard key={kind} kind={kind} columns={found.columns} ground={{ fromOn, why: why.trim() }} />}
                  </Answered>
                </div>
              </div>
            ) : (
              <Alert type="info" showIcon title={words.notKeeper} />
            )}
          </>
        )}
      </Answered>
    </>
  )
}

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App } from 'antd'
import { useState } from 'react'
import { get, post, postFollowed, remove } from '../../../console/api/client.ts'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { base64Of } from '../../../console/kit/fileBytes.ts'
import { ImportWizard } from '../../../console/kit/ImportWizard.tsx'
import type { Mapping, Preview, Watched } from '../../../console/kit/ImportWizard.tsx'
import type { KeptMapping, MappingShelf } from '../../../console/kit/KeptMappings.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { exportWords } from '../../../console/kit/exportWords.ts'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { Imports, importsQuery } from './Imports.tsx'
import { importing } from './importWords.ts'

interface Answer extends Preview {
  /** Of what was brought in. */
  readonly id?: string
  readonly services: number
}

const orgTables = ['units', 'edges', 'people', 'posts', 'windows'] as const

type Line = { readonly done: number; readonly all: number } | { readonly answer: Answer }

const ask = async (file: File, mapping: Mapping, dryRun: boolean, { signal, progress }: Watched): Promise<Answer> => {
  const constants = Object.fromEntries(Object.entries(mapping.constants).filter(([, value]) => value.trim() !== ''))
  const kind = /\.(jsonl|ndjson)$/i.test(file.name) ? 'jsonl' : /\.xls[xm]?$/i.test(file.name) ? 'xlsx' : 'csv'
  let answer: Answer | undefined
  await postFollowed<Line>(
    '/api/services/import',
    {
      kind,
      name: file.name,
      bytes: await base64Of(file),
      mapping: { fields: mapping.fields, constants },
      dryRun,
    },
    signal,
    line => {
      if ('answer' in line) answer = line.answer
      else progress(line.done, line.all)
    },
  )
  if (answer === undefined) throw new Fault({ status: 0, because: 'offline', faults: [] })
  return answer
}

const mappingsQuery = queryOptions({
  queryKey: ['import', 'mappings'],
  queryFn: () => get<{ readonly items: readonly KeptMapping[] }>('/api/services/import/mappings'),
})

function useShelf(): MappingShelf {
  const queries = useQueryClient()
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const { data } = useQuery(mappingsQuery)
  const guarded = async (work: Promise<void>): Promise<void> => {
    try {
      await work
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences))
    }
    await queries.invalidateQueries({ queryKey: mappingsQuery.queryKey })
  }
  return {
    items: data?.items ?? [],
    save: (unit, name, { fields, constants }) =>
      guarded(
        post('/api/services/import/mappings', {
          unit,
          name,
          mapping: { fields, constants: Object.fromEntries(Object.entries(constants).filter(([, value]) => value.trim() !== '')) },
        }),
      ),
    remove: id => guarded(remove(`/api/services/import/mappings/${id}`)),
  }
}

/** Services from an agency's own list: its columns, its words; all rows or none. */
export function Import() {
  const words = useWords(importing)
  const queries = useQueryClient()
  const shelf = useShelf()
  const out = useWords(exportWords)
  // What the wizard says it has brought in; taken back below, it begins anew.
  const [{ turn, last }, setTurn] = useState<{ readonly turn: number; readonly last?: string | undefined }>({ turn: 0 })
  return (
    <>
      <h1>{words.title}</h1>
      <div className="stack">
        <Alert type="info" showIcon title={words.note} />
        <ImportWizard
          key={turn}
          accept=".xlsx,.xlsm,.xls,.csv,.jsonl,.ndjson,text/csv"
          fields={words.fields}
          shelf={shelf}
          look={(file, mapping, watched) => ask(file, mapping, true, watched)}
          commit={async (file, mapping, watched) => {
            const { services, id } = await ask(file, mapping, false, watched)
            await queries.invalidateQueries({ queryKey: importsQuery.queryKey })
            setTurn({ turn, last: id })
            return services
          }}
        />
        <Imports onTakenBack={id => id === last && setTurn({ turn: turn + 1 })} />
        <section className="stack" aria-label={out.tables}>
          <h2>{out.tables}</h2>
          <p className="quiet small">{out.tablesNote}</p>
          <div className="filters">
            {orgTables.map(table => (
              <TakeOut key={table} ledger={`org_${table}`} title={out.orgTables[table]} />
            ))}
          </div>
        </section>
      </div>
    </>
  )
}

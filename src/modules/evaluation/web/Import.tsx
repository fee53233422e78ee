import { Alert } from 'antd'
import { postFollowed } from '../../../console/api/client.ts'
import { Fault } from '../../../console/api/problem.ts'
import { ImportWizard } from '../../../console/kit/ImportWizard.tsx'
import type { Mapping, Preview, Watched } from '../../../console/kit/ImportWizard.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { importing } from './importWords.ts'

interface Answer extends Preview { readonly services: number }

const base64 = (bytes: Uint8Array): string => {
  let text = ''
  // In pieces: as arguments of one call a whole file would not fit.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

type Line = { readonly done: number; readonly all: number } | { readonly answer: Answer }

const ask = async (file: File, mapping: Mapping, dryRun: boolean, { signal, progress }: Watched): Promise<Answer> => {
  const constants = Object.fromEntries(Object.entries(mapping.constants).filter(([, value]) => value.trim() !== ''))
  const kind = /\.(jsonl|ndjson)$/i.test(file.name) ? 'jsonl' : /\.xls[xm]?$/i.test(file.name) ? 'xlsx' : 'csv'
  let answer: Answer | undefined
  await postFollowed<Line>('/api/services/import', { kind, bytes: base64(new Uint8Array(await file.arrayBuffer())), mapping: { fields: mapping.fields, constants }, dryRun }, signal, line => {
    if ('answer' in line) answer = line.answer
    else progress(line.done, line.all)
  })
  if (answer === undefined) throw new Fault({ status: 0, because: 'offline', faults: [] })
  return answer
}

/** Services from an agency's own list: its columns, its words; all rows or none. */
export function Import() {
  const words = useWords(importing)
  return (
    <>
      <h1>{words.title}</h1>
      <div className="stack">
        <Alert type="info" showIcon title={words.note} />
        <ImportWizard
          accept=".xlsx,.xlsm,.xls,.csv,.jsonl,.ndjson,text/csv"
          fields={words.fields}
          look={(file, mapping, watched) => ask(file, mapping, true, watched)}
          commit={async (file, mapping, watched) => (await ask(file, mapping, false, watched)).services}
        />
      </div>
    </>
  )
}

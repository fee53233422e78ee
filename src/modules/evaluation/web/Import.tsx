import { Alert } from 'antd'
import { post } from '../../../console/api/client.ts'
import { ImportWizard } from '../../../console/kit/ImportWizard.tsx'
import type { Mapping, Preview } from '../../../console/kit/ImportWizard.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { importing } from './importWords.ts'

interface Answer extends Preview { readonly services: number }

const base64 = (bytes: Uint8Array): string => {
  let text = ''
  // In pieces: as arguments of one call a whole file would not fit.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

const ask = async (file: File, mapping: Mapping, dryRun: boolean): Promise<Answer> => {
  const constants = Object.fromEntries(Object.entries(mapping.constants).filter(([, value]) => value.trim() !== ''))
  const kind = /\.(jsonl|ndjson)$/i.test(file.name) ? 'jsonl' : 'csv'
  return post<Answer>('/api/services/import', { kind, bytes: base64(new Uint8Array(await file.arrayBuffer())), mapping: { fields: mapping.fields, constants }, dryRun })
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
          accept=".csv,.jsonl,.ndjson,text/csv"
          fields={words.fields}
          look={(file, mapping) => ask(file, mapping, true)}
          commit={async (file, mapping) => {
            const answer = await ask(file, mapping, false)
            return answer.services
          }}
        />
      </div>
    </>
  )
}

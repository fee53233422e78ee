import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Paper, Papers, TemplateFault } from './contract.ts'
import { officialDocument } from './layout.ts'
import { findTemplate, insertAdoption, insertPrinted, insertTemplate, listVersions, versionInForce } from './store.ts'
import { checkTemplate, exampleOf, fillTemplate } from './template.ts'

export interface FolderFault {
  readonly file: string
  readonly faults: readonly TemplateFault[]
}

/** Forms that a programme brings: `<programme>/papers/<paper>.docx`. A wrong one, or one of no paper, is a fault of the start. */
export const readForms = (
  folder: string,
  known: readonly Paper[],
): { readonly forms: ReadonlyMap<string, Buffer>; readonly faults: readonly FolderFault[] } => {
  const forms = new Map<string, Buffer>()
  const faults: FolderFault[] = []
  for (const file of existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith('.docx'))
        .sort()
    : []) {
    const paper = known.find(one => `${one.name}.docx` === file)
    if (!paper) {
      faults.push({ file, faults: [{ because: 'unknown_field', what: file }] })
      continue
    }
    const bytes = readFileSync(join(folder, file))
    const wrong = checkTemplate(bytes, paper)
    if (wrong.length > 0) faults.push({ file, faults: wrong })
    else forms.set(paper.name, bytes)
  }
  return { forms, faults }
}

const plainName = (name: string): string =>
  [
    ...name
      .normalize('NFC')
      .split(/[\\/]/)
      .at(-1)!
      .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ''),
  ]
    .slice(0, 80)
    .join('') || '模板.docx'

/** @param forms those of the programme; a paper without one has the form that its room draws */
export const makePapers = ({
  known,
  forms = new Map(),
  uuid,
}: {
  readonly known: readonly Paper[]
  readonly forms?: ReadonlyMap<string, Buffer>
  readonly uuid: () => string
}): Papers => {
  const drawn = new Map<string, Buffer>()
  const find = (name: string): Paper | undefined => known.find(paper => paper.name === name)
  const own = (paper: Paper): Buffer => {
    const form = forms.get(paper.name) ?? drawn.get(paper.name) ?? officialDocument(paper.layout)
    drawn.set(paper.name, form)
    return form
  }
  const template: Papers['template'] = async (tx, name, version) => {
    const paper = find(name)
    return paper && (version === 0 ? own(paper) : await findTemplate(tx, name, version))
  }
  return {
    known,
    find,
    template,
    print: async (tx, name, values) => {
      const form = await template(tx, name, await versionInForce(tx, name))
      if (!form) throw new Error(`there is no paper ${name}`)
      return fillTemplate(form, values)
    },
    preview: async (tx, name, version) => {
      const form = await template(tx, name, version)
      return form && fillTemplate(form, exampleOf(find(name)!))
    },
    versions: async (tx, name) => {
      const inForce = await versionInForce(tx, name)
      const brought = (await listVersions(tx, name)).map(row => ({
        version: row.version,
        fileName: row.file_name,
        uploadedByName: row.uploaded_by_name,
        uploadedAt: row.uploaded_at,
        inForce: row.version === inForce,
      }))
      return [
        { version: 0, fileName: `${find(name)?.title.zh ?? name}.docx`, uploadedByName: null, uploadedAt: null, inForce: inForce === 0 },
        ...brought,
      ]
    },
    save: async (tx, name, { fileName, bytes, by, byName, at }) => {
      const paper = find(name)
      if (!paper) throw new Error(`there is no paper ${name}`)
      const faults = checkTemplate(bytes, paper)
      return faults.length > 0 ? faults : insertTemplate(tx, { paper: name, fileName: plainName(fileName), content: bytes, by, byName, at })
    },
    adopt: async (tx, name, version, by, at) => {
      if ((await template(tx, name, version)) === undefined) return false
      await insertAdoption(tx, { paper: name, version, by, at })
      return true
    },
    notePrinted: (tx, printed) => insertPrinted(tx, { id: uuid(), ...printed }),
  }
}

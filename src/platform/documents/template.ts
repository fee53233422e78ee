import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import type { Fields, Paper, TemplateFault, Values } from './contract.ts'
import { partFaults } from './parts.ts'
import { readZip, writeZip, ZipRefused } from './zip.ts'

/** A template of an office is a few dozen kilobytes; a picture of its seal frame may be a few hundred. */
export const largestTemplate = 2 * 1024 * 1024
const bounds = { entries: 120, entryBytes: 6 * 1024 * 1024, allBytes: 16 * 1024 * 1024 } as const

type Scope = Readonly<Record<string, unknown>>

/** Own names of the given values and nothing else: no path, no expression, no member of an object. */
const plainNames = (tag: string) => ({ get: (scope: Scope): unknown => (Object.hasOwn(scope, tag) ? scope[tag] : undefined) })

const docx = (): object => {
  const config = (
    Docxtemplater as unknown as { FileTypeConfig: { docx(): { baseModules: readonly (() => { readonly name: string })[] } } }
  ).FileTypeConfig.docx()
  // The raw module would take a value as markup, where a template asks so: {@…}.
  return { ...config, baseModules: config.baseModules.filter(make => make().name !== 'RawXmlModule') }
}

/** As docxtemplater has read it: fields, and within a repeated one those of its line. */
interface Part {
  readonly type: string
  readonly value?: string
  readonly subparsed?: readonly Part[]
}
type Opened = Docxtemplater & { readonly compiled: Readonly<Record<string, { readonly postparsed: readonly Part[] }>> }

const opened = (entries: ReadonlyMap<string, Buffer>): Opened => {
  const zip = new PizZip()
  for (const [name, content] of entries) zip.file(name, content)
  return new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    stripInvalidXMLChars: true,
    errorLogging: false,
    parser: plainNames,
    nullGetter: () => '',
    fileTypeConfig: docx(),
    syntax: { changeDelimiterPrefix: null },
  } as unknown as object) as Opened
}

const tagsIn = (parts: readonly Part[]): readonly Part[] => parts.filter(part => part.type === 'placeholder')

const unknownIn = (tags: readonly Part[], { fields, rows = {} }: Paper): string[] =>
  tags.flatMap(({ value: name = '', subparsed }) => {
    if (subparsed === undefined) return Object.hasOwn(fields, name) ? [] : [name]
    const columns = Object.hasOwn(rows, name) ? rows[name] : undefined
    return columns === undefined ? [name] : unknownIn(tagsIn(subparsed), { fields: { ...fields, ...columns } } as Paper)
  })

interface Broken {
  readonly properties?: { readonly xtag?: string; readonly errors?: readonly Broken[] }
}

const brokenOf = (error: Broken): TemplateFault[] =>
  (error.properties?.errors ?? [error]).map(one => ({ because: 'field_broken', what: String(one.properties?.xtag ?? '').slice(0, 60) }))

const readable = (entries: ReadonlyMap<string, Buffer>): string =>
  [...entries]
    .filter(([name]) => /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(name))
    .map(([, content]) => content.toString('utf8').replace(/<[^>]*>/g, ''))
    .join('\n')

/** What keeps an office's file from being a template of this paper; empty when nothing does. Nothing of the file is run. */
export const checkTemplate = (bytes: Buffer, paper: Paper): readonly TemplateFault[] => {
  if (bytes.length > largestTemplate) return [{ because: 'document_too_large' }]
  let entries: ReadonlyMap<string, Buffer>
  try {
    entries = readZip(bytes, bounds)
  } catch (error) {
    if (error instanceof ZipRefused) return [{ because: error.because }]
    throw error
  }
  const parts = partFaults(entries)
  if (parts.length > 0) return parts
  const wide = [...new Set(readable(entries).match(/｛[^｛｝{}\n]{1,40}｝/g) ?? [])].map((what): TemplateFault => ({
    because: 'wide_braces',
    what,
  }))
  try {
    const tags = Object.values(opened(entries).compiled).flatMap(file => tagsIn(file.postparsed))
    const unknown = [...new Set(unknownIn(tags, paper))].map((what): TemplateFault => ({ because: 'unknown_field', what }))
    if (wide.length + unknown.length > 0) return [...wide, ...unknown]
    fillTemplate(bytes, exampleOf(paper))
    return []
  } catch (error) {
    return [...wide, ...brokenOf(error as Broken)]
  }
}

/** The invented values of a preview. */
export const exampleOf = (paper: Paper): Values => ({
  fields: paper.fields,
  ...(paper.rows ? { rows: Object.fromEntries(Object.entries(paper.rows).map(([name, columns]) => [name, [columns, columns]])) } : {}),
})

/** Signs that turn text around or hide in it have no place on a paper. */
const onPaper = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')]))

/** The template with its values, as text: a value that looks like a field, a formula or markup stays what was typed. */
export const fillTemplate = (template: Buffer, { fields, rows = {} }: Values): Buffer => {
  const entries = readZip(template, bounds)
  const document = opened(entries)
  document.render({ ...onPaper(fields), ...Object.fromEntries(Object.entries(rows).map(([name, lines]) => [name, lines.map(onPaper)])) })
  const filled = document.getZip() as PizZip
  return writeZip(new Map([...entries.keys()].map(name => [name, Buffer.from(filled.file(name)?.asUint8Array() ?? [])])))
}

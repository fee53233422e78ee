import { DOMParser } from '@xmldom/xmldom'
import type { Element } from '@xmldom/xmldom'
import type { DocumentRefusal, TemplateFault } from './contract.ts'

/** Parts that a text document needs; everything else a file may hold runs, hides or reaches out. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^_rels\/\.rels$/,
  /^docProps\/(app|core|custom)\.xml$/,
  /^customXml\/(_rels\/)?item(Props)?\d+\.xml(\.rels)?$/,
  /^word\/(document|styles|settings|webSettings|fontTable|numbering|footnotes|endnotes|stylesWithEffects)\.xml$/,
  /^word\/(header|footer)\d*\.xml$/,
  /^word\/theme\/theme\d*\.xml$/,
  /^word\/(theme\/)?_rels\/[A-Za-z]+\d*\.xml\.rels$/,
  /^word\/media\/[\w-]+\.(png|jpe?g)$/,
] as const

const kinds: readonly (readonly [RegExp, DocumentRefusal])[] = [
  [/vbaProject|vbaData|macro/i, 'has_macros'],
  [/activeX|embeddings|ctrlProps|oleObject|afchunk|\.bin$|\.ole$/i, 'has_embedded'],
  [/comments|people\.xml$/i, 'has_comments'],
]

const wrongPart = (name: string): TemplateFault | undefined => {
  const found = kinds.find(([shape]) => shape.test(name))
  if (found) return { because: found[1], what: name }
  return allowed.some(shape => shape.test(name)) ? undefined : { because: 'has_unknown_part', what: name }
}

/** Elements by the name without its prefix: a prefix is the author's choice. */
const elements: Readonly<Record<string, DocumentRefusal>> = {
  altChunk: 'has_embedded',
  object: 'has_embedded',
  OLEObject: 'has_embedded',
  control: 'has_embedded',
  subDoc: 'has_external',
  attachedTemplate: 'has_external',
  frameset: 'has_external',
  ins: 'has_tracked_changes',
  del: 'has_tracked_changes',
  moveFrom: 'has_tracked_changes',
  moveTo: 'has_tracked_changes',
  mailMerge: 'has_mail_merge',
  script: 'has_embedded',
}

/** Word computes these by itself from the paper alone. */
const harmless = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)(\s+\\\*\s*\w+)*\s*$/i

const wordFieldOf = (element: Element): string | undefined => {
  if (element.localName === 'instrText' || element.localName === 'delInstrText') return element.textContent ?? ''
  if (element.localName === 'fldSimple') return element.getAttribute('w:instr') ?? [...element.attributes].map(one => one.value).join(' ')
  return undefined
}

/** An instruction may be cut into several runs; then its pieces are read together. */
const wordFieldFaults = (pieces: readonly string[]): readonly TemplateFault[] => {
  if (pieces.every(piece => harmless.test(piece) || piece.trim() === '')) return []
  const whole = pieces.join('').trim()
  return harmless.test(whole) ? [] : [{ because: 'has_word_fields', what: whole.slice(0, 60) }]
}

const xmlFaults = (name: string, content: Buffer): readonly TemplateFault[] => {
  const text = content.toString('utf8')
  if (
    text.includes('\ufffd') ||
    text.includes('\u0000') ||
    /<!(DOCTYPE|ENTITY)/i.test(text) ||
    /^[^>]*encoding\s*=\s*["'](?!utf-8["'])/i.test(text.slice(0, 200))
  )
    return [{ because: 'not_a_document', what: name }]
  let broken = false
  const parser = new DOMParser({
    onError: level => {
      if (level !== 'warning') broken = true
    },
  })
  let root: Element | null = null
  try {
    root = parser.parseFromString(text, 'application/xml').documentElement
  } catch {
    broken = true
  }
  if (broken || root === null) return [{ because: 'not_a_document', what: name }]
  const faults: TemplateFault[] = []
  const wordFields: string[] = []
  const all = [root, ...root.getElementsByTagName('*')]
  for (const element of all) {
    const named = element.localName ?? element.nodeName
    const because = Object.hasOwn(elements, named) ? elements[named] : undefined
    if (because !== undefined) faults.push({ because, what: name })
    if (named === 'Relationship' && (element.getAttribute('TargetMode') ?? '').trim().toLowerCase() === 'external')
      faults.push({ because: 'has_external', what: (element.getAttribute('Target') ?? '').slice(0, 80) })
    if (
      named === 'Relationship' &&
      /vbaProject|oleObject|\/control$|aFChunk|attachedTemplate|frame$/i.test(element.getAttribute('Type') ?? '')
    )
      faults.push({ because: 'has_embedded', what: name })
    if (
      (named === 'Override' || named === 'Default') &&
      /macroEnabled|vbaProject|activeX|oleObject/i.test(element.getAttribute('ContentType') ?? '')
    )
      faults.push({ because: 'has_macros', what: name })
    const instruction = wordFieldOf(element)
    if (instruction !== undefined) wordFields.push(instruction)
  }
  return [...faults, ...wordFieldFaults(wordFields)]
}

const isPicture = (name: string, content: Buffer): boolean =>
  name.endsWith('.png')
    ? content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    : content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))

/** Whatever in the parts of a Word file runs, hides, embeds or reaches out. Each kind is said once a place. */
export const partFaults = (entries: ReadonlyMap<string, Buffer>): readonly TemplateFault[] => {
  const types = entries.get('[Content_Types].xml')?.toString('utf8') ?? ''
  const wrong = [...entries.keys()].flatMap(name => wrongPart(name) ?? [])
  if (wrong.length > 0) return wrong
  if (!entries.has('word/document.xml') || !types.includes('wordprocessingml.document.main+xml'))
    return [{ because: /macroEnabled/i.test(types) ? 'has_macros' : 'not_a_document' }]
  const faults = [...entries].flatMap(([name, content]): readonly TemplateFault[] => {
    if (/\.(xml|rels)$/.test(name)) return xmlFaults(name, content)
    return isPicture(name, content) ? [] : [{ because: 'has_embedded', what: name }]
  })
  return faults.filter((fault, at) => faults.findIndex(other => other.because === fault.because && other.what === fault.what) === at)
}

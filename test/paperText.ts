import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { readZip } from '../src/platform/documents/zip.ts'

/** Every word of a Word file, in order; a form's cells stand behind one another. */
export const wordsOfDocx = (bytes: Buffer): string =>
  [...readZip(bytes, { entries: 200, entryBytes: 1e7, allBytes: 3e7 })]
    .filter(([name]) => /^word\/(document|footer\d|header\d)\.xml$|^docProps/.test(name))
    .map(([, content]) =>
      content
        .toString('utf8')
        .replace(/<w:br\/>|<\/w:p>/g, '\n')
        .replace(/<[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&apos;/g, "'")
        .replace(/&amp;/g, '&'),
    )
    .join('\n')

/** Every word of a PDF, page by page. */
export const wordsOfPdf = async (bytes: Buffer): Promise<readonly string[]> => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise
  const pages: string[] = []
  for (let at = 1; at <= pdf.numPages; at++)
    pages.push((await (await pdf.getPage(at)).getTextContent()).items.map(item => ('str' in item ? item.str : '')).join(''))
  return pages
}

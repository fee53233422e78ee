import { fileTypeFromBuffer } from 'file-type'
import { FileRefused } from './contract.ts'

export type FileKind = 'jpg' | 'png' | 'pdf' | 'mp3' | 'm4a'

export const mimeOf: Readonly<Record<FileKind, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
}

export const largest = 10 * 1024 * 1024

/** What the first bytes may be called in a name. */
const extensions: Readonly<Record<FileKind, readonly string[]>> = {
  jpg: ['jpg', 'jpeg'],
  png: ['png'],
  pdf: ['pdf'],
  mp3: ['mp3'],
  m4a: ['m4a'],
}

const isKind = (extension: string): extension is FileKind => extension in extensions

/**
 * The kind that bytes and name agree upon. A name that says something else is refused, not corrected: it is either a
 * mistake that the person wants to know about, or an attack.
 */
export const kindOf = async (name: string, bytes: Buffer): Promise<FileKind> => {
  if (bytes.length === 0) throw new FileRefused('empty_file')
  if (bytes.length > largest) throw new FileRefused('too_large')
  const found = (await fileTypeFromBuffer(bytes))?.ext
  if (found === 'webp') throw new FileRefused('webp_not_accepted')
  if (found === undefined || !isKind(found)) throw new FileRefused('type_not_allowed')
  const said = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase()
  if (said === undefined || !extensions[found].includes(said)) throw new FileRefused('type_not_allowed')
  return found
}

/**
 * A name that is safe to show and to save under: no folders, no control or direction-changing characters (which show
 * 'exe.gpj' as 'jpg.exe'), no second extension, the true extension at the end.
 */
export const cleanName = (name: string, kind: FileKind): string => {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = base
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/[\p{C}\p{Zl}\p{Zp}"*:<>?|%;]/gu, '')
    .replace(/\./g, '_')
    .trim()
  return `${[...plain].slice(0, 80).join('') || 'file'}.${kind}`
}

/** For `Content-Disposition`: always an attachment, whatever the type; the Chinese name by RFC 6266. */
export const attachment = (name: string): string =>
  `attachment; filename="file.${
    name
      .split('.')
      .at(-1)
      ?.replace(/[^a-z0-9]/g, '') ?? 'bin'
  }"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`

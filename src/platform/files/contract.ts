import type { Tx } from '../database/contract.ts'

/** Evidence on disk: content-addressed, type-checked, images re-encoded (no GPS, no polyglots), sealed per file. */
export interface Files {
  /** Refuses by throwing `FileRefused`. The same content twice in one matter is one file. */
  save(tx: Tx, file: { readonly name: string; readonly bytes: Buffer; readonly matter?: string }): Promise<StoredFile>
  /** The same content under another matter with a key of its own, so that it outlives the first. Undefined where `read` is. */
  copy(tx: Tx, id: string, matter: string): Promise<StoredFile | undefined>
  /** Undefined for absent and for not visible alike. Throws when the bytes on disk are not the ones that were stored. */
  read(tx: Tx, id: string): Promise<{ readonly file: StoredFile; readonly bytes: Buffer } | undefined>
  list(tx: Tx, matter: string): Promise<readonly StoredFile[]>
  /** Destroys the keys of a matter's files, and with them every copy in every backup. As the system only. */
  erase(tx: Tx, matter: string): Promise<void>
}

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes as stored before sealing. */
  readonly size: number
  /** Hex of the plain hash of the stored bytes. */
  readonly digest: string
}

export type FileRefusal = 'too_large' | 'type_not_allowed' | 'webp_not_accepted' | 'too_many_pixels' | 'broken_image' | 'empty_file'

export class FileRefused extends Error {
  readonly because: FileRefusal
  constructor(because: FileRefusal) {
    super(because)
    this.because = because
  }
}

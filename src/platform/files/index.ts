import type { Tx } from '../database/contract.ts'

/** Evidence on disk: content-addressed, type-checked, images re-encoded (no GPS, no polyglots), sealed per file. */
export interface Files {
  /** Refuses by throwing `FileRefused` with a `because`: too_large, type_not_allowed, broken_image. */
  save(tx: Tx, file: { readonly name: string; readonly bytes: Buffer; readonly matter?: string }): Promise<StoredFile>
  read(tx: Tx, id: string): Promise<{ readonly file: StoredFile; readonly bytes: Buffer } | undefined>
}

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes as stored before sealing. */
  readonly size: number
  readonly digest: string
}

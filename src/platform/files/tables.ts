// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface FileTable {
  city: string
  id: string
  matter: string | null
  label: Buffer
  type: string
  size: number
  content: Buffer
  wrapped_key: Buffer
}

export interface FilesTables {
  'files.file': FileTable
}

// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface AdoptionTable {
  city: string
  paper: string
  seq: number
  version: number
  adopted_by: string
  adopted_at: Date
}

export interface PrintedTable {
  city: string
  id: string
  paper: string
  about: string
  person: string
  printed_at: Date
}

export interface TemplateTable {
  city: string
  paper: string
  version: number
  file_name: string
  content: Buffer
  uploaded_by: string
  uploaded_by_name: string
  uploaded_at: Date
}

export interface DocumentsTables {
  'documents.adoption': AdoptionTable
  'documents.printed': PrintedTable
  'documents.template': TemplateTable
}

import { queryOptions } from '@tanstack/react-query'
import { get, post, upload } from './client.ts'

export interface PaperOffer {
  readonly paper: string
  readonly title: string
  readonly not?: { readonly because: string; readonly title: string }
}
export interface PaperOffers {
  readonly items: readonly PaperOffer[]
  readonly scans: boolean
}

/** @param length of the trail: what may be printed changes with each entry */
export const papersQuery = (matter: string, length: number, language: string) =>
  queryOptions({
    queryKey: ['matter', matter, 'papers', length, language],
    queryFn: () => get<PaperOffers>(`/api/matters/${encodeURIComponent(matter)}/papers`),
  })

export const fileScan = (matter: string, paper: string, file: File): Promise<{ readonly name: string }> => {
  const form = new FormData()
  form.set('paper', paper)
  form.set('file', file, file.name)
  return upload(`/api/matters/${encodeURIComponent(matter)}/scans`, form)
}

export interface TemplateVersion {
  readonly version: number
  readonly fileName: string
  readonly uploadedByName: string | null
  readonly uploadedAt: string | null
  readonly inForce: boolean
}
export interface TemplateOf {
  readonly paper: string
  readonly title: string
  readonly fields: readonly string[]
  readonly rows: readonly { readonly name: string; readonly fields: readonly string[] }[]
  readonly versions: readonly TemplateVersion[]
}

export const templatesQuery = (language: string) =>
  queryOptions({ queryKey: ['templates', language], queryFn: () => get<{ readonly items: readonly TemplateOf[] }>('/api/templates') })
export const templateAddress = (paper: string, version: number, sample: boolean): string =>
  `/api/templates/${paper}/${version}${sample ? '/preview' : ''}`
export const adoptTemplate = (paper: string, version: number) =>
  post<{ readonly version: number }>(`/api/templates/${paper}/adoptions`, { version })
export const bringTemplate = (
  paper: string,
  file: File,
): Promise<{ readonly version: number | null; readonly faults: readonly string[] }> => {
  const form = new FormData()
  form.set('file', file, file.name)
  return upload(`/api/templates/${paper}`, form)
}

import { get } from './client.ts'

export interface UnitFound {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly parentName?: string
}

export const findUnits = async (search: string): Promise<readonly UnitFound[]> =>
  (await get<{ readonly items: readonly UnitFound[] }>('/api/units', { search })).items
export const readUnit = (id: string): Promise<UnitFound> => get<UnitFound>(`/api/units/${encodeURIComponent(id)}`)

import { get } from './client.ts'

export interface UnitFound { readonly id: string; readonly name: string; readonly parentName?: string }
export interface PersonFound { readonly id: string; readonly name: string; readonly title?: string; readonly unitName?: string }

/** Both shapes are accepted, a bare list and a page of items. */
const listed = <T>(answer: readonly T[] | { readonly items: readonly T[] }): readonly T[] => ('items' in answer ? answer.items : answer)

export const findUnits = async (search: string): Promise<readonly UnitFound[]> => listed(await get<readonly UnitFound[] | { items: readonly UnitFound[] }>('/api/units', { search }))
export const findPeople = async (search: string): Promise<readonly PersonFound[]> => listed(await get<readonly PersonFound[] | { items: readonly PersonFound[] }>('/api/people', { search }))

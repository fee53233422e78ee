import type {
  Level,
  ListedEdge,
  ListedPost,
  ListedUnit,
  ListedWatch,
  ListedWindow,
  Organ,
  RegisteredUnit,
  Rota,
} from '../../org/register/contract.ts'
import { erase, get, post } from './client.ts'
import type { Page } from './matters.ts'

export type { Level, ListedEdge, ListedUnit, ListedWindow, Organ, Rota }
export type PostView = Omit<ListedPost, 'title'> & { readonly title: string; readonly ownTitle: string | null }
export type WatchView = Omit<ListedWatch, 'fromAt' | 'untilAt'> & {
  readonly fromAt: string
  readonly untilAt: string
  readonly begun: boolean
}

export interface UnitsQuery {
  readonly search?: string
  readonly level?: Level
  readonly organ?: Organ
  readonly state?: 'open' | 'closed'
}
export const listUnits = (query: UnitsQuery, cursor?: string): Promise<Page<ListedUnit>> => get('/api/register/units', { ...query, cursor })
export interface UnitPage extends RegisteredUnit {
  readonly edges: readonly ListedEdge[]
  readonly posts: readonly PostView[]
  readonly windows: readonly Pick<ListedWindow, 'id' | 'code' | 'name' | 'line'>[]
}
export const readUnitPage = (id: string): Promise<UnitPage> => get(`/api/register/units/${id}`)
export const addUnit = (typed: object): Promise<{ readonly id: string }> => post('/api/register/units', typed)
export const renameUnit = (id: string, typed: object): Promise<void> => post(`/api/register/units/${id}`, typed)

export interface LineFacts {
  readonly code: string
  readonly title: string
}
export interface WindowsQuery {
  readonly search?: string
  readonly unit?: string
  readonly line?: string
  readonly state?: 'open' | 'closed'
}
export const listWindows = (query: WindowsQuery, cursor?: string): Promise<Page<ListedWindow> & { readonly lines: readonly LineFacts[] }> =>
  get('/api/register/windows', { ...query, cursor })
/** Lines of business under their names; the same list that windows are kept with. */
export const linesQuery = { queryKey: ['register', 'lines'], queryFn: async () => (await listWindows({})).lines }
export const addWindow = (typed: object): Promise<unknown> => post('/api/register/windows', typed)
export const changeWindow = (id: string, typed: object): Promise<void> => post(`/api/register/windows/${id}`, typed)
export const switchWindow = (id: string, to: 'open' | 'close'): Promise<void> => post(`/api/register/windows/${id}/${to}`, {})
export const renewCode = (id: string, code: string): Promise<unknown> => post(`/api/register/windows/${id}/code`, { code })

export interface DutyQuery {
  readonly unit?: string
  readonly from?: string
  readonly until?: string
}
export const listDuty = (query: DutyQuery, cursor?: string): Promise<Page<WatchView>> => get('/api/register/duty', { ...query, cursor })
export interface Leader {
  readonly person: string
  readonly name: string
  readonly code: string
}
export const leadersAt = async (unit: string, from: string, until: string): Promise<readonly Leader[]> =>
  (await get<Page<Leader>>('/api/register/duty/leaders', { unit, from, until })).items
export const enterRota = (rota: Rota): Promise<{ readonly entered: number }> => post('/api/register/duty', rota)
export const removeWatch = (id: string): Promise<void> => erase(`/api/register/duty/${id}`)

export interface PostsQuery {
  readonly search?: string
  readonly unit?: string
  readonly role?: string
  readonly time?: PostView['time']
}
export const listPosts = (query: PostsQuery, cursor?: string): Promise<Page<PostView>> => get('/api/register/posts', { ...query, cursor })
export interface EdgesQuery {
  readonly search?: string
  readonly line?: ListedEdge['line']
  readonly kind?: ListedEdge['kind']
  readonly level?: Level
}
export const listEdges = (query: EdgesQuery, cursor?: string): Promise<Page<ListedEdge>> => get('/api/register/edges', { ...query, cursor })
export interface TraceView {
  readonly id: string
  readonly unitName: string
  readonly role: string
  readonly title: string
  readonly other: string
  readonly otherName: string
  readonly from: string
  readonly until: string
  readonly reason: string
  readonly ended: boolean
}
export interface TieView {
  readonly other: string
  readonly otherName: string
  readonly kind: 'kin' | 'panel'
  readonly from: string | null
  readonly until: string | null
}
export interface PersonPage {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly accounts: readonly { readonly login: string; readonly state: 'first' | 'open' | 'disabled' }[]
  readonly posts: readonly PostView[]
  readonly ties: readonly TieView[]
  readonly lent: readonly TraceView[]
  readonly borrowed: readonly TraceView[]
}
export const readPerson = (id: string): Promise<PersonPage> => get(`/api/register/people/${id}`)
export const addPerson = (typed: object): Promise<{ readonly id: string }> => post('/api/register/people', typed)
export interface PersonFound {
  readonly id: string
  readonly code: string
  readonly name: string
}
export const findPeople = async (search: string): Promise<readonly PersonFound[]> =>
  (await get<Page<PersonFound>>('/api/register/people', { search })).items

import type { App } from '../../src/platform/http/contract.ts'
import { matrix } from './matrix.list.ts'

/** What the file says of a route: anybody, a key of the scope, whoever is signed in, or these posts. */
export type May = 'public' | `key:${string}` | 'signed_in' | readonly string[]
export interface Line {
  readonly may: May
  /** `matter`: its id stands in the address. `matters`: it lists those that the viewer sees. */
  readonly of?: 'matter' | 'matters'
}
export const roles = [
  'anonymous',
  'key',
  'officer',
  'clerk',
  'leader',
  'deputy_head',
  'head',
  'duty_leader',
  'callback_centre',
  'supervisor',
  'discipline',
  'system_admin',
  'security_admin',
  'audit_admin',
  'inspector',
] as const
export const administrators: readonly string[] = ['system_admin', 'security_admin', 'audit_admin']
/** Where the asker stands: at the matter's department, there and rated, at a department beside it, at its organ, at another organ, at the one that watches. */
export const relations = ['own', 'subject', 'beside', 'organ', 'sibling', 'above'] as const
export const lanes = { awaiting_contact: 'rating', contacted: 'rating', acknowledged: 'rating', report: 'accusation' } as const
export type State = keyof typeof lanes
export interface Cell {
  readonly route: string
  readonly role: (typeof roles)[number]
  readonly relation: (typeof relations)[number]
  readonly state: State
}
export interface Person {
  readonly person: string
  readonly account: string
  readonly unit: string
  readonly role: string
  readonly token: string
}
export interface Standing {
  readonly id: string
  readonly number: string
  readonly lane: string
  readonly barred: readonly string[]
  readonly seats: readonly { readonly unit: string; readonly role: string; readonly person: string | null; readonly sight: string }[]
}

export const secrets = { words: '密句甲：第四遍我不抄了', accusation: '密句乙：收了两条烟', phone: '13977770001' } as const

export const cellsOf = (matrix: Readonly<Record<string, Line>>): readonly Cell[] =>
  Object.keys(matrix).flatMap(route =>
    roles.flatMap(role => relations.flatMap(relation => (Object.keys(lanes) as State[]).map(state => ({ route, role, relation, state })))),
  )

/** The same cells for the same seed. */
export const pick = (cells: readonly Cell[], count: number, seed: number): readonly Cell[] => {
  let x = seed >>> 0 || 1
  const next = (): number => {
    x ^= x << 13
    x >>>= 0
    x ^= x >>> 17
    x ^= x << 5
    x >>>= 0
    return x
  }
  return Array.from({ length: count }, () => cells[next() % cells.length] as Cell)
}

/** Independent of the policies: what the seats say. Whoever is barred has none; an accusation is for discipline alone. */
const sightOf = (asker: Person | undefined, { seats, barred, lane }: Standing): 'full' | 'progress' | undefined => {
  if (!asker || barred.includes(asker.person)) return undefined
  const held = seats.filter(
    seat =>
      seat.unit === asker.unit &&
      seat.role === asker.role &&
      (seat.person === null || seat.person === asker.person) &&
      (lane !== 'accusation' || seat.role === 'discipline'),
  )
  return held.some(seat => seat.sight === 'full') ? 'full' : held.length > 0 ? 'progress' : undefined
}

/** Sent empty or with a surplus field: past the gate a changing route refuses the form and changes nothing. */
const requestOf = (cell: Cell, matter: Standing): { readonly method: string; readonly url: string; readonly payload?: object } => {
  const [method = '', pattern = ''] = cell.route.split(' ')
  const url = pattern.startsWith('/api/matters/:id')
    ? pattern.replace(':id', matter.id).replace(':action', 'no_such_action')
    : pattern
        .replace('*', 'none')
        .replace(/:id/g, '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11')
        .replace(':year', '2030')
        .replace(':version', '1')
        .replace(/:code/g, '1234567890123456')
        .replace(/:\w+/g, 'none')
  return {
    method,
    url,
    ...(method === 'GET' || method === 'DELETE' ? {} : { payload: pattern.startsWith('/api/matters/:id') ? {} : { surplus: 1 } }),
  }
}

/** What is wrong with the answer to one cell, as sentences. */
export const judge = async (
  app: Pick<App, 'inject'>,
  cell: Cell,
  asker: Person | undefined,
  matter: Standing,
  apiKey: string,
  nth: number,
): Promise<readonly string[]> => {
  const line = matrix[cell.route] as Line
  const { method, url, payload } = requestOf(cell, matter)
  const where = `${cell.route} as ${cell.role} (${cell.relation}) of ${cell.state}`
  const stays = url === '/api/live'
  const answer = (await app.inject({
    method: method as 'GET',
    url,
    remoteAddress: `10.${(nth >> 8) & 255}.${nth & 255}.1`,
    ...(payload ? { payload } : {}),
    ...(stays ? { payloadAsStream: true } : {}),
    // Signing out would end the asker's session for all cells that follow.
    ...(cell.role === 'key'
      ? { headers: { authorization: `Bearer ${apiKey}` } }
      : asker && cell.route !== 'DELETE /api/session'
        ? { cookies: { huiyin_session: asker.token } }
        : {}),
  } as never)) as { statusCode: number; body: string; stream?: () => { destroy(): void } }
  const body = stays && answer.stream ? '' : answer.body
  if (stays && answer.stream) answer.stream().destroy()
  const faults: string[] = []
  const status = answer.statusCode
  const may =
    line.may === 'public' ||
    (cell.role === 'key'
      ? line.may === 'key:services'
      : cell.role !== 'anonymous' &&
        ((line.may === 'signed_in' &&
          !(cell.role === 'inspector' && method !== 'GET' && !/^\/api\/(session|own-choices|bell)(\/|$)/.test(url))) ||
          (Array.isArray(line.may) && line.may.includes(cell.role))))
  // A wrong password is 401 as well.
  const signsIn = cell.route === 'POST /api/session'
  if (may && !signsIn && (status === 401 || status === 403) && !/warrant|second_factor|not_permitted/.test(body))
    faults.push(`${where}: refused with ${status}`)
  if (may && status === 403 && /not_permitted/.test(body) && line.may !== 'public') faults.push(`${where}: refused with 403`)
  if (!may && status !== (cell.role === 'anonymous' ? 401 : 403)) faults.push(`${where}: let through with ${status}`)
  if (status >= 500) faults.push(`${where}: broke with ${status}`)
  const sight = sightOf(asker, matter)
  if (may && line.of === 'matter') {
    const told = method === 'GET' ? status === 200 : !body.includes('urn:huiyin:not_found')
    if (told !== (sight !== undefined)) faults.push(`${where}: ${told ? 'told of' : 'kept from'} a matter with sight ${sight ?? 'none'}`)
  }
  const secret = matter.lane === 'accusation' ? secrets.accusation : secrets.words
  if (body.includes(secrets.phone)) faults.push(`${where}: carries the number`)
  if (sight !== 'full' && body.includes(secret)) faults.push(`${where}: carries the words`)
  if (sight === undefined && (body.includes(matter.id) || body.includes(matter.number)) && !url.includes(matter.id))
    faults.push(`${where}: names the matter`)
  if (sight !== undefined && line.of === 'matters' && may && !body.includes(matter.id))
    faults.push(`${where}: leaves out a matter of its own`)
  return faults
}

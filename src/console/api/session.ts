import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Role } from '../../org/viewer.ts'
import { erase, get, getQuietly, post, postQuietly, remove } from './client.ts'
import { Fault } from './problem.ts'

export interface SessionPost {
  readonly unit: string
  readonly unitName: string
  readonly role: Role
  readonly title: string
  /** Whose post it is, where it was lent. */ readonly forName?: string
}

export interface Session {
  readonly person: string
  readonly name: string
  readonly posts: readonly SessionPost[]
  /** Desks of the rooms at which one works besides what the role has. */
  readonly desks: readonly string[]
  readonly city: string
  readonly cityName: string
  readonly demo: boolean
  /** Nothing else is answered until the initial password has been changed. */
  readonly mustChange: boolean
  /** The password was right; the second factor is still to be shown. */
  readonly secondNeeded: boolean
  readonly secondEnrolled: boolean
  /** By when a second factor must be enrolled; null where none is demanded. */
  readonly secondDueAt: string | null
  readonly secondOverdue: boolean
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  retry: false,
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await getQuietly<Session>('/api/session')
      return session.secondNeeded ? null : session
    } catch (error) {
      if (error instanceof Fault && error.problem.status === 401) return null
      throw error
    }
  },
})

export const signIn = (login: string, password: string): Promise<Session> => postQuietly<Session>('/api/session', { login, password })
export const signOut = (): Promise<void> => remove<void>('/api/session')

/** One of the three, as it is typed or as the key gave it. */
export interface Proof {
  readonly code?: string
  readonly recovery?: string
  readonly key?: unknown
}
export const finishSignIn = (proof: Proof): Promise<Session> => postQuietly<Session>('/api/session/second', proof)
export const stepUp = (given: Proof & { readonly password: string }): Promise<void> => postQuietly('/api/session/step-up', given)
export const challengeOfKey = (): Promise<{ readonly options: unknown }> => postQuietly('/api/session/factors/challenge', {})

export interface Factor {
  readonly id: string
  readonly kind: 'totp' | 'webauthn'
  readonly label: string
  readonly enrolledAt: string
}
export const factorsQuery = queryOptions({
  queryKey: ['session', 'factors'],
  queryFn: () =>
    get<{ readonly items: readonly Factor[]; readonly codesLeft: number; readonly takesKeys: boolean }>('/api/session/factors'),
})
export interface ShownSecret {
  readonly id: string
  readonly secret: string
  readonly uri: string
  readonly code: { readonly size: number; readonly path: string }
}
interface Codes {
  readonly codes?: readonly string[]
}
export const beginTotp = (password: string, label: string): Promise<ShownSecret> => post('/api/session/factors/totp', { password, label })
export const confirmTotp = (id: string, code: string): Promise<Codes> => post(`/api/session/factors/totp/${id}/confirm`, { code })
export const beginKey = (password: string): Promise<{ readonly options: unknown }> => post('/api/session/factors/key', { password })
export const confirmKey = (label: string, answer: unknown): Promise<Codes> => post('/api/session/factors/key/confirm', { label, answer })
export const redrawCodes = (password: string): Promise<Codes> => post('/api/session/factors/recovery', { password })
export const removeFactor = (id: string): Promise<void> => erase(`/api/session/factors/${id}`)
export const signOutOne = (id: string): Promise<void> => erase(`/api/session/all/${id}`)

export interface OwnSession {
  readonly id: string
  readonly startedAt: string
  readonly seenAt: string
  readonly here: boolean
}
export const sessionsQuery = queryOptions({
  queryKey: ['session', 'all'],
  queryFn: () => get<{ readonly items: readonly OwnSession[] }>('/api/session/all'),
})
export const signOutOthers = (): Promise<{ readonly ended: number }> => remove('/api/session/others')
/** Ends all other sessions of the account, too. A wrong old password is an answer, not the end of the session. */
export const changePassword = (old: string, password: string): Promise<void> => postQuietly('/api/session/password', { old, password })

/** Only inside the signed-in part, where the router has seen to it that there is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('no session')
  return data
}

import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Role } from '../../org/viewer.ts'
import { get, getQuietly, postQuietly, remove } from './client.ts'
import { Fault } from './problem.ts'

export interface SessionPost { readonly unit: string; readonly unitName: string; readonly role: Role; readonly title: string }

export interface Session {
  readonly person: string
  readonly name: string
  readonly posts: readonly SessionPost[]
  readonly city: string
  readonly cityName: string
  readonly demo: boolean
  /** Nothing else is answered until the initial password has been changed. */
  readonly mustChange: boolean
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  retry: false,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await getQuietly<Session>('/api/session')
    } catch (error) {
      if (error instanceof Fault && error.problem.status === 401) return null
      throw error
    }
  },
})

export const signIn = (login: string, password: string): Promise<Session> => postQuietly<Session>('/api/session', { login, password })
export const signOut = (): Promise<void> => remove<void>('/api/session')

export interface OwnSession { readonly startedAt: string; readonly seenAt: string; readonly here: boolean }
export const sessionsQuery = queryOptions({ queryKey: ['session', 'all'], queryFn: () => get<{ readonly items: readonly OwnSession[] }>('/api/session/all') })
export const signOutOthers = (): Promise<{ readonly ended: number }> => remove('/api/session/others')
/** Ends all other sessions of the account, too. A wrong old password is an answer, not the end of the session. */
export const changePassword = (old: string, password: string): Promise<void> => postQuietly('/api/session/password', { old, password })

/** Only inside the signed-in part, where the router has seen to it that there is one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('no session')
  return data
}

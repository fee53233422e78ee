import type { SessionPost } from './api/session.ts'

export type PageKey = 'work' | 'matters' | 'evaluation' | 'loopHealth' | 'discipline' | 'windows'

export const paths = { work: '/work', matters: '/matters', evaluation: '/evaluation', loopHealth: '/loop-health', discipline: '/discipline', windows: '/windows' } as const satisfies Record<PageKey, string>

type Posts = readonly Pick<SessionPost, 'role'>[]

const everyone: readonly PageKey[] = ['work', 'matters', 'evaluation']
/** In the order of the menu; the first page of a post stands first. What is left out here the server refuses anyway. */
const byRole: Partial<Record<SessionPost['role'], readonly PageKey[]>> = {
  supervisor: ['loopHealth', 'matters', 'evaluation', 'work'],
  callback_centre: ['work', 'loopHealth', 'matters', 'evaluation'],
  discipline: ['discipline', 'work', 'matters', 'evaluation'],
  leader: [...everyone, 'windows'], deputy_head: [...everyone, 'windows'], head: [...everyone, 'windows'],
  // The three administrators see configuration and health, no matter and no rating.
  system_admin: ['windows'], security_admin: [], audit_admin: [],
}

/** The pages of all posts a person holds, each once. */
export function menuOf(posts: Posts): readonly PageKey[] {
  return [...new Set(posts.flatMap(post => byRole[post.role] ?? everyone))]
}

export const firstPage = (posts: Posts): (typeof paths)[PageKey] => paths[menuOf(posts)[0] ?? 'work']

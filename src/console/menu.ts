import type { SessionPost } from './api/session.ts'

export type PageKey = 'work' | 'matters' | 'evaluation' | 'loopHealth' | 'discipline' | 'import' | 'windows'

export const paths = { work: '/work', matters: '/matters', evaluation: '/evaluation', loopHealth: '/loop-health', discipline: '/discipline', import: '/import', windows: '/windows' } as const satisfies Record<PageKey, string>

type Posts = readonly Pick<SessionPost, 'role'>[]

const everyone: readonly PageKey[] = ['work', 'matters', 'evaluation']
/** In the order of the menu; the first page of a post stands first. What is left out here the server refuses anyway. */
const byRole: Partial<Record<SessionPost['role'], readonly PageKey[]>> = {
  supervisor: ['loopHealth', 'matters', 'evaluation', 'work'],
  callback_centre: ['work', 'loopHealth', 'matters', 'evaluation'],
  discipline: ['discipline', 'work', 'matters', 'evaluation'],
  leader: [...everyone, 'windows'], deputy_head: [...everyone, 'windows'], head: [...everyone, 'windows'],
  // The three administrators see configuration and health, no matter and no rating.
  system_admin: ['import', 'windows'], security_admin: [], audit_admin: ['discipline'],
}

/** The pages of all posts a person holds, each once. A post with a first screen of its own leads: whoever watches is often head of an office too. */
export function menuOf(posts: Posts): readonly PageKey[] {
  const watches = (post: Posts[number]): number => Number((byRole[post.role] ?? everyone)[0] !== 'work')
  const leading = [...posts].sort((a, b) => watches(b) - watches(a))
  return [...new Set(leading.flatMap(post => byRole[post.role] ?? everyone))]
}

export const firstPage = (posts: Posts): (typeof paths)[PageKey] => paths[menuOf(posts)[0] ?? 'work']

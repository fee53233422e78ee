import type { HttpViewer } from './contract.ts'

const shape = /^(public|session|key:[a-z_]+|role:[a-z_]+(,[a-z_]+)*)$/

export const isPermission = (word: unknown): boolean => typeof word === 'string' && shape.test(word)

/** Why a viewer may not call a route, or null. Whoever is nobody yet is asked to sign in; whoever is somebody is told no. */
export const barrier = (permission: string, viewer: HttpViewer): 'sign_in_first' | 'key_needed' | 'not_permitted' | null => {
  if (permission === 'public') return null
  const nobody = viewer.kind === 'public' || viewer.kind === 'citizen'
  const [kind, names = ''] = permission.split(':')
  const wanted = names.split(',')
  if (kind === 'key') {
    if (viewer.kind === 'key') return wanted.every(scope => viewer.scopes?.includes(scope)) ? null : 'not_permitted'
    return nobody ? 'key_needed' : 'not_permitted'
  }
  if (nobody) return 'sign_in_first'
  if (viewer.kind !== 'person') return 'not_permitted'
  if (kind === 'session') return null
  return viewer.posts?.some(post => wanted.includes(post.role)) ? null : 'not_permitted'
}

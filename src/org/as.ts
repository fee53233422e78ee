import type { Database, Login, Settings } from '../platform/database/contract.ts'
import type { As, Viewer } from './viewer.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const loginOf = (viewer: Viewer): Login => {
  switch (viewer.kind) {
    case 'person':
      return 'staff'
    case 'citizen':
    case 'public':
      return 'public'
    case 'key':
    case 'system':
      return 'system'
  }
}

/** What row-level security reads. Every setting is given each time: none is left over, or left to the connection. */
export const settingsOf = (viewer: Viewer): Settings => {
  const posts = viewer.kind === 'person' ? viewer.posts.map(post => `${post.unit}/${post.role}`) : []
  // A comma or a slash inside a post would be a second post.
  if (posts.some(post => !uuid.test(post.slice(0, 36)) || !/^\/[a-z_]+$/.test(post.slice(36))))
    throw new TypeError('a post is <unit uuid>/<role>')
  if (viewer.city === '') throw new TypeError('a viewer belongs to a city')
  return {
    'huiyin.city': viewer.city,
    'huiyin.viewer': viewer.kind === 'system' ? viewer.name : viewer.kind,
    'huiyin.person': viewer.kind === 'person' ? viewer.person : '',
    'huiyin.posts': posts.join(','),
    'huiyin.matter': viewer.kind === 'citizen' ? viewer.matter : '',
    'huiyin.key': viewer.kind === 'key' ? viewer.key : '',
  }
}

export const makeAs =
  (database: Pick<Database, 'transaction'>): As =>
  async (viewer, work) =>
    database.transaction(loginOf(viewer), work, settingsOf(viewer))

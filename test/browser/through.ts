import { townPassword } from './town.ts'
import type { Town } from './town.ts'

/** One person of the town through the same doors without a browser, for the steps of a story that are not about a page. */
export interface Through {
  readonly get: <T>(path: string) => Promise<T>
  readonly post: <T>(path: string, body: object) => Promise<T>
  readonly act: (matter: string, action: string, input?: object) => Promise<void>
}

export const through = async (town: Town, login: string): Promise<Through> => {
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ login, password: townPassword })
  const signedIn = await fetch(`${town.url}/api/session`, { method: 'POST', headers: json, body })
  const cookie = signedIn.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  const ask = async <T>(path: string, more: RequestInit): Promise<T> => {
    const answer = await fetch(town.url + path, { ...more, headers: { ...json, cookie, accept: 'application/json' } })
    if (!answer.ok) throw new Error(`${login} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const post = <T>(path: string, given: object): Promise<T> => ask<T>(path, { method: 'POST', body: JSON.stringify(given) })
  return {
    get: path => ask(path, {}),
    post,
    act: async (matter, action, input = {}) => {
      await post(`/api/matters/${matter}/actions/${action}`, { input })
    },
  }
}

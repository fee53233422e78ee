import type { Person } from './story.ts'
import { townPassword } from './town.ts'
import type { Town } from './town.ts'

const json = { 'content-type': 'application/json' }
const cookies = new WeakMap<Town, Map<string, string>>()

/** Each signs in once: to compare a password takes long on purpose. @returns the cookie, as it is sent */
const sessionOf = async (town: Town, login: string): Promise<string> => {
  const known = cookies.get(town) ?? new Map<string, string>()
  cookies.set(town, known)
  const before = known.get(login)
  if (before !== undefined) return before
  const body = JSON.stringify({ login, password: townPassword })
  const answer = await fetch(`${town.url}/api/session`, { method: 'POST', headers: json, body })
  const cookie = answer.headers
    .getSetCookie()
    .find(one => one.includes('session='))
    ?.split(';')[0]
  if (!answer.ok || cookie === undefined) throw new Error(`${login} cannot sign in: ${answer.status}`)
  known.set(login, cookie)
  return cookie
}

/** One person of the town through the same doors without a browser, for the steps of a story that are not about a page. */
export interface Through {
  readonly get: <T>(path: string) => Promise<T>
  readonly post: <T>(path: string, body: object) => Promise<T>
  readonly act: (matter: string, action: string, input?: object) => Promise<void>
}

export const through = async (town: Town, login: string): Promise<Through> => {
  const cookie = await sessionOf(town, login)
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

/** Signed in already, on a page of the console; other stories show how one signs in. The same browser keeps what it has loaded. */
export const comeIn = async ({ page }: Person, town: Town, login: string, path: string): Promise<void> => {
  const [name = '', value = ''] = (await sessionOf(town, login)).split('=')
  await page.context().addCookies([{ name, value, url: town.url, httpOnly: true, sameSite: 'Strict' }])
  await page.goto(`${town.url}/console/${path}`)
  await page.locator('#main h1').waitFor()
}

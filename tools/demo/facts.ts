import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoPerson, Town } from './town.ts'

/** What stands in `demo.json`, for whoever tries the demo with a program. */
export interface DemoFacts {
  readonly url: string
  readonly apiKey: string
  readonly accounts: readonly {
    readonly login: string
    readonly password: string
    readonly post: string
    readonly unit: string
    readonly side: 'rated' | 'above' | 'other'
  }[]
  readonly ratingLinks: readonly string[]
  readonly exampleService: { readonly line: string; readonly unit: string; readonly officer: string }
}

/** Long enough to need no digits; shown on the screen, since everything behind it is invented. */
export const demoPassword = '听得见 每一声回音 云溪的柳渡口'

export const exampleService = { line: 'court.enforcement', unit: 'ld.court.enforcement', officer: 'YX0009' } as const

const sideOf = (person: DemoPerson): 'rated' | 'above' | 'other' => {
  if (person.code === exampleService.officer) return 'rated'
  return person.posts.some(post => post.unit === exampleService.unit && post.role === 'leader') ? 'above' : 'other'
}

const first = (person: DemoPerson): number => ({ rated: 0, above: 1, other: 2 })[sideOf(person)]

export const factsOf = (
  town: Town,
  given: { readonly url: string; readonly apiKey: string; readonly ratingLinks: readonly string[] },
): DemoFacts => ({
  url: given.url,
  apiKey: given.apiKey,
  accounts: [...town.people]
    .sort((a, b) => first(a) - first(b) || (a.code < b.code ? -1 : 1))
    .map(person => ({
      login: person.login,
      password: demoPassword,
      post: person.posts[0]?.title ?? '',
      unit: person.posts[0]?.unitName ?? '',
      side: sideOf(person),
    })),
  ratingLinks: given.ratingLinks,
  exampleService,
})

const file = (folder: string): string => join(folder, 'demo.json')

export const writeFacts = (folder: string, facts: DemoFacts): void => {
  writeFileSync(file(folder), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
}

/** The town may be shown at another address than the one it was seeded at. */
export const readFacts = (folder: string, url: string): DemoFacts => {
  const facts = JSON.parse(readFileSync(file(folder), 'utf8')) as DemoFacts
  return { ...facts, url, ratingLinks: facts.ratingLinks.map(link => url + new URL(link).pathname) }
}

import { inject } from 'vitest'
import type { Database, Login } from '../src/platform/database/index.ts'
import { createTestDatabase, dropTestDatabase, newName, openTestDatabase, urlOf } from './postgres.ts'

export interface FreshDatabase extends Database {
  /** Connection URL of one login, for child processes and tools. */
  url(login: Login): string
  readonly name: string
}

/**
 * An empty database of its own with every migration of the tree, on a real PostgreSQL. `close()` drops it.
 * Call it in `beforeAll` (or per test: about 50 ms) and close it in `afterAll`.
 */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const { server, template, fault } = inject('postgres')
  if (fault !== undefined) throw new Error(`The test database cannot be built: ${fault}`)
  const name = newName(server)
  await createTestDatabase(server, name, template)
  const database = openTestDatabase(server, name, () => dropTestDatabase(server, name))
  return Object.assign(database, { name, url: (login: Login) => urlOf(server, name, login) })
}

/** A database with our logins and nothing in it: what a restore is given. */
export const emptyDatabase = async (): Promise<FreshDatabase> => {
  const { server, fault } = inject('postgres')
  if (fault !== undefined) throw new Error(`The test database cannot be built: ${fault}`)
  const name = newName(server)
  await createTestDatabase(server, name)
  const database = openTestDatabase(server, name, () => dropTestDatabase(server, name))
  return Object.assign(database, { name, url: (login: Login) => urlOf(server, name, login) })
}

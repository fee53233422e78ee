import { dayOf } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { insertAccount } from '../access/store.ts'
import type { As, Viewer } from '../viewer.ts'
import { administratorRoles, faultOfAdministrator, plainLogin, plainName } from './rules.ts'
import type { Administrator, AdministratorRole } from './rules.ts'
import type { Region } from './region.ts'
import * as store from './store.ts'
import type { FoundingUnit } from './unitNames.ts'

export interface NewAdministrator extends Administrator {
  readonly passwordHash: string
  /** The password was chosen by somebody else: nothing is answered before it has been changed. */
  readonly mustChange: boolean
}

export interface Founding {
  readonly city: string
  /** Version of the programme that was chosen. */
  readonly programme: string
  /** Where the three sit: a unit that stands already, by name or code, or a new one of that name. */
  readonly office: string
  /** Made beside it, unless they stand already. */
  readonly units?: readonly FoundingUnit[]
  readonly region: Region
  readonly administrators: Readonly<Record<AdministratorRole, NewAdministrator>>
  readonly way: 'page' | 'command'
}

const importer = (city: string): Viewer => ({ kind: 'system', city, name: 'import' })

/** Whether the city has had administrators: then there is no first start any more, whatever became of them. */
export const isFounded = (as: As, city: string): Promise<boolean> => as(importer(city), store.readFounded)

class RolledBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super('nothing was kept')
    this.refusal = refusal
  }
}

const stop = (refusal: Refusal): never => {
  throw new RolledBack(refusal)
}

/** An imported person of the same code is the same one only if the name says so. */
const personOf = async (tx: Tx, keys: Pick<Keys, 'uuid'>, code: string, name: string): Promise<string> => {
  const known = await store.findPersonOfCode(tx, code)
  if (known) return plainName(known.name) === name ? known.id : stop(refuse('login_taken', { field: 'login', values: { login: code } }))
  const id = keys.uuid()
  await store.insertPerson(tx, { id, code, name })
  return id
}

/** Makes the three administrators, all or none, once in the life of a city. */
export const appoint = async (as: As, keys: Pick<Keys, 'uuid'>, given: Founding, now: Date): Promise<Refusal | null> => {
  const all = administratorRoles.map(role => ({
    role,
    ...given.administrators[role],
    name: plainName(given.administrators[role].name),
    login: plainLogin(given.administrators[role].login),
  }))
  for (const [i, one] of all.entries()) {
    const fault = faultOfAdministrator(one, all.slice(0, i))
    if (fault) return fault
  }
  try {
    await as(importer(given.city), async tx => {
      if (await store.readFounded(tx)) stop(refuse('already_founded'))
      const standing = await store.findStandingUnit(tx, given.office)
      const unit = standing ?? keys.uuid()
      const level = given.region.level === 'county' ? 'county' : 'city'
      if (standing === undefined)
        await store.insertUnit(tx, { id: unit, code: 'administration', organ: 'committee', name: given.office, level })
      for (const { organ, name } of given.units ?? [])
        if ((await store.findStandingUnit(tx, name)) === undefined)
          await store.insertUnit(tx, { id: keys.uuid(), code: organ, organ, name, level })
      const people: Partial<Record<AdministratorRole, string>> = {}
      for (const one of all) {
        if (await store.isLoginTaken(tx, one.login)) stop(refuse('login_taken', { field: 'login', values: { login: one.login } }))
        const person = (people[one.role] = await personOf(tx, keys, one.login, one.name))
        await store.insertPost(tx, { id: keys.uuid(), unit, role: one.role, person, from: dayOf(now) })
        await insertAccount(tx, given.city, {
          id: keys.uuid(),
          login: one.login,
          person,
          hash: one.passwordHash,
          mustChange: one.mustChange,
        })
      }
      if (
        !(await store.insertFirstStart(tx, {
          at: now,
          way: given.way,
          programme: given.programme,
          region: given.region,
          unit,
          people: people as Record<AdministratorRole, string>,
        }))
      )
        stop(refuse('already_founded'))
    })
    return null
  } catch (error) {
    if (error instanceof RolledBack) return error.refusal
    // Two that began at once: the database lets one of them through.
    if ((error as { code?: unknown }).code === '23505') return refuse('already_founded')
    throw error
  }
}

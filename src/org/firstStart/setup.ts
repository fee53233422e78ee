import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../../kit/refusal.ts'
import { hashPassword, isPassword } from '../access/password.ts'
import { passwordFault } from '../access/rules.ts'
import type { Founding, NewAdministrator } from './appoint.ts'
import type { Candidate } from './pages.ts'
import { administratorRoles, faultOfAdministrator, plainLogin, plainName } from './rules.ts'
import type { AdministratorRole } from './rules.ts'

import { plainRegion, readRegion } from './region.ts'
import type { Region } from './region.ts'

export type Step = 'programme' | AdministratorRole | 'confirm'
export const steps: readonly Step[] = ['programme', ...administratorRoles, 'confirm']

export interface TypedAdministrator {
  readonly name: string
  readonly login: string
  readonly password: string
  readonly again: string
  readonly mustChange: boolean
}

/**
 * What has been filled in so far. It lives in the memory of the waiting server and nowhere else, passwords as hashes
 * alone; a restart forgets it.
 */
export class SetupDraft {
  readonly candidates: readonly Candidate[]
  readonly given: Candidate | undefined
  step: Step = 'programme'
  programme: Candidate | undefined
  office = ''
  /** As typed, right or wrong: it is shown again. */
  region = { code: '', level: '' }
  #region: Region | undefined
  readonly #administrators = new Map<AdministratorRole, NewAdministrator>()
  constructor(candidates: readonly Candidate[], given?: Candidate) {
    this.candidates = candidates
    this.given = given
    this.programme = given
  }

  administrator(role: AdministratorRole): NewAdministrator | undefined {
    return this.#administrators.get(role)
  }

  back(): void {
    this.step = steps[Math.max(0, steps.indexOf(this.step) - 1)]!
  }

  chooseProgramme(city: string | undefined, office: string, typed: { readonly code: string; readonly level: string }): readonly Refusal[] {
    this.office = plainName(office)
    this.region = { code: plainRegion(typed.code), level: typed.level }
    const region = readRegion(typed.code, typed.level)
    this.#region = isRefusal(region) ? undefined : region
    this.programme = this.given ?? this.candidates.find(one => one.city === city && one.faults.length === 0)
    const faults = [
      ...(this.programme ? [] : [refuse('programme', { field: 'programme' })]),
      ...(isRefusal(region) ? [region] : []),
      ...([...this.office].length >= 2 && [...this.office].length <= 60 ? [] : [refuse('office', { field: 'office' })]),
    ]
    if (faults.length === 0) this.step = 'system_admin'
    return faults
  }

  async name(role: AdministratorRole, typed: TypedAdministrator): Promise<readonly Refusal[]> {
    const others = administratorRoles.filter(one => one !== role).flatMap(one => this.#administrators.get(one) ?? [])
    const one = { name: plainName(typed.name), login: plainLogin(typed.login) }
    const faults = [
      faultOfAdministrator(one, others),
      passwordFault(typed.password, [one.login, one.name, this.office]),
      typed.password === typed.again ? null : refuse('again', { field: 'again' }),
    ].filter(isRefusal)
    if (faults.length > 0) return faults
    for (const other of others)
      if (await isPassword(typed.password, other.passwordHash)) return [refuse('password_same', { field: 'password' })]
    this.#administrators.set(role, { ...one, passwordHash: await hashPassword(typed.password), mustChange: typed.mustChange })
    this.step = steps[steps.indexOf(role) + 1]!
    return []
  }

  /** Undefined while anything is missing. */
  whole(): Founding | undefined {
    const [system_admin, security_admin, audit_admin] = administratorRoles.map(role => this.#administrators.get(role))
    if (!this.programme || !this.#region || !system_admin || !security_admin || !audit_admin) return undefined
    return {
      city: this.programme.city,
      programme: this.programme.version,
      office: this.office,
      region: this.#region,
      administrators: { system_admin, security_admin, audit_admin },
      way: 'page',
    }
  }
}

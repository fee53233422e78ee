import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../../kit/refusal.ts'
import { hashPassword, isPassword } from '../access/password.ts'
import { passwordFault } from '../access/rules.ts'
import type { Founding, NewAdministrator } from './appoint.ts'
import type { Candidate } from './pages.ts'
import { administratorRoles, faultOfAdministrator, plainLogin, plainName } from './rules.ts'
import type { AdministratorRole } from './rules.ts'
import type { Places } from './places.ts'
import { findRegionIn, plainRegion } from './region.ts'
import type { FoundRegion, TypedRegion } from './region.ts'
import { faultOfUnits, foundingOrgans, otherUnits, unitNamesOf } from './unitNames.ts'
import type { FoundingOrgan, UnitNames } from './unitNames.ts'

export type Step = 'region' | 'programme' | AdministratorRole | 'confirm'
export const steps: readonly Step[] = ['region', 'programme', ...administratorRoles, 'confirm']

export interface Look {
  readonly words?: string
  /** Code of a province or a city. */
  readonly within?: string
}

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
  readonly places: Places
  step: Step = 'region'
  /** What was looked for, by words or by going down from above. */
  look: Look = {}
  programme: Candidate | undefined
  /** As typed, right or wrong: it is shown again. */
  typedRegion: TypedRegion = { code: '', level: '', name: '' }
  region: FoundRegion | undefined
  /** The first name is that of the office of the three. */
  units: UnitNames = { committee: '', court: '', procuratorate: '', police: '', justice: '' }
  /** Whether the other units are made as well. */
  withUnits = false
  readonly #administrators = new Map<AdministratorRole, NewAdministrator>()
  constructor(places: Places, candidates: readonly Candidate[], given?: Candidate) {
    this.places = places
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

  chooseRegion(typed: TypedRegion): readonly Refusal[] {
    this.typedRegion = { ...typed, code: plainRegion(typed.code) }
    const found = findRegionIn(this.places, typed)
    if (isRefusal(found)) return [found]
    // Names that were proposed for, or mended at, another place say nothing of this one.
    if (found.name !== this.region?.name) this.units = unitNamesOf(found.level, found.path)
    this.region = found
    this.step = 'programme'
    return []
  }

  chooseProgramme(city: string | undefined, typed: UnitNames, withUnits: boolean): readonly Refusal[] {
    this.units = Object.fromEntries(foundingOrgans.map(organ => [organ, plainName(typed[organ])])) as Record<FoundingOrgan, string>
    this.withUnits = withUnits
    this.programme = this.given ?? this.candidates.find(one => one.city === city && one.faults.length === 0)
    const faults = [...(this.programme ? [] : [refuse('programme', { field: 'programme' })]), ...faultOfUnits(this.units, withUnits)]
    if (faults.length === 0) this.step = 'system_admin'
    return faults
  }

  async name(role: AdministratorRole, typed: TypedAdministrator): Promise<readonly Refusal[]> {
    const others = administratorRoles.filter(one => one !== role).flatMap(one => this.#administrators.get(one) ?? [])
    const one = { name: plainName(typed.name), login: plainLogin(typed.login) }
    const faults = [
      faultOfAdministrator(one, others),
      passwordFault(typed.password, [one.login, one.name, this.units.committee]),
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
    if (!this.programme || !this.region || !system_admin || !security_admin || !audit_admin) return undefined
    return {
      city: this.programme.city,
      programme: this.programme.version,
      office: this.units.committee,
      units: this.withUnits ? otherUnits(this.units) : [],
      region: { code: this.region.code, level: this.region.level, name: this.region.name },
      administrators: { system_admin, security_admin, audit_admin },
      way: 'page',
    }
  }
}

import type { ZodError } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { servicePushed } from './contract.ts'
import type { OpenedContact, ServicePushed } from './contract.ts'
import { inviteAt, linkUrl, queueInvitation, randomShare } from './invitations.ts'
import { caseKeyOf, linkDigestOf, loneCaseKeyOf, partyDigestOf, tokenOf } from './rules/code.ts'
import { cohortFor, timesOf } from './rules/cohort.ts'
import { readPhone } from './rules/rating.ts'
import { evaluationSettings } from './settings.ts'
import type { EvaluationSettings } from './settings.ts'
import {
  endCases,
  insertLinks,
  lockExternalIds,
  openCohort,
  personsByCode,
  saveParties,
  saveServices,
  servicesByExternalId,
  unitsByCode,
} from './store/service.ts'
import type { KeyLimits, NewLink, PartyRow, ServiceRow } from './store/service.ts'

export const settingsOf = (house: Pick<House, 'programmes'>): EvaluationSettings =>
  house.programmes.current().settings('evaluation', evaluationSettings)

export const aboutContact = (city: string, service: string, party: Buffer): string =>
  `evaluation.contact/${city}/${service}/${party.toString('hex')}`

/** One pushed service with its links, as it came to stand. */
export interface Pushed {
  readonly externalId: string
  readonly id: string
  readonly links: readonly { readonly ref: string; readonly token: string }[]
}

interface Draft {
  readonly given: ServicePushed
  readonly row: ServiceRow
  readonly parties: readonly { readonly ref: string; readonly digest: Buffer; readonly contact: OpenedContact }[]
}

const dayMs = 86_400_000
/** A first push may bring the last quarter; older services are history, not something to rate. */
const longestAgo = 92 * dayMs

const fieldOf = (error: ZodError): string =>
  (error.issues[0]?.path.map(String) ?? []).join('.') || (error.issues[0] as { keys?: string[] } | undefined)?.keys?.[0] || 'service'

const readShape = (given: unknown): ServicePushed | Refusal => {
  const parsed = servicePushed.safeParse(given)
  return parsed.success ? parsed.data : refuse('service_invalid', { field: fieldOf(parsed.error) })
}

const partiesOf = (given: ServicePushed): readonly { ref: string; name?: string | undefined; phone?: string | undefined }[] => {
  const all = [...(given.parties ?? []), ...(given.party ? [given.party] : [])]
  return all.length > 0 ? all.filter((one, at) => all.findIndex(other => other.ref === one.ref) === at) : [{ ref: '' }]
}

const checkTime = (given: ServicePushed, now: Date): Refusal | undefined => {
  const at = Date.parse(given.finishedAt)
  if (at > now.getTime() + dayMs) return refuse('finished_in_future', { field: 'finishedAt' })
  if (at < now.getTime() - longestAgo) return refuse('finished_too_long_ago', { field: 'finishedAt' })
  return undefined
}

/** Reads all rows before any is written; each is fit or refused with its field, and no row hides another's fault. */
const readRows = async (
  house: House,
  tx: Tx,
  rows: readonly unknown[],
  limits: KeyLimits,
  settings: EvaluationSettings,
  now: Date,
): Promise<readonly (Draft | Refusal)[]> => {
  const { city, keys } = house
  const shapes = rows.map(readShape)
  const read = shapes.filter((shape): shape is ServicePushed => !isRefusal(shape))
  const units = await unitsByCode(tx, city, [...new Set(read.map(one => one.unit))])
  const persons = await personsByCode(tx, city, [
    ...new Set(read.flatMap(one => [...(one.officer === undefined ? [] : [one.officer]), ...(one.officers ?? [])])),
  ])
  await lockExternalIds(
    tx,
    city,
    read.map(one => one.externalId),
  )
  const known = await servicesByExternalId(
    tx,
    city,
    read.map(one => one.externalId),
  )
  const seen = new Set<string>()
  return shapes.map((given): Draft | Refusal => {
    if (isRefusal(given)) return given
    if (seen.has(given.externalId)) return refuse('twice_in_request', { field: 'externalId' })
    seen.add(given.externalId)
    const at = units.get(given.unit)
    const unit = at?.id
    if (at === undefined || unit === undefined) return refuse('unit_unknown', { field: 'unit', values: { value: given.unit } })
    if (!Object.hasOwn(settings.lines, given.line)) return refuse('line_unknown', { field: 'line' })
    if ((limits.lines && !limits.lines.includes(given.line)) || (limits.units && !limits.units.includes(unit)))
      return refuse('outside_key', { field: limits.lines?.includes(given.line) === false ? 'line' : 'unit' })
    const missing = [given.officer, ...(given.officers ?? [])].find(code => code !== undefined && !persons.has(code))
    if (missing !== undefined)
      return refuse('officer_unknown', { field: missing === given.officer ? 'officer' : 'officers', values: { value: missing } })
    const wrongTime = checkTime(given, now)
    if (wrongTime) return wrongTime
    const old = known.get(given.externalId)
    // Somebody else's service of the same name is not this key's to change.
    if (old && ((limits.lines && !limits.lines.includes(old.line)) || (limits.units && !limits.units.includes(old.unit))))
      return refuse('outside_key', { field: 'externalId' })
    const id = old?.id ?? keys.uuid()
    return {
      given,
      row: {
        id,
        case_key: (given.caseId === undefined ? loneCaseKeyOf(keys, city, id) : caseKeyOf(keys, city, at.organ, given.caseId)).toString(
          'hex',
        ),
        external_id: given.externalId,
        unit: old?.unit ?? unit,
        line: old?.line ?? given.line,
        officer: given.officer === undefined ? null : (persons.get(given.officer) ?? null),
        others: (given.officers ?? []).map(code => persons.get(code) as string),
        title: given.title ?? null,
        outcome: given.outcome,
        finished_at: given.finishedAt,
      },
      parties: partiesOf(given).map(({ ref, name, phone }) => {
        const number = phone === undefined ? undefined : readPhone(phone)
        return { ref, digest: partyDigestOf(keys, city, ref), contact: { ...(name ? { name } : {}), ...(number ? { phone: number } : {}) } }
      }),
    }
  })
}

/** Everything that a city knows of its services comes through here: pushes, imports, the demo. The caller's transaction decides. */
export const pushServices = async (
  house: House,
  tx: Tx,
  rows: readonly unknown[],
  limits: KeyLimits,
): Promise<readonly (Pushed | Refusal)[]> => {
  const { city, keys } = house
  const now = house.clock.now()
  const settings = settingsOf(house)
  const drafts = await readRows(house, tx, rows, limits, settings, now)
  const fit = drafts.filter((draft): draft is Draft => !isRefusal(draft))
  if (fit.length > 0) {
    const cohortOfService = new Map(fit.map(({ row }) => [row.id, cohortFor(dayOf(new Date(row.finished_at)), now, settings)]))
    for (const cohort of [...new Set(cohortOfService.values())].sort()) await openCohort(tx, city, cohort, timesOf(cohort, settings))
    await saveServices(
      tx,
      city,
      fit.map(draft => draft.row),
    )
    const parties = fit.flatMap(({ row, parties: all }) =>
      all.map((party): PartyRow => ({
        service: row.id,
        party: party.digest,
        hasPhone: party.contact.phone !== undefined,
        sealed:
          Object.keys(party.contact).length > 0
            ? keys.seal('contact', Buffer.from(JSON.stringify(party.contact)), aboutContact(city, row.id, party.digest))
            : null,
      })),
    )
    const fresh = await saveParties(tx, city, parties)
    const links = fit.flatMap(({ row, parties: all }) =>
      all
        .filter(party => fresh.has(`${row.id} ${party.digest.toString('hex')}`))
        .map((party): NewLink & { token: string; phone: string | undefined; finishedAt: Date } => {
          const token = tokenOf(keys, city, row.id, party.digest, 1)
          const invited = party.contact.phone !== undefined && settings.lines[row.line]?.no_sms !== true
          return {
            cohort: cohortOfService.get(row.id) as string,
            digest: linkDigestOf(keys, city, token),
            unit: row.unit,
            line: row.line,
            service: row.id,
            party: party.digest,
            channel: invited ? 'sms' : limits.sees_links ? 'code' : 'none',
            generation: 1,
            token,
            phone: invited ? party.contact.phone : undefined,
            finishedAt: new Date(row.finished_at),
          }
        }),
    )
    await insertLinks(
      tx,
      city,
      links.map(({ token: _token, phone: _phone, finishedAt: _finishedAt, ...link }) => link),
    )
    for (const { phone, token, digest, finishedAt } of links) {
      if (phone !== undefined)
        await queueInvitation(house, tx, {
          kind: 'invite',
          once: digest.toString('base64url'),
          phone,
          token,
          notBefore: inviteAt(finishedAt, now, settings, randomShare(house)),
        })
    }
    await endCases(
      tx,
      city,
      fit.filter(({ row }) => settings.case_ended.includes(row.outcome)).map(({ row }) => row.id),
    )
  }
  return drafts.map((draft): Pushed | Refusal =>
    isRefusal(draft)
      ? draft
      : {
          externalId: draft.row.external_id,
          id: draft.row.id,
          links: draft.parties.map(party => ({ ref: party.ref, token: tokenOf(keys, city, draft.row.id, party.digest, 1) })),
        },
  )
}

export const urlsOf = (house: Pick<House, 'config'>, pushed: Pushed): readonly { ref: string; ratingUrl: string }[] =>
  pushed.links.map(link => ({ ref: link.ref, ratingUrl: linkUrl(house, link.token) }))

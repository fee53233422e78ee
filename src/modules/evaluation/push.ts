import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { OpenedContact, ServicePushed } from './contract.ts'
import { inviteAt, linkUrl, queueInvitation, randomShare } from './invitations.ts'
import { caseKeyOf, linkDigestOf, loneCaseKeyOf, partyDigestOf, tokenOf } from './rules/code.ts'
import { cohortFor, timesOf } from './rules/cohort.ts'
import { checkAgainst, oncePerField, partiesOf, readShape } from './rules/pushed.ts'
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
import { closeImports, rememberImported } from './store/imported.ts'
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

/** A row that is not taken, not even in part, and all that is wrong with it. */
export interface Refused {
  readonly refusals: readonly Refusal[]
}
export const isRefused = (one: object): one is Refused => 'refusals' in one

const later = (at: Date, other: Date | undefined): Date => (other !== undefined && other > at ? other : at)

interface Draft {
  readonly given: ServicePushed
  readonly row: ServiceRow
  readonly parties: readonly { readonly ref: string; readonly digest: Buffer; readonly contact: OpenedContact }[]
}

/** Reads all rows before any is written; each is fit or refused with everything that is wrong with it, and neither a row nor a field hides another's fault. */
const readRows = async (
  house: House,
  tx: Tx,
  rows: readonly unknown[],
  limits: KeyLimits,
  settings: EvaluationSettings,
  now: Date,
): Promise<readonly (Draft | Refused)[]> => {
  const { city, keys } = house
  const shapes = rows.map(readShape)
  const parts = shapes.map(shape => shape.part)
  const externalIds = parts.flatMap(({ externalId }) => (externalId === undefined ? [] : [externalId]))
  const units = await unitsByCode(tx, city, [...new Set(parts.flatMap(({ unit }) => (unit === undefined ? [] : [unit])))])
  const persons = await personsByCode(tx, city, [
    ...new Set(parts.flatMap(({ officer, officers }) => [...(officer === undefined ? [] : [officer]), ...(officers ?? [])])),
  ])
  await lockExternalIds(tx, city, externalIds)
  const services = await servicesByExternalId(tx, city, externalIds)
  const known = { units, persons, services, lines: settings.lines, limits }
  const seen = new Set<string>()
  return shapes.map(({ part, refusals: shapeless }): Draft | Refused => {
    const { parties, refusals: wrongParties } = partiesOf(part)
    const isTwice = part.externalId !== undefined && seen.has(part.externalId)
    if (part.externalId !== undefined) seen.add(part.externalId)
    const refusals = [
      ...shapeless,
      ...(isTwice ? [refuse('twice_in_request', { field: 'externalId' })] : []),
      ...checkAgainst(part, known, now),
      ...wrongParties,
    ]
    if (refusals.length > 0) return { refusals: oncePerField(refusals) }
    const given = part as ServicePushed
    const old = services.get(given.externalId)
    const at = units.get(given.unit) as { id: string; organ: string }
    const id = old?.id ?? keys.uuid()
    return {
      given,
      row: {
        id,
        case_key: (given.caseId === undefined ? loneCaseKeyOf(keys, city, id) : caseKeyOf(keys, city, at.organ, given.caseId)).toString(
          'hex',
        ),
        external_id: given.externalId,
        unit: old?.unit ?? at.id,
        line: old?.line ?? given.line,
        officer: given.officer === undefined ? null : (persons.get(given.officer) ?? null),
        others: (given.officers ?? []).map(code => persons.get(code) as string),
        title: given.title ?? null,
        outcome: given.outcome,
        finished_at: given.finishedAt,
      },
      parties: parties.map(({ ref, ...contact }) => ({ ref, digest: partyDigestOf(keys, city, ref), contact })),
    }
  })
}

export interface Pushing {
  /** The import that it belongs to, so that it can be taken back. */
  readonly batch: string
  /** Until then it can be, so no invitation leaves. */
  readonly undoUntil: Date
}

/** Everything that a city knows of its services comes through here: pushes, imports, the demo. The caller's transaction decides. */
export const pushServices = async (
  house: House,
  tx: Tx,
  rows: readonly unknown[],
  limits: KeyLimits,
  pushing?: Pushing,
): Promise<readonly (Pushed | Refused)[]> => {
  const { city, keys } = house
  const now = house.clock.now()
  const settings = settingsOf(house)
  const drafts = await readRows(house, tx, rows, limits, settings, now)
  const fit = drafts.filter((draft): draft is Draft => !isRefused(draft))
  if (fit.length > 0) {
    const cohortOfService = new Map(fit.map(({ row }) => [row.id, cohortFor(dayOf(new Date(row.finished_at)), now, settings)]))
    for (const cohort of [...new Set(cohortOfService.values())].sort()) await openCohort(tx, city, cohort, timesOf(cohort, settings))
    const ids = fit.map(({ row }) => row.id)
    await closeImports(tx, ids, pushing?.batch, now)
    if (pushing) await rememberImported(tx, pushing.batch, ids)
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
          notBefore: inviteAt(finishedAt, later(now, pushing?.undoUntil), settings, randomShare(house)),
        })
    }
    await endCases(
      tx,
      city,
      fit.filter(({ row }) => settings.case_ended.includes(row.outcome)).map(({ row }) => row.id),
    )
  }
  return drafts.map((draft): Pushed | Refused =>
    isRefused(draft)
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

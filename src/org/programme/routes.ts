import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayFrom, dayOf } from '../../calendar/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import { compareProgrammes, groupsForEverybody, isLoaded, sayingGroups, sayProgramme } from '../../programme/index.ts'
import type { CityProgrammes, Difference, Loaded, ProgrammeFault, RoomSayings, RoomSettings } from '../../programme/index.ts'
import { note } from '../administration/index.ts'
import type { Actor } from '../administration/index.ts'
import type { As, Viewer } from '../viewer.ts'
import { readProgrammeInForce } from './city.ts'
import { adoptionStates, faultOfDate, stateOf } from './rules.ts'
import { approveAdoption, insertProposal, listAdoptions, mayDecide, withdrawAdoption } from './store.ts'
import type { AdoptionRow } from './store.ts'
import type { Log } from '../../platform/log.ts'

/** The part of the house that these routes need, and what only the floors above know. */
export interface ProgrammeRoutes {
  readonly as: As
  readonly city: string
  readonly keys: Keys
  readonly log: Log
  readonly clock: Clock
  readonly realClock: Clock
  readonly programmes: CityProgrammes
  readonly settings: RoomSettings
  readonly sayings: RoomSayings
  /** As `check-programme` checks: the city's own file as this text, over the presets that this release has. */
  readonly check: (text: string) => Loaded | readonly ProgrammeFault[]
  /** The city's own file in the folder. */
  readonly fileText: () => string
  /** Open matters by version, as far as this viewer may count them. */
  readonly countOpen: (tx: Tx) => Promise<ReadonlyMap<string, number>>
}

const said = z.object({ zh: z.string(), en: z.string() })
const group = z.enum(sayingGroups)
const sentence = z.object({
  path: z.string(),
  group,
  said: z.array(said).readonly(),
  origin: z.enum(['own', 'preset', 'default']),
  place: z.string().optional(),
  rests: said.optional(),
  preset: z.array(said).readonly().optional(),
})
const difference = z.object({
  path: z.string(),
  group,
  before: z.array(said).readonly(),
  after: z.array(said).readonly(),
  refused: said.optional(),
  warned: said.optional(),
})
const fault = z.object({ file: z.string(), line: z.int(), path: z.string(), sentence: z.string() })
const adoption = z.object({
  id: z.uuid(),
  version: z.string(),
  way: z.enum(['folder', 'screen']),
  fromOn: z.string(),
  note: z.string(),
  state: z.enum(adoptionStates),
  proposedByName: z.string().nullable(),
  proposedAt: z.string(),
  approvedByName: z.string().nullable(),
  approvedAt: z.string().nullable(),
  withdrawnByName: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  /** Open matters that live by it, in steps of ten. */
  openMatters: z.int(),
  mayApprove: z.boolean(),
  mayWithdraw: z.boolean(),
})
const typed = z.strictObject({ text: z.string().min(1).max(60_000) })
const which = z.object({ id: z.uuid() })

const readers = 'role:system_admin,security_admin,audit_admin,supervisor'
const deciders = 'role:security_admin,supervisor'
const keepers = 'role:system_admin,security_admin,supervisor'
const wide: readonly string[] = ['system_admin', 'security_admin', 'audit_admin', 'supervisor']
const largest = 200 * 1024

/** 方案: what it says in plain words, and how a new version comes to hold from a day: proposed by one, agreed to by another. */
export const programmeRoutes =
  (parts: ProgrammeRoutes): FastifyPluginAsyncZod =>
  async app => {
    const { as, city, keys, clock, realClock, programmes, settings, sayings } = parts
    const actor = (viewer: Viewer): Actor => ({ city, keys, viewer, now: realClock.now() })
    const rolesOf = (viewer: Viewer): readonly string[] => (viewer.kind === 'person' ? viewer.posts.map(post => post.role) : [])
    const differencesTo = (loaded: Pick<Loaded, 'read'>): readonly Difference[] =>
      compareProgrammes(programmes.read(programmes.current().version), loaded.read, settings, sayings)

    app.get(
      '/api/programme',
      {
        config: { permission: 'session' },
        schema: {
          response: {
            200: z.object({ name: z.string(), version: z.string(), whole: z.boolean(), sentences: z.array(sentence).readonly() }),
          },
        },
      },
      async request => {
        const { name, version } = programmes.current()
        const whole = rolesOf(request.viewer).some(role => wide.includes(role))
        const sentences = sayProgramme(programmes.read(version), settings, sayings).filter(
          one => whole || groupsForEverybody.includes(one.group),
        )
        return { name, version, whole, sentences }
      },
    )

    app.get(
      '/api/programme/versions',
      {
        config: { permission: readers },
        schema: {
          response: { 200: z.object({ version: z.string(), folderDiffers: z.boolean(), text: z.string(), items: z.array(adoption) }) },
        },
      },
      async request => {
        const { viewer } = request
        const person = viewer.kind === 'person' ? viewer.person : ''
        const keeps = rolesOf(viewer).includes('system_admin')
        const today = dayOf(clock.now())
        const { rows, open, decides } = await as(viewer, async tx => ({
          rows: await listAdoptions(tx),
          open: await parts.countOpen(tx),
          decides: await mayDecide(tx),
        }))
        const { version } = programmes.current()
        const view = (row: AdoptionRow): z.infer<typeof adoption> => {
          const state = stateOf(row, rows, today)
          const waits = state === 'waiting' || state === 'agreed' || state === 'lapsed'
          return {
            id: row.id,
            version: row.version,
            way: row.way,
            fromOn: row.fromOn,
            note: row.note,
            state,
            proposedByName: row.proposedByName,
            proposedAt: row.proposedAt.toISOString(),
            approvedByName: row.approvedByName,
            approvedAt: row.approvedAt?.toISOString() ?? null,
            withdrawnByName: row.withdrawnByName,
            withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
            openMatters: open.get(row.version) ?? 0,
            mayApprove: state === 'waiting' && decides && row.proposedBy !== person,
            mayWithdraw: waits && (keeps || decides),
          }
        }
        return {
          version,
          folderDiffers: programmes.inFolder.version !== version,
          text: rows.find(row => row.version === version && row.yaml !== null)?.yaml ?? parts.fileText(),
          items: rows.map(view),
        }
      },
    )

    app.get(
      '/api/programme/versions/:id/differences',
      {
        config: { permission: readers },
        schema: {
          params: which,
          response: { 200: z.object({ against: z.string(), differences: z.array(difference.omit({ refused: true })).readonly() }) },
        },
      },
      async request => {
        const rows = await as(request.viewer, listAdoptions)
        const at = rows.findIndex(row => row.id === request.params.id)
        const row = rows[at]
        if (!row) throw new HttpProblem('not_found')
        // What waits is read against what holds; what held, against what held before it.
        const today = dayOf(clock.now())
        const held = rows.slice(at + 1).find(one => ['in_force', 'past'].includes(stateOf(one, rows, today)))
        const against = row.fromOn > today || !held ? programmes.current().version : held.version
        return { against, differences: compareProgrammes(programmes.read(against), programmes.read(row.version), settings, sayings) }
      },
    )

    app.post(
      '/api/programme/preview',
      {
        config: { permission: 'role:system_admin' },
        bodyLimit: largest,
        schema: {
          body: typed,
          response: {
            200: z.object({
              faults: z.array(fault).readonly(),
              version: z.string().optional(),
              differences: z.array(difference).readonly(),
            }),
          },
        },
      },
      async request => {
        const loaded = parts.check(request.body.text)
        if (!isLoaded(loaded)) return { faults: loaded, differences: [] }
        return { faults: [], version: loaded.programme.version, differences: differencesTo(loaded) }
      },
    )

    app.post(
      '/api/programme/proposals',
      {
        config: { permission: 'role:system_admin', fresh: true },
        bodyLimit: largest,
        schema: {
          body: typed.extend({ fromOn: z.iso.date(), note: z.string().trim().max(300).default('') }),
          response: { 201: z.object({ id: z.uuid(), version: z.string() }) },
        },
      },
      async (request, reply) => {
        const {
          viewer,
          body: { text, note: why },
        } = request
        const now = clock.now()
        const fromOn = dayFrom(request.body.fromOn)
        const loaded = parts.check(text)
        if (!isLoaded(loaded)) throw new HttpProblem('programme_faulty', { field: 'text' })
        const { version } = loaded.programme
        if (version === programmes.current().version) throw new HttpProblem('programme_same', { field: 'text' })
        const refused = differencesTo(loaded).find(one => one.refused)?.refused
        if (refused) throw new HttpProblem('programme_refused', { field: 'text', values: { why: refused[languageOf(request)] } })
        const wrong = faultOfDate(fromOn, dayOf(now))
        if (wrong) throw new HttpProblem(wrong.because, { ...(wrong.field !== undefined && { field: wrong.field }) })
        const id = keys.uuid()
        const waits = async (tx: Tx): Promise<boolean> => {
          const rows = await listAdoptions(tx)
          return rows.some(row => ['waiting', 'agreed', 'lapsed'].includes(stateOf(row, rows, dayOf(now))))
        }
        // A version is kept for good, so none is kept that cannot be proposed.
        if (await as(viewer, waits)) throw new HttpProblem('programme_waiting')
        await programmes.keep(loaded)
        await as(viewer, async tx => {
          if ((await waits(tx)) || !(await insertProposal(tx, { id, version, yaml: text, note: why, fromOn, at: now })))
            throw new HttpProblem('programme_waiting')
          await note(tx, actor(viewer), 'programme_proposed', { version, fromOn })
        })
        return reply.code(201).send({ id, version })
      },
    )

    app.post(
      '/api/programme/proposals/:id/approve',
      { config: { permission: deciders, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const {
          viewer,
          params: { id },
        } = request
        await as(viewer, async tx => {
          const row = (await listAdoptions(tx)).find(one => one.id === id)
          if (!row) throw new HttpProblem('not_found')
          if (viewer.kind !== 'person' || row.proposedBy === viewer.person || !(await mayDecide(tx))) throw new HttpProblem('programme_own')
          // What is in force may have changed since it was proposed.
          const refused = compareProgrammes(
            programmes.read(programmes.current().version),
            programmes.read(row.version),
            settings,
            sayings,
          ).find(one => one.refused)?.refused
          if (refused) throw new HttpProblem('programme_refused', { values: { why: refused[languageOf(request)] } })
          if (!(await approveAdoption(tx, id, clock.now()))) throw new HttpProblem('programme_decided')
          await note(tx, actor(viewer), 'programme_approved', { version: row.version, fromOn: row.fromOn })
        })
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/programme/proposals/:id/withdraw',
      { config: { permission: keepers, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const {
          viewer,
          params: { id },
        } = request
        await as(viewer, async tx => {
          const row = (await listAdoptions(tx)).find(one => one.id === id)
          if (!row) throw new HttpProblem('not_found')
          if (!rolesOf(viewer).includes('system_admin') && !(await mayDecide(tx))) throw new HttpProblem('programme_own')
          if (!(await withdrawAdoption(tx, id, clock.now()))) throw new HttpProblem('programme_decided')
          await note(tx, actor(viewer), 'programme_withdrawn', { version: row.version, fromOn: row.fromOn })
        })
        await readProgrammeInForce(parts, clock.now())
        return reply.code(204).send()
      },
    )
  }

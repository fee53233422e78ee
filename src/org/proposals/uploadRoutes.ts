import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import { orRefused } from '../administration/index.ts'
import { phoneOfPerson } from '../directory.ts'
import { readOrgCsv, readOrgWorkbook } from '../import/index.ts'
import { enterProposal } from './propose.ts'
import { changeView, proposers, reason } from './routes.ts'
import type { ProposalRoutes } from './routes.ts'
import { spokenOf, viewOf } from './rules.ts'
import { namesOf, readStanding } from './store.ts'
import { compare, uploaded } from './upload.ts'
import type { Compared, Uploaded } from './upload.ts'

export interface UploadRoutes extends ProposalRoutes {
  readonly keys: Keys
  /** Of business, by the programme in force. */
  readonly lines: () => readonly { readonly code: string }[]
}

const largest = 2 * 1024 * 1024
/** A workbook holds all three tables, a CSV the one that is named. The bytes in base64: Chinese Excel writes another encoding than browsers read. */
const file = { kind: z.enum(['csv', 'xlsx']), table: z.enum(uploaded), bytes: z.base64().max(Math.ceil((largest * 4) / 3) + 4) }
const mostFaults = 200
const mostChanges = 200

/** 批量导入: units, people and posts out of the office's own file, as one proposal that a second person settles as a whole and that can be taken back as a whole. */
export const uploadRoutes =
  ({ as, city, keys, clock, realClock, daysAtMost, lines }: UploadRoutes): FastifyPluginAsyncZod =>
  async app => {
    const textsOf = async ({
      kind,
      table,
      bytes,
    }: {
      readonly kind: 'csv' | 'xlsx'
      readonly table: Uploaded
      readonly bytes: string
    }): Promise<Partial<Record<Uploaded, string>>> => {
      const content = Buffer.from(bytes, 'base64')
      if (kind === 'csv') return { [table]: readOrgCsv(table, content) }
      const sheets = await readOrgWorkbook(content)
      if (isRefusal(sheets)) throw new HttpProblem(sheets.because, { field: 'bytes' })
      const texts = Object.fromEntries(uploaded.flatMap(name => (sheets[name] === undefined ? [] : [[name, sheets[name]]])))
      if (Object.keys(texts).length === 0) throw new HttpProblem('upload_no_table', { field: 'bytes' })
      return texts
    }
    const compared = async (tx: Tx, texts: Partial<Record<Uploaded, string>>): Promise<Compared> =>
      compare(texts, await readStanding(tx, dayOf(clock.now())), {
        today: dayOf(clock.now()),
        lines: lines().map(line => line.code),
        uuid: keys.uuid,
        seal: (person, phone) => keys.seal('contact', Buffer.from(phone, 'utf8'), phoneOfPerson(city, person)).toString('base64'),
      })

    app.post(
      '/api/proposals/upload/preview',
      {
        config: { permission: proposers },
        bodyLimit: largest * 2,
        schema: {
          body: z.strictObject(file),
          response: {
            200: z.object({
              faultCount: z.int(),
              faults: z.array(z.object({ file: z.string(), line: z.int(), field: z.string(), title: z.string() })),
              count: z.int(),
              changes: z.array(changeView),
            }),
          },
        },
      },
      async request => {
        const texts = await textsOf(request.body)
        return as(request.viewer, async tx => {
          const { faults, changes } = await compared(tx, texts)
          const first = changes.slice(0, mostChanges)
          // Units and people that the file itself adds have no name anywhere else yet.
          const added = changes.flatMap(change =>
            change.what === 'unit_added' || change.what === 'person_added' ? [[change.id, change.name] as const] : [],
          )
          const names = new Map([...(await namesOf(tx, first.flatMap(spokenOf))), ...added])
          return {
            faultCount: faults.length,
            faults: faults
              .slice(0, mostFaults)
              .map(({ file: of, line, field, ...said }) => ({ file: of, line, field, title: said[languageOf(request)] })),
            count: changes.length,
            changes: first.map(change => ({ ...viewOf(change, names), fields: [...viewOf(change, names).fields] })),
          }
        })
      },
    )

    app.post(
      '/api/proposals/upload',
      {
        config: { permission: proposers, fresh: true },
        bodyLimit: largest * 2,
        schema: { body: z.strictObject({ ...file, reason }), response: { 201: z.object({ id: z.uuid() }) } },
      },
      async (request, reply) => {
        const texts = await textsOf(request.body)
        const { viewer } = request
        const id = await as(viewer, async tx => {
          const { faults, changes } = await compared(tx, texts)
          if (faults.length > 0) throw new HttpProblem('upload_faulty')
          if (changes.length === 0) throw new HttpProblem('nothing_changed')
          if (changes.length > 5000) throw new HttpProblem('upload_too_many')
          return orRefused(
            await enterProposal(tx, { city, keys, viewer, now: realClock.now(), cityNow: clock.now(), daysAtMost: daysAtMost() }, changes, {
              reason: request.body.reason,
              from: dayOf(clock.now()),
            }),
          )
        })
        return reply.code(201).send({ id })
      },
    )
  }

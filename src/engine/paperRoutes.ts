import multipart from '@fastify/multipart'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isRefusal } from '../kit/refusal.ts'
import type { Refusal } from '../kit/refusal.ts'
import { personOf } from '../org/personOf.ts'
import type { Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import { bindDossier, DossierFailed, wordType } from '../platform/documents/index.ts'
import { attachment, FileRefused } from '../platform/files/index.ts'
import { allowSlowAnswer, HttpProblem, languageOf } from '../platform/http/index.ts'
import type { App } from '../platform/http/index.ts'
import { dossierOf } from './dossier.ts'
import type { Attached } from './dossier.ts'
import type { House } from './house.ts'
import { offersOf, seeMatter } from './papers.ts'
import type { Shelf } from './papers.ts'
import type { Room } from './room.ts'

const params = z.object({ id: z.uuid() })
const listed = z.object({
  items: z.array(z.object({ paper: z.string(), title: z.string(), not: z.object({ because: z.string(), title: z.string() }).optional() })),
  /** Whether scans may be filed: they are content, and need full sight. */
  scans: z.boolean(),
})
const filed = z.object({ file: z.uuid(), name: z.string() })
const mostAttached = 60 * 1024 * 1024
const largest = 10 * 1024 * 1024
const dossierTitle = '一件一档'

type Person = Extract<Viewer, { kind: 'person' }>

/** Papers, the bound file and scans of one matter. Each taking is an entry on its trail; what a viewer does not see is on no paper of his. */
export const paperRoutes =
  (house: House, rooms: readonly Room[]): FastifyPluginAsync =>
  async plain => {
    await plain.register(multipart, { limits: { files: 1, fields: 2, fileSize: largest, fieldSize: 200, parts: 4 } })
    const app = plain as unknown as App
    const shelfFor = async (tx: Tx, viewer: Person, id: string): Promise<Shelf> => {
      const shelf = await seeMatter(house, rooms, tx, viewer, id)
      if (!shelf) throw new HttpProblem('not_found')
      return shelf
    }
    const must = <T>(done: T | Refusal): T => {
      if (isRefusal(done)) throw new HttpProblem(done.because, { field: done.field, values: done.values })
      return done
    }
    // By the paper's name alone: whether such a matter exists must not show in the answer.
    const sealed = new Set(
      rooms
        .flatMap(room => room.papers ?? [])
        .filter(paper => paper.sealed)
        .map(paper => paper.name),
    )
    const sentenceOf = (request: FastifyRequest, { because }: Refusal): string =>
      app.problems.get(because)?.[languageOf(request)] ?? because

    app.get(
      '/api/matters/:id/papers',
      { config: { permission: 'session' }, schema: { params, response: { 200: listed } } },
      async request => {
        const viewer = personOf(request.viewer)
        const language = languageOf(request)
        return house.as(viewer, async tx => {
          const shelf = await shelfFor(tx, viewer, request.params.id)
          const items = (await offersOf(house, tx, shelf)).map(({ paper, not }) => ({
            paper: paper.name,
            title: paper.title[language],
            ...(not ? { not: { because: not.because, title: sentenceOf(request, not) } } : {}),
          }))
          return { items, scans: shelf.seen.matter.sight === 'full' }
        })
      },
    )

    app.post(
      '/api/matters/:id/papers/:paper',
      {
        config: { permission: 'session', headers: 'download', limit: { name: 'papers', burst: 120, perMinute: 60 } },
        schema: { params: params.extend({ paper: z.string().max(60) }) },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { id, paper: name } = request.params
        if (sealed.has(name) && !request.isFresh) throw new HttpProblem('step_up_needed')
        const printed = await house.as(viewer, async tx => {
          const offered = (await offersOf(house, tx, await shelfFor(tx, viewer, id))).find(one => one.paper.name === name)
          // The matter is seen; its paper is another seat's.
          if (!offered) throw new HttpProblem('paper_of_another_post')
          if (offered.not) must(offered.not)
          const bytes = await house.papers.print(tx, name, offered.paper.fill(offered.seen))
          must(await house.engine.note(tx, viewer, id, { action: 'printed', input: { paper: offered.paper.title.zh } }))
          return { bytes, title: offered.paper.title.zh }
        })
        return reply
          .header('content-disposition', attachment(`${printed.title}.docx`))
          .type(wordType)
          .send(printed.bytes)
      },
    )

    /** Newest attachments beyond the bound are listed with their digest, not bound. */
    const attachedTo = async (tx: Tx, id: string): Promise<readonly Attached[]> => {
      const attached: Attached[] = []
      let left = mostAttached
      for (const file of await house.files.list(tx, id)) {
        const found = file.size <= left && !file.type.startsWith('audio/') ? await house.files.read(tx, file.id) : undefined
        left -= found?.bytes.length ?? 0
        attached.push({ file: found ? file : { ...file, type: 'application/octet-stream' }, bytes: found?.bytes ?? Buffer.alloc(0) })
      }
      return attached
    }

    app.post(
      '/api/matters/:id/dossier',
      {
        config: { permission: 'session', fresh: true, headers: 'download', limit: { name: 'dossier', burst: 30, perMinute: 10 } },
        schema: { params },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { id } = request.params
        allowSlowAnswer(request, 120_000)
        const { dossier, number } = await house.as(viewer, async tx => {
          const shelf = await shelfFor(tx, viewer, id)
          const attached = shelf.seen.matter.sight === 'full' ? await attachedTo(tx, id) : []
          const by = [shelf.seen.by.post, viewer.name].filter(Boolean).join(' ')
          return {
            dossier: dossierOf(shelf, await offersOf(house, tx, shelf), attached, { by, at: house.clock.now() }),
            number: shelf.seen.matter.number,
          }
        })
        const bytes = await bindDossier(dossier).catch((error: unknown) => {
          throw error instanceof DossierFailed ? new HttpProblem('dossier_failed') : error
        })
        // Last: whoever lost the sight meanwhile gets nothing, and nothing is noted that nobody was given.
        must(await house.as(viewer, tx => house.engine.note(tx, viewer, id, { action: 'printed', input: { paper: dossierTitle } })))
        return reply
          .header('content-disposition', attachment(`${dossierTitle} ${number}.pdf`))
          .type('application/pdf')
          .send(bytes)
      },
    )

    app.post(
      '/api/matters/:id/scans',
      {
        bodyLimit: largest + 64 * 1024,
        config: { permission: 'session', body: 'multipart' },
        schema: { params, response: { 201: filed } },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { id } = request.params
        // Whoever does not see the matter is told so before anything is read.
        await house.as(viewer, tx => shelfFor(tx, viewer, id))
        const { paper: name, file } = await readUpload(request)
        const paper = rooms.flatMap(room => room.papers ?? []).find(one => one.name === name)
        if (!paper) throw new HttpProblem('input_invalid', { field: 'paper' })
        try {
          const stored = await house.as(viewer, async tx => {
            const { seen } = await shelfFor(tx, viewer, id)
            if (seen.matter.sight !== 'full' || !paper.kinds.includes(seen.matter.kind)) throw new HttpProblem('scan_not_here')
            const saved = await house.files.save(tx, { ...file, matter: id })
            must(await house.engine.note(tx, viewer, id, { action: 'scan_filed', input: { paper: paper.title.zh, file: saved.id } }))
            return saved
          })
          return reply.code(201).send({ file: stored.id, name: stored.name })
        } catch (error) {
          if (error instanceof FileRefused) throw new HttpProblem(error.because, { field: 'file' })
          throw error
        }
      },
    )
  }

/** One file and the paper that it is a scan of. */
const readUpload = async (
  request: FastifyRequest,
): Promise<{ readonly paper: string; readonly file: { readonly name: string; readonly bytes: Buffer } }> => {
  let paper = ''
  let file: { name: string; bytes: Buffer } | undefined
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() }
      else if (part.fieldname === 'paper' && typeof part.value === 'string') paper = part.value
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') throw new HttpProblem('too_large', { field: 'file' })
    throw error
  }
  if (!file) throw new HttpProblem('empty_file', { field: 'file' })
  return { paper, file }
}

import multipart from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import { largestTemplate, sayFault, wordType } from '../platform/documents/index.ts'
import type { Paper, Papers } from '../platform/documents/index.ts'
import { attachment } from '../platform/files/index.ts'
import { HttpProblem, languageOf } from '../platform/http/index.ts'
import type { App } from '../platform/http/index.ts'
import { personOf } from './personOf.ts'
import type { As } from './viewer.ts'

/** The part of the house that these routes need; a house fits. */
export interface TemplateRoutes {
  readonly as: As
  readonly clock: Clock
  readonly papers: Papers
}

const permission = 'role:system_admin' as const
const versionView = z.object({
  version: z.int(),
  fileName: z.string(),
  uploadedByName: z.string().nullable(),
  uploadedAt: z.string().nullable(),
  inForce: z.boolean(),
})
const paperView = z.object({
  paper: z.string(),
  title: z.string(),
  fields: z.array(z.string()),
  rows: z.array(z.object({ name: z.string(), fields: z.array(z.string()) })),
  versions: z.array(versionView),
})
const ofPaper = z.object({ paper: z.string().max(60) })
const ofVersion = ofPaper.extend({ version: z.coerce.number().int().min(0).max(100_000) })

/** 文书模板: an office edits a form in Word, the administrator brings it, looks at it filled, and adopts it. */
export const templateRoutes =
  ({ as, clock, papers }: TemplateRoutes): FastifyPluginAsync =>
  async plain => {
    await plain.register(multipart, { limits: { files: 1, fields: 1, fileSize: largestTemplate, fieldSize: 200, parts: 2 } })
    const app = plain as unknown as App
    const paperOf = (name: string): Paper => {
      const paper = papers.find(name)
      if (!paper) throw new HttpProblem('not_found')
      return paper
    }

    app.get(
      '/api/templates',
      { config: { permission }, schema: { response: { 200: z.object({ items: z.array(paperView) }) } } },
      async request => {
        const language = languageOf(request)
        return as(personOf(request.viewer), async tx => {
          const items: z.infer<typeof paperView>[] = []
          for (const paper of papers.known) {
            const versions = await papers.versions(tx, paper.name)
            items.push({
              paper: paper.name,
              title: paper.title[language],
              fields: Object.keys(paper.fields),
              rows: Object.entries(paper.rows ?? {}).map(([name, columns]) => ({ name, fields: Object.keys(columns) })),
              versions: versions.map(({ uploadedAt, ...version }) => ({ ...version, uploadedAt: uploadedAt?.toISOString() ?? null })),
            })
          }
          return { items }
        })
      },
    )

    for (const kind of ['template', 'preview'] as const) {
      app.get(
        kind === 'template' ? '/api/templates/:paper/:version' : '/api/templates/:paper/:version/preview',
        { config: { permission, headers: 'download' }, schema: { params: ofVersion } },
        async (request, reply) => {
          const { paper: name, version } = request.params
          const paper = paperOf(name)
          const bytes = await as(personOf(request.viewer), tx => papers[kind](tx, name, version))
          if (!bytes) throw new HttpProblem('not_found')
          return reply
            .header('content-disposition', attachment(`${paper.title.zh}${kind === 'template' ? '模板' : '样张'}.docx`))
            .type(wordType)
            .send(bytes)
        },
      )
    }

    app.post(
      '/api/templates/:paper',
      {
        bodyLimit: largestTemplate + 64 * 1024,
        config: { permission, body: 'multipart' },
        schema: { params: ofPaper, response: { 200: z.object({ version: z.int().nullable(), faults: z.array(z.string()) }) } },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const paper = paperOf(request.params.paper)
        const part = await request.file()
        if (!part) throw new HttpProblem('empty_file', { field: 'file' })
        const bytes = await part.toBuffer().catch((error: unknown) => {
          throw (error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE'
            ? new HttpProblem('body_too_large', { field: 'file' })
            : error
        })
        const saved = await as(viewer, tx =>
          papers.save(tx, paper.name, { fileName: part.filename, bytes, by: viewer.person, byName: viewer.name, at: clock.now() }),
        )
        return typeof saved === 'number'
          ? { version: saved, faults: [] }
          : { version: null, faults: saved.map(fault => sayFault(fault, languageOf(request))) }
      },
    )

    app.post(
      '/api/templates/:paper/adoptions',
      {
        config: { permission, fresh: true },
        schema: {
          params: ofPaper,
          body: z.strictObject({ version: z.int().min(0).max(100_000) }),
          response: { 200: z.object({ version: z.int() }) },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const paper = paperOf(request.params.paper)
        const { version } = request.body
        if (!(await as(viewer, tx => papers.adopt(tx, paper.name, version, viewer.person, clock.now())))) throw new HttpProblem('not_found')
        return { version }
      },
    )
  }

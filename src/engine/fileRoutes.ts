import multipart from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import type { Viewer } from '../org/viewer.ts'
import { attachment, FileRefused } from '../platform/files/index.ts'
import { HttpProblem } from '../platform/http/index.ts'
import type { House } from './house.ts'

const largest = 10 * 1024 * 1024
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Evidence comes in and goes out at /api/files; who may see it is decided by the sight of its matter. */
export const fileRoutes =
  (house: House): FastifyPluginAsync =>
  async app => {
    await app.register(multipart, { limits: { files: 1, fields: 4, fileSize: largest, fieldSize: 200, parts: 6 } })

    app.post('/api/files', { bodyLimit: largest + 64 * 1024, config: { permission: 'session', body: 'multipart' } }, async request => {
      const viewer = (request as unknown as { viewer: Viewer }).viewer
      let matter: string | undefined
      let given: { name: string; bytes: Buffer } | undefined
      try {
        for await (const part of request.parts()) {
          if (part.type === 'file') given = { name: part.filename, bytes: await part.toBuffer() }
          else if (part.fieldname === 'matter' && typeof part.value === 'string') matter = part.value
        }
      } catch (error) {
        if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') throw new HttpProblem('too_large', { field: 'file' })
        throw error
      }
      if (!given) throw new HttpProblem('empty_file', { field: 'file' })
      if (matter !== undefined && !uuid.test(matter)) throw new HttpProblem('not_found')
      const file = given
      try {
        return await house.as(viewer, tx => house.files.save(tx, { ...file, ...(matter === undefined ? {} : { matter }) }))
      } catch (error) {
        if (error instanceof FileRefused) throw new HttpProblem(error.because, { field: 'file' })
        // A file belongs to a matter that its giver sees wholly; without one, or with one that he does not see, there is none.
        if ((error as { code?: string }).code === '42501') throw new HttpProblem('not_found')
        throw error
      }
    })

    app.get<{ Params: { id: string } }>(
      '/api/files/:id',
      { config: { permission: 'session', headers: 'download' } },
      async (request, reply) => {
        const viewer = (request as unknown as { viewer: Viewer }).viewer
        const found = uuid.test(request.params.id) ? await house.as(viewer, tx => house.files.read(tx, request.params.id)) : undefined
        if (!found) throw new HttpProblem('not_found')
        return reply.header('content-disposition', attachment(found.file.name)).type(found.file.type).send(found.bytes)
      },
    )
  }

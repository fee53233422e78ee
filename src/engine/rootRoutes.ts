import type { FastifyPluginAsync } from 'fastify'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { House } from './house.ts'
import { rootLines } from './trail.ts'

/** One line a day, to everybody: a hash over hashes says nothing of any matter, and whoever copied it holds us to it. */
export const rootRoutes =
  (house: House): FastifyPluginAsync =>
  async app => {
    app.get('/api/roots', { config: { permission: 'public' } }, async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(await rootLines(house)),
    )
  }

/** The same lines beside the data, for a backup or a printer to take along; written when a day was sealed. */
export const rootsFile = (house: House): (() => Promise<void>) => {
  let written: string | undefined
  return async () => {
    const lines = await rootLines(house)
    if (lines === written) return
    writeFileSync(join(house.config.dataFolder, 'roots.txt'), lines)
    written = lines
  }
}

import fastifyStatic from '@fastify/static'
import type { App, HeaderClass, Permission } from './contract.ts'
import { HttpProblem } from './problem.ts'

/**
 * Serves a folder of built files under a prefix ('/console/assets/'). The plugin's own routes name no permission, so it
 * only lends its `sendFile`.
 */
export const serveFolder = async (
  app: App,
  given: { prefix: string; folder: string; permission?: Permission; headers?: HeaderClass },
): Promise<void> => {
  await app.register(async part => {
    await part.register(fastifyStatic, {
      root: given.folder,
      serve: false,
      index: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: response => {
        response.removeHeader('cache-control')
      },
    })
    part.get(
      `${given.prefix}*`,
      { config: { permission: given.permission ?? 'public', headers: given.headers ?? 'asset' }, schema: { hide: true } },
      async (request, reply) => {
        const path = (request.params as { '*': string })['*']
        if (path === '' || path.includes('\0') || path.split('/').includes('..')) throw new HttpProblem('not_found')
        return reply.sendFile(path)
      },
    )
  })
}

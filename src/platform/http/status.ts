import type { FastifyRequest } from 'fastify'
import type { App } from './contract.ts'
import type { Metrics } from './metrics.ts'
import { HttpProblem } from './problem.ts'

/** A proxy on this machine also speaks from the loopback, but says for whom. */
const isLocal = (request: FastifyRequest): boolean => {
  const { remoteAddress = '' } = request.raw.socket
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'] ?? request.headers['x-real-ip']
  return forwarded === undefined && /^(127\.|::1$|::ffff:127\.)/.test(remoteAddress)
}

/** @param ready names what is missing, or nothing; asked at every /readyz. */
export const statusRoutes = (app: App, metrics: Metrics, ready: () => Promise<string | undefined>): void => {
  const config = { permission: 'public' } as const
  app.get('/healthz', { config, schema: { hide: true } }, async () => ({ alive: true }))
  app.get('/readyz', { config, schema: { hide: true } }, async (_request, reply) => {
    const missing = await ready().catch(() => 'database')
    return missing === undefined ? { ready: true } : reply.code(503).header('retry-after', 2).send({ ready: false, missing })
  })
  app.get('/metrics', { config, schema: { hide: true } }, async (request, reply) => {
    if (!isLocal(request)) throw new HttpProblem('not_found')
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text())
  })
}

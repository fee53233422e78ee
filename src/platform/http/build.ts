import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import swagger from '@fastify/swagger'
import fastify from 'fastify'
import type { FastifyRequest, RouteOptions } from 'fastify'
import { createJsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { App, HttpViewer, Permission, RouteFacts } from './contract.ts'
import { installGate } from './gate.ts'
import { setHeaders } from './headers.ts'
import { Limiter } from './limiter.ts'
import { Metrics, watchEventLoop } from './metrics.ts'
import { isPermission } from './permission.ts'
import { addProblems, headersOf, problemHandler, sendBecause } from './problem.ts'
import { httpProblems } from './problems.ts'
import type { ProblemList } from './problems.ts'
import { statusRoutes } from './status.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is; what the permission test walks through. */
    routeFacts: RouteFacts[]
    metrics: Metrics
    /** Requests that are being answered now; streams that stay open are not counted. */
    underway: { count: number }
  }
}

export interface HttpParts<V extends HttpViewer> {
  readonly config: Pick<Config, 'demo' | 'publicUrl'>
  readonly log: Log
  readonly publicViewer: V
  readonly resolveViewer: (request: FastifyRequest) => Promise<V>
  /** The rooms' problem words. */
  readonly problems?: readonly ProblemList[]
  readonly ready?: () => Promise<string | undefined>
  readonly metrics?: Metrics
  /** Networks of reverse proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[]
  readonly limiter?: Limiter
  readonly now?: () => Date
}

/** Slow, endless and huge requests end here (milliseconds, bytes); a route may raise its own `bodyLimit`. */
export const limits = {
  requestTimeout: 10_000,
  connectionTimeout: 15_000,
  keepAliveTimeout: 5_000,
  headersTimeout: 10_000,
  bodyLimit: 16 * 1024,
  maxRequestsPerSocket: 1000,
  maxParamLength: 128,
} as const

const registerRoute =
  (facts: RouteFacts[]) =>
  (route: RouteOptions): void => {
    const permission = route.config?.permission
    for (const method of [route.method].flat()) {
      if (!isPermission(permission))
        throw new Error(
          `The route ${method} ${route.url} does not say who may call it: set config.permission ('public', 'session', 'role:…' or 'key:…').`,
        )
      facts.push({
        method,
        url: route.url,
        permission: permission as Permission,
        headers: route.config?.headers ?? 'api',
        ...(route.schema ? { schema: route.schema } : {}),
      })
    }
  }

const schemaTransform = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } })

const describe = async (app: App): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Huiyin 回音',
        version: '1',
        description: 'Additive within /api; errors are RFC 9457 problem JSON with type urn:huiyin:<because>.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-huiyin_session' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: document => {
      const permission = document.route.config?.permission ?? 'public'
      const { schema, url } = schemaTransform(document)
      if (!url.startsWith('/api/')) return { schema: { hide: true }, url }
      const security = permission === 'public' ? [] : [{ [permission.startsWith('key:') ? 'key' : 'session']: [] }]
      return { schema: { ...schema, security, 'x-permission': permission } as typeof schema, url }
    },
  })
}

/**
 * The HTTP edge: time-outs, headers, problems, permissions; no route of any room. Nothing is logged about a request
 * unless it meets a bug: no path, no address, no time of a call.
 */
export const buildHttp = async <V extends HttpViewer>(parts: HttpParts<V>): Promise<App> => {
  const metrics = parts.metrics ?? new Metrics()
  const app: App = fastify({
    logger: false,
    requestTimeout: limits.requestTimeout,
    connectionTimeout: limits.connectionTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    http: { headersTimeout: limits.headersTimeout },
    bodyLimit: limits.bodyLimit,
    maxRequestsPerSocket: limits.maxRequestsPerSocket,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    trustProxy: parts.trustedProxies?.length ? [...parts.trustedProxies] : false,
    routerOptions: { maxParamLength: limits.maxParamLength },
    // An address that cannot be read reaches no route and no hook.
    frameworkErrors: (_error, _request, reply) => {
      setHeaders(reply, 'api', '', parts.config.demo)
      void sendBecause(reply, 'bad_request')
    },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  // Fastify would take any text as a body; a room that wants text says so.
  app.removeContentTypeParser('text/plain')

  const facts: RouteFacts[] = []
  app.decorate('routeFacts', facts)
  app.decorate('metrics', metrics)
  app.decorate('underway', { count: 0 })
  app.decorate('problems', new Map())
  for (const list of [httpProblems, ...(parts.problems ?? [])]) addProblems(app.problems, list)
  app.addHook('onRoute', registerRoute(facts))

  await app.register(cookie)
  await app.register(formbody, { bodyLimit: limits.bodyLimit })
  await describe(app)
  installGate(app, {
    config: parts.config,
    resolveViewer: parts.resolveViewer,
    publicViewer: parts.publicViewer,
    limiter: parts.limiter ?? new Limiter(),
    now: parts.now ?? (() => new Date()),
  })

  app.addHook('onSend', async (request, reply, payload) => {
    setHeaders(reply, headersOf(request), request.nonceGiven, parts.config.demo)
    return payload
  })
  app.setErrorHandler(problemHandler(parts.config, parts.log))
  app.setNotFoundHandler((_request, reply) => sendBecause(reply, 'not_found'))
  measure(app, metrics)
  statusRoutes(app, metrics, parts.ready ?? (async () => undefined))
  app.get('/api/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () => app.swagger())
  return app
}

const measure = (app: App, metrics: Metrics): void => {
  const answers = metrics.counter('huiyin_http_answers_total', 'Answers by class of status')
  const seconds = metrics.histogram('huiyin_http_answer_seconds', 'Time to answer', [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10])
  const loop = watchEventLoop()
  metrics.gauge('huiyin_event_loop_delay_milliseconds', 'Mean delay of the event loop in the last second', loop.delayMs)
  metrics.gauge('huiyin_memory_bytes', 'Resident memory', () => process.memoryUsage.rss())
  app.addHook('onRequest', async request => {
    if (!request.routeOptions.config?.stays) app.underway.count++
  })
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.config?.stays) return
    app.underway.count--
    answers.add(1, { status: `${Math.floor(reply.statusCode / 100)}xx` })
    seconds.observe(reply.elapsedTime / 1000)
  })
  app.addHook('onClose', async () => loop.stop())
}

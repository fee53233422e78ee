import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { PassThrough } from 'node:stream'
import { allowSlowAnswer, HttpProblem } from '../platform/http/index.ts'
import type { LiveStreams } from './live.ts'

/** Bytes that may wait for a browser; one that does not read loses its stream and comes back. */
const waitingAtMost = 16 * 1024

/** Server-sent events for signed-in people, at /api/live: when to ask again, never what. @param markOf the session of a request */
export const liveRoutes =
  (streams: LiveStreams, markOf: (request: FastifyRequest) => string | undefined): FastifyPluginAsync =>
  async app => {
    // Before the server waits for open answers to end.
    app.addHook('preClose', () => streams.stop())
    app.get('/api/live', { config: { permission: 'session', stays: true } }, async (request, reply) => {
      const mark = markOf(request)
      if (mark === undefined) throw new HttpProblem('sign_in_first')
      if (streams.isFull) throw new HttpProblem('too_busy', { retryAfter: 30 })
      allowSlowAnswer(request, 0)
      const body = new PassThrough()
      const close = streams.open(mark, request.viewer, {
        write: text => {
          if (body.writableLength + body.readableLength > waitingAtMost) body.destroy()
          else body.write(text)
        },
        end: () => {
          body.end()
        },
      })
      reply.raw.once('close', close)
      body.once('error', close)
      return reply.header('connection', 'close').header('x-accel-buffering', 'no').type('text/event-stream; charset=utf-8').send(body)
    })
  }

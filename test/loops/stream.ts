import { request } from 'node:http'
import type { ClientRequest } from 'node:http'

/** One open /api/live, with everything that it said. */
export interface LiveStream {
  readonly status: number
  text(): string
  readonly ended: Promise<void>
  close(): void
}

export const openStream = (port: number, cookie: string): Promise<LiveStream> =>
  new Promise((resolve, reject) => {
    const asked: ClientRequest = request(
      { port, host: '127.0.0.1', path: '/api/live', headers: { cookie: `huiyin_session=${cookie}` } },
      answer => {
        let text = ''
        answer.setEncoding('utf8')
        const ended = new Promise<void>(done => {
          answer.once('close', done)
        })
        answer.on('data', (more: string) => {
          text += more
        })
        answer.on('error', () => {})
        resolve({ status: answer.statusCode ?? 0, text: () => text, ended, close: () => asked.destroy() })
      },
    )
    asked.on('error', reject)
    asked.end()
  })

/** What it said of changes, without the rhythm of the line. */
export const eventsOf = (stream: LiveStream): readonly string[] =>
  [...stream.text().matchAll(/^event: (\w+)$/gm)].map(found => found[1] as string)

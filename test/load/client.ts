import { connect } from 'node:net'
import { healthPath, ratingBody, wishedEvery } from './requests.ts'

/** What one run of the load client saw; times in milliseconds. */
export interface Seen {
  readonly answers: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly statuses: Readonly<Record<string, number>>
  /** Of our own client alone. */
  readonly cpuMicros?: number
}

const lengthName = Buffer.from('content-length: ')
const headEnd = Buffer.from('\r\n\r\n')
const zero = '0'.charCodeAt(0)

/** Bytes of the first answer in `bytes` as far as it has come; undefined while it is not whole. */
const wholeAnswer = (bytes: Buffer): number | undefined => {
  const end = bytes.indexOf(headEnd)
  if (end < 0) return undefined
  let length = 0
  const at = bytes.indexOf(lengthName)
  if (at >= 0 && at < end)
    for (let digit = at + lengthName.length; (bytes[digit] as number) >= zero; digit++)
      length = length * 10 + (bytes[digit] as number) - zero
  const whole = end + headEnd.length + length
  return bytes.length < whole ? undefined : whole
}

/**
 * One keep-alive connection that sends its next request when it has the whole answer to the last. It reads into one
 * buffer and makes no strings: on two cores whatever the client spends is missing to the server and its database.
 */
const run = (port: number, next: () => string | undefined, until: number, note: (status: number, ms: number) => void): Promise<void> =>
  new Promise(resolve => {
    const read = Buffer.alloc(16_384)
    let sentAt = 0
    let kept: Buffer | undefined
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: read,
        callback: (size: number): boolean => {
          const chunk = read.subarray(0, size)
          const bytes: Buffer = kept === undefined ? chunk : Buffer.concat([kept, chunk])
          const whole = wholeAnswer(bytes)
          if (whole === undefined) kept = Buffer.from(bytes)
          else {
            kept = undefined
            note(
              ((bytes[9] as number) - zero) * 100 + ((bytes[10] as number) - zero) * 10 + (bytes[11] as number) - zero,
              performance.now() - sentAt,
            )
            send()
          }
          return true
        },
      },
    })
    const send = (): void => {
      const now = performance.now()
      const request = now < until ? next() : undefined
      if (request === undefined) {
        socket.end()
        return
      }
      sentAt = now
      socket.write(request, 'latin1')
    }
    socket.on('connect', send)
    // The server ends a socket after its share of requests; go on with a new one.
    socket.on('close', () => {
      if (performance.now() < until) void run(port, next, until, note).then(resolve)
      else resolve()
    })
    socket.on('error', () => socket.destroy())
  })

const load = async (port: number, connections: number, seconds: number, next: () => string | undefined): Promise<Seen> => {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  let left = true
  const given = (): string | undefined => {
    const request = next()
    if (request === undefined) left = false
    return request
  }
  const cpu = process.cpuUsage()
  const started = performance.now()
  const until = started + seconds * 1000
  let lastAt = started
  await Promise.all(
    Array.from({ length: connections }, () =>
      run(
        port,
        () => (left ? given() : undefined),
        until,
        (status, ms) => {
          times.push(ms)
          statuses[status] = (statuses[status] ?? 0) + 1
          lastAt = performance.now()
        },
      ),
    ).map(one => Promise.race([one, new Promise<void>(resolve => setTimeout(resolve, seconds * 1000 + 3000))])),
  )
  times.sort((a, b) => a - b)
  const took = (lastAt - started) / 1000
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const { user, system } = process.cpuUsage(cpu)
  return {
    cpuMicros: user + system,
    answers: times.length,
    seconds: took,
    perSecond: times.length / took,
    p50: at(0.5),
    p99: at(0.99),
    statuses,
  }
}

const post = (port: number, token: string, at: number): string => {
  const body = ratingBody(at % wishedEvery === 0)
  return `POST /r/${token} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\nidempotency-key: bench-${at}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

export interface Order {
  readonly kind: 'get' | 'rate'
  readonly port: number
  readonly connections: number
  readonly seconds: number
  readonly tokens?: readonly string[]
}

// Started by bench.ts as a process of its own: the client's work must not count as the server's.
process.on('message', (order: Order) => {
  let at = 0
  const next =
    order.kind === 'get'
      ? () => `GET ${healthPath} HTTP/1.1\r\nhost: 127.0.0.1:${order.port}\r\n\r\n`
      : () => {
          const token = order.tokens![at]
          return token === undefined ? undefined : post(order.port, token, at++)
        }
  void load(order.port, order.connections, order.seconds, next).then(result => process.send!({ result }))
})

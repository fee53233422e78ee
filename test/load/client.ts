import { connect } from 'node:net'

/** What one run of the load client saw; times in milliseconds. */
export interface Seen { readonly answers: number; readonly seconds: number; readonly perSecond: number; readonly p50: number; readonly p99: number; readonly statuses: Readonly<Record<string, number>> }

/** One keep-alive connection that sends its next request when it has the whole answer to the last. */
const run = (port: number, next: () => string | undefined, until: number, note: (status: string, ms: number) => void): Promise<void> => new Promise(resolve => {
  const socket = connect(port, '127.0.0.1')
  let sentAt = 0
  let buffer = ''
  const send = (): void => {
    const request = performance.now() < until ? next() : undefined
    if (request === undefined) { socket.end(); return }
    sentAt = performance.now()
    socket.write(request)
  }
  socket.setNoDelay(true)
  socket.setEncoding('latin1')
  socket.on('connect', send)
  socket.on('data', (chunk: string) => {
    buffer += chunk
    const head = buffer.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(buffer.slice(0, head))?.[1] ?? 0)
    if (buffer.length < head + 4 + length) return
    note(buffer.slice(9, 12), performance.now() - sentAt)
    buffer = buffer.slice(head + 4 + length)
    send()
  })
  // The server ends a socket after its share of requests; go on with a new one.
  socket.on('close', () => { if (performance.now() < until) void run(port, next, until, note).then(resolve); else resolve() })
  socket.on('error', () => socket.destroy())
})

const load = async (port: number, connections: number, seconds: number, next: () => string | undefined): Promise<Seen> => {
  const times: number[] = []
  const statuses: Record<string, number> = {}
  let left = true
  const given = (): string | undefined => { const request = next(); if (request === undefined) left = false; return request }
  const started = performance.now()
  const until = started + seconds * 1000
  let lastAt = started
  await Promise.all(Array.from({ length: connections }, () => run(port, () => (left ? given() : undefined), until, (status, ms) => {
    times.push(ms)
    statuses[status] = (statuses[status] ?? 0) + 1
    lastAt = performance.now()
  })).map(one => Promise.race([one, new Promise<void>(resolve => setTimeout(resolve, seconds * 1000 + 3000))])))
  times.sort((a, b) => a - b)
  const took = (lastAt - started) / 1000
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { answers: times.length, seconds: took, perSecond: times.length / took, p50: at(0.5), p99: at(0.99), statuses }
}

const post = (port: number, token: string, at: number): string => {
  const wished = at % 50 === 0
  const body = JSON.stringify(wished
    ? { overall: 1, levels: { attitude: 1 }, reasons: [], callback: { wanted: true, phone: '13800000000', by: 'department' } }
    : { overall: 5, levels: { attitude: 5, result: 4 }, reasons: [] })
  return `POST /r/${token} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\nidempotency-key: bench-${at}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

export interface Order { readonly kind: 'get' | 'rate'; readonly port: number; readonly connections: number; readonly seconds: number; readonly tokens?: readonly string[] }

// Started by bench.ts as a process of its own: the client's work must not count as the server's.
process.on('message', (order: Order) => {
  let at = 0
  const next = order.kind === 'get'
    ? () => `GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${order.port}\r\n\r\n`
    : () => { const token = order.tokens![at]; return token === undefined ? undefined : post(order.port, token, at++) }
  void load(order.port, order.connections, order.seconds, next).then(result => process.send!({ result }))
})

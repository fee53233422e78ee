/** An allow-list: only these fields ever reach a log. No words, numbers, tokens or addresses of citizens. */
export interface LogFields {
  readonly event: string
  readonly room?: string
  readonly matter?: string
  readonly error?: string
  readonly number?: string
  readonly count?: number
  readonly ms?: number
  readonly state?: string
}

export interface Log {
  info(fields: LogFields): void
  warn(fields: LogFields): void
  error(fields: LogFields): void
}

/** One JSON line an entry; unknown fields are dropped, not printed. */
export const jsonLog = (write: (line: string) => void, now: () => Date): Log => {
  const allowed = ['event', 'room', 'matter', 'error', 'number', 'count', 'ms', 'state'] as const
  const say = (level: string) => (fields: LogFields) => {
    const line: Record<string, unknown> = { at: now().toISOString(), level }
    for (const name of allowed) if (fields[name] !== undefined) line[name] = fields[name]
    write(JSON.stringify(line))
  }
  return { info: say('info'), warn: say('warn'), error: say('error') }
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

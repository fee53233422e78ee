import pg from 'pg'
import type { Log } from '../log.ts'
import type { Listener, Listening } from './contract.ts'

/** Milliseconds. A line that is dead without saying so is found by asking. */
const askedEvery = 20_000
const patience = 5_000
const longestPause = 5_000

/**
 * One connection of its own that hears what transactions tell at their commit (NOTIFY). It comes back by itself; what was
 * told while it was away is lost, so whoever listens looks for himself after `back`, and from time to time anyway.
 */
export const startListener = (address: () => pg.ClientConfig, channel: string, listening: Listening, log: Log): Listener => {
  let line: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let closed = false
  let hears = false

  const askAgain = (client: pg.Client, lose: () => void): void => {
    timer = setTimeout(() => {
      client.query('select 1').then(() => {
        if (client === line && !closed) askAgain(client, lose)
      }, lose)
    }, askedEvery)
    timer.unref()
  }

  const connect = async (): Promise<void> => {
    const client = new pg.Client({
      ...address(),
      application_name: 'huiyin listener',
      keepAlive: true,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
    })
    line = client
    const lose = (): void => {
      if (client !== line || closed) return
      line = undefined
      clearTimeout(timer)
      void client.end().catch(() => undefined)
      if (hears) {
        hears = false
        log.warn({ event: 'database.listener_lost' })
        listening.away()
      }
      timer = setTimeout(
        () => {
          void connect()
        },
        Math.min(longestPause, 100 * 2 ** failures++),
      )
      timer.unref()
    }
    client.on('error', lose)
    client.on('end', lose)
    client.on('notification', message => {
      if (client === line) listening.heard(message.payload ?? '')
    })
    try {
      await client.connect()
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      if (client !== line || closed) return
      failures = 0
      hears = true
      askAgain(client, lose)
      listening.back()
    } catch {
      lose()
    }
  }

  const tried = connect()
  return {
    tried,
    close: async () => {
      closed = true
      clearTimeout(timer)
      await line?.end().catch(() => undefined)
    },
  }
}

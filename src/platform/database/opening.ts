import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, PostgresDialect, PostgresDriver } from 'kysely'
import type { DatabaseConnection, PostgresDialectConfig, TransactionSettings } from 'kysely'
import pg from 'pg'
import type { Settings } from './contract.ts'

/** What the transaction that is being begun here is told; Kysely's own settings know isolation and access alone. */
const told = new AsyncLocalStorage<Settings>()

const name = /^huiyin\.[a-z_]+$/
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f]/

/**
 * The statement that begins a transaction and says in the same breath who looks: asked apart, it was a journey to the
 * server of its own, which a beat of the house makes some fifty times.
 * @throws TypeError for a name that is not ours or a value with a control character: it is written into the statement
 */
export const openingOf = (settings: Settings): string =>
  [
    'begin',
    ...Object.entries(settings).map(([key, value]) => {
      if (!name.test(key)) throw new TypeError('a setting is huiyin.<name>')
      if (control.test(value)) throw new TypeError(`${key} holds a control character`)
      return `set local ${key} = ${pg.escapeLiteral(value)}`
    }),
  ].join('; ')

class OpeningDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const opening = openingOf(told.getStore() ?? {})
    if (opening === 'begin') await super.beginTransaction(connection, settings)
    else await connection.executeQuery(CompiledQuery.raw(opening))
  }
}

/** Kysely's dialect, whose transactions begin with what `beginWith` gives. */
export class OpeningDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver(): PostgresDriver {
    return new OpeningDriver(this.#config)
  }
}

/** Always said anew, so that a transaction within another one's work never begins with what that one was told. */
export const beginWith = <T>(settings: Settings, work: () => Promise<T>): Promise<T> => told.run(settings, work)

import { sql } from 'kysely'
import { exportTrail } from '../../src/engine/index.ts'
import type { House } from '../../src/engine/house.ts'
import { verifyTrail } from '../../tools/verify-trail.ts'

export interface Answer {
  readonly status: number
  readonly body: string
  readonly cookies: readonly string[]
}
type Send = (method: string, path: string, headers: Record<string, string>, body: object) => Promise<Answer | undefined>

/** What a client was told of one thing that it asked for: done, or no answer, so that it may be done or not. */
interface Asked {
  done: number
  unsure: number
}

const heard = { what_was_wrong: '材料要了三次', cause: 'documents', head: 'mechanism', speed_agreed: false }
const steps = [
  ['acknowledge', {}],
  ['open_number', { purpose: 'first_call' }],
  ['record_call', heard],
] as const

/**
 * What goes on beside the ratings while a server is killed: people change their marks, a leader claims calls and records
 * them, citizens close. It keeps what it was told, and judges afterwards by that alone.
 */
export class Life {
  readonly #send: Send
  #cookie = ''
  readonly #changeable: string[] = []
  readonly #wished: string[] = []
  readonly #changes = new Map<string, Asked>()
  readonly #acts = new Map<string, Asked>()
  readonly #closed = new Map<string, Asked>()
  readonly #steps = new Map<string, number>()

  constructor(send: Send) {
    this.#send = send
  }

  async signIn(login: string, password: string): Promise<void> {
    const answer = await this.#send('POST', '/api/session', {}, { login, password })
    this.#cookie = answer!.cookies.map(cookie => cookie.split(';')[0]).join('; ')
  }

  /** A rating that was acknowledged; later somebody may think better of it, or of the call. */
  learn(receipt: string, wished: boolean): void {
    if (wished) this.#wished.push(receipt.replace(/\D/g, ''))
    else this.#changeable.push(receipt.replace(/\D/g, ''))
  }

  async #ask(kept: Map<string, Asked>, key: string, answer: Promise<Answer | undefined>): Promise<boolean> {
    const asked = kept.get(key) ?? { done: 0, unsure: 0 }
    kept.set(key, asked)
    const got = await answer
    if (got?.status === 200) asked.done++
    else if (got === undefined || got.status >= 500) asked.unsure++
    return got !== undefined
  }

  /** Until it is over: each of the three as fast as it is answered. */
  async goOn(isOver: () => boolean): Promise<void> {
    const json = { accept: 'application/json' }
    const changing = async (): Promise<void> => {
      for (let n = 0; n < 25 && !isOver(); n++) {
        const receipt = this.#changeable.shift()
        if (receipt === undefined) await new Promise(resolve => setTimeout(resolve, 5))
        else await this.#ask(this.#changes, receipt, this.#send('POST', `/receipt/${receipt}/change`, json, { overall: 4 }))
      }
    }
    const acting = async (): Promise<void> => {
      while (!isOver()) {
        const work = await this.#send('GET', '/api/work', { cookie: this.#cookie }, {})
        if (work?.status !== 200) return
        for (const { id } of (JSON.parse(work.body) as { items: { id: string }[] }).items) {
          const step = steps[this.#steps.get(id) ?? 0]
          if (step === undefined || isOver()) continue
          this.#steps.set(id, (this.#steps.get(id) ?? 0) + 1)
          const [action, input] = step
          await this.#ask(
            this.#acts,
            `${id} ${action}`,
            this.#send('POST', `/api/matters/${id}/actions/${action}`, { cookie: this.#cookie }, { input }),
          )
        }
        await new Promise(resolve => setTimeout(resolve, 20))
      }
    }
    const closing = async (): Promise<void> => {
      // Those of earlier rounds, whose call has been opened meanwhile; every second one stays for the leader.
      for (const receipt of this.#wished.splice(0).filter((_, n) => n % 2 === 0)) {
        if (isOver()) return
        await this.#ask(this.#closed, receipt, this.#send('POST', `/follow/${receipt}`, json, { say: 'withdraw' }))
      }
    }
    await Promise.all([changing(), acting(), closing()])
  }

  told(): string {
    const sum = (kept: Map<string, Asked>): string => {
      const all = [...kept.values()]
      return `${all.reduce((n, one) => n + one.done, 0)} (+${all.reduce((n, one) => n + one.unsure, 0)} without an answer)`
    }
    return `changed ${sum(this.#changes)}, acts ${sum(this.#acts)}, closed ${sum(this.#closed)}`
  }

  /** What does not agree with what was told: nothing acknowledged is missing, nothing is there that nobody asked for. */
  async faults(house: House): Promise<readonly string[]> {
    const read = <T>(name: 'mixer' | 'loops', query: ReturnType<typeof sql<T>>): Promise<readonly T[]> =>
      house.as({ kind: 'system', city: house.city, name }, async tx => (await query.execute(tx)).rows)
    const faults: string[] = []
    const within = (what: string, is: number, { done, unsure }: Asked): void => {
      if (is < done) faults.push(`${what} was lost: ${is} of ${done}`)
      if (is > done + unsure) faults.push(`${what} was doubled: ${is} of ${done} and at most ${unsure}`)
    }
    const total = (kept: Map<string, Asked>): Asked => ({
      done: [...kept.values()].reduce((n, one) => n + one.done, 0),
      unsure: [...kept.values()].reduce((n, one) => n + one.unsure, 0),
    })
    const [further] = await read('mixer', sql<{ n: number }>`select count(*)::int as n from evaluation.sealed where version > 1`)
    within('a change', further!.n, total(this.#changes))
    const entries = await read(
      'loops',
      sql<{
        key: string
        n: number
      }>`select matter::text || ' ' || action as key, count(*)::int as n from engine.trail where action = any (${steps.map(([action]) => action)}::text[]) group by 1`,
    )
    const found = new Map(entries.map(({ key, n }) => [key, n]))
    for (const [key, asked] of this.#acts) within('an act', found.get(key) ?? 0, asked)
    for (const { key } of entries) if (!this.#acts.has(key)) faults.push(`an act that nobody asked for: ${key}`)
    const [closed] = await read(
      'loops',
      sql<{
        n: number
      }>`select count(*)::int as n from engine.matter where kind = 'callback' and closed_at is not null and stage = 'withdrawn'`,
    )
    const asked = total(this.#closed)
    if (closed!.n < asked.done || closed!.n > asked.done + asked.unsure)
      faults.push(`closed: ${closed!.n} instead of ${asked.done} and at most ${asked.unsure} more`)
    const lines: string[] = []
    await exportTrail(house, line => lines.push(line))
    const verdict = await verifyTrail(lines)
    if (verdict.faults.length > 0) faults.push(`the trail: ${JSON.stringify(verdict.faults[0])}`)
    for (const kept of [this.#changes, this.#acts, this.#closed])
      if (total(kept).done === 0) faults.push('nothing was done: the load was none')
    return faults
  }

  /** Takes from the database one of each, as a server would have that answers before it has kept. */
  async plant(house: House): Promise<void> {
    const { done, unsure } = [...this.#changes.values()].reduce(
      (sum, one) => ({ done: sum.done + one.done, unsure: sum.unsure + one.unsure }),
      { done: 0, unsure: 0 },
    )
    await house.database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      for (const table of ['engine.trail', 'engine.input']) await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx)
      await sql`delete from evaluation.sealed where (slot, version) in (select slot, version from evaluation.sealed where version > 1 limit ${unsure + 1})`.execute(
        tx,
      )
      const [key] = [...this.#acts].find(([, asked]) => asked.done > 0)!
      const [matter, action] = key.split(' ') as [string, string]
      // What was typed with it goes first: some acts have nothing typed.
      await sql`delete from engine.input i using engine.trail t where t.city = i.city and t.matter = i.matter and t.seq = i.seq and t.matter = ${matter}::uuid and t.action = ${action}`.execute(
        tx,
      )
      await sql`delete from engine.trail where matter = ${matter}::uuid and action = ${action}`.execute(tx)
      await sql`update engine.matter set stage = 'awaiting_contact', closed_at = null, ending = null where id in (select id from engine.matter where stage = 'withdrawn' limit ${[...this.#closed.values()].reduce((n, one) => n + one.unsure, 0) + 1})`.execute(
        tx,
      )
      for (const table of ['engine.trail', 'engine.input']) await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx)
    })
    if (done === 0) throw new Error('nothing to take away')
  }
}

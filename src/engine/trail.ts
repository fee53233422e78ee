import type { House } from './house.ts'
import type { TrailLine } from './rules/verifyTrail.ts'
import { promisesOf } from './store/promise.ts'
import { countMatters, headsOf, rootsOf, trailsAfter } from './store/root.ts'
import type { ExportRow } from './store/root.ts'

const pageLength = 500

const hex = (bytes: Buffer | null): string | undefined => bytes?.toString('hex')
const some = <T>(name: string, value: T | null | undefined): object => (value === null || value === undefined ? {} : { [name]: value })

const entryLine = (row: ExportRow): TrailLine => ({
  type: 'entry',
  matter: row.matter,
  seq: row.seq,
  action: row.action,
  seat: row.seat,
  ...some('unit', row.unit),
  ...some('role', row.role),
  ...some('person', row.person),
  at: row.at.toISOString(),
  stage: row.stage,
  round: row.round,
  effect: row.effect,
  ...some('digest', hex(row.digest)),
  suite: row.suite,
  ...some('previous', hex(row.previous)),
  hash: row.hash.toString('hex'),
})

/**
 * Everything that `verify-trail` needs, line by line; no words of anybody, only digests. It names matters of every lane,
 * so it is for whoever watches over the house, not for a department.
 */
export const exportTrail = async (
  house: Pick<House, 'as' | 'city'>,
  write: (line: string) => unknown,
  progress: (done: number, all: number) => void = () => {},
): Promise<{ readonly matters: number; readonly entries: number }> =>
  house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
    const say = async (line: TrailLine): Promise<void> => {
      await write(JSON.stringify(line))
    }
    await say({ type: 'trail', format: 1, city: house.city })
    for (const root of await rootsOf(tx, house.city)) {
      const heads = (await headsOf(tx, house.city, root.day)).map(one => ({
        matter: one.matter,
        length: one.length,
        head: one.head.toString('hex'),
      }))
      const promised = await promisesOf(tx, house.city, root.day)
      await say({
        type: 'root',
        day: root.day,
        suite: root.suite,
        ...(root.previous ? { previous: root.previous.toString('hex') } : {}),
        hash: root.hash.toString('hex'),
        heads,
        ...(promised.length > 0 ? { promised } : {}),
      })
    }
    const count = { matters: 0, entries: 0 }
    const all = await countMatters(tx, house.city)
    for (let after: string | undefined; ;) {
      const rows = await trailsAfter(tx, house.city, after, pageLength)
      for (const [at, row] of rows.entries()) {
        // A matter whose trail is gone still has its line: the verifier shall miss it.
        if (row.seq !== null) {
          await say(entryLine(row))
          count.entries++
        }
        if (rows[at + 1]?.matter !== row.matter) {
          await say({ type: 'matter', matter: row.matter, length: row.length, head: row.head.toString('hex') })
          count.matters++
        }
      }
      const last = rows.at(-1)
      if (!last) break
      after = last.matter
      progress(count.matters, all)
    }
    await say({ type: 'end', ...count })
    return count
  })

/** The daily roots, day and hash, as `verify-trail --roots` reads them: to be printed, deposited and published. */
export const rootLines = async (house: House): Promise<string> =>
  (await house.as({ kind: 'system', city: house.city, name: 'sweep' }, tx => rootsOf(tx, house.city)))
    .map(root => `${root.day} ${root.hash.toString('hex')}\n`)
    .join('')

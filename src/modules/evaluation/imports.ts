import type { House } from '../../engine/house.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { note } from '../../org/administration/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import { realClock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { settingsOf } from './push.ts'
import { listImports, saveImport, undoImport } from './store/imported.ts'
import type { ImportRow } from './store/imported.ts'

type By = { readonly person: string; readonly name: string } | undefined

const machine = (house: House): Viewer => ({ kind: 'system', city: house.city, name: 'import' })

/** The import's own row and its line on the trail of access, in the transaction that brought the services. */
export const keepImport = async (
  house: House,
  tx: Tx,
  {
    given: { fileName, by },
    id,
    now,
    undoUntil,
    services,
    links,
  }: {
    readonly given: { readonly fileName?: string; readonly by?: By }
    readonly id: string
    readonly now: Date
    readonly undoUntil: Date
    readonly services: number
    readonly links: number
  },
): Promise<void> => {
  if (services === 0) return
  const file = fileName?.trim().slice(0, 120) || null
  await saveImport(tx, { id, fileName: file, importedAt: now, by: by?.person ?? null, services, links, undoUntil })
  await noteAs(house, tx, 'services_imported', { import: id, ...(file !== null && { file }), services, ...(by && { by: by.name }) })
}

/** The machine brings them in, so it says who asked. */
const noteAs = (house: House, tx: Tx, act: 'services_imported' | 'import_undone', about: object): Promise<void> =>
  note(
    tx,
    { city: house.city, keys: house.keys, viewer: machine(house), now: realClock.now() },
    act,
    about as Readonly<Record<string, unknown>>,
  )

/**
 * 整批撤回: services that one file brought go again, those it changed stand as before, and no invitation to them leaves.
 * Only while none has left, so that nobody can have rated and nothing tells whether somebody did.
 */
export const undoImported = (house: House, id: string, by: By): Promise<Refusal | null> =>
  house.as(machine(house), async tx => {
    const digests = await undoImport(tx, id, by?.person ?? null, house.clock.now(), settingsOf(house).case_ended)
    if (digests === undefined) return refuse('import_too_late')
    await house.outbox.withdraw(
      tx,
      digests.map(digest => `evaluation.invite/${digest.toString('base64url')}`),
    )
    await noteAs(house, tx, 'import_undone', { import: id, ...(by && { by: by.name }) })
    return null
  })

/** The last ones, as whoever keeps them sees them. */
export const importsOf = (house: House, viewer: Viewer): Promise<readonly ImportRow[]> => house.as(viewer, listImports)

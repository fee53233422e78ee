import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Evidence } from './citizen/index.ts'
import type { MatterPage } from './opened.ts'
import { evidenceFor } from './rules/evidence.ts'

const pictures: readonly string[] = ['image/jpeg', 'image/png']

interface Shown {
  readonly id: string
  readonly kind: Evidence['kind']
}

/** What this page's citizen was released, in its order. What belongs to another matter, or is neither picture nor PDF, is not shown. */
export const shownEvidence = async (house: House, tx: Tx, { matter, trail }: MatterPage): Promise<readonly Shown[]> => {
  const released = evidenceFor(trail, matter.round, matter.stage)
  if (released.length === 0) return []
  const stored = new Map((await house.files.list(tx, matter.id)).map(file => [file.id, file.type]))
  return released.flatMap((id): readonly Shown[] => {
    const type = stored.get(id)
    return type === undefined
      ? []
      : pictures.includes(type)
        ? [{ id, kind: 'picture' }]
        : type === 'application/pdf'
          ? [{ id, kind: 'document' }]
          : []
  })
}

export const evidenceAt = (code: string, shown: readonly Shown[]): readonly Evidence[] =>
  shown.map(({ kind }, at) => ({ kind, url: `/follow/${code}/evidence/${at + 1}` }))

/** The bytes of one of them, read as the citizen; under a name that says nothing. */
export const evidenceFile = (
  house: House,
  matter: string,
  at: number,
): Promise<(Shown & { readonly type: string; readonly bytes: Buffer; readonly name: string }) | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  return house.as(viewer, async tx => {
    const page = await house.engine.readIn(tx, viewer, matter)
    const one = page && (await shownEvidence(house, tx, page))[at - 1]
    const read = one && (await house.files.read(tx, one.id))
    return one && read && { ...one, type: read.file.type, bytes: read.bytes, name: `${at}.pdf` }
  })
}

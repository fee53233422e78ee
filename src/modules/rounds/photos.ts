import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { findingNoted, findingOpened } from './contract.ts'

/** The place sees no inspection, and so none of its files: the finding is given photographs of its own. */
export const showPhotos = async (house: House, tx: Tx, { matter }: Announcement): Promise<void> => {
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, system, matter)
  const source = findingOpened.safeParse(page?.trail[0]?.input).data?.source
  if (matter === undefined || !source) return
  const inspection = await house.engine.readIn(tx, system, source.inspection)
  const noted = findingNoted.safeParse(inspection?.trail.find(entry => entry.seq === source.seq)?.input).data
  const photos: string[] = []
  for (const id of noted?.photos ?? []) {
    const copied = await house.files.copy(tx, id, matter)
    if (copied) photos.push(copied.id)
  }
  if (photos.length > 0) await house.engine.actIn(tx, system, { matter, action: 'show_photos', input: { photos } })
}

import { describe, expect, it } from 'vitest'
import { packagesOf, refusedLicences } from './licences.ts'
import { root } from './tree.ts'

const packages = packagesOf(root)

it('everything that is shipped or stands on the bench may be there by its licence', () => {
  expect(packages.length).toBeGreaterThan(300)
  expect(refusedLicences(packages)).toEqual([])
})

describe('a planted licence is refused', () => {
  const path = 'node_modules/planted'
  it.each(['GPL-3.0', 'AGPL-3.0-only', 'SSPL-1.0', 'UNLICENSED', 'none', 'MIT AND GPL-2.0', 'BlueOak-1.0.0', 'MPL-2.0', 'CC-BY-4.0'])(
    '%s when shipped',
    licence => {
      expect(refusedLicences([{ path, licence, shipped: true }])).toEqual([`${path} ${licence} (shipped)`])
    },
  )
  it.each(['GPL-3.0', 'none'])('%s on the bench', licence => {
    expect(refusedLicences([{ path, licence, shipped: false }])).toEqual([`${path} ${licence}`])
  })
  it('a choice that includes an allowed licence is allowed; weaker licences may build and test', () => {
    expect(
      refusedLicences([
        { path, licence: '(MIT OR GPL-3.0)', shipped: true },
        { path, licence: 'MPL-2.0', shipped: false },
      ]),
    ).toEqual([])
  })
})

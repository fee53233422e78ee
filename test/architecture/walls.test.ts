import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { walk } from './cruiser.ts'
import { house, plants } from './walls.plants.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** The same walls around another house. */
const build = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'walls-'))
  folders.push(folder)
  for (const name of ['.dependency-cruiser.cjs', '.dependency-cruiser.values.cjs', 'tsconfig.json'])
    copyFileSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${text}\n`)
  }
  return folder
}

const wallsOf = (violations: readonly string[]): readonly string[] => [...new Set(violations.map(each => each.split(':')[0]!))].toSorted()

it('every wall stands in src, and every file of src was looked at', { timeout: 180_000 }, async () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name))
  const { violations, cruised } = await walk(root)
  expect(violations).toEqual([])
  expect(cruised).toBeGreaterThanOrEqual(files.length)
  expect(files.length).toBeGreaterThan(100)
})

it('a house that keeps to the walls trips none, so that what a plant trips is its own', async () => {
  expect(await walk(build(house))).toEqual({ violations: [], cruised: Object.keys(house).length })
})

describe('a planted import trips its wall and no other', () => {
  it.each(plants)('%j in %s', async (walls, file, text) => {
    const planted = { ...house, [file]: `${house[file] ?? ''}\n${text}` }
    expect(wallsOf((await walk(build(planted))).violations)).toEqual(walls.toSorted())
  })
})

it('every wall has a plant, so that none stands for show', async () => {
  const configs = await Promise.all(
    ['.dependency-cruiser.cjs', '.dependency-cruiser.values.cjs'].map(
      async name => (await import(join(root, name))).default as { forbidden: { name: string }[] },
    ),
  )
  const walls = configs.flatMap(config => config.forbidden.map(wall => wall.name))
  expect(walls.filter(wall => !plants.some(([tripped]) => tripped.includes(wall)))).toEqual([])
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What may be shipped to a city. */
const shipped = new Set([
  'MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'ISC',
  'MulanPSL-2.0',
  '0BSD',
  'MIT-0',
  'PostgreSQL',
  'OFL-1.1',
])
/** What may also stand on the bench where it is built and tested. */
const bench = new Set([...shipped, 'MPL-2.0', 'CC-BY-4.0'])

export interface Package {
  readonly path: string
  readonly licence: string
  readonly shipped: boolean
}

/**
 * Permissive licences that the list above does not name, each in the packages that bring it and no others. A new package
 * under one of them is refused until somebody has looked.
 */
const lookedAt: Readonly<Record<string, readonly string[]>> = {
  // glob and what it asks come with @fastify/static, sax with jimp, graceful-fs with the bench. The licence asks that its
  // text goes along, which it does in node_modules.
  'BlueOak-1.0.0': ['glob', 'lru-cache', 'minimatch', 'minipass', 'path-scurry', '@isaacs/nonrecursive-glob-match', 'sax', 'graceful-fs'],
  // @tanstack/react-router asks isbot when it renders on a server, which we do not. Given to the public domain.
  Unlicense: ['isbot'],
  // jimp asks it for TIFF, which we do not accept. Zlib is the licence of the C code that it was ported from.
  Zlib: ['pako'],
}

/** package.json names none; the LICENSE file beside it is the MIT text. */
const readByHand: Readonly<Record<string, string>> = { 'exif-parser': 'MIT' }

/** Builds of one program for other machines; neither installed here nor named by the lock file. The installed one says. */
const builds: readonly (readonly [RegExp, string])[] = [[/^node_modules\/@oxlint\/binding-/, 'node_modules/oxlint']]

interface LockEntry {
  readonly dev?: boolean
  readonly license?: string
  readonly link?: boolean
}

const said = (manifest: { license?: unknown; licenses?: unknown }): string | undefined => {
  const licence = manifest.license ?? manifest.licenses
  if (typeof licence === 'string') return licence
  if (Array.isArray(licence)) return licence.map(each => (each as { type: string }).type).join(' OR ')
  return (licence as { type?: string } | undefined)?.type
}

const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '')

const licenceIn = (root: string, path: string): string | undefined => {
  const file = join(root, path, 'package.json')
  return existsSync(file) ? said(JSON.parse(readFileSync(file, 'utf8')) as object) : undefined
}

/** Every package of the lock file. For those of other machines npm has written the licence into the lock file. */
export const packagesOf = (root: string): readonly Package[] => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockEntry> }
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => {
      const program = builds.find(([build]) => build.test(path))?.[1]
      return {
        path,
        shipped: entry.dev !== true,
        licence:
          licenceIn(root, path) ??
          entry.license ??
          readByHand[nameOf(path)] ??
          (program === undefined ? undefined : licenceIn(root, program)) ??
          'none',
      }
    })
}

/** An SPDX expression: every part of an AND, one part of an OR. */
const allows = ({ path, licence, shipped: goesOut }: Package): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some(choice =>
      choice
        .split(' AND ')
        .map(part => part.trim())
        .every(part => (goesOut ? shipped : bench).has(part) || lookedAt[part]?.includes(nameOf(path)) === true),
    )

export const refusedLicences = (packages: readonly Package[]): readonly string[] =>
  packages.filter(each => !allows(each)).map(({ path, licence, shipped: goesOut }) => `${path} ${licence}${goesOut ? ' (shipped)' : ''}`)

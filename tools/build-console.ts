import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Builds the console into dist/console when its sources differ from those of the last build; `--force` always. */

const root = fileURLToPath(new URL('..', import.meta.url))
const target = join(root, 'dist', 'console')
const stampFile = join(root, 'dist', 'console.sources')

const roomWebs = (): string[] =>
  readdirSync(join(root, 'src', 'modules'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(root, 'src', 'modules', entry.name, 'web'))

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
}

function sourcesDigest(): string {
  const files = [
    ...filesUnder(join(root, 'src', 'console')),
    ...roomWebs().flatMap(filesUnder),
    ...filesUnder(join(root, 'src', 'dashboards', 'web')),
    join(root, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ]
  const digest = createHash('sha256')
  for (const file of files.sort())
    digest.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0')
  return digest.digest('hex')
}

const wanted = sourcesDigest()
const built = existsSync(join(target, 'index.html')) && existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : ''
if (built !== wanted || process.argv.includes('--force')) {
  const { build } = await import('vite')
  // Built aside and swapped in whole: a server that is running never serves half a console.
  const aside = join(root, 'dist', `console.${process.pid}`)
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: aside } })
  rmSync(target, { recursive: true, force: true })
  renameSync(aside, target)
  writeFileSync(stampFile, `${wanted}\n`)
  console.log('console built into dist/console')
}

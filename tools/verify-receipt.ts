import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { isPresent } from '../src/modules/evaluation/rules/presence.ts'
import type { HashBytes, Presence } from '../src/modules/evaluation/rules/presence.ts'
import type { Terminal } from './commands.ts'

/*
 * Stands alone: this file and one pure one (rules/presence.ts), Node, no database, no key, no network. What it needs was
 * downloaded from the receipt's page; the seal to compare with was copied down from /roots, by somebody else or earlier.
 */
const usage = `npx huiyin verify-receipt 证明.json [--root 封存值] [--json]

  --root  当时从“每周公布的封存值”抄下的“回执”一栏（64 位十六进制，空格可有可无）。没有它，只能证明文件自相一致。
          the seal of that week's receipts as copied down from /roots; without it the file is only checked against itself.
退出码 exit code：0 在册；1 用法或文件有误；2 不在册、对不上
`

const algorithms = { std: 'sha256', gm: 'sm3' } as const

/** Four bytes of length, then the bytes. */
const hashWith =
  (suite: 'std' | 'gm'): HashBytes =>
  bytes => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return createHash(algorithms[suite]).update(length).update(bytes).digest()
  }

const hex = /^[0-9a-f]{64}$/
const readPresence = (text: string): Presence | undefined => {
  const given = JSON.parse(text) as Partial<Presence>
  const isFit =
    typeof given.cohort === 'string' &&
    (given.suite === 'std' || given.suite === 'gm') &&
    Number.isInteger(given.place) &&
    (given.place as number) >= 0 &&
    Array.isArray(given.path) &&
    given.path.length <= 40 &&
    [given.digest, given.root, ...given.path].every(one => typeof one === 'string' && hex.test(one))
  return isFit ? (given as Presence) : undefined
}

export const runVerifyReceipt = async (argv: string[], terminal: Terminal): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { root: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    const [file] = positionals
    const root = values.root?.replace(/\s+/g, '').toLowerCase()
    if (values.help || file === undefined || positionals.length > 1 || (root !== undefined && !hex.test(root))) {
      ;(values.help ? terminal.out : terminal.err)(usage)
      return values.help ? 0 : 1
    }
    const presence = readPresence(await readFile(file, 'utf8'))
    if (!presence) {
      terminal.err(`${file}：不是从回执页下载的证明。 Not a proof as the receipt's page gives it.\n`)
      return 1
    }
    const present = isPresent(hashWith(presence.suite), presence) && (root === undefined || root === presence.root)
    const compared =
      root === undefined ? '（未与抄下的封存值核对 not compared with a seal copied down）' : '（与抄下的封存值一致 as copied down）'
    terminal.out(
      values.json
        ? `${JSON.stringify({ present, cohort: presence.cohort, compared: root !== undefined })}\n`
        : present
          ? `在册 present：${presence.cohort}${compared}\n`
          : `不在册或对不上 not present, or the seal differs：${presence.cohort}\n`,
    )
    return present ? 0 : 2
  } catch (error) {
    terminal.err(`读不了 cannot be read：${(error as Error).message}\n`)
    return 1
  }
}

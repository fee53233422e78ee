import { Presets, SingleBar } from 'cli-progress'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { beginFolder, emptyFolder } from '../../tools/demo/folder.ts'
import { startWholeHouse } from '../wholeHouse.ts'
import { accept } from './acceptance.ts'
import type { Accepted } from './acceptance.ts'
import { holds } from './figures.ts'

/** `npm run accept -- --data DIR`: a hotline's real orders through the whole house, on a database of its own that is thrown away. */
const usage = `npm run accept -- --data DIR [--share 0.6] [--json]

  DIR      holds visible.jsonl, a hotline's orders (id, type, date, district, title, body, …); other names: --file NAME
  --share  how many of the services are rated
exit code: 0 all totals agree; 1 some do not, or the input was wrong`

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

const progress = (): { told: (share: number, what: string) => void; done: () => void } => {
  if (!process.stderr.isTTY) {
    let last = -1
    return {
      told: (share, what) => {
        if (Math.floor(share * 10) > last) {
          last = Math.floor(share * 10)
          process.stderr.write(`${String(Math.round(share * 100)).padStart(3)}%  ${what}\n`)
        }
      },
      done: () => {},
    }
  }
  const bar = new SingleBar({ format: '{bar} {percentage}%  {what}', hideCursor: true, clearOnComplete: true }, Presets.shades_classic)
  bar.start(100, 0, { what: '' })
  return {
    told: (share, what) => {
      bar.update(Math.round(share * 100), { what })
    },
    done: () => {
      bar.stop()
    },
  }
}

const show = ({ figures, checks, badRows }: Accepted): void => {
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value !== 'object') {
      say(`${name}: ${value}`)
      continue
    }
    say(`${name}:`)
    for (const [part, many] of Object.entries(value)) say(`    ${part}: ${many}`)
  }
  for (const row of badRows.slice(0, 20)) say(`bad row: ${row}`)
  say()
  for (const check of checks)
    say(
      `${holds(check) ? 'agrees ' : 'DIFFERS'}  ${check.says}${holds(check) && check.left === '' ? '' : `: ${check.left}${holds(check) ? '' : ` and ${check.right}`}`}`,
    )
}

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      file: { type: 'string', default: 'visible.jsonl' },
      share: { type: 'string', default: '0.6' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const share = Number(values.share)
  if (values.help) {
    say(usage)
    return 0
  }
  if (values.data === undefined || !(share > 0 && share <= 1)) {
    process.stderr.write(`${usage}\n`)
    return 1
  }
  const file = join(values.data, values.file)
  if (!existsSync(file)) {
    process.stderr.write(`There is no file ${file}.\n`)
    return 1
  }

  const folder = mkdtempSync(join(tmpdir(), 'huiyin-accept-'))
  const dataFolder = join(folder, 'house')
  beginFolder(dataFolder)
  const bar = progress()
  try {
    bar.told(0, '')
    const whole = await startWholeHouse({ demo: true, start: '2026-09-25T09:00:00+08:00', dataFolder, console: false })
    try {
      const accepted = await accept(whole, { file, folder: join(folder, 'orders'), share, told: bar.told })
      bar.done()
      if (values.json) say(JSON.stringify(accepted))
      else show(accepted)
      return accepted.checks.every(holds) ? 0 : 1
    } finally {
      await whole.running.stop()
    }
  } finally {
    bar.done()
    emptyFolder(dataFolder)
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main()

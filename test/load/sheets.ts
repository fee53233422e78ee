import { createWriteStream } from 'node:fs'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SingleBar } from 'cli-progress'
import { csvOf, xlsxOf } from '../../src/platform/sheets/index.ts'
import type { Cell, SheetOut } from '../../src/platform/sheets/index.ts'

/** `npx node test/load/sheets.ts [rows]`: rows written a second and the memory they took, for both formats. Nothing is asserted. */
const rows = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'huiyin-sheets-'))

async function* pages(told: (done: number) => void): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let at = 0; at < rows; at += 200) {
    yield Array.from({ length: Math.min(200, rows - at) }, (_, n) => [
      `3F7K-${at + n}`,
      '柳渡区人民法院执行局',
      '正在整改',
      1 + ((at + n) % 3),
      '2026-09-22',
      '2026-09-22T10:31:00.000Z',
      '=HYPERLINK("x")',
    ])
    told(at)
  }
}
const columns = [
  ['编号', 'text'],
  ['单位', 'text'],
  ['环节', 'text'],
  ['轮次', 'number'],
  ['期限', 'day'],
  ['立件', 'instant'],
  ['备注', 'text'],
] as const

for (const [name, write] of [
  ['xlsx', xlsxOf],
  ['csv', csvOf],
] as const) {
  let peak = 0
  const bar = new SingleBar({ format: `${name} {bar} {value}/{total}`, clearOnComplete: true })
  bar.start(rows, 0)
  const out: SheetOut = {
    name: '件',
    mark: '压测',
    columns: columns.map(([title, kind]) => ({ title, kind })),
    pages: pages(done => {
      bar.update(done)
      peak = Math.max(peak, process.memoryUsage.rss())
    }),
  }
  const file = join(folder, `out.${name}`)
  const before = process.memoryUsage.rss()
  const began = performance.now()
  await pipeline(Readable.from(write(out)), createWriteStream(file))
  const seconds = (performance.now() - began) / 1000
  bar.stop()
  process.stdout.write(
    `${name}: ${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s, ${(statSync(file).size / 1e6).toFixed(1)} MB, resident ${Math.round(before / 1e6)} MB before, ${Math.round(peak / 1e6)} MB at most\n`,
  )
}
rmSync(folder, { recursive: true })

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The three tables of a list of regions, each with a line of headings: code, name and the codes above. */
export interface RegionLists {
  readonly provinces: string
  readonly cities: string
  readonly areas: string
}

const head = (on: string): string => `# GB/T 2260, ${on}; see NOTICE and docs/decisions/0032-names-of-regions-are-a-table.md
code,name`

const rowsOf = (text: string): readonly { readonly code: string; readonly name: string }[] =>
  text
    .split(/\r?\n/)
    .slice(1)
    .flatMap(line => {
      const [, code, name] = /^"?(\d+)"?,"?([^",]+)"?/.exec(line) ?? []
      return code === undefined || name === undefined ? [] : [{ code, name: name.trim() }]
    })

/** Lines that only gather others: the districts of a municipality, the counties that a province keeps itself. */
const headings = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/**
 * One row a place, sorted by its six digits. Left out is whatever has a number for statistics alone: development zones (71 to 79
 * in the last two digits), headings, and the single area under which a city without districts is listed a second time.
 * @param on the day of which the lists say they are
 */
export const regionTableOf = ({ provinces, cities, areas }: RegionLists, on: string): string => {
  const above = rowsOf(cities).filter(({ name }) => !headings.has(name))
  const nameAbove = new Map(above.map(({ code, name }) => [code, name]))
  const below = rowsOf(areas).filter(
    ({ code, name }) => code.length === 6 && !/(?:7.|00)$/.test(code) && !headings.has(name) && nameAbove.get(code.slice(0, 4)) !== name,
  )
  const all = [...rowsOf(provinces), ...above, ...below].map(({ code, name }) => `${code.padEnd(6, '0')},${name}`)
  return `${[head(on), ...all.sort()].join('\n')}\n`
}

if (import.meta.main) {
  const [folder, on] = process.argv.slice(2)
  if (folder === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(on ?? '')) {
    process.stderr.write('node tools/region-table.ts FOLDER YYYY-MM-DD: provinces.csv, cities.csv, areas.csv become the table of regions\n')
    process.exitCode = 1
  } else {
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
    const table = regionTableOf({ provinces: read('provinces.csv'), cities: read('cities.csv'), areas: read('areas.csv') }, on!)
    writeFileSync(fileURLToPath(new URL('../src/org/firstStart/regions.csv', import.meta.url)), table)
  }
}

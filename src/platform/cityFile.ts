import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Which city a data folder belongs to, and where its programme was found at the first start. */
export interface CityFile {
  readonly city: string
  readonly programmeFolder: string
}

/** A file that a person has broken is said, never guessed around. */
export class CityFileFault extends Error {}

/** The folder of this release: a programme inside it is remembered by its name, so that the next release finds its own. */
const release = fileURLToPath(new URL('../../', import.meta.url))

export const cityFileOf = (dataFolder: string): string => join(dataFolder, 'city.json')

export const readCityFile = (dataFolder: string): CityFile | undefined => {
  const path = cityFileOf(dataFolder)
  if (!existsSync(path)) return undefined
  try {
    const { city, programme } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    if (typeof city === 'string' && city !== '' && typeof programme === 'string' && programme !== '')
      return { city, programmeFolder: resolve(release, programme) }
  } catch {
    /* said below */
  }
  throw new CityFileFault(
    `读不了 ${path}；里面要写成 {"city": "城市代号", "programme": "方案所在的文件夹"}。 ${path} cannot be read; it must say {"city": "<city>", "programme": "<folder of its programme>"}.`,
  )
}

export const writeCityFile = (dataFolder: string, { city, programmeFolder }: CityFile): void => {
  const inside = relative(release, resolve(programmeFolder))
  const programme = inside.startsWith('..') || isAbsolute(inside) ? resolve(programmeFolder) : inside
  mkdirSync(dataFolder, { recursive: true })
  const path = cityFileOf(dataFolder)
  writeFileSync(`${path}.new`, `${JSON.stringify({ city, programme }, null, 2)}\n`)
  renameSync(`${path}.new`, path)
}

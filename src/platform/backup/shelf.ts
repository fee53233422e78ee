import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder in which a city's backups lie, oldest first by their names. */
export interface OnShelf {
  readonly name: string
  readonly path: string
  readonly at: Date
  readonly bytes: number
}

const shape = /^huiyin-([a-z][\w-]*)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/

export const nameOfBackup = (city: string, at: Date): string => `huiyin-${city}-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.backup`

export const listBackups = (folder: string, city: string): readonly OnShelf[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap(name => {
      const [, of, year, month, day, hour, minute, second] = shape.exec(name) ?? []
      if (of !== city) return []
      return [
        {
          name,
          path: join(folder, name),
          at: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`),
          bytes: statSync(join(folder, name)).size,
        },
      ]
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())

/** How far a backup has been proven: read again to its end, or restored whole into an empty place and compared. */
export type Proof = 'read' | 'restored'
export interface Proven {
  readonly name: string
  readonly at: string
  readonly proof: Proof
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly bytes: number
  readonly tookMs: number
}

const noteOf = (folder: string, city: string): string => join(folder, `huiyin-${city}-last.json`)

/** Written beside the backups when one has been proven, whoever made it; the house reads from it how old the last one is. */
export const noteProven = (folder: string, city: string, proven: Proven): void => {
  writeFileSync(`${noteOf(folder, city)}.new`, `${JSON.stringify(proven)}\n`, { mode: 0o600, flush: true })
  renameSync(`${noteOf(folder, city)}.new`, noteOf(folder, city))
}

/** The last backup that was proven and is still there. */
export const lastProven = (folder: string, city: string): Proven | undefined => {
  try {
    const proven = JSON.parse(readFileSync(noteOf(folder, city), 'utf8')) as Proven
    return existsSync(join(folder, proven.name)) && !Number.isNaN(Date.parse(proven.at)) ? proven : undefined
  } catch {
    return undefined
  }
}

/** Lets the oldest go; called once a newer one is proven, so that a row of failures lets nothing go. */
export const keepLast = (folder: string, city: string, kept: number): readonly string[] => {
  const gone = listBackups(folder, city).slice(0, -kept)
  for (const { path } of gone) rmSync(path, { force: true })
  return gone.map(one => one.name)
}

export const makeShelf = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
}

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const addressShape = z.object({ host: z.string(), port: z.int() })
export type ServerAddress = z.infer<typeof addressShape>

const fileOf = (dataFolder: string): string => join(dataFolder, 'database-address.json')

/** Where the running server of a folder is reached, for commands on the same machine; no secret, and good only while the folder is held. */
export const writeAddressDown = (dataFolder: string, { host, port }: ServerAddress): void => {
  writeFileSync(fileOf(dataFolder), `${JSON.stringify({ host, port })}\n`, { mode: 0o600 })
}

export const forgetAddress = (dataFolder: string): void => {
  rmSync(fileOf(dataFolder), { force: true })
}

/** Undefined while the holder of the folder is still starting its server. */
export const readAddress = (dataFolder: string): ServerAddress | undefined => {
  try {
    return addressShape.parse(JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')))
  } catch {
    return undefined
  }
}

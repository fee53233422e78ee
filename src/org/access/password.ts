import { hash, verify } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'

/** OWASP ASVS 5.0, appendix C: argon2id (what the library does unless told otherwise) with at least 46 MiB and one pass. */
const cost = { memoryCost: 47_104, timeCost: 1, parallelism: 1 }

/** Each computation takes 46 MiB and a thread of the pool: four at once, the others wait their turn. */
const atOnce = 4
let running = 0
const waiting: (() => void)[] = []

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= atOnce)
    await new Promise<void>(resolve => {
      waiting.push(resolve)
    })
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

const plainOf = (password: string): string => password.normalize('NFC')

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(plainOf(password), cost))

let nobodysHash: Promise<string> | undefined

/** Without a hash the same work is done for nothing, so that an unknown login takes as long as a wrong password. */
export const isPassword = async (password: string, known: string | undefined): Promise<boolean> => {
  const against = known ?? (await (nobodysHash ??= hashPassword(randomBytes(24).toString('base64'))))
  const same = await inTurn(() => verify(against, plainOf(password)))
  return same && known !== undefined
}

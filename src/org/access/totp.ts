import { Secret, TOTP } from 'otpauth'
import { create } from 'qrcode'

/** RFC 6238 as every code generator on a phone knows it. */
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const

const generatorOf = (secret: Buffer, issuer = '', label = ''): TOTP =>
  new TOTP({ ...settings, issuer, label, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) })

/** The step of a code that is right now or was half a minute ago; undefined for any other. A step is spent once. */
export const stepOf = (secret: Buffer, code: string, now: Date): number | undefined => {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = generatorOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / settings.period) + delta
}

export interface ShownSecret {
  readonly secret: string
  readonly uri: string
  readonly code: { readonly size: number; readonly path: string }
}

/** What a phone reads from the screen, and what one types where it cannot. */
export const showSecret = (secret: Buffer, issuer: string, login: string): ShownSecret => {
  const generator = generatorOf(secret, issuer, login)
  const uri = generator.toString()
  const { modules } = create(uri, { errorCorrectionLevel: 'M' })
  const quiet = 4
  const strokes: string[] = []
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) strokes.push(`M${x + quiet} ${y + quiet}h1v1h-1z`)
  return { secret: generator.secret.base32, uri, code: { size: modules.size + 2 * quiet, path: strokes.join('') } }
}

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'

/** Loaded with the first key: it takes 27 MB that most servers never need. */
const library = () => import('@simplewebauthn/server')

/** Where keys belong to. Browsers bind them to a name; an address of figures has none. */
export interface Place {
  readonly origin: string
  readonly host: string
}

export const placeOf = (publicUrl: string | undefined): Place | undefined => {
  if (publicUrl === undefined) return undefined
  const { origin, hostname, protocol } = new URL(publicUrl)
  if (/^[\d.]+$|^\[/.test(hostname)) return undefined
  return protocol === 'https:' || hostname === 'localhost' ? { origin, host: hostname } : undefined
}

/** What is kept of a key, sealed. */
export interface KnownKey {
  readonly id: string
  readonly publicKey: string
  readonly transports?: readonly string[]
}

interface Someone {
  readonly id: string
  readonly login: string
  readonly name: string
}

export const enrolOptions = async (
  place: Place,
  someone: Someone,
  challenge: Buffer,
  known: readonly KnownKey[],
  issuer: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  (await library()).generateRegistrationOptions({
    rpName: issuer,
    rpID: place.host,
    userName: someone.login,
    userDisplayName: someone.name,
    userID: new TextEncoder().encode(someone.id),
    challenge: new Uint8Array(challenge),
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    timeout: 60_000,
  })

export const proveOptions = async (
  place: Place,
  challenge: Buffer,
  known: readonly KnownKey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  (await library()).generateAuthenticationOptions({
    rpID: place.host,
    challenge: new Uint8Array(challenge),
    userVerification: 'preferred',
    timeout: 60_000,
    allowCredentials: known.map(({ id }) => ({ id })),
  })

/** The password has been shown already: presence of the key is asked for, not its own PIN. */
const asked = { requireUserVerification: false } as const

export const readEnrolment = async (
  place: Place,
  challenge: Buffer,
  response: unknown,
): Promise<{ readonly key: KnownKey; readonly count: number } | undefined> => {
  try {
    const { verified, registrationInfo } = await (
      await library()
    ).verifyRegistrationResponse({
      ...asked,
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: place.origin,
      expectedRPID: place.host,
    })
    if (!verified) return undefined
    const { id, publicKey, counter } = registrationInfo.credential
    return { key: { id, publicKey: Buffer.from(publicKey).toString('base64url') }, count: counter }
  } catch {
    // The library throws for whatever does not fit; what exactly is nobody's business who sent it.
    return undefined
  }
}

/** The key's count after this answer, higher than `count` unless it never counts. */
export const readProof = async (
  place: Place,
  challenge: Buffer,
  key: KnownKey,
  count: number,
  response: unknown,
): Promise<number | undefined> => {
  try {
    const { verified, authenticationInfo } = await (
      await library()
    ).verifyAuthenticationResponse({
      ...asked,
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge.toString('base64url'),
      expectedOrigin: place.origin,
      expectedRPID: place.host,
      credential: { id: key.id, publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')), counter: count },
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

import type { House } from './house.ts'

/** A name and a number as somebody left them, sealed under 'contact'. Whoever opens one for a person does it as an act of the matter. */
export interface SealedContact {
  readonly sealed: string
  readonly about: string
}

export const contactIn = (
  { keys }: Pick<House, 'keys'>,
  { sealed, about }: SealedContact,
): { readonly name?: string; readonly phone?: string } =>
  JSON.parse(keys.open('contact', Buffer.from(sealed, 'base64'), about).toString('utf8')) as {
    readonly name?: string
    readonly phone?: string
  }

/** No 0/O, no 1/I/L: read aloud on a telephone and copied by hand. 31 signs, a prime, so that the check finds every swap. */
export const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const modulus = alphabet.length

/** Weighted sum modulo 31: finds every single wrong sign and every exchange of two neighbours. */
const checkSign = (eight: string): string =>
  alphabet.charAt([...eight].reduce((sum, sign, at) => sum + (at + 2) * alphabet.indexOf(sign), 0) % modulus)

/**
 * Eight random signs and the check sign: 31^8 numbers, which say nothing about order or count.
 * @param random at least 16 random bytes; bytes that would make a sign likelier are skipped. undefined: too many were, draw again.
 */
export const matterNumber = (random: Uint8Array): string | undefined => {
  const fair = [...random].filter(byte => byte < 256 - (256 % modulus)).slice(0, 8)
  if (fair.length < 8) return undefined
  const eight = fair.map(byte => alphabet.charAt(byte % modulus)).join('')
  return eight + checkSign(eight)
}

/** As people read it: 3F7K-9QXM2. */
export const sayNumber = (number: string): string => `${number.slice(0, 4)}-${number.slice(4)}`

/** What somebody typed, or the beginning of it: without hyphens and spaces, in capitals. */
export const readNumber = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase()

export const isNumber = (typed: string): boolean => {
  const number = readNumber(typed)
  return number.length === 9 && [...number].every(sign => alphabet.includes(sign)) && checkSign(number.slice(0, 8)) === number.charAt(8)
}

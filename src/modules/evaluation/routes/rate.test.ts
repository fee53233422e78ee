import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { freshDatabase } from '../../../../test/database.ts'
import type { FreshDatabase } from '../../../../test/database.ts'
import { aService, makeOffice } from '../../../../test/evaluation.ts'
import type { Office } from '../../../../test/evaluation.ts'

let database: FreshDatabase
let office: Office
let serial = 0
beforeAll(async () => {
  database = await freshDatabase()
  office = await makeOffice(database)
})
afterAll(async () => {
  await office?.close()
  await database?.close()
})

const aLink = async (more: object = {}): Promise<string> => {
  const [result] = await office.push([aService(`s-${++serial}`, more)])
  if (!result?.ratingUrl) throw new Error(JSON.stringify(result))
  return result.ratingUrl
}

describe('one rating', () => {
  it('travels from the link to a sealed row and comes back as a receipt', async () => {
    const url = await aLink()
    const page = await office.app.inject({ url: new URL(url).pathname, headers: { accept: 'text/html' } })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('执行局')
    expect(page.body).toContain('执行局局长')
    const rated = await office.rate(url, { overall: 5 })
    expect(rated.statusCode, rated.body).toBe(201)
    expect(rated.json()).toEqual({ receipt: expect.stringMatching(/^\d{16}$/), follow: expect.stringContaining('/follow/') })
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { startWholeHouse, townPassword } from '../../../test/wholeHouse.ts'
import type { WholeHouse } from '../../../test/wholeHouse.ts'
import { tableColumns } from '../import/columns.ts'
import { readTable } from '../tableStore.ts'
import type { ChangeView } from './contract.ts'

const [system, security, leader] = ['guxc', 'boqc', 'hanfang'] as const
let whole: WholeHouse
const cookies = new Map<string, string>()
beforeAll(async () => {
  whole = await startWholeHouse({
    database: await freshDatabase(),
    demo: true,
    start: '2026-09-16T15:00:00+08:00',
    console: false,
    logins: [system, security, leader],
  })
})
afterAll(() => whole?.running.stop())

const ask = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  if (!cookies.has(login)) {
    const answer = await whole.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })
    cookies.set(login, answer.cookies.find(one => one.name === 'huiyin_session')?.value ?? '')
  }
  return whole.running.app.inject({ method, url, cookies: { huiyin_session: cookies.get(login) ?? '' }, ...(payload ? { payload } : {}) })
}
const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
const idOf = (answer: { json: () => unknown }): string => (answer.json() as { id: string }).id
const items = async <T>(login: string, url: string): Promise<readonly T[]> => (await ask(login, 'GET', url)).json<{ items: T[] }>().items
const unitId = async (code: string): Promise<string> =>
  (await items<{ id: string; code: string }>(system, `/api/register/units?search=${code}`)).find(one => one.code === code)!.id
const personId = async (code: string): Promise<string> =>
  (await items<{ id: string }>(security, `/api/register/people?search=${code}`))[0]!.id
const postsOf = async (code: string) =>
  (await ask(security, 'GET', `/api/register/people/${await personId(code)}`)).json<{ posts: { from: string }[] }>().posts
const upload = (login: string, table: string, text: string, more: object = {}) =>
  ask(login, 'POST', `/api/proposals/upload${'reason' in more ? '' : '/preview'}`, {
    kind: 'csv',
    table,
    bytes: Buffer.from(text).toString('base64'),
    ...more,
  })
interface Preview {
  readonly faultCount: number
  readonly faults: readonly { line: number; field: string; title: string }[]
  readonly count: number
  readonly changes: readonly ChangeView[]
}

describe('a file of the office', () => {
  const head = '单位编码,角色,工号,职务,AB角顺序,任职起,任职止'

  it('is looked at first: each wrong row by its line and column, and nothing is proposed', async () => {
    const wrong = (
      await upload(security, 'posts', `${head}\nld.court,clerk,YX0009,,0,2026-09-01,\nld.nowhere,clerk,YX0009,,0,2026-12-01,\n`)
    ).json<Preview>()
    expect(wrong.faults).toMatchObject([{ line: 3, field: 'unit' }])
    const early = (await upload(security, 'posts', `${head}\nld.court,clerk,YX0009,,0,2026-09-01,\n`)).json<Preview>()
    expect(early).toMatchObject({ faultCount: 1, count: 0, faults: [{ line: 2, field: 'from' }] })
    expect(because(await upload(security, 'posts', `${head}\nld.court,clerk,YX0009,,0,2026-09-01,\n`, { reason: '批量任免' }))).toBe(
      'upload_faulty',
    )
    expect((await upload(leader, 'posts', head)).statusCode).toBe(403)
  })

  it('becomes one proposal, read as a diff, settled as a whole, and taken back as a whole by another', async () => {
    const text = `${head}\nld.court,clerk,YX0009,记录员,0,2026-12-01,\nld.court.civil1,clerk,YX0009,,1,2026-12-01,2026-12-31\n`
    expect((await upload(security, 'posts', text)).json<Preview>()).toMatchObject({
      faultCount: 0,
      count: 2,
      changes: [{ what: 'post_given' }, { what: 'post_given' }],
    })
    const id = idOf(await upload(security, 'posts', text, { reason: '批量任免' }))
    expect((await ask(system, 'POST', `/api/proposals/${id}/approve`, {})).statusCode).toBe(204)
    expect((await upload(security, 'posts', text)).json<Preview>()).toMatchObject({ faultCount: 0, count: 0 })
    const back = idOf(await ask(security, 'POST', `/api/proposals/${id}/undo`, { reason: '文件发错了' }))
    expect((await ask(system, 'POST', `/api/proposals/${back}/approve`, {})).statusCode).toBe(204)
    expect((await postsOf('YX0009')).filter(post => post.from === '2026-12-01')).toEqual([])
  })

  it('brings new units, people and sealed numbers, but opens no account', async () => {
    expect((await upload(security, 'people', '工号,姓名,手机号,账号\nYX0900,新来的,10000000900,newone\n')).json<Preview>()).toMatchObject({
      faults: [{ line: 2, field: 'login' }],
    })
    const id = idOf(await upload(security, 'people', '工号,姓名,手机号\nYX0900,新来的,10000000900\n', { reason: '新进人员' }))
    expect(JSON.stringify((await ask(system, 'GET', `/api/proposals/${id}`)).json())).not.toContain('10000000900')
    expect((await ask(system, 'POST', `/api/proposals/${id}/approve`, {})).statusCode).toBe(204)
    const { as, city, org } = whole.running.house
    const person = await personId('YX0900')
    expect(await as({ kind: 'system', city, name: 'sender' }, tx => org.phoneOf(tx, person))).toBe('10000000900')
  })
})

describe('the other tables of a file', () => {
  const approved = async (proposer: string, approver: string, table: string, text: string): Promise<string> => {
    const id = idOf(await upload(proposer, table, text, { reason: '年度调整表' }))
    expect((await ask(approver, 'POST', `/api/proposals/${id}/approve`, {})).statusCode).toBe(204)
    return id
  }
  const takenOut = async (table: 'edges' | 'windows' | 'duty'): Promise<string> => {
    const { as, city } = whole.running.house
    const rows = await as({ kind: 'system', city, name: 'import' }, tx => readTable(tx, table))
    return [
      tableColumns[table].map(column => column.title.zh).join(','),
      ...rows.map(row => tableColumns[table].map(column => row[column.key]).join(',')),
    ].join('\n')
  }

  it('go in as they went out, and nothing changes', async () => {
    for (const table of ['edges', 'windows', 'duty'] as const) {
      const text = await takenOut(table)
      expect(text.split('\n').length, table).toBeGreaterThan(2)
      expect((await upload(system, table, text)).json<Preview>(), table).toMatchObject({ faultCount: 0, count: 0 })
    }
  })

  it('draw lines that the system administrator alone proposes', async () => {
    const text = '下级单位编码,上级单位编码,关系,线\nht.court,c.shgz,guides,territory\n'
    expect(because(await upload(security, 'edges', text, { reason: '年度调整表' }))).toBe('proposal_not_yours')
    await approved(system, security, 'edges', text)
    expect((await upload(system, 'edges', text)).json<Preview>()).toMatchObject({ count: 0 })
  })

  it('open windows, whose lines the programme must have, and close them again when the whole file is taken back', async () => {
    const head = '窗口编码,单位编码,窗口名称,业务条线'
    expect((await upload(system, 'windows', `${head}\nNEW-01,ld.court,新窗口,court.nothing\n`)).json<Preview>()).toMatchObject({
      faults: [{ line: 2, field: 'line' }],
    })
    const id = await approved(system, security, 'windows', `${head}\nNEW-01,ld.court,新窗口,court.filing\n`)
    const states = async () =>
      (await ask(system, 'GET', '/api/register/windows?search=NEW-01'))
        .json<{ items: { closedOn: string | null }[] }>()
        .items.map(one => one.closedOn === null)
    expect(await states()).toEqual([true])
    const back = idOf(await ask(system, 'POST', `/api/proposals/${id}/undo`, { reason: '表发错了' }))
    await ask(security, 'POST', `/api/proposals/${back}/approve`, {})
    expect(await states()).toEqual([false])
  })

  it('write the roster with those who lead there anyway and nobody else, each night once', async () => {
    const head = '单位编码,工号,开始时间,结束时间'
    const night = (code: string, begins: string, ends: string): string => `${head}\nld.court,${code},${begins},${ends}\n`
    expect((await upload(system, 'duty', night('YX0009', '2026-12-20 18:00', '2026-12-21 09:00'))).json<Preview>()).toMatchObject({
      faults: [{ line: 2, field: 'person' }],
    })
    const leaderCode = (
      await ask(system, 'GET', `/api/register/duty/leaders?unit=${await unitId('ld.court')}&from=2026-12-20&until=2026-12-21`)
    ).json<{
      items: { code: string }[]
    }>().items[0]!.code
    const text = night(leaderCode, '2026-12-20 18:00', '2026-12-21 09:00')
    await approved(system, security, 'duty', text)
    expect((await upload(system, 'duty', text)).json<Preview>()).toMatchObject({ faultCount: 0, count: 0 })
    expect((await upload(system, 'duty', night(leaderCode, '2026-12-20 20:00', '2026-12-21 08:00'))).json<Preview>()).toMatchObject({
      faults: [{ line: 2, field: 'from' }],
    })
  })
})

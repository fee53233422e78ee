import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { expect } from 'vitest'
import type { Tx } from '../../src/platform/database/contract.ts'
import { password, startTown } from './town.ts'
import type { LivingTown } from './town.ts'

export const asOwnerOf = <T>(town: LivingTown, work: (tx: Tx) => Promise<T>): Promise<T> =>
  town.running.house.database.transaction('migrate', async tx => {
    await sql`set local role huiyin_owner`.execute(tx)
    return work(tx)
  })

/** The address that a posted code opens for one rating. */
const openingOf = async (town: LivingTown): Promise<string> =>
  (await town.running.app.inject({ url: '/w/LDFY-ZX01', headers: { accept: 'application/json' } }))
    .json<{ action: string }>()
    .action.split('/')
    .at(-1)!

/** An invented item of the register, as its keeper writes it. */
export const hallItem = {
  kind: 'item',
  code: 'SX-1',
  seen: 0,
  fromOn: '2026-09-01',
  why: '登记',
  body: {
    name: '居民身份证补领',
    unit: '公安局',
    level: 'county',
    place: '禾田区',
    online: true,
    whole: false,
    visits: 1,
    instant: false,
    promised: 5,
    legal: 20,
    hall: 'in',
    window: '综合窗口',
    firstCheck: false,
    papers: '户口簿',
    unitCode: 'ht.hall',
    oneThing: '迁入落户一件事',
    guide: true,
  },
} as const

/** At a window whose clerks are none of the readers: a stuck matter is its own kind of answer. */
export const stuckOnline = (key: string) => ({
  window: 'liudu',
  category: 'many_trips',
  item: '店铺改门头',
  where: '街道便民中心',
  trips: '3',
  reason: '“再等等”',
  whom: 'person',
  name: '柏秀',
  phone: '10000170009',
  key,
})

/** A time at the same window. */
export const slotOnline = (key: string, at = '10:00') => ({
  window: 'liudu',
  day: '2026-09-29',
  at,
  name: '柏秀',
  phone: '10000170009',
  key,
})

/** Of a court whose people are none of the readers. */
export const reachOnline = (key: string) => ({
  place: 'hetian_court',
  about: '民间借贷纠纷',
  question: '开庭改到哪天',
  tried: '周一、周三上午打过电话',
  name: '柏秀',
  phone: '10000170009',
  key,
})

/** Of the police, whose people are none of the readers. */
export const visitMade = (unit: string, key: string) => ({
  campaign: 'visits',
  unit,
  visitedOn: '2026-09-28',
  place: '临江社区',
  visitors: '江一帆',
  concerns: [{ kind: 'problem', words: '路灯不亮', unit, phone: '10000170031' }],
  key,
})

/** Of an organ whose people are none of the readers. */
export const hardshipOnline = (key: string) => ({
  place: 'liudu_procuratorate',
  need: '孩子看病没有钱',
  kind: 'illness',
  name: '柏秀',
  phone: '10000170009',
  key,
})

/** A place of a reception day of the court. */
export const receptionOnline = (day: string, key: string) => ({
  day,
  words: '补偿款没有执行到',
  name: '柏秀',
  phone: '10000170010',
  key,
})

/** Of a zone whose people are none of the readers. */
export const zoneOnline = (key: string) => ({
  place: 'hetian',
  kind: 'policy',
  firm: '青禾食品厂',
  words: '稳岗补贴怎么申领',
  name: '柏秀',
  phone: '10000170010',
  key,
})

/** What officials keep beside their matters, each through its own door: a post lent, columns and a list taken out, an agency's columns, a second factor, things drawn. */
const keepOfTheirOwn = async (town: LivingTown, matter: string): Promise<Readonly<Record<string, string>>> => {
  const post = async (login: string, url: string, payload: object): Promise<Record<string, string>> => {
    const answer = await town.as(login, { method: 'POST', url, payload })
    expect([url, answer.statusCode < 300 ? '' : answer.body]).toEqual([url, ''])
    return answer.body === '' ? {} : answer.json<Record<string, string>>()
  }
  const personOf = async (login: string): Promise<string> => (await town.get(login, '/api/session')).json<{ person: string }>().person
  const [own] = (await town.get('hanfang', '/api/delegations')).json<{ posts: { unit: string; role: string }[] }>().posts
  const deputy = await personOf('luocz')
  const delegation = (
    await post('hanfang', '/api/delegations', {
      unit: own!.unit,
      role: own!.role,
      deputy,
      from: '2026-10-12',
      until: '2026-10-14',
      reason: '参加培训',
    })
  )['id']!
  await post('guxc', '/api/services/import/mappings', { unit: own!.unit, name: '执行台账', mapping: { fields: { externalId: '编号' } } })
  const [mapping] = (await town.get('guxc', '/api/services/import/mappings')).json<{ items: { id: string }[] }>().items
  const list = 'externalId,line,unit,outcome,finishedAt\nL-1,court.enforcement,ld.court.enforcement,办结,2026-09-25 09:30\n'
  const brought = await post('guxc', '/api/services/import', {
    kind: 'csv',
    name: '执行台账.csv',
    bytes: Buffer.from(list).toString('base64'),
    dryRun: false,
  })
  await post('hanfang', '/api/exports/columns', { ledger: 'matters', owner: 'person', columns: [{ key: 'number', heading: '编号' }] })
  const view = (await post('hanfang', '/api/views', { list: 'matters', name: '快到期的', filter: { mark: 'near' } }))['id']!
  await post('hanfang', '/api/own-choices', { keys: false, tour: 'left', tourStep: 2 })
  const taken = (await post('hanfang', '/api/exports', { ledger: 'matters', format: 'csv', purpose: '每周核对' }))['id']!
  const { id: factor, secret } = await post('luxm', '/api/session/factors/totp', { password, label: '手机' })
  await post('luxm', `/api/session/factors/totp/${factor!}/confirm`, { code: new TOTP({ secret: Secret.fromBase32(secret!) }).generate() })
  const { number } = (await town.get('shenyue', `/api/matters/${matter}`)).json<{ matter: { number: string } }>().matter
  const warrant = (
    await post('zhouyq', '/api/warrants', {
      kind: 'break_glass',
      scope: 'matter',
      reference: number,
      reason: '来电人说要轻生，回访人联系不上',
      hours: 2,
    })
  )['id']!
  await post('guosz', `/api/warrants/${warrant}/agree`, {})
  const drawing = (
    await post('guosz', '/api/warrants', {
      kind: 'drawing',
      scope: 'matter',
      reference: number,
      document: '云纪调〔2026〕3号',
      reason: '核实初步反映的问题',
      hours: 24,
    })
  )['id']!
  const officer = (await town.get('boqc', '/api/register/people?search=YX0009')).json<{ items: { id: string }[] }>().items[0]!.id
  const proposal = (
    await post('boqc', '/api/proposals', {
      reason: '任免文件三号',
      changes: [{ what: 'post_given', unit: own!.unit, role: 'leader', person: officer, deputy: 1, from: '2026-12-01' }],
    })
  )['id']!
  const [kin] = (await town.get('boqc', '/api/register/people?search=YX0140')).json<{ items: { id: string }[] }>().items
  const tie = { reason: '本人申报的亲属关系', changes: [{ what: 'tie_declared', person: officer, other: kin!.id, kind: 'kin' }] }
  await post('yuwl', `/api/proposals/${(await post('boqc', '/api/proposals', tie))['id']!}/approve`, {})
  await post('guosz', `/api/warrants/${warrant}/open`, {})
  const lost = (await town.get('boqc', '/api/accounts?search=chengsu')).json<{ items: { account: string }[] }>().items[0]!.account
  const lostFactor = (await post('boqc', `/api/accounts/${lost}/factor-reset`, { reason: '手机丢了，本人当面来说' }))['id']!
  const lostPassword = (await post('boqc', `/api/accounts/${lost}/password-reset`, { reason: '忘了密码，本人当面来说' }))['id']!
  const spareKey = (await post('boqc', '/api/api-keys', { name: '备用', scopes: ['services'] }))['id']!
  const everybody = (await town.get('boqc', '/api/accounts?search=YX')).json<{ items: { person: string; account: string | null }[] }>()
    .items
  const withoutAccount = everybody.find(one => !one.account)!.person
  await post('huifang', '/api/callback/script', {
    lines: ['您好，暗号“{暗号}”，我是{岗位}，姓{姓}。', '哪里没办好，您说。'],
    ruling: '对裁判不服的，按文书上写明的途径办。',
    after: 0,
  })
  const { text } = (await town.get('guxc', '/api/programme/versions')).json<{ text: string }>()
  const adoption = (
    await post('guxc', '/api/programme/proposals', { text: text.replace('rounds: 3', 'rounds: 4'), fromOn: '2026-12-01', note: '' })
  )['id']!
  await post('guxc', '/api/first-day/sms/aside', { why: '只用窗口码，不发短信' })
  const [form] = (await town.get('guxc', '/api/templates')).json<{ items: { paper: string }[] }>().items
  const template = (await town.get('guxc', `/api/templates/${form!.paper}/0`)).rawPayload
  expect((await town.upload('guxc', `/api/templates/${form!.paper}`, { name: 'a.docx', bytes: template })).json()).toEqual({
    version: 1,
    faults: [],
  })
  await post('guxc', `/api/templates/${form!.paper}/adoptions`, { version: 1 })
  expect((await town.post('luocz', '/api/boards/month-report/paper', { month: '2026-08' })).statusCode).toBe(200)
  await town.running.app.inject({ method: 'POST', url: '/api/session', payload: { login: 'hanfang', password } })
  const session = (await town.get('hanfang', '/api/session/all'))
    .json<{ items: { id: string; here: boolean }[] }>()
    .items.find(one => !one.here)!.id
  return {
    paper: form!.paper,
    proposal,
    officer,
    post: own!.unit,
    deputy,
    delegation,
    mapping: mapping!.id,
    import: brought['id']!,
    taken,
    view,
    factor: factor!,
    warrant,
    drawing,
    lostFactor,
    lostPassword,
    account: lost,
    withoutAccount,
    spareKey,
    adoption,
    session,
    number,
    elsewhere: await personOf('pengch'),
  }
}

/** The invented city after some weeks: a batch is out, a call is in its second round, a report lies with the post; no table but that of calendar notices is empty. */
export const startLivedTown = async (): Promise<{
  readonly town: LivingTown
  readonly matter: string
  readonly code: string
  doors(): Promise<Readonly<Record<string, string>>>
}> => {
  const town = await startTown('08-12T10:00')
  const first = await town.rate({ overall: 1, reasons: ['rude'], words: '话难听' })
  for (let n = 0; n < 22; n++) await town.rate({ overall: 1 + (n % 5), reasons: ['long_wait'], words: `等了${n}次` })
  // Asked, and answers nothing that counts: a batch waits for somebody silent.
  await town.rate({ overall: 99 }).catch(() => {})
  expect((await town.running.app.inject({ method: 'POST', url: `/receipt/${first}/change`, payload: { overall: 4 } })).statusCode).toBe(200)
  for (const time of ['08-20T10:00', '08-25T10:00', '09-16T15:00']) await town.at(time)
  const code = await town.rate({
    levels: { result: 2 },
    reasons: ['same_form_again'],
    words: '同样的内容抄了三遍',
    callback: { wanted: true, how: 'phone', by: 'department' },
  })
  await town.rate({ overall: 1, callback: { wanted: true, how: 'after', by: 'department' } }, { outcome: '审理中' } as object)
  await town.rate({ overall: 2, sealed: '有人收了两条烟', callback: { wanted: true, how: 'phone', by: 'centre' } })
  // Of a court that has no callback office of its own: the city's centre watches over its clock.
  await town.rate(
    { overall: 2, callback: { wanted: true, how: 'phone', by: 'department' } },
    { unit: 'ht.court.enforcement', officer: 'YX0156' },
  )
  const matter = (await town.work('hanfang'))[0]!
  await town.act('hanfang', matter, 'acknowledge')
  await town.act('hanfang', matter, 'open_number', { purpose: 'first_call' })
  await town.get('hanfang', `/api/matters/${matter}`)
  await town.putRight('hanfang', matter)
  expect(await town.say(code, 'unsolved')).toBe(200)
  await town.at('09-28T10:00')
  const stuck = await town.running.app.inject({ method: 'POST', url: '/stuck', payload: stuckOnline(randomUUID()) })
  expect(stuck.statusCode).toBe(201)
  const slot = await town.running.app.inject({ method: 'POST', url: '/stuck/book', payload: slotOnline(randomUUID(), '09:30') })
  expect([slot.statusCode, slot.statusCode === 201 ? '' : slot.body]).toEqual([201, ''])
  const papers = await town.post('chengsu', '/api/transfer/intake', {
    point: 'LDFY-SH01',
    unit: 'ld.court.civil1',
    officer: '彭川',
    about: '合同纠纷',
    name: '柯律师',
    papers: [{ kind: '起诉状', copies: 1, pages: 3 }],
    key: randomUUID(),
  })
  expect([papers.statusCode, papers.statusCode === 201 ? '' : papers.body]).toEqual([201, ''])
  const item = await town.post('lianggp', '/api/hall/entries', hallItem)
  expect([item.statusCode, item.statusCode === 201 ? '' : item.body]).toEqual([201, ''])
  const reach = await town.running.app.inject({ method: 'POST', url: '/reach', payload: reachOnline(randomUUID()) })
  expect(reach.statusCode).toBe(201)
  const { items: offices } = (await town.get('panbc', '/api/reception/desk')).json<{ items: { leaders: { id: string }[] }[] }>()
  const received = { onDay: '2026-12-02', from: '09:00', venue: '二楼接待室', leader: offices[0]!.leaders[0]!.id, slots: 6, minutes: 20 }
  const day = await town.post('panbc', '/api/reception/days', { ...received, place: 'liudu_court', key: randomUUID() })
  expect([day.statusCode, day.statusCode === 201 ? '' : day.body]).toEqual([201, ''])
  const receptionDay = day.json<{ id: string }>().id
  const reception = await town.running.app.inject({
    method: 'POST',
    url: '/reception',
    payload: receptionOnline(receptionDay, randomUUID()),
  })
  expect([reception.statusCode, reception.statusCode === 201 ? '' : reception.body]).toEqual([201, ''])
  const zone = await town.running.app.inject({ method: 'POST', url: '/zone', payload: zoneOnline(randomUUID()) })
  expect(zone.statusCode).toBe(201)
  const ledger = await town.post('luojh', '/api/zone/past', {
    place: 'hetian',
    name: '2025.csv',
    file: 'csv',
    bytes: Buffer.from('类别,日期,结果\n咨询,2025-05-06,已解决\n').toString('base64'),
    mapping: { fields: { kind: '类别', onDay: '日期', ending: '结果' }, constants: {} },
    dryRun: false,
  })
  expect([ledger.statusCode, ledger.statusCode === 200 ? '' : ledger.body]).toEqual([200, ''])
  const station = (await town.get('jiangyf', '/api/units?search=ld.police.dukou')).json<{ items: { id: string }[] }>().items[0]!.id
  const visit = await town.post('jiangyf', '/api/rounds/visits', visitMade(station, randomUUID()))
  expect([visit.statusCode, visit.statusCode === 201 ? '' : visit.body]).toEqual([201, ''])
  const help = await town.running.app.inject({ method: 'POST', url: '/hardship', payload: hardshipOnline(randomUUID()) })
  expect([help.statusCode, help.statusCode === 201 ? '' : help.body]).toEqual([201, ''])
  await asOwnerOf(town, async tx => {
    const [city, id] = [town.running.house.city, randomUUID()]
    await sql`insert into engine.loop_failed (city, loop, announcement, attempts, retry_at) select city, 'planted', id, 1, at from engine.announcement limit 1`.execute(
      tx,
    )
    await sql`insert into evaluation.seconds (city, cohort, channel, bucket, count) values (${city}, '2026-W33', 'sms', 20, 3)`.execute(tx)
    await sql`insert into evaluation.waiting (city, unit, unverified, pool) select city, id, false, '\\x00' from org.unit limit 1`.execute(
      tx,
    )
    await sql`insert into evaluation.bound_day (city, day, salt) values (${city}, '2026-09-28', sha256('salt')) on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into evaluation.bound_count (city, mark, count) values (${city}, sha256('mark'), 1)`.execute(tx)
    await sql`insert into evaluation.shown (city, cohort, shown) values (${city}, '2026-W38', 1)`.execute(tx)
    await sql`insert into org.first_start (city, at, way, programme, unit, system_admin, security_admin, audit_admin) select u.city, '2026-09-01', 'command', 'v', u.id, p[1], p[2], p[3] from org.unit u, (select array_agg(id) as p from org.person) people limit 1`.execute(
      tx,
    )
    await sql`insert into stuck.handover (city, matter, seq, unit, unit_name, given_at) select city, matter, 2, matter, '街道', '2026-09-17' from stuck.item limit 1`.execute(
      tx,
    )
    await sql`insert into stuck.clearing (city, matter, week_end, unit, unit_name) select i.city, i.matter, '2026-09-25', u.id, '街道' from stuck.item i join org.unit u on u.city = i.city limit 1`.execute(
      tx,
    )
    await sql`insert into stuck.month (city, month, drafted_on) values (${city}, '2026-08-01', '2026-09-01')`.execute(tx)
    await sql`insert into stuck.month_line (city, month, matter, unit, unit_name, category, opened, closed, open, late, extended, returned, not_doable) select i.city, '2026-08-01', i.matter, u.id, '街道', i.category, true, false, true, false, false, false, false from stuck.item i join org.unit u on u.city = i.city limit 1`.execute(
      tx,
    )
    await sql`insert into stuck.class (city, matter, unit) select i.city, i.matter, u.id from stuck.item i join org.unit u on u.city = i.city limit 1`.execute(
      tx,
    )
    await sql`insert into stuck.class_of (city, class, matter) select city, matter, matter from stuck.item limit 1`.execute(tx)
    await sql`insert into engine.erased (city, matter, erased_on) values (${city}, ${id}, '2026-09-17')`.execute(tx)
    await sql`insert into callback.second_voice (city, unit, month, asked, disagreed) select city, id, '2026-09', 12, 3 from org.unit where code = 'ld.court.enforcement'`.execute(
      tx,
    )
    await sql`insert into callback.mark_count (city, unit, month, criterion, marked, upheld, points, missing) select city, id, '2026-09', 'heard', 12, 1, 360, 40 from org.unit where code = 'ld.court.enforcement'`.execute(
      tx,
    )
    await sql`insert into callback.draw (city, week, commitment, sealed, percent, least, seed) select city, '2026-07-27', repeat('a', 64), '\\x00', 10, 1, repeat('b', 64) from stuck.item limit 1`.execute(
      tx,
    )
    await sql`insert into rounds.draw (city, code, week, commitment, sealed, least) values (${city}, 'hall_random', '2026-08-03', repeat('a', 64), '\\x00', 1) on conflict do nothing`.execute(
      tx,
    )
    await sql`insert into callback.draw_ticket (city, week, ticket, drawn) select city, '2026-07-27', repeat('c', 32), true from stuck.item limit 1`.execute(
      tx,
    )
    await sql`insert into callback.marking (city, matter, call, round, unit, role, person) select city, ${id}, id, 1, unit, 'leader', ${id} from engine.matter where kind = 'callback' limit 1`.execute(
      tx,
    )
    await sql`insert into callback.order_answer (city, repair_order, seq, done, said, person, answered_on) select city, id, 1, true, '已改', ${id}, '2026-09-17' from callback.repair_order limit 1`.execute(
      tx,
    )
  })
  const kept = await keepOfTheirOwn(town, matter)
  return {
    town,
    matter,
    code,
    doors: async () => ({
      ...kept,
      key: town.apiKey,
      token: await town.link(),
      receipt: await town.rate({ overall: 2 }),
      released: first,
      window: 'LDFY-ZX01',
      stuck: stuck.json<{ code: string }>().code,
      slot: slot.json<{ code: string }>().code,
      reach: reach.json<{ code: string }>().code,
      hardship: help.json<{ code: string }>().code,
      reception: reception.json<{ code: string }>().code,
      receptionDay,
      zone: zone.json<{ code: string }>().code,
      zoneFile: ledger.json<{ id: string }>().id,
      transfer: papers.json<{ code: string }>().code,
      opening: await openingOf(town),
    }),
  }
}

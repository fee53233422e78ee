import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdfOf } from '../../tools/demo/doors.ts'
import { routes } from '../architecture/routes.list.ts'
import { answers, readers } from './answers.list.ts'
import type { Reader } from './answers.list.ts'
import { noJson } from './answers.noJson.list.ts'
import {
  hallItem,
  hardshipOnline,
  receptionOnline,
  startLivedTown,
  reachOnline,
  slotOnline,
  stuckOnline,
  visitMade,
  zoneOnline,
} from './livedTown.ts'
import { password } from './town.ts'
import type { LivingTown } from './town.ts'

/*
 * A-09: the keys of every route's JSON answer, for each kind of reader, over a town in which there is something to read.
 * Whoever is refused stands in the table as well. A key that the table does not name fails, and so does a route.
 */
let town: LivingTown
let place: Readonly<Record<string, string>>

/** Every path of an answer; the keys of lists are those of their items, a key that is an id is one of many. */
const pathsOf = (value: unknown, at = ''): readonly string[] => {
  if (Array.isArray(value)) return [...new Set(value.flatMap(one => pathsOf(one, `${at}[]`)))]
  if (typeof value !== 'object' || value === null) return [at]
  return [...new Set(Object.entries(value).flatMap(([key, one]) => pathsOf(one, at === '' ? key : `${at}.${key}`)))]
}

const idOf = async (login: string, url: string): Promise<string> =>
  (await town.get(login, url)).json<{ items: { id: string }[] }>().items[0]!.id

beforeAll(async () => {
  const lived = await startLivedTown()
  town = lived.town
  const [order] = (await town.get('luxm', '/api/callback/repair-orders')).json<{ items: { unit: string; releasedOn: string }[] }>().items
  place = {
    ordered: order!.unit,
    listed: order!.releasedOn,
    matter: lived.matter,
    report: (await town.work('guosz'))[0]!,
    code: lived.code,
    order: await idOf('luxm', '/api/callback/repair-orders'),
    words: await idOf('huifang', '/api/evaluation/words?state=unread'),
    unit: await idOf('hanfang', '/api/units?search=ld.court.enforcement'),
    ...(await lived.doors()),
  }
})
afterAll(() => town.running.stop())

const part = (name: string): string => `--x\r\ncontent-disposition: form-data; name="${name}"`
const formOf = (fields: Readonly<Record<string, string>>): Buffer =>
  Buffer.concat([
    Buffer.from(
      `${Object.entries(fields)
        .map(([name, value]) => `${part(name)}\r\n\r\n${value}\r\n`)
        .join('')}${part('file')}; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`,
    ),
    pdfOf('One form'),
    Buffer.from('\r\n--x--\r\n'),
  ])

/** What each route is asked; in this order, since some change what the next would find. */
const asked = (route: string, url: string): { url: string; payload?: object } => {
  const of = url.split('?matter=')[1]
  const body = route === 'POST /api/files' ? formOf(of === undefined ? {} : { matter: place[of.slice(1, -1)]! }) : bodies[route]
  const placed =
    body === undefined || Buffer.isBuffer(body)
      ? body
      : (JSON.parse(JSON.stringify(body).replace(/\{(\w+)\}/g, (whole, name: string) => place[name] ?? whole)) as object)
  return {
    url: url.replace(/\?matter=.*/, '').replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(place[name] ?? name)),
    ...(placed === undefined ? {} : { payload: placed }),
  }
}

const invented =
  '类型,名称,开始,结束\n年份,2027,,\n文号,（虚构）测试用放假安排,,\n依据,测试用，不是国务院办公厅的通知,,\n放假,元旦,2027-01-01,2027-01-03\n放假,春节,2027-02-05,2027-02-12\n上班,春节,2027-01-30,\n上班,春节,2027-02-14,\n放假,劳动节,2027-05-01,2027-05-05\n放假,国庆节,2027-10-01,2027-10-07\n'
/** Whoever reads here keeps no schedule; which leader is meant is judged after that. */
const receptionDayTyped = {
  onDay: '2026-12-03',
  from: '09:00',
  venue: '二楼接待室',
  leader: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c30/head/3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c30',
  slots: 6,
  minutes: 20,
}
const bodies: Readonly<Record<string, object>> = {
  'POST /api/session': { login: 'pengch', password },
  'POST /api/session/second': { code: '000000' },
  'POST /api/session/step-up': { password },
  'POST /api/session/factors/challenge': {},
  'POST /api/session/factors/totp': { password, label: '新手机' },
  'POST /api/session/factors/totp/:id/confirm': { code: '000000' },
  'POST /api/session/factors/key': { password },
  'POST /api/session/factors/key/confirm': { label: '钥匙', answer: {} },
  'POST /api/session/factors/recovery': { password },
  'POST /api/delegations': {
    unit: '{post}',
    role: 'leader',
    deputy: '{deputy}',
    from: '2026-11-02',
    until: '2026-11-03',
    reason: '年休假',
  },
  'POST /api/delegations/:id/end': {},
  'POST /api/factor-resets/:id/agree': {},
  'POST /api/factor-resets/:id/end': {},
  'POST /api/warrants': { kind: 'break_glass', scope: 'matter', reference: '{number}', reason: '来电人说要轻生，联系不上', hours: 1 },
  'POST /api/warrants/:id/agree': {},
  'POST /api/warrants/:id/end': {},
  'POST /api/warrants/:id/open': {},
  'POST /api/services/imports/:id/undo': {},
  'POST /api/services/import/mappings': { unit: '{post}', name: '另一份台账', mapping: {} },
  'POST /api/matters/:id/papers/:paper': {},
  'POST /api/matters/:id/dossier': {},
  'POST /api/matters/:id/scans': formOf({ paper: 'closing_record' }),
  'POST /api/templates/:paper': formOf({}),
  'POST /api/templates/:paper/adoptions': { version: 0 },
  'POST /api/callback/repair-orders/paper': { unit: '{ordered}', releasedOn: '{listed}' },
  'POST /api/boards/month-report/paper': { month: '2026-08' },
  'POST /api/exports/columns': { ledger: 'matters', owner: 'person', columns: null },
  'POST /api/exports': { ledger: 'matters', format: 'csv' },
  'POST /api/exports/:id/revoke': {},
  'POST /api/views': { list: 'matters', name: '逾期的', filter: { mark: 'overdue' } },
  'POST /api/views/:id': { first: true },
  'POST /api/own-choices': { keys: true, tour: 'done', tourStep: 0 },
  'POST /api/bell/read': {},
  'POST /api/callback/inbound-sms': { from: '13900009999', text: '满意', id: 'a9' },
  'POST /api/accounts': { person: '{withoutAccount}', login: 'xinlai' },
  'POST /api/accounts/:id/disable': {},
  'POST /api/accounts/:id/enable': {},
  'POST /api/api-keys': { name: '另一把', scopes: ['services'] },
  'POST /api/api-keys/:id/rotate': {},
  'POST /api/programme/preview': {
    text: 'name: 云溪市\nextends: [kunming]\nmodules: [evaluation, callback, discipline]\ncallback: { rounds: 4, attempts: 3 }\n',
  },
  'POST /api/programme/proposals': { text: 'name: 云溪市\nmodules: [evaluation]\n', fromOn: '2026-12-02' },
  'POST /api/callback/script': { lines: ['您好，暗号“{暗号}”，我是{岗位}。', '哪里没办好？'], ruling: null, after: 1, dryRun: true },
  'POST /api/programme/proposals/:id/approve': {},
  'POST /api/programme/proposals/:id/withdraw': {},
  'POST /api/calendar/preview': { kind: 'csv', text: invented },
  'POST /api/calendar/notices': { kind: 'csv', text: invented },
  'POST /api/services': {
    services: [
      {
        externalId: 'a9',
        line: 'court.enforcement',
        unit: 'ld.court.enforcement',
        officer: 'YX0009',
        outcome: '办结',
        finishedAt: '2026-09-25T14:30:00+08:00',
      },
    ],
  },
  'POST /api/services/import': { bytes: Buffer.from('编号,单位\n1,ld.court\n').toString('base64'), kind: 'csv', dryRun: true },
  'POST /api/evaluation/shown': {},
  'POST /api/evaluation/words/:id': { decision: 'release' },
  'POST /api/callback/repair-orders/:id/answers': { done: true, said: '三张表已经合成一张' },
  'POST /api/matters/:id/actions/:action': {},
  'POST /stuck/book': slotOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c41'),
  'POST /stuck': stuckOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c31'),
  'POST /api/stuck/intake': { ...stuckOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c32'), channel: 'window' },
  'POST /api/transfer/intake': {
    point: 'LDFY-SH01',
    unit: 'ld.court.civil1',
    officer: '彭川',
    about: '合同纠纷',
    name: '柯律师',
    papers: [{ kind: '起诉状', copies: 1, pages: 3 }],
    key: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c33',
  },
  'POST /hardship': hardshipOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c36'),
  'POST /api/hardship/intake': { ...hardshipOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c37'), channel: 'window', word: true },
  'POST /reach': reachOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c34'),
  'POST /api/reach/intake': { ...reachOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c35'), channel: 'window' },
  'POST /api/rounds/visits': visitMade('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c30', '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c36'),
  'POST /api/rounds/inspections': {
    code: 'hall_daily',
    place: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c30',
    key: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c37',
  },
  'POST /api/rounds/import': { file: 'csv', bytes: Buffer.from('走访日期\n').toString('base64'), dryRun: true },
  'POST /reception': receptionOnline('{receptionDay}', '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c38'),
  'POST /api/reception/intake': { ...receptionOnline('{receptionDay}', '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c39'), channel: 'window' },
  'POST /api/reception/days': { ...receptionDayTyped, place: 'liudu_court', key: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c40' },
  'POST /api/reception/days/:id/change': { ...receptionDayTyped, why: '开会' },
  'POST /api/reception/days/:id/cancel': { why: '防汛值守' },
  'POST /api/reception/days/:id/held': { held: 'promised' },
  'POST /zone': zoneOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c36'),
  'POST /api/zone/intake': { ...zoneOnline('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c37'), channel: 'window' },
  'POST /api/zone/past': {
    place: 'hetian',
    name: 'ledger.csv',
    file: 'csv',
    bytes: Buffer.from('类别,日期,结果\n咨询,2026-05-06,已解决\n').toString('base64'),
    mapping: { fields: { kind: '类别', onDay: '日期', ending: '结果' }, constants: {} },
    dryRun: true,
  },
  'POST /api/transfer/find': { text: '{transfer}' },
  'POST /api/hall/entries': { ...hallItem, seen: 1, why: '改期限', body: { ...hallItem.body, promised: 3 } },
  'POST /api/hall/import': {
    kind: 'item',
    file: 'csv',
    bytes: Buffer.from('事项编码,事项名称\nSX-2,虚构\n').toString('base64'),
    fromOn: '2026-09-01',
    why: '核对',
    dryRun: true,
  },
  'POST /r/:token': { overall: 4 },
  'POST /r/:token/not-me': {},
  'POST /receipt/:code/change': { overall: 3 },
  'POST /receipt/:code/tell': { hurt: true, words: '有人打电话来劝' },
  'POST /w/:code/:opening': { overall: 5, line: 'court.enforcement' },
}

const loginOf: Readonly<Partial<Record<Reader, string>>> = {
  officer: 'luxm',
  leader: 'hanfang',
  deputy_head: 'shenyue',
  head: 'luocz',
  supervisor: 'zhouyq',
  callback_centre: 'huifang',
  discipline: 'guosz',
  system_admin: 'guxc',
  security_admin: 'boqc',
  audit_admin: 'yuwl',
  stranger: 'fengxia',
}

let asks = 0
const askAs = async (reader: Reader, route: string, url: string): Promise<string> => {
  const [method = ''] = route.split(' ')
  const login = loginOf[reader]
  const wanted = asked(route, url)
  const file = Buffer.isBuffer(wanted.payload) ? { 'content-type': 'multipart/form-data; boundary=x' } : {}
  // Each from a network of its own, so that the limits of the HTTP floor hide no answer.
  asks++
  const given = {
    method: method as 'GET',
    remoteAddress: `10.${asks >> 8}.${asks & 255}.1`,
    headers: { accept: 'application/json', ...file, ...(reader === 'key' ? { authorization: `Bearer ${place.key}` } : {}) },
    ...wanted,
  }
  const answer = await (login === undefined ? town.running.app.inject(given) : town.as(login, given))
  if (answer.statusCode >= 300) return String(answer.statusCode)
  const type = String(answer.headers['content-type'] ?? 'nothing')
  if (!type.includes('json')) return `${answer.statusCode} ${type.split(';')[0]!}`
  const told = answer.json<{ may?: { records?: unknown }[] }>()
  // The schemas of what an act records are the programme's, not the matter's.
  for (const may of told.may ?? []) if ('records' in may) may.records = true
  return `${answer.statusCode} ${[...pathsOf(told)].sort().join(' ')}`.trim()
}

describe('what leaves the server, by route and reader (A-09)', () => {
  it('is in the table for every route that answers with JSON', () => {
    expect(
      Object.keys(answers)
        .map(asking => asking.split(' ').slice(0, 2).join(' '))
        .concat(noJson)
        .filter((route, at, all) => all.indexOf(route) === at)
        .sort(),
    ).toEqual(Object.keys(routes).sort())
  })

  it.each(Object.entries(answers))('%s', async (asking, table) => {
    const [method = '', route = '', url = route] = asking.split(' ')
    const found: Record<string, string[]> = {}
    for (const reader of readers) (found[await askAs(reader, `${method} ${route}`, url)] ??= []).push(reader)
    expect(Object.fromEntries(Object.entries(found).map(([answer, who]) => [answer, who.join(' ')]))).toEqual(table)
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/*
 * what leaves the server, key by key, for each kind of reader. A key that nobody put into this table fails; so does
 * a value that must never be in an answer, under whatever key.
 */
let town: LivingTown
let matter: string
let code: string
const inside: string[] = []

beforeAll(async () => {
  town = await startTown('09-16T15:00')
  code = await town.rate({
    levels: { result: 2 },
    reasons: ['same_form_again'],
    words: '同样的内容抄了三遍',
    callback: { wanted: true, how: 'phone', by: 'department', speech: '请大声慢点说' },
    helper: true,
  })
  matter = (await town.work('hanfang'))[0]!
  await town.act('hanfang', matter, 'acknowledge')
  await town.act('hanfang', matter, 'record_attempt', { outcome: 'no_answer' })
  await town.act('hanfang', matter, 'record_call', {
    what_was_wrong: '三张表写同样的内容',
    cause: 'documents',
    head: 'mechanism',
    speed_agreed: false,
  })
  // What the house itself knows of the opening, and no answer may hold.
  const { house } = town.running
  const opening = (await house.engine.read({ kind: 'system', city: house.city, name: 'loops' }, matter))!.trail[0]!.input as {
    contact: { sealed: string; about: string }
    follow: string
    rated: string[]
  }
  inside.push(opening.contact.sealed, opening.contact.about, opening.follow, ...opening.rated, '10000160001', '陆小满')
})
afterAll(() => town.running.stop())

/** Every path of an answer; the keys of lists are those of their items. */
const pathsOf = (value: unknown, at = ''): readonly string[] => {
  if (Array.isArray(value)) return [...new Set(value.flatMap(one => pathsOf(one, `${at}[]`)))]
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one, at === '' ? key : `${at}.${key}`))
}

const matterKeys = ['id', 'number', 'kind', 'lane', 'stage', 'stageTitle', 'round', 'unit', 'unitName', 'openedAt', 'sight', 'length']
const clockKeys = ['clock', 'title', 'round', 'state', 'dueAt', 'dueOn', 'because[]', 'startedAt', 'mark']
const ofMatter = (at: string): readonly string[] => [
  ...matterKeys.map(key => `${at}.${key}`),
  ...clockKeys.map(key => `${at}.clocks[].${key}`),
]
const ofTrail = ['seq', 'action', 'title', 'by', 'at', 'stage', 'round', 'seat'].map(key => `trail[].${key}`)
const ofMay = ['action', 'title', 'confirm', 'not.because', 'not.title'].map(key => `may[].${key}`)
const opening = [
  'service.lineName',
  'service.title',
  'service.finishedOn',
  'service.unitName',
  'levels.result.title',
  'levels.result.level',
  'levels.result.levelTitle',
  'reasons[]',
  'words',
  'wish.how',
  'wish.by',
  'wish.when',
  'wish.when[]',
  'wish.speech',
  'wish.helper',
  'safeWord',
  'route.told[]',
]
const recorded = [...opening, 'outcome', 'what_was_wrong', 'cause', 'head', 'speed_agreed'].map(key => `trail[].input.${key}`)
const card = [
  ...['line', 'title', 'finishedOn', 'unitName'].map(key => `service.${key}`),
  ...['key', 'title', 'level', 'levelTitle'].map(key => `dimensions[].${key}`),
  'unit',
  'reasons[].code',
  'reasons[].title',
  'words',
  'wish.how',
  'wish.by',
  'wish.when',
  'wish.when[]',
  'wish.speech',
  'wish.helper',
  'safeWord',
  'attempts[].at',
  'attempts[].outcome',
  'contact.opened',
  'script[]',
  'orders',
  'rulingText',
].map(key => `card.${key}`)
const closed = [...ofMatter('matter'), 'matter.clocks[].stoppedAt', ...ofTrail]

const allowed = {
  full: [
    ...closed,
    'trail[].seated[].seat',
    'trail[].seated[].post',
    'trail[].seated[].sight',
    ...recorded,
    ...ofMay,
    'may',
    'may[].records',
    ...card,
  ],
  progress: [...closed, 'may'],
} as const

describe('the page of a matter', () => {
  it.each([
    ['hanfang', 'full'],
    ['shenyue', 'progress'],
    ['luocz', 'progress'],
    ['zhouyq', 'progress'],
  ] as const)('gives %s what a %s seat may read, and not one key more', async (login, sight) => {
    const answer = await town.get(login, `/api/matters/${matter}`)
    expect(answer.statusCode).toBe(200)
    const page = answer.json<{ matter: { sight: string }; may: { records?: unknown }[] }>()
    expect(page.matter.sight).toBe(sight)
    for (const may of page.may) if ('records' in may) may.records = true
    expect(pathsOf(page).filter(path => !(allowed[sight] as readonly string[]).includes(path))).toEqual([])
    for (const secret of inside) expect(answer.body, secret).not.toContain(secret)
  })

  it('gives the caller everything that his work needs: the table is what is read, not only what may be', async () => {
    const page = (await town.get('hanfang', `/api/matters/${matter}`)).json<object>()
    const paths = pathsOf(page)
    for (const path of [
      'trail[].input.words',
      'trail[].input.safeWord',
      'trail[].input.service.lineName',
      'trail[].input.what_was_wrong',
      'trail[].seated[].post',
      'card.safeWord',
    ])
      expect(paths).toContain(path)
  })

  it('would fail on what the house itself holds: the table stops somebody', async () => {
    const { house } = town.running
    const raw = (await house.engine.read({ kind: 'system', city: house.city, name: 'loops' }, matter))!
    const extra = pathsOf({ trail: raw.trail }).filter(path => !(allowed.full as readonly string[]).includes(path))
    expect(extra).toEqual(
      expect.arrayContaining([
        'trail[].input.contact.sealed',
        'trail[].input.follow',
        'trail[].input.rated[]',
        'trail[].input.route.because[]',
      ]),
    )
  })

  it('is not there for the rated, nor for a stranger', async () => {
    for (const login of ['luxm', 'fengxia']) expect((await town.get(login, `/api/matters/${matter}`)).json()).toMatchObject({ status: 404 })
  })
})

/** Keys whose value is an instant. */
const instantsIn = (value: unknown): readonly string[] => JSON.stringify(value).match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? []

describe('whoever sees progress alone', () => {
  it.each(['shenyue', 'luocz', 'zhouyq'])('%s is told days and the organ, never an instant or the department', async login => {
    for (const url of [`/api/matters/${matter}`, '/api/matters', '/api/boards/loop-health/call_overdue']) {
      const answer = await town.get(login, url)
      if (answer.statusCode === 403) continue
      const told = answer.json<object>()
      expect(
        instantsIn(told).filter(at => !at.endsWith('T16:00:00.000Z')),
        `${login} ${url}`,
      ).toEqual([])
      expect(answer.body, `${login} ${url}`).not.toContain('执行局')
    }
    const full = (await town.get('hanfang', `/api/matters/${matter}`)).json<{ matter: { unit: string } }>()
    expect(
      (await town.get(login, `/api/matters?unit=${full.matter.unit}`)).json(),
      'a list is not narrowed to a department either',
    ).toEqual({ items: [] })
  })
  it('would fail on what the caller himself is told', async () => {
    const answer = await town.get('hanfang', `/api/matters/${matter}`)
    expect(instantsIn(answer.json()).some(at => !at.endsWith('T16:00:00.000Z'))).toBe(true)
    expect(answer.body).toContain('执行局')
  })
})

describe("lists, and the citizen's own page", () => {
  it('of matters name stage and clocks alone', async () => {
    for (const login of ['hanfang', 'shenyue', 'luocz']) {
      for (const url of ['/api/matters', '/api/work']) {
        const answer = await town.get(login, url)
        expect(
          pathsOf(answer.json()).filter(
            path => ![...ofMatter('items[]'), 'items', 'next', 'counts.mine', 'counts.near', 'counts.overdue'].includes(path),
          ),
          `${login} ${url}`,
        ).toEqual([])
        for (const secret of inside) expect(answer.body).not.toContain(secret)
      }
    }
  })

  it('of a receipt say how far it has come, never what was rated and never who', async () => {
    const answer = await town.running.app.inject({ url: `/api/follow/${code}` })
    const keys = [
      'steps[].title',
      'steps[].at',
      'steps[].state',
      'promised.dateText',
      'promised.because[]',
      'safeWord',
      'judge',
      'withdraw',
      'rights[]',
    ]
    expect(pathsOf(answer.json()).filter(path => !keys.includes(path))).toEqual([])
    for (const secret of [...inside, '抄了三遍', '同样的内容', '韩芳']) expect(answer.body, secret).not.toContain(secret)
  })
})

describe('a sealed report', () => {
  it('gives the stationed post the words, where it happened and whom it is about by name; number and follow code stay inside until the number is opened', async () => {
    await town.rate({ overall: 3, sealed: '催执行的时候，有人收了我两条烟', callback: { wanted: true, how: 'phone', by: 'centre' } })
    const [report] = await town.work('guosz')
    const answer = await town.get('guosz', `/api/matters/${report!}`)
    const page = answer.json<{ may: { records?: unknown }[] }>()
    for (const may of page.may) if ('records' in may) may.records = true
    const table = [
      ...ofMatter('matter'),
      ...ofTrail,
      'trail[].seated[].seat',
      'trail[].seated[].post',
      'trail[].seated[].sight',
      'trail[].input.source',
      'trail[].input.words',
      'trail[].input.unitName',
      'trail[].input.about[]',
      'trail[].input.calledBy',
      ...ofMay,
      'may[].records',
      'card.safeWord',
      'card.contact.left',
      'card.contact.written',
      'card.contact.opened',
    ]
    expect(pathsOf(page).filter(path => !table.includes(path))).toEqual([])
    expect(answer.body).toContain('两条烟')
    expect(answer.body, 'whom it is about').toContain('陆小满')
    for (const secret of inside.slice(3).filter(one => one !== '陆小满')) expect(answer.body, secret).not.toContain(secret)
  })
})

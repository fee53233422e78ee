import fastifyStatic from '@fastify/static'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { ClockView, MatterView, TrailEntry } from '../../src/engine/contract.ts'
import { callFlow } from '../../src/modules/callback/flows/call.ts'

/**
 * A loopback server with invented answers in the exact shape of the contracts, for looking at the console alone: its
 * layout, its accessibility, its faults. Nothing of ours is proved by it but the browser side.
 */

const built = fileURLToPath(new URL('../../dist/console', import.meta.url))
const problem = (status: number, because: string, title: string, field?: string) => ({
  type: `urn:huiyin:${because}`,
  status,
  title,
  field,
})

/** Stricter than the server's present policy: the console needs no inline style. */
const policy = (nonce: string): string =>
  `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

let now = new Date('2026-09-17T10:20:00+08:00')

const clock = (over: Partial<ClockView>): ClockView => ({
  clock: 'call_within',
  title: '回访时限',
  round: 1,
  state: 'running',
  dueAt: '2026-09-17T17:00:00+08:00',
  dueOn: '2026-09-17',
  startedAt: '2026-09-16T15:02:00+08:00',
  mark: 'near',
  because: ['9月16日（周三）15:02 收到评价', '一个工作日内回访', '9月17日（周四）工作日，第1天', '9月17日（周四）17:00 到期'],
  ...over,
})
const rectify = clock({
  clock: 'rectify_within',
  title: '整改时限',
  dueAt: '2026-09-23T00:00:00+08:00',
  dueOn: '2026-09-22',
  mark: 'in_time',
  because: [
    '9月16日收到评价，次日起算',
    '9月17日（周四）第1天',
    '9月18日（周五）第2天',
    '9月19日（周六）休息',
    '9月20日（周日）调休上班，第3天',
    '9月21日（周一）第4天',
    '9月22日（周二）第5天，到期',
  ],
})

const matter = (over: Partial<MatterView>): MatterView => ({
  id: 'a0000000-0000-4000-8000-000000000001',
  number: '3F7K-8M2PX',
  kind: 'callback',
  lane: 'rating',
  stage: 'awaiting_contact',
  stageTitle: '待回访',
  round: 1,
  unit: 'u1',
  unitName: '柳渡区人民法院执行局',
  openedAt: '2026-09-16T15:02:00+08:00',
  sight: 'full',
  clocks: [clock({}), rectify],
  length: 2,
  ...over,
})

const first = matter({})
const matters: MatterView[] = [
  first,
  matter({
    id: 'a0000000-0000-4000-8000-000000000002',
    number: '7HQ2-KD94C',
    clocks: [clock({ dueAt: '2026-09-18T00:00:00+08:00', dueOn: '2026-09-17' })],
  }),
  matter({
    id: 'a0000000-0000-4000-8000-000000000003',
    number: '9WT5-2BX6N',
    stage: 'being_put_right',
    stageTitle: '正在整改',
    round: 2,
    clocks: [
      clock({
        clock: 'rectify_within',
        title: '整改时限',
        dueAt: '2026-09-15T00:00:00+08:00',
        dueOn: '2026-09-14',
        mark: 'overdue',
        round: 2,
      }),
    ],
  }),
  matter({
    id: 'a0000000-0000-4000-8000-000000000004',
    number: 'C4MM-71RSV',
    kind: 'repair',
    stage: 'awaiting_plan',
    stageTitle: '待提出整改',
    clocks: [
      clock({
        clock: 'plan_within',
        title: '提出整改时限',
        state: 'undetermined',
        dueAt: undefined,
        dueOn: undefined,
        notBefore: '2026-12-31',
        because: ['2027年节假日安排尚未公布，先不定日期'],
      }),
    ],
  }),
]

const trail: TrailEntry[] = [
  {
    seq: 1,
    action: 'open',
    title: '收到评价，要求回访',
    by: 'system',
    at: '2026-09-16T15:02:00+08:00',
    stage: 'awaiting_contact',
    round: 1,
    input: { safeWord: '桂花' },
  },
  {
    seq: 2,
    action: 'acknowledge',
    title: '已看到，我来办',
    by: '执行局局长 韩芳',
    at: '2026-09-16T16:40:00+08:00',
    stage: 'awaiting_contact',
    round: 1,
  },
]
let attempts: { at: string; outcome: string }[] = []
let opened = false
let session: string | undefined

const card = () => ({
  service: { line: '案件执行', title: '领取执行款', finishedOn: '2026-09-16', unitName: '柳渡区人民法院执行局' },
  dimensions: [
    { key: 'attitude', title: '态度', level: 4, levelTitle: '满意' },
    { key: 'ability', title: '能力', level: 4, levelTitle: '满意' },
    { key: 'result', title: '办理结果', level: 2, levelTitle: '不满意' },
  ],
  reasons: ['同样的内容填了好几遍', '样表、指南看不懂或有错'],
  words: '三张表，地址电话写了三回，我眼睛又不好。',
  wish: { how: 'phone', by: 'department', when: ['上午'], speech: '请大声慢点说', helper: false },
  safeWord: '桂花',
  attempts,
  contact: opened ? { opened: true, number: '13900000000' } : { opened: false },
  script: [
    '您好，暗号“桂花”，我是柳渡区法院执行局的局长韩芳。现在说话方便吗？',
    '这次办事哪里没办好，您怎么说都行，被评的人不会从我这里知道是您。',
    '还有什么建议？',
    '我这样记，您听对不对？',
    '9月22日前改好再告诉您，行不行由您定。',
  ],
  orders: [],
  rulingText: '对执行行为有异议的，可以向执行法院提出书面异议；对异议裁定不服的，自裁定送达之日起十日内向上一级法院申请复议。',
})

const may = () =>
  (['acknowledge', 'open_number', 'record_call', 'record_attempt', 'conclude_unreachable', 'explain_ruling', 'hand_over'] as const).map(
    action => {
      const rule = callFlow.actions[action] as { title: string; records?: z.ZodType; confirm?: string }
      return {
        action,
        title: rule.title,
        confirm: rule.confirm,
        records: rule.records === undefined ? undefined : z.toJSONSchema(rule.records, { io: 'input' }),
        not:
          action === 'conclude_unreachable'
            ? { refused: true, because: 'three_days_needed', title: `须在三个不同日子各打一次，现在打了${attempts.length}次。` }
            : undefined,
      }
    },
  )

function boards(app: FastifyInstance): void {
  app.get('/api/boards/loop-health', () => ({
    asOf: now.toISOString(),
    counts: [
      { key: 'call_overdue', title: '待回访超期', count: 1 },
      { key: 'repair_overdue', title: '待整改超期', count: 3 },
      { key: 'second_contact_missing', title: '未二次联系', count: 0 },
      { key: 'said_unsolved', title: '群众说没解决', count: 2 },
      { key: 'in_new_round', title: '重办中', count: 2 },
    ],
  }))
  app.get('/api/boards/loop-health/:key', () => ({ items: matters.map(one => ({ ...one, sight: 'progress' })) }))
  const coverage = (rateable: number, invited: number, answered: number | null) => ({
    rateable,
    invited,
    delivered: null,
    silent: answered === null ? null : rateable - answered,
    lines: [
      { line: 'court.enforcement', title: '案件执行', rateable, invited, answered, silent: answered === null ? null : rateable - answered },
    ],
  })
  app.get('/api/boards/evaluation', () => ({
    releasedUpTo: '2026-09-06',
    from: '2026-06-15',
    levelTitles: ['非常不满意', '不满意', '基本满意', '满意', '非常满意'],
    windows: [{ unit: 'u2', unitName: '诉讼服务中心', ratings: 12, poor: 1 }],
    secondBuckets: [5, 10, 20, 30, 60, 120, 300],
    seconds: [{ channel: 'link', counts: [1, 9, 60, 41, 22, 9, 2, 1] }],
    rows: [
      {
        unit: 'u1',
        unitName: '柳渡区人民法院执行局',
        batches: 4,
        ratings: 61,
        poor: 7,
        coverage: coverage(190, 182, 61),
        levels: { overall: { counts: [2, 5, 9, 27, 18], withheldBatches: 0 } },
        reasons: [
          { code: 'documents.repeated', title: '同样的内容填了好几遍', count: 7 },
          { code: 'waiting.long', title: '等得太久', count: 4 },
        ],
        calls: { opened: 7, ended: 6, solved: 6, confirmed: 5, unsolved: 0, unasked: 0 },
      },
      {
        unit: 'u2',
        unitName: '诉讼服务中心',
        batches: 4,
        ratings: 88,
        poor: 4,
        coverage: coverage(240, 240, 88),
        levels: { overall: { counts: [1, 3, 14, 40, 30], withheldBatches: 0 } },
        reasons: [{ code: 'information.once', title: '没有一次说清要什么', count: 5 }],
        calls: { opened: 4, ended: 4, solved: 3, confirmed: 2, unsolved: 1, unasked: 1 },
      },
      {
        unit: 'u3',
        unitName: '双槐法庭',
        batches: 1,
        ratings: 6,
        poor: null,
        coverage: coverage(21, 21, null),
        levels: { overall: { counts: null, withheldBatches: 1 } },
        reasons: null,
        calls: { opened: 1, ended: 1, solved: 1, confirmed: 1, unsolved: 0, unasked: 0 },
      },
    ],
  }))
  app.get('/api/callback/voices', () => ({
    since: '2026-03-01',
    least: 10,
    units: [
      { unit: 'u1', unitName: '柳渡区人民法院执行局', asked: 20, share: 15, from: 5, to: 40 },
      { unit: 'u3', unitName: '柳渡区人民法院双槐法庭', asked: 10, share: 70, from: 35, to: 95 },
    ],
  }))
  app.get('/api/callback/recovery', () => ({ since: '2026-06-01', confirmed: 65, unasked: 20 }))
  app.get('/api/discipline/desk', () => ({
    opened: [{ unitName: '执行局', who: '韩芳', post: '执行局局长', why: 'first_call', on: '2026-09-17' }],
    closedWithoutContact: [],
    changedAfterContact: [{ unitName: '渡口派出所', count: 2 }],
    routedAround: [{ unitName: '渡口派出所', who: '石铁柱', post: '渡口派出所所长', weekOf: '2026-09-14' }],
    rungsMissed: [{ unitName: '市公安局柳渡分局', rung: '报分局局长', dueOn: '2026-09-15' }],
    chain: { state: 'whole' },
  }))
}

function work(app: FastifyInstance): void {
  app.get('/api/bell', () => ({
    unread: 1,
    items: [{ id: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c15', about: 'callback.leader', on: '2026-09-16', read: false }],
  }))
  app.get('/api/views', () => ({ mayShare: true, items: [] }))
  app.get('/api/own-choices', () => ({ keys: true, tour: 'done', tourStep: 0 }))
  app.get('/api/work', () => ({ items: matters }))
  app.get<{ Querystring: { cursor?: string; number?: string; kind?: string } }>('/api/matters', ({ query }) => {
    const found = matters.filter(one => one.number.startsWith(query.number ?? '') && (query.kind === undefined || one.kind === query.kind))
    return query.cursor ? { items: found.slice(2) } : { items: found.slice(0, 2), next: found.length > 2 ? 'c1' : undefined }
  })
  app.get<{ Params: { id: string } }>('/api/matters/:id', ({ params }, reply) => {
    const found = matters.find(one => one.id === params.id)
    if (!found) return reply.code(404).send(problem(404, 'not_found', '没有这件事，或者您看不到它。'))
    return { matter: found, trail: trail.slice(0, found.length), may: may(), card: found.kind === 'callback' ? card() : undefined }
  })
  app.post<{ Params: { id: string; action: string }; Body: { input?: Record<string, unknown> } }>(
    '/api/matters/:id/actions/:action',
    ({ params, body }, reply) => {
      if (session === undefined) return reply.code(401).send(problem(401, 'sign_in_first', '请先登录。'))
      const input = body.input ?? {}
      if (params.action === 'record_call' && String(input.what_was_wrong).includes('5000元'))
        return reply.code(409).send(problem(409, 'names_a_sum', '这段话提到了金额，承办人可能猜到是谁。', 'what_was_wrong'))
      if (params.action === 'open_number') opened = true
      if (params.action === 'record_attempt') attempts = [...attempts, { at: now.toISOString(), outcome: String(input.outcome) }]
      return { done: { matter: params.id, seq: 3, stage: first.stage, round: 1 }, matter: first, may: may() }
    },
  )
  app.get<{ Querystring: { search?: string } }>('/api/units', ({ query }) =>
    ['柳渡区人民法院', '柳渡区人民法院执行局', '禾田区司法局']
      .filter(name => name.includes(query.search ?? ''))
      .map((name, at) => ({ id: `u${at}`, name })),
  )
}

/** Three of the town's cast; anybody else is the head of the enforcement bureau. */
const cast: Readonly<
  Record<string, { readonly name: string; readonly post: Readonly<Record<'unit' | 'unitName' | 'role' | 'title', string>> }>
> = {
  zhouyq: { name: '周砚秋', post: { unit: 'u9', unitName: '市委政法委', role: 'supervisor', title: '执法监督处处长' } },
  guosz: { name: '郭守正', post: { unit: 'u8', unitName: '派驻区法院纪检监察组', role: 'discipline', title: '组长' } },
}
const hanfang = { name: '韩芳', post: { unit: 'u1', unitName: '柳渡区人民法院执行局', role: 'leader', title: '局长' } }

function sessionOf(login: string) {
  const { name, post } = cast[login] ?? hanfang
  return { person: login, name, city: 'yunxi', cityName: '云溪市', demo: true, posts: [post] }
}

/** Serves the built console under /console. `signedOut` ends the session, as time would. */
export async function consoleFixtures(
  port = 0,
): Promise<{ readonly url: string; readonly signedOut: () => void; readonly close: () => Promise<void> }> {
  const app = Fastify()
  app.get('/api/session', (_request, reply) =>
    session === undefined ? reply.code(401).send(problem(401, 'sign_in_first', '请先登录。')) : sessionOf(session),
  )
  app.post<{ Body: { login: string; password: string } }>('/api/session', ({ body }, reply) => {
    if (body.password !== 'demo') return reply.code(401).send(problem(401, 'wrong_login', '账号或密码不对。'))
    session = body.login
    return sessionOf(body.login)
  })
  app.delete('/api/session', (_request, reply) => {
    session = undefined
    return reply.code(204).send()
  })
  app.get('/api/demo/clock', () => ({ now: now.toISOString(), demo: true }))
  app.post<{ Body: { to?: string; workingDays?: number } }>('/api/demo/clock', ({ body }) => {
    now = body.to ? new Date(body.to) : new Date(now.getTime() + 86_400_000 * (body.workingDays ?? 0))
    return { now: now.toISOString(), demo: true }
  })
  boards(app)
  work(app)
  await app.register(fastifyStatic, { root: join(built, 'assets'), prefix: '/console/assets/' })
  const page = readFileSync(join(built, 'index.html'), 'utf8')
  app.get('/console/*', (_request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy(nonce))
      .header('referrer-policy', 'no-referrer')
      .send(page.replaceAll('__NONCE__', nonce))
  })
  const url = await app.listen({ port, host: '127.0.0.1' })
  return {
    url,
    signedOut: () => {
      session = undefined
    },
    close: () => app.close(),
  }
}

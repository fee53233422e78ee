import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import type { FastifyReply } from 'fastify'
import { enhancePath } from '../../src/kit/page.ts'
import type { PageLanguage } from '../../src/kit/page.ts'
import { followPage } from '../../src/modules/callback/citizen/index.ts'
import type { FollowView } from '../../src/modules/callback/citizen/index.ts'
import {
  busyPage,
  changePage,
  notFoundPage,
  ratePage,
  receiptPage,
  rootsPage,
  standardDimensions,
  standardLevels,
  usedPage,
  windowUsedPage,
} from '../../src/modules/evaluation/citizen/index.ts'
import type { RateView, ReceiptView, Submitted } from '../../src/modules/evaluation/citizen/index.ts'
import { enhanceScript } from '../../src/modules/evaluation/citizen/script.ts'
import type { CitizenPage } from './citizen-pages.ts'
import { newNonce, setHeaders } from '../../src/platform/http/headers.ts'
import { problemPage } from '../../src/platform/http/problemPage.ts'

/** The invented town's words, as its programme gives them. */
export const yunxi = (lang: PageLanguage, more: Partial<RateView> = {}): RateView => ({
  lang,
  nonce: 'bm9uY2U=',
  unitName: '柳渡区人民法院执行局',
  lineName: '案件执行',
  levels: standardLevels(lang, 5),
  dimensions: standardDimensions(lang),
  reasonsByDimension: {
    attitude: [
      { code: 'a1', title: '不耐烦、话难听', cause: 'person' },
      { code: 'a2', title: '不听我把话说完', cause: 'person' },
      { code: 'a3', title: '人太多，顾不上我', cause: 'waiting' },
      { code: 'a4', title: '没座位、听不清、老人不方便', cause: 'facility' },
      { code: 'a5', title: '说话没遮挡，旁人都听见', cause: 'facility' },
    ],
    conduct: [
      { code: 'c1', title: '等得太久', cause: 'waiting' },
      { code: 'c2', title: '电话打不通，找不到承办人', cause: 'process' },
      { code: 'c3', title: '约好了却办不了', cause: 'process' },
      { code: 'c4', title: '几个部门来回推', cause: 'process' },
      { code: 'c5', title: '拖着不办', cause: 'person' },
      { code: 'c6', title: '两边不一样对待', cause: 'person' },
    ],
    ability: [
      { code: 'b1', title: '没有一次说清要什么', cause: 'information' },
      { code: 'b2', title: '样表、指南看不懂或有错', cause: 'documents' },
      { code: 'b3', title: '机器、网页老出毛病', cause: 'system' },
      { code: 'b4', title: '业务不熟，说法不一', cause: 'person' },
    ],
    result: [
      { code: 'r1', title: '同样的内容填了好几遍', cause: 'documents' },
      { code: 'r2', title: '多要了指南上没有的材料', cause: 'documents' },
      { code: 'r3', title: '该受理没受理', cause: 'process' },
      { code: 'r4', title: '说好的日子没办完', cause: 'process' },
      { code: 'r5', title: '没人告诉我结果和理由', cause: 'information' },
      { code: 'r6', title: '没说不服该怎么办', cause: 'information' },
      { code: 'r7', title: '规定本身不合理', cause: 'rule' },
      { code: 'r8', title: '对裁判、处理决定本身不服', cause: 'result' },
    ],
  },
  callbackPost: '执行局局长',
  centre: '评价回访中心',
  serviceKept: true,
  idempotencyKey: '4f5e0e1a-6f0c-4c57-9f4f-0d2c9a0b7c11',
  action: '/r/token',
  lawfulRoute: '对执行行为有异议的，可以向执行法院提出书面异议；对裁定不服的，自送达之日起十日内向上一级法院申请复议。',
  ...more,
})

export const receiptOf = (lang: PageLanguage, more: Partial<ReceiptView> = {}): ReceiptView => ({
  lang,
  nonce: 'bm9uY2U=',
  receipt: '4821073359161204',
  wish: 'phone',
  who: '执行局局长',
  promised: '9月17日（周四）',
  safeWord: '桂花',
  changeUntil: '9月30日',
  followUrl: '/follow/4821073359161204',
  changeUrl: '/change',
  tellUrl: '/receipt/4821073359161204/tell',
  ...more,
})

export const followOf = (lang: PageLanguage, more: Partial<FollowView> = {}): FollowView => ({
  lang,
  nonce: 'bm9uY2U=',
  code: '4821073359161204',
  action: '/follow/4821073359161204',
  steps: [
    { title: '收到了', at: '9月16日', state: 'done' },
    { title: '已交执行局局长', at: '9月16日', state: 'done' },
    { title: '已和您联系', at: '9月17日', state: 'done' },
    { title: '正在改', state: 'done' },
    { title: '改好了，请您看', at: '9月21日', state: 'current' },
    { title: '您说了算', state: 'ahead' },
  ],
  promised: {
    dateText: '9月22日（周二）',
    because: [
      '9月16日收到评价，次日起算',
      '9月17日（周四）第1天',
      '9月18日（周五）第2天',
      '9月19日（周六）休息',
      '9月20日（周日）调休上班，第3天',
      '9月21日（周一）第4天',
      '9月22日（周二）第5天，到期',
    ],
  },
  safeWord: '桂花',
  answer: {
    found: '三张表都要填姓名、地址和电话，老人看不清、填得累。',
    measure: '三张表合成一张，地址电话只填一次，窗口可以代录。',
    from: '9月21日',
  },
  judge: true,
  rights: ['对执行行为有异议的，可以向柳渡区人民法院提出书面异议。'],
  ...more,
})

const receiptStates: Readonly<Record<string, Partial<ReceiptView>>> = {
  waiting: { wish: 'after', waits: true, latest: '2027年3月15日（周一）', followUrl: undefined, promised: undefined },
  released: {
    changeUntil: undefined,
    changeUrl: undefined,
    overdue: true,
    presenceUrl: '/receipt/4821073359161204/presence',
    rootsUrl: '/roots',
  },
  fault: { fault: { field: 'sealed_words', sentence: '请写一写是什么事，再点交上去。' }, typed: { words: '', sealed_words: '' } },
  heard: { heard: 'hurt' },
}

const langOf = (query: unknown): PageLanguage => ((query as { lang?: string }).lang === 'en' ? 'en' : 'zh')
const bigOf = (query: unknown): boolean => (query as { big?: string }).big === '1'
const send = (any: unknown, write: (nonce: string) => string, status = 200): unknown => {
  const reply = any as FastifyReply
  const nonce = newNonce()
  setHeaders(reply, 'page', nonce, true)
  return reply.code(status).type('text/html; charset=utf-8').send(write(nonce))
}

/** A loopback server that answers like the rooms' routes, so that the pages can be looked at and pressed alone; and `pages`, each at /page/<its place>. */
export async function citizenFixtures(pages: readonly CitizenPage[] = []): Promise<{
  readonly url: string
  readonly posts: Submitted[]
  readonly fail: (times: number) => void
  readonly close: () => Promise<void>
}> {
  const app = Fastify()
  await app.register(formbody)
  const posts: Submitted[] = []
  let failing = 0
  app.get(enhancePath, (_request, reply) => {
    setHeaders(reply, 'asset', '', true)
    return reply.type('text/javascript; charset=utf-8').send(enhanceScript)
  })
  const variants: Readonly<Record<string, Partial<RateView>>> = {
    token: {},
    none: { serviceKept: false },
    standing: {
      serviceKept: false,
      lineName: undefined,
      standingCode: {
        lines: [
          { code: 'court.filing', title: '立案' },
          { code: 'court.enforcement', title: '案件执行' },
        ],
      },
    },
    three: { levels: standardLevels('zh', 3) },
    kiosk: { kiosk: '/r/kiosk' },
  }
  app.get<{ Params: { token: string } }>('/r/:token', ({ params, query }, reply) =>
    send(reply, nonce =>
      ratePage(yunxi(langOf(query), { nonce, largeType: bigOf(query), action: `/r/${params.token}`, ...variants[params.token] })),
    ),
  )
  app.post<{ Params: { token: string }; Body: Submitted }>('/r/:token', ({ params, body }, reply) => {
    const lang = body.lang === 'en' ? 'en' : 'zh'
    const largeType = body.big === '1'
    if (failing > 0) {
      failing -= 1
      reply.header('retry-after', '1')
      return send(reply, nonce => busyPage({ lang, nonce, largeType, action: `/r/${params.token}`, values: body, retryAfter: 1 }), 503)
    }
    if (!['overall', 'attitude', 'conduct', 'ability', 'result', 'words', 'sealed_words'].some(field => body[field as 'overall']))
      return send(
        reply,
        nonce =>
          ratePage(
            yunxi(lang, {
              nonce,
              largeType,
              values: body,
              faults: [{ field: 'overall', sentence: '请至少点一个脸，或者写一句话。' }],
              ...variants[params.token],
              action: `/r/${params.token}`,
            }),
          ),
        400,
      )
    if (params.token === 'used')
      return send(
        reply,
        nonce => usedPage({ lang, nonce, largeType, notMeAction: '/r/used', changeUrl: '/change', idempotencyKey: 'k', values: body }),
        409,
      )
    posts.push(body)
    const wish = typeof body.wish === 'string' && body.wish !== '' ? body.wish : 'none'
    return reply.redirect(`/receipt?wish=${wish}&lang=${lang}${largeType ? '&big=1' : ''}`, 303)
  })
  app.get('/receipt', ({ query }, reply) =>
    send(reply, nonce =>
      receiptPage(
        receiptOf(langOf(query), {
          nonce,
          largeType: bigOf(query),
          wish: (query as { wish?: ReceiptView['wish'] }).wish ?? 'phone',
          ...receiptStates[(query as { at?: string }).at ?? ''],
        }),
      ),
    ),
  )
  app.get('/roots', ({ query }, reply) =>
    send(reply, nonce =>
      rootsPage({
        lang: langOf(query),
        nonce,
        largeType: bigOf(query),
        roots: ['2026-W39', '2026-W38', '2026-W38s'].map(cohort => ({
          cohort,
          suite: 'std',
          receipts: '3f9a'.repeat(16),
          released: 'c07e'.repeat(16),
        })),
      }),
    ),
  )
  app.get('/window-used', ({ query }, reply) =>
    send(
      reply,
      nonce => windowUsedPage({ lang: langOf(query), nonce, largeType: bigOf(query), againUrl: '/w/w1', changeUrl: '/follow' }),
      409,
    ),
  )
  app.get('/trouble', (request, reply) =>
    send(
      reply,
      nonce =>
        problemPage(
          { method: 'POST', url: '/follow/4821073359161204', query: request.query, body: { words: '写了很久', hurt: '1' }, nonce } as never,
          langOf(request.query),
          {
            status: 429,
            because: 'too_many_requests',
            title: langOf(request.query) === 'zh' ? '请求太频繁，请稍后再试。' : 'Too many requests. Please try again a little later.',
            retryAfter: 12,
          },
        ),
      429,
    ),
  )
  app.get('/change', ({ query }, reply) =>
    send(reply, nonce => changePage(yunxi(langOf(query), { nonce, largeType: bigOf(query), action: '/change', changeUntil: '9月30日' }))),
  )
  app.get('/follow/:code', ({ query }, reply) =>
    send(reply, nonce => followPage(followOf(langOf(query), { nonce, largeType: bigOf(query) }))),
  )
  app.post<{ Body: { say?: string; hurt?: string } }>('/follow/:code', ({ body }, reply) =>
    send(reply, nonce => followPage(followOf('zh', { nonce, heard: body.hurt ? 'hurt' : 'word', judge: false }))),
  )
  app.get<{ Params: { at: string } }>('/page/:at', ({ params, query }, reply) =>
    send(reply, nonce => pages[Number(params.at)]?.show({ lang: langOf(query), nonce, largeType: bigOf(query) }) ?? ''),
  )
  app.get('/lost', ({ query }, reply) => send(reply, nonce => notFoundPage({ lang: langOf(query), nonce, largeType: bigOf(query) }), 404))
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    url,
    posts,
    fail: times => {
      failing = times
    },
    close: () => app.close(),
  }
}

import type { PageView } from '../../src/kit/page.ts'
import * as callback from '../../src/modules/callback/citizen/index.ts'
import * as rating from '../../src/modules/evaluation/citizen/index.ts'
import { problemPage } from '../../src/platform/http/problemPage.ts'
import { followOf, receiptOf, yunxi } from './citizen-fixtures.ts'
import { roomPages } from './citizen-pages.rooms.ts'

/** One citizens' page, made by one function with everything on it that can be pressed. */
export interface CitizenPage {
  readonly name: string
  /** The page's own function: `test/architecture/citizenWays.test.ts` misses none. */
  readonly of: unknown
  readonly show: (view: PageView) => string
}

const code = '4821073359161204'
const key = '4f5e0e1a-6f0c-4c57-9f4f-0d2c9a0b7c11'
const values = { words: '地址写了三回', helper: '1', reason: ['r1'] }

const ofRatings: readonly CitizenPage[] = [
  { name: 'rate', of: rating.ratePage, show: view => rating.ratePage({ ...yunxi(view.lang), ...view }) },
  {
    name: 'rate, a code on the wall, with faults',
    of: rating.ratePage,
    show: view =>
      rating.ratePage({
        ...yunxi(view.lang, {
          serviceKept: false,
          standingCode: { lines: ['court.filing', 'court.enforcement'].map(line => ({ code: line, title: '立案' })) },
          values,
          faults: [{ field: 'overall', sentence: '请至少点一个脸。' }],
        }),
        ...view,
      }),
  },
  { name: 'change', of: rating.changePage, show: view => rating.changePage({ ...yunxi(view.lang), ...view, changeUntil: '9月30日' }) },
  { name: 'receipt', of: rating.receiptPage, show: view => rating.receiptPage({ ...receiptOf(view.lang), ...view }) },
  {
    name: 'receipt, released',
    of: rating.receiptPage,
    show: view =>
      rating.receiptPage({
        ...receiptOf(view.lang, { presenceUrl: `/receipt/${code}/presence`, rootsUrl: '/roots', heard: 'hurt' }),
        ...view,
      }),
  },
  {
    name: 'roots',
    of: rating.rootsPage,
    show: view =>
      rating.rootsPage({
        ...view,
        roots: [{ cohort: '2026-W39', suite: 'std', receipts: '3f9a'.repeat(16), released: 'c07e'.repeat(16) }],
      }),
  },
  {
    name: 'busy',
    of: rating.busyPage,
    show: view => rating.busyPage({ ...view, action: '/r/t', values: { ...values, lang: 'zh', big: '' }, retryAfter: 2 }),
  },
  {
    name: 'used',
    of: rating.usedPage,
    show: view => rating.usedPage({ ...view, notMeAction: '/r/t', changeUrl: '/follow', idempotencyKey: key, values }),
  },
  {
    name: 'used, a code on the wall',
    of: rating.windowUsedPage,
    show: view => rating.windowUsedPage({ ...view, againUrl: '/w/LDFY', changeUrl: '/follow' }),
  },
  { name: 'an unknown receipt', of: rating.receiptNotFoundPage, show: rating.receiptNotFoundPage },
  ...(['notFoundPage', 'closedPage', 'changeOverPage', 'withdrawnPage', 'notMePage'] as const).map(name => ({
    name,
    of: rating[name],
    show: (view: PageView) => rating[name]({ ...view, receiptUrl: `/receipt/${code}` }),
  })),
]

const ofCalls: readonly CitizenPage[] = [
  {
    name: 'follow',
    of: callback.followPage,
    show: view =>
      callback.followPage({
        ...followOf(view.lang),
        ...view,
        withdraw: true,
        evidence: [
          { kind: 'picture', url: `/follow/${code}/evidence/1` },
          { kind: 'document', url: `/follow/${code}/evidence/2` },
        ],
        earlier: [{ round: 1, post: '执行局局长', contacted: '9月17日', answer: { said: '已经说明' }, no: '9月20日' }],
        late: { since: '9月22日', told: [{ day: '9月23日', whom: '院长' }] },
      }),
  },
  { name: 'follow, find', of: callback.findPage, show: view => callback.findPage({ ...view, action: '/follow', missed: true }) },
]

/** What she chose stands in what she asked; the page of a problem knows it from nowhere else. */
const wished = ({ lang, largeType }: PageView): Record<string, string> => ({ lang, ...(largeType ? { big: '1' } : {}) })
const asking = (view: PageView, request: object): never => ({ nonce: view.nonce, query: wished(view), ...request }) as never
const busy = { status: 429, because: 'too_many_requests', title: '请求太频繁，请稍后再试。', retryAfter: 12 }
const ofProblems: readonly CitizenPage[] = [
  {
    name: 'a problem, asked again',
    of: problemPage,
    show: view => problemPage(asking(view, { method: 'GET', url: '/stuck/book?window=ld-1' }), view.lang, busy),
  },
  {
    name: 'a problem, sent again',
    of: problemPage,
    show: view =>
      problemPage(
        asking(view, { method: 'POST', url: '/stuck', query: {}, body: { words: '写了很久', ...wished(view) } }),
        view.lang,
        busy,
      ),
  },
]

/** Every page that a citizen may be shown. */
export const citizenPages: readonly CitizenPage[] = [...ofRatings, ...ofCalls, ...roomPages, ...ofProblems]

import type { Page } from 'playwright-core'
import type { Size } from './story.ts'

const clickFirst =
  (selector: string, then: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().click()
    await page.locator(then).first().waitFor()
  }

export interface Place {
  readonly route: string
  readonly path?: string
  /** What is opened on the page. */ readonly open?: (page: Page) => Promise<void>
}

/** Every page there is, and what opens on it. A route that stands in no row fails below. */
export const places: Readonly<Record<string, Place>> = {
  'sign-in': { route: '/sign-in', path: 'sign-in' },
  none: { route: '/', path: '' },
  exports: { route: '/exports' },
  'unit-words': { route: '/unit-words' },
  'matters-out': {
    route: '/matters',
    path: 'matters',
    open: async page => {
      await page.locator('.titled button:has(.anticon-download)').first().click()
      await page.locator('.ant-modal .ant-collapse-header').first().click()
      await page.locator('.column-choices').waitFor()
    },
  },
  account: { route: '/account' },
  work: { route: '/work' },
  matters: { route: '/matters' },
  evaluation: { route: '/evaluation' },
  'loop-health': { route: '/loop-health' },
  'loop-health/call_overdue': { route: '/loop-health/$key' },
  discipline: { route: '/discipline' },
  import: { route: '/import' },
  calendar: { route: '/calendar' },
  templates: { route: '/templates' },
  'month-report': { route: '/month-report' },
  'template-open': { route: '/templates', path: 'templates', open: clickFirst('.ant-collapse-header', '.template-fields') },
  health: { route: '/health' },
  'first-day': { route: '/first-day' },
  'set-aside': { route: '/first-day', path: 'first-day', open: clickFirst('main button:not([aria-label])', '.ant-modal form') },
  people: { route: '/people' },
  'api-keys': { route: '/api-keys' },
  trail: { route: '/trail' },
  audit: { route: '/audit' },
  units: { route: '/units' },
  unit: { route: '/units/$id', path: 'units', open: clickFirst('.ant-table a, .cards a', '.pairs[aria-label]') },
  'window-list': { route: '/window-list' },
  posts: { route: '/posts' },
  person: { route: '/people/$id', path: 'posts', open: clickFirst('.ant-table a[href*=people], .cards a[href*=people]', 'main h2') },
  edges: { route: '/edges' },
  proposals: { route: '/proposals' },
  'take-in': { route: '/take-in' },
  'give-post': { route: '/posts', path: 'posts', open: clickFirst('main .ant-btn-primary', '.ant-modal form') },
  duty: { route: '/duty' },
  delegations: { route: '/delegations' },
  lend: { route: '/delegations', path: 'delegations', open: clickFirst('main > .ant-btn-primary', '.ant-modal form') },
  warrants: { route: '/warrants' },
  'factor-resets': { route: '/factor-resets' },
  'ask-reset': {
    route: '/people',
    path: 'people',
    open: async page => {
      await page
        .getByRole('button', { name: /^(手机丢了|Lost phone)$/ })
        .first()
        .click()
      await page.locator('.ant-modal form').waitFor()
    },
  },
  'ask-password': {
    route: '/people',
    path: 'people',
    open: async page => {
      await page
        .getByRole('button', { name: /^(重置密码|Reset password)$/ })
        .first()
        .click()
      await page.locator('.ant-modal form').waitFor()
    },
  },
  'ask-drawing': { route: '/warrants', path: 'warrants', open: clickFirst('main > .ant-space .ant-btn-primary', '.ant-modal form') },
  'lent-acts': { route: '/delegations', path: 'delegations', open: clickFirst('main .ant-space button', '.ant-modal .quiet') },
  programme: { route: '/programme' },
  script: { route: '/script' },
  centre: { route: '/centre' },
  quality: { route: '/quality' },
  marking: { route: '/matters/$id' },
  'stuck-intake': { route: '/stuck-intake' },
  'stuck-ledger': { route: '/stuck-ledger' },
  'stuck-bookings': { route: '/stuck-bookings' },
  'stuck-clearing': { route: '/stuck-clearing' },
  'stuck-months': { route: '/stuck-months' },
  stuck: { route: '/matters/$id', path: 'stuck-ledger', open: clickFirst('[data-opens]', '.matter-head') },
  'transfer-intake': { route: '/transfer-intake' },
  'transfer-list': { route: '/transfer-list' },
  bag: { route: '/matters/$id', path: 'transfer-list', open: clickFirst('[data-opens]', '.matter-head') },
  'reach-intake': { route: '/reach-intake' },
  'reach-list': { route: '/reach-list' },
  reach: { route: '/matters/$id', path: 'reach-list', open: clickFirst('[data-opens]', '.matter-head') },
  'visit-entry': { route: '/visit-entry' },
  visits: { route: '/visits' },
  'visits-take': { route: '/visits', path: 'visits', open: clickFirst('.titled button:not(:has(.anticon))', '.ant-modal .stack') },
  inspections: { route: '/inspections' },
  concern: { route: '/matters/$id', path: 'visits', open: clickFirst('[data-opens]', '.matter-head') },
  'hardship-intake': { route: '/hardship-intake' },
  'hardship-list': { route: '/hardship-list' },
  hardship: { route: '/matters/$id', path: 'hardship-list', open: clickFirst('[data-opens]', '.matter-head') },
  'zone-intake': { route: '/zone-intake' },
  'zone-list': { route: '/zone-list' },
  'zone-past': { route: '/zone-past' },
  zone: { route: '/matters/$id', path: 'zone-list', open: clickFirst('[data-opens]', '.matter-head') },
  'reception-days': { route: '/reception-days' },
  'reception-publish': { route: '/reception-days', path: 'reception-days', open: clickFirst('main .ant-btn-primary', 'main form') },
  'reception-day': {
    route: '/reception-days/$id',
    path: 'reception-days',
    open: clickFirst('main a[data-opens]', 'main .number[data-opens]'),
  },
  'reception-intake': { route: '/reception-intake' },
  'reception-list': { route: '/reception-list' },
  reception: { route: '/matters/$id', path: 'reception-list', open: clickFirst('[data-opens]', '.matter-head') },
  hall: { route: '/hall' },
  'hall/list': { route: '/hall/items', path: 'hall/items?find=SX' },
  'hall/windows': { route: '/hall/windows' },
  'hall/halls': { route: '/hall/halls' },
  'hall/entry': {
    route: '/hall/entries/$kind/$code',
    path: 'hall/items',
    open: clickFirst('[data-opens]', 'main h3'),
  },
  'hall/move-in': {
    route: '/hall/entries/$kind/$code',
    path: 'hall/entries/item/SX-2',
    open: clickFirst('main .ant-btn-primary', '.ant-modal form'),
  },
  'hall/import': { route: '/hall/import' },
  windows: { route: '/windows' },
  'show-code': { route: '/show-code' },
  words: { route: '/words' },
  'words-why': { route: '/words', path: 'words', open: clickFirst('.action-bar button:nth-of-type(2)', '.ant-modal .wrapped-choices') },
  find: {
    route: '/matters',
    path: 'matters',
    open: async page => {
      await page.keyboard.press('/')
      await page.locator('.ant-modal input').fill('回访')
      await page.locator('.found a').first().waitFor()
    },
  },
  help: { route: '/work', path: 'work', open: clickFirst('[data-tour=help]', '.ant-drawer .keys') },
  bell: { route: '/work', path: 'work', open: clickFirst('[data-tour=bell]', '.ant-drawer .bell-line') },
  'save-view': { route: '/matters', path: 'matters?mark=near', open: clickFirst('.views .ant-btn-link', '.ant-modal form') },
  'repair-orders': { route: '/repair-orders' },
  'make-key': { route: '/api-keys', path: 'api-keys', open: clickFirst('main > .ant-btn-primary', '.ant-modal form') },
  'write-rota': { route: '/duty', path: 'duty', open: clickFirst('main > .ant-btn-primary', '.ant-modal form') },
  'order-answer': { route: '/repair-orders', path: 'repair-orders', open: clickFirst('.order-answer', '.ant-modal form') },
  matter: { route: '/matters/$id' },
  card: { route: '/matters/$id', path: 'matter', open: clickFirst('.action-bar button', '.ant-drawer form') },
  report: { route: '/matters/$id', path: 'work', open: clickFirst('.work-item a', '.report-card') },
}

/** Posts of the cast and the pages that each finds in its menu; nobody has only the door. */
export const posts = [
  ['nobody', ['sign-in']],
  [
    'hanfang',
    [
      'work',
      'matters',
      'repair-orders',
      'evaluation',
      'windows',
      'account',
      'matter',
      'card',
      'exports',
      'matters-out',
      'unit-words',
      'find',
      'help',
      'bell',
      'save-view',
      'delegations',
      'lend',
      'lent-acts',
    ],
  ],
  ['luocz', ['work', 'matters', 'evaluation', 'windows']],
  ['helq', ['centre', 'quality', 'marking', 'work', 'loop-health', 'matters', 'evaluation', 'script', 'programme']],
  [
    'zhouyq',
    ['month-report', 'loop-health', 'loop-health/call_overdue', 'matters', 'evaluation', 'words', 'words-why', 'work', 'programme'],
  ],
  ['guosz', ['discipline', 'audit', 'work', 'warrants', 'ask-drawing', 'matters', 'evaluation', 'report']],
  [
    'guxc',
    [
      'health',
      'first-day',
      'set-aside',
      'import',
      'units',
      'unit',
      'window-list',
      'duty',
      'write-rota',
      'edges',
      'proposals',
      'templates',
      'template-open',
      'programme',
      'calendar',
    ],
  ],
  [
    'boqc',
    [
      'none',
      'people',
      'ask-reset',
      'factor-resets',
      'posts',
      'give-post',
      'person',
      'take-in',
      'api-keys',
      'make-key',
      'delegations',
      'warrants',
      'ask-password',
    ],
  ],
  ['yuwl', ['first-day', 'trail', 'audit', 'discipline', 'people', 'api-keys', 'delegations', 'calendar']],
  ['liaotl', ['stuck-intake', 'stuck-ledger', 'stuck-clearing', 'stuck-months', 'stuck-bookings', 'stuck']],
  ['lianggp', ['hall', 'hall/list', 'hall/windows', 'hall/halls', 'hall/entry', 'hall/move-in', 'hall/import']],
  ['chengsu', ['transfer-intake', 'transfer-list', 'bag']],
  ['luojh', ['zone-intake', 'zone-list', 'zone-past', 'zone']],
  [
    'panbc',
    [
      'reach-intake',
      'reach-list',
      'reach',
      'reception-days',
      'reception-publish',
      'reception-day',
      'reception-intake',
      'reception-list',
      'reception',
    ],
  ],
  ['shitz', ['visit-entry', 'visits', 'visits-take', 'concern']],
  ['dongjs', ['hardship-intake', 'hardship-list', 'hardship']],
  ['weijy', ['inspections']],
  ['luxm', ['show-code', 'repair-orders', 'order-answer', 'evaluation', 'account', 'work', 'matters']],
] as const satisfies readonly (readonly [string, readonly string[]])[]

/**
 * A page that a post before this one has too is looked at for this one at one of the two sizes, the next such page at the
 * other: it was laid out at both, and what differs is what the post may see.
 */
export const pagesAt = (size: Size, login: string, pages: readonly string[]): readonly string[] => {
  const before = new Set<string>(
    posts
      .slice(
        0,
        posts.findIndex(([one]) => one === login),
      )
      .flatMap(([, theirs]) => theirs),
  )
  let repeated = 0
  return pages.filter(name => !before.has(name) || (repeated++ % 2 === 0) === (size === 'phone'))
}

import type { SessionPost } from './api/session.ts'

export type PageKey =
  | 'work'
  | 'matters'
  | 'evaluation'
  | 'loopHealth'
  | 'discipline'
  | 'import'
  | 'windows'
  | 'showCode'
  | 'orders'
  | 'words'
  | 'unitWords'
  | 'calendar'
  | 'templates'
  | 'monthReport'
  | 'health'
  | 'firstDay'
  | 'people'
  | 'apiKeys'
  | 'trail'
  | 'audit'
  | 'units'
  | 'windowList'
  | 'duty'
  | 'posts'
  | 'edges'
  | 'proposals'
  | 'takeIn'
  | 'delegations'
  | 'warrants'
  | 'factorResets'
  | 'programme'
  | 'script'
  | 'centre'
  | 'quality'
  | 'stuckIntake'
  | 'stuckLedger'
  | 'transferIntake'
  | 'transferList'
  | 'reachIntake'
  | 'reachList'
  | 'visitEntry'
  | 'visits'
  | 'hardshipIntake'
  | 'hardshipList'
  | 'zoneIntake'
  | 'zoneList'
  | 'receptionDays'
  | 'receptionIntake'
  | 'receptionList'
  | 'inspections'
  | 'stuckClearing'
  | 'stuckMonths'
  | 'stuckBookings'
  | 'hall'

export const paths = {
  work: '/work',
  matters: '/matters',
  evaluation: '/evaluation',
  loopHealth: '/loop-health',
  discipline: '/discipline',
  import: '/import',
  windows: '/windows',
  showCode: '/show-code',
  orders: '/repair-orders',
  words: '/words',
  unitWords: '/unit-words',
  calendar: '/calendar',
  templates: '/templates',
  monthReport: '/month-report',
  health: '/health',
  firstDay: '/first-day',
  people: '/people',
  apiKeys: '/api-keys',
  trail: '/trail',
  audit: '/audit',
  units: '/units',
  windowList: '/window-list',
  duty: '/duty',
  posts: '/posts',
  edges: '/edges',
  proposals: '/proposals',
  takeIn: '/take-in',
  delegations: '/delegations',
  warrants: '/warrants',
  factorResets: '/factor-resets',
  programme: '/programme',
  script: '/script',
  centre: '/centre',
  quality: '/quality',
  stuckIntake: '/stuck-intake',
  stuckLedger: '/stuck-ledger',
  transferIntake: '/transfer-intake',
  transferList: '/transfer-list',
  reachIntake: '/reach-intake',
  reachList: '/reach-list',
  visitEntry: '/visit-entry',
  visits: '/visits',
  hardshipIntake: '/hardship-intake',
  hardshipList: '/hardship-list',
  zoneIntake: '/zone-intake',
  zoneList: '/zone-list',
  receptionDays: '/reception-days',
  receptionIntake: '/reception-intake',
  receptionList: '/reception-list',
  inspections: '/inspections',
  stuckClearing: '/stuck-clearing',
  stuckMonths: '/stuck-months',
  stuckBookings: '/stuck-bookings',
  hall: '/hall',
} as const satisfies Record<PageKey, string>

type Posts = readonly Pick<SessionPost, 'role'>[]

const everyone: readonly PageKey[] = ['work', 'matters', 'evaluation']
/** In the order of the menu; the first page of a post stands first. What is left out here the server refuses anyway. */
const byRole: Partial<Record<SessionPost['role'], readonly PageKey[]>> = {
  // Whoever serves visitors holds no seat of a matter: what the unit has to change, and the code to show.
  clerk: ['showCode', 'orders', 'unitWords', 'evaluation'],
  officer: ['orders', 'showCode', 'unitWords', 'evaluation'],
  leader: ['work', 'matters', 'orders', 'unitWords', 'evaluation', 'monthReport', 'windows'],
  deputy_head: ['work', 'matters', 'orders', 'unitWords', 'evaluation', 'monthReport', 'windows', 'warrants'],
  head: [...everyone, 'unitWords', 'monthReport', 'windows', 'warrants', 'factorResets'],
  supervisor: ['loopHealth', 'matters', 'evaluation', 'monthReport', 'quality', 'words', 'work', 'warrants', 'programme'],
  callback_centre: ['centre', 'work', 'quality', 'loopHealth', 'matters', 'evaluation', 'monthReport', 'words', 'script', 'programme'],
  discipline: ['discipline', 'audit', 'work', 'warrants', 'matters', 'evaluation'],
  // The three administrators see configuration and health, no matter and no rating.
  system_admin: [
    'health',
    'proposals',
    'units',
    'edges',
    'posts',
    'windowList',
    'duty',
    'takeIn',
    'import',
    'templates',
    'programme',
    'calendar',
    'factorResets',
    'firstDay',
  ],
  security_admin: [
    'people',
    'factorResets',
    'proposals',
    'posts',
    'takeIn',
    'units',
    'edges',
    'apiKeys',
    'delegations',
    'warrants',
    'programme',
    'calendar',
    'firstDay',
  ],
  // From outside, for some days, reading only.
  inspector: ['audit', 'discipline', 'evaluation'],
  audit_admin: [
    'trail',
    'audit',
    'discipline',
    'proposals',
    'people',
    'factorResets',
    'posts',
    'units',
    'edges',
    'apiKeys',
    'delegations',
    'warrants',
    'programme',
    'calendar',
    'firstDay',
  ],
}

/** Whoever watches over others begins there though he leads the watching department too, which has no visitors. */
const watching: readonly SessionPost['role'][] = ['supervisor', 'callback_centre', 'discipline']

/** Pages of a room's own desk, before those of the role: whoever takes in what comes to a window of last resort or to a service zone holds a seat there. */
const byDesk: Readonly<Record<string, readonly PageKey[]>> = {
  stuck_window: ['work', 'stuckIntake', 'stuckBookings', 'stuckLedger', 'stuckClearing', 'stuckMonths', 'matters'],
  stuck_office: ['stuckLedger', 'stuckClearing', 'stuckMonths', 'work', 'matters'],
  zone_desk: ['work', 'zoneIntake', 'zoneList', 'matters'],
  stuck_lead: ['work', 'stuckClearing', 'stuckMonths', 'matters'],
}
/** Pages of a desk beside the day's own work: whoever takes papers in begins with his visitors as before. */
const besideRole: Readonly<Record<string, readonly PageKey[]>> = {
  transfer_point: ['transferIntake', 'transferList', 'work', 'matters'],
  transfer_unit: ['transferList', 'work', 'matters'],
  reach_registry: ['reachIntake', 'reachList', 'work', 'matters'],
  reach_unit: ['reachList', 'work', 'matters'],
  rounds_visits: ['visitEntry', 'visits', 'work', 'matters'],
  hardship_window: ['hardshipIntake'],
  hardship_unit: ['hardshipList', 'work', 'matters'],
  zone_board: ['zoneList'],
  reception_desk: ['receptionDays', 'receptionIntake', 'receptionList', 'work', 'matters'],
  reception_board: ['receptionList', 'receptionDays'],
  hall_register: ['hall'],
  rounds_inspections: ['inspections', 'work', 'matters'],
}

/** The pages of all posts a person holds, each once. @param leads what comes first for now, wherever it stands otherwise */
export function menuOf(posts: Posts, desks: readonly string[] = [], leads?: PageKey): readonly PageKey[] {
  const watches = (post: Posts[number]): boolean => watching.includes(post.role)
  const pages = [
    ...desks.flatMap(desk => byDesk[desk] ?? []),
    ...[...posts.filter(watches), ...posts.filter(post => !watches(post))].flatMap(post => byRole[post.role] ?? everyone),
    ...desks.flatMap(desk => besideRole[desk] ?? []),
  ]
  const menu = [...new Set(posts.some(watches) ? pages.filter(page => page !== 'orders' && page !== 'unitWords') : pages)]
  return leads !== undefined && menu.includes(leads) ? [leads, ...menu.filter(page => page !== leads)] : menu
}

export const firstPage = (posts: Posts, desks: readonly string[] = [], leads?: PageKey): (typeof paths)[PageKey] =>
  paths[menuOf(posts, desks, leads)[0] ?? 'work']

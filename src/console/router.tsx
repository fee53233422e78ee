import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { readMatterSearch } from './matterSearch.ts'
import { leadingOf } from './pages/administration/firstDay.ts'
import { firstPage } from './menu.ts'
import { readDeskSearch } from '../modules/callback/web/centreDesk.ts'
import { NotFound } from './pages/Fallbacks.tsx'
import { roomRoutes } from './roomRoutes.tsx'
import { root, signedIn } from './rootRoutes.tsx'

/** Every page of the console; each is fetched when it is first opened. */

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { back?: string } =>
    typeof search.back === 'string' && search.back.startsWith('/') && !search.back.startsWith('//') ? { back: search.back } : {},
  component: lazyRouteComponent(() => import('./pages/SignIn.tsx'), 'SignIn'),
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { posts, desks } = context.session
    throw redirect({ to: firstPage(posts, desks, await leadingOf(context.queries, posts)) })
  },
})

const work = createRoute({
  getParentRoute: () => signedIn,
  path: '/work',
  component: lazyRouteComponent(() => import('./pages/Work.tsx'), 'Work'),
})

/** The month lives in the address, so that a report can be sent to somebody. */
export const readMonthSearch = (search: Record<string, unknown>): { readonly month?: string } =>
  typeof search.month === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(search.month) ? { month: search.month } : {}

const matters = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters',
  validateSearch: readMatterSearch,
  component: lazyRouteComponent(() => import('./pages/Matters.tsx'), 'Matters'),
})
const matter = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters/$id',
  component: lazyRouteComponent(() => import('./pages/Matter.tsx'), 'Matter'),
})
const evaluation = createRoute({
  getParentRoute: () => signedIn,
  path: '/evaluation',
  component: lazyRouteComponent(() => import('../modules/evaluation/web/Overview.tsx'), 'Overview'),
})
const loopHealth = createRoute({
  getParentRoute: () => signedIn,
  path: '/loop-health',
  component: lazyRouteComponent(() => import('../dashboards/web/LoopHealth.tsx'), 'LoopHealth'),
})
const loopHealthList = createRoute({
  getParentRoute: () => signedIn,
  path: '/loop-health/$key',
  component: lazyRouteComponent(() => import('../dashboards/web/LoopHealth.tsx'), 'LoopHealth'),
})
const discipline = createRoute({
  getParentRoute: () => signedIn,
  path: '/discipline',
  component: lazyRouteComponent(() => import('../dashboards/web/Discipline.tsx'), 'Discipline'),
})

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/audit',
  component: lazyRouteComponent(() => import('../dashboards/web/Audit.tsx'), 'Audit'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/Account.tsx'), 'Account'),
})
const windows = createRoute({
  getParentRoute: () => signedIn,
  path: '/windows',
  component: lazyRouteComponent(() => import('../modules/evaluation/web/Windows.tsx'), 'Windows'),
})
const importing = createRoute({
  getParentRoute: () => signedIn,
  path: '/import',
  component: lazyRouteComponent(() => import('../modules/evaluation/web/Import.tsx'), 'Import'),
})
const showCode = createRoute({
  getParentRoute: () => signedIn,
  path: '/show-code',
  component: lazyRouteComponent(() => import('../modules/evaluation/web/ShowCode.tsx'), 'ShowCode'),
})
const orders = createRoute({
  getParentRoute: () => signedIn,
  path: '/repair-orders',
  component: lazyRouteComponent(() => import('../modules/callback/web/Orders.tsx'), 'Orders'),
})
const words = createRoute({
  getParentRoute: () => signedIn,
  path: '/words',
  component: lazyRouteComponent(() => import('../modules/evaluation/web/Words.tsx'), 'ReleasedWords'),
})
const unitWords = createRoute({
  getParentRoute: () => signedIn,
  path: '/unit-words',
  component: lazyRouteComponent(() => import('../modules/evaluation/web/UnitWords.tsx'), 'UnitWords'),
})
const calendar = createRoute({
  getParentRoute: () => signedIn,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./pages/Calendar.tsx'), 'Calendar'),
})
const health = createRoute({
  getParentRoute: () => signedIn,
  path: '/health',
  component: lazyRouteComponent(() => import('../dashboards/web/Health.tsx'), 'Health'),
})

const firstDay = createRoute({
  getParentRoute: () => signedIn,
  path: '/first-day',
  component: lazyRouteComponent(() => import('./pages/administration/FirstDay.tsx'), 'FirstDay'),
})
const exportsPage = createRoute({
  getParentRoute: () => signedIn,
  path: '/exports',
  component: lazyRouteComponent(() => import('./pages/Exports.tsx'), 'Exports'),
})
const people = createRoute({
  getParentRoute: () => signedIn,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/administration/People.tsx'), 'People'),
})
const apiKeys = createRoute({
  getParentRoute: () => signedIn,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./pages/administration/ApiKeys.tsx'), 'ApiKeys'),
})
const posts = createRoute({
  getParentRoute: () => signedIn,
  path: '/posts',
  component: lazyRouteComponent(() => import('./pages/register/Posts.tsx'), 'Posts'),
})
const person = createRoute({
  getParentRoute: () => signedIn,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./pages/register/Person.tsx'), 'Person'),
})
const edges = createRoute({
  getParentRoute: () => signedIn,
  path: '/edges',
  component: lazyRouteComponent(() => import('./pages/register/Edges.tsx'), 'Edges'),
})
const takeIn = createRoute({
  getParentRoute: () => signedIn,
  path: '/take-in',
  component: lazyRouteComponent(() => import('./pages/register/TakeIn.tsx'), 'TakeIn'),
})
const proposals = createRoute({
  getParentRoute: () => signedIn,
  path: '/proposals',
  component: lazyRouteComponent(() => import('./pages/register/Proposals.tsx'), 'Proposals'),
})
const units = createRoute({
  getParentRoute: () => signedIn,
  path: '/units',
  component: lazyRouteComponent(() => import('./pages/register/Units.tsx'), 'Units'),
})
const unit = createRoute({
  getParentRoute: () => signedIn,
  path: '/units/$id',
  component: lazyRouteComponent(() => import('./pages/register/Unit.tsx'), 'Unit'),
})
const windowList = createRoute({
  getParentRoute: () => signedIn,
  path: '/window-list',
  component: lazyRouteComponent(() => import('./pages/register/WindowList.tsx'), 'WindowList'),
})
const duty = createRoute({
  getParentRoute: () => signedIn,
  path: '/duty',
  component: lazyRouteComponent(() => import('./pages/register/Duty.tsx'), 'Duty'),
})
const trail = createRoute({
  getParentRoute: () => signedIn,
  path: '/trail',
  component: lazyRouteComponent(() => import('./pages/administration/Trail.tsx'), 'Trail'),
})

const delegations = createRoute({
  getParentRoute: () => signedIn,
  path: '/delegations',
  component: lazyRouteComponent(() => import('./pages/powers/Delegations.tsx'), 'Delegations'),
})

const warrants = createRoute({
  getParentRoute: () => signedIn,
  path: '/warrants',
  component: lazyRouteComponent(() => import('./pages/powers/Warrants.tsx'), 'Warrants'),
})

const factorResets = createRoute({
  getParentRoute: () => signedIn,
  path: '/factor-resets',
  component: lazyRouteComponent(() => import('./pages/administration/FactorResets.tsx'), 'FactorResets'),
})

const script = createRoute({
  getParentRoute: () => signedIn,
  path: '/script',
  component: lazyRouteComponent(() => import('../modules/callback/web/Script.tsx'), 'Script'),
})
const centre = createRoute({
  getParentRoute: () => signedIn,
  path: '/centre',
  validateSearch: readDeskSearch,
  component: lazyRouteComponent(() => import('../modules/callback/web/CentreDesk.tsx'), 'CentreDesk'),
})
const quality = createRoute({
  getParentRoute: () => signedIn,
  path: '/quality',
  component: lazyRouteComponent(() => import('../modules/callback/web/Quality.tsx'), 'Quality'),
})
const programme = createRoute({
  getParentRoute: () => signedIn,
  path: '/programme',
  component: lazyRouteComponent(() => import('./pages/programme/Programme.tsx'), 'Programme'),
})
const templates = createRoute({
  getParentRoute: () => signedIn,
  path: '/templates',
  component: lazyRouteComponent(() => import('./pages/Templates.tsx'), 'Templates'),
})
const monthReport = createRoute({
  getParentRoute: () => signedIn,
  path: '/month-report',
  validateSearch: readMonthSearch,
  component: lazyRouteComponent(() => import('../dashboards/web/MonthReport.tsx'), 'MonthReport'),
})

const tree = root.addChildren([
  signIn,
  signedIn.addChildren([
    home,
    account,
    work,
    matters,
    matter,
    evaluation,
    loopHealth,
    loopHealthList,
    discipline,
    audit,
    importing,
    windows,
    showCode,
    orders,
    words,
    unitWords,
    calendar,
    exportsPage,
    templates,
    monthReport,
    health,
    firstDay,
    people,
    apiKeys,
    units,
    unit,
    windowList,
    duty,
    posts,
    person,
    edges,
    proposals,
    takeIn,
    trail,
    delegations,
    warrants,
    factorResets,
    programme,
    script,
    centre,
    quality,
    ...roomRoutes,
  ]),
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    basepath: '/console',
    context: { queries },
    defaultPreload: false,
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}

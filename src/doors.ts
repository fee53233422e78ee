import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { linesOf, StartRefused } from './build.ts'
import type { CityHouse } from './build.ts'
import { checkProgramme } from './checkProgramme.ts'
import { auditRoutes } from './dashboards/audit/index.ts'
import { bellRoutes } from './dashboards/bell/index.ts'
import { allLedgers, exportProblems, exportRoutes } from './dashboards/exports/index.ts'
import { ownProblems, ownRoutes } from './dashboards/own/index.ts'
import { dashboardRoutes } from './dashboards/routes.ts'
import { fileRoutes } from './engine/fileRoutes.ts'
import type { House } from './engine/house.ts'
import { countOpenByProgramme, lentRoutes, rootRoutes, warrantProblems, warrantRoutes } from './engine/index.ts'
import type { LiveStreams } from './engine/index.ts'
import { liveRoutes } from './engine/liveRoutes.ts'
import { paperRoutes } from './engine/paperRoutes.ts'
import { engineProblems } from './engine/problems.ts'
import { matterRoutes } from './engine/routes.ts'
import { rooms, roomSayings, roomSettings } from './modules.ts'
import { accessProblems, accessRoutes, accessSettings, watchRoutes } from './org/access/index.ts'
import type { Access } from './org/access/index.ts'
import { accountRoutes, administrationProblems, keyRoutes, resetRoutes } from './org/administration/index.ts'
import { delegationProblems, delegationRoutes } from './org/delegation/index.ts'
import { calendarRoutes, noticeProblems } from './org/notices/index.ts'
import { proposalProblems, proposalRoutes, uploadRoutes } from './org/proposals/index.ts'
import { dutyRoutes, postRoutes, registerProblems, unitRoutes, windowRoutes } from './org/register/index.ts'
import { programmeProblems, programmeRoutes } from './org/programme/index.ts'
import { orgRoutes } from './org/routes.ts'
import type { HeldPost } from './org/viewer.ts'
import { templateRoutes } from './org/templateRoutes.ts'
import { realClock } from './platform/clock.ts'
import { fileProblems } from './platform/files/index.ts'
import { buildHttp, serveFolder } from './platform/http/index.ts'
import type { App } from './platform/http/index.ts'
import { sheetProblems } from './platform/sheets/index.ts'

const consoleFolder = fileURLToPath(new URL('../dist/console/', import.meta.url))

const serveConsole = async (app: App, demo: boolean): Promise<void> => {
  if (!existsSync(join(consoleFolder, 'index.html')))
    throw new StartRefused(
      `工作台的网页还没有生成：请运行 npm run build（${consoleFolder} 是空的）；用 npm start 启动会自动生成。 The console has not been built: run npm run build (${consoleFolder} is empty). npm start does it by itself.`,
    )
  await serveFolder(app, { prefix: '/console/assets/', folder: join(consoleFolder, 'assets') })
  const page = readFileSync(join(consoleFolder, 'index.html'), 'utf8')
  for (const url of ['/console', '/console/*']) {
    app.get(url, { config: { permission: 'public', headers: 'console' }, schema: { hide: true } }, async (request, reply) =>
      reply.type('text/html; charset=utf-8').send(page.replaceAll('__NONCE__', request.nonce).replace('__DEMO__', demo ? 'yes' : 'no')),
    )
  }
  app.get('/', { config: { permission: 'public', headers: 'page' }, schema: { hide: true } }, async (_request, reply) =>
    reply.redirect('/console', 302),
  )
}

/** What keeps this server from answering citizens; a balancer sends nobody here while it lasts. */
const readinessOf = async (house: House): Promise<string | undefined> => {
  const { rowCount } = await house.database.pool('public').query('select')
  return rowCount === 1 ? undefined : 'database'
}

/** The edge with every route of every floor and room; nobody is let in before it listens. */
export const openDoors = async (house: CityHouse, access: Access, streams: LiveStreams, withConsole: boolean): Promise<App> => {
  const { config, city, log } = house
  const app = await buildHttp({
    config,
    log,
    publicViewer: access.publicViewer,
    resolveViewer: access.resolveViewer,
    problems: [
      accessProblems,
      administrationProblems,
      registerProblems,
      proposalProblems,
      programmeProblems,
      delegationProblems,
      noticeProblems,
      fileProblems,
      sheetProblems,
      exportProblems,
      ownProblems,
      engineProblems,
      warrantProblems,
      ...rooms.flatMap(room => (room.problems ? [room.problems] : [])),
    ],
    ...(config.trustedProxies ? { trustedProxies: config.trustedProxies } : {}),
    ready: () => readinessOf(house),
    now: () => new Date(),
  })
  const open = rooms.filter(room => house.programmes.current().modules.includes(room.name))
  const desksOf = async (posts: readonly Pick<HeldPost, 'unit' | 'role'>[]): Promise<readonly string[]> =>
    (await Promise.all(open.map(room => room.desks?.(house, posts) ?? []))).flat()
  await app.register(accessRoutes({ access, city, cityName: () => house.programmes.current().name, demo: config.demo, desksOf }))
  await app.register(watchRoutes({ as: house.as, city, keys: house.keys, realClock }))
  await app.register(
    delegationRoutes({
      ...house,
      realClock,
      daysAtMost: () => house.programmes.current().settings('access', accessSettings).deputy_days_at_most,
    }),
  )
  const administration = { as: house.as, city, keys: house.keys, clock: house.clock, realClock }
  await app.register(accountRoutes(administration))
  await app.register(resetRoutes({ ...administration, outbox: house.outbox, org: house.org }))
  const register = { ...administration, lines: () => linesOf(house.programmes.current()) }
  for (const routes of [keyRoutes, unitRoutes, postRoutes, windowRoutes, dutyRoutes]) await app.register(routes(register))
  const daysAtMost = (): number => house.programmes.current().settings('access', accessSettings).proposal_days_at_most
  for (const routes of [proposalRoutes, uploadRoutes]) await app.register(routes({ ...register, daysAtMost }))
  const folder = config.programmeFolder ?? ''
  await app.register(
    programmeRoutes({
      ...house,
      realClock,
      settings: roomSettings,
      sayings: roomSayings,
      countOpen: countOpenByProgramme,
      check: text => checkProgramme(folder, text),
      fileText: () => readFileSync(join(folder, 'programme.yaml'), 'utf8'),
    }),
  )
  await app.register(orgRoutes(house))
  await app.register(calendarRoutes(house))
  await app.register(matterRoutes(house, rooms))
  await app.register(lentRoutes(house))
  await app.register(warrantRoutes(house, rooms))
  await app.register(fileRoutes(house))
  await app.register(paperRoutes(house, rooms))
  await app.register(templateRoutes(house))
  await app.register(rootRoutes(house))
  await app.register(liveRoutes(streams, access.markOf))
  // A room that the programme does not open has no doors; matters that it opened before go on.
  for (const room of open) {
    if (room.routes) await app.register(room.routes(house))
    if (room.pages) await app.register(room.pages(house))
  }
  await app.register(dashboardRoutes(house))
  await app.register(ownRoutes(house))
  await app.register(bellRoutes(house))
  const ledgers = allLedgers(house, rooms)
  await app.register(exportRoutes(house, ledgers))
  await app.register(auditRoutes(house, ledgers))
  if (withConsole) await serveConsole(app, config.demo)
  return app
}

export { allLedgers } from './ledgers.ts'
export { tidyExports } from './make.ts'
export { exportProblems } from './problems.ts'
export { exportRoutes } from './routes.ts'
export { exportSettings } from './settings.ts'
/** For the audit's page: what was taken out, by whom, what for. */
export { listTaken } from './store.ts'

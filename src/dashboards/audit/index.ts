export { auditLedgers } from './ledgers.ts'
export { auditRoutes } from './routes.ts'

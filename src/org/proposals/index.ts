export { proposalRoutes } from './routes.ts'
export { applyDue } from './store.ts'
export { proposalProblems } from './words.ts'
export { uploadRoutes } from './uploadRoutes.ts'

export { ownProblems } from './problems.ts'
export { ownRoutes } from './routes.ts'

export { delegationRoutes } from './routes.ts'
export { delegationProblems } from './words.ts'

export { noteFolder, readProgrammeInForce } from './city.ts'
export { programmeRoutes } from './routes.ts'
export type { ProgrammeRoutes } from './routes.ts'
export { programmeProblems } from './words.ts'

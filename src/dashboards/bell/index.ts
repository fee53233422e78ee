export { bellRoutes, forgetBell } from './routes.ts'

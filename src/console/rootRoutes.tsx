import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { clockQuery } from './api/clock.ts'
import { sessionQuery } from './api/session.ts'
import { NotFound, PageFailed } from './pages/Fallbacks.tsx'

export const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
})

/** Every page of somebody signed in stands below this one. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const [session] = await Promise.all([context.queries.ensureQueryData(sessionQuery), context.queries.ensureQueryData(clockQuery)])
    if (session === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } })
    if ((session.mustChange || session.secondOverdue) && location.pathname !== '/account') throw redirect({ to: '/account' })
    return { session }
  },
  component: lazyRouteComponent(() => import('./pages/Shell.tsx'), 'Shell'),
})

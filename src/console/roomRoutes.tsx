import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readApplySearch, readHardshipSearch } from '../modules/hardship/web/hardship.ts'
import { readBoardSearch, readHallsSearch, readItemsSearch, readWindowsSearch } from '../modules/hall/web/hall.ts'
import { readReachSearch } from '../modules/reach/web/reach.ts'
import { readDaysSearch, readReceptionSearch } from '../modules/reception/web/reception.ts'
import { readVisitSearch } from '../modules/rounds/web/rounds.ts'
import { readTransferSearch } from '../modules/transfer/web/transfer.ts'
import { readClearingSearch } from '../modules/stuck/web/clearing.ts'
import { readMonthSearch as readStuckMonthSearch } from '../modules/stuck/web/months.ts'
import { readStuckSearch } from '../modules/stuck/web/ledger.ts'
import { readPastSearch, readZoneSearch } from '../modules/zone/web/zone.ts'
import { signedIn } from './rootRoutes.tsx'

/** The pages of the rooms whose desks stand in the menu by `menu.ts`; those of callbacks and ratings stand in `router.tsx`. */

const stuckIntake = createRoute({
  getParentRoute: () => signedIn,
  path: '/stuck-intake',
  component: lazyRouteComponent(() => import('../modules/stuck/web/StuckIntake.tsx'), 'StuckIntake'),
})
const stuckLedger = createRoute({
  getParentRoute: () => signedIn,
  path: '/stuck-ledger',
  validateSearch: readStuckSearch,
  component: lazyRouteComponent(() => import('../modules/stuck/web/StuckLedger.tsx'), 'StuckLedger'),
})
const stuckClearing = createRoute({
  getParentRoute: () => signedIn,
  path: '/stuck-clearing',
  validateSearch: readClearingSearch,
  component: lazyRouteComponent(() => import('../modules/stuck/web/StuckClearing.tsx'), 'StuckClearing'),
})
const stuckBookings = createRoute({
  getParentRoute: () => signedIn,
  path: '/stuck-bookings',
  component: lazyRouteComponent(() => import('../modules/stuck/web/StuckBookings.tsx'), 'StuckBookings'),
})
const stuckMonths = createRoute({
  getParentRoute: () => signedIn,
  path: '/stuck-months',
  validateSearch: readStuckMonthSearch,
  component: lazyRouteComponent(() => import('../modules/stuck/web/StuckMonths.tsx'), 'StuckMonths'),
})
const transferIntake = createRoute({
  getParentRoute: () => signedIn,
  path: '/transfer-intake',
  component: lazyRouteComponent(() => import('../modules/transfer/web/TransferIntake.tsx'), 'TransferIntake'),
})
const transferList = createRoute({
  getParentRoute: () => signedIn,
  path: '/transfer-list',
  validateSearch: readTransferSearch,
  component: lazyRouteComponent(() => import('../modules/transfer/web/TransferList.tsx'), 'TransferList'),
})
const reachIntake = createRoute({
  getParentRoute: () => signedIn,
  path: '/reach-intake',
  component: lazyRouteComponent(() => import('../modules/reach/web/ReachIntake.tsx'), 'ReachIntake'),
})
const reachList = createRoute({
  getParentRoute: () => signedIn,
  path: '/reach-list',
  validateSearch: readReachSearch,
  component: lazyRouteComponent(() => import('../modules/reach/web/ReachList.tsx'), 'ReachList'),
})
const visitEntry = createRoute({
  getParentRoute: () => signedIn,
  path: '/visit-entry',
  component: lazyRouteComponent(() => import('../modules/rounds/web/VisitEntry.tsx'), 'VisitEntry'),
})
const visits = createRoute({
  getParentRoute: () => signedIn,
  path: '/visits',
  validateSearch: readVisitSearch,
  component: lazyRouteComponent(() => import('../modules/rounds/web/Visits.tsx'), 'Visits'),
})
const hardshipIntake = createRoute({
  getParentRoute: () => signedIn,
  path: '/hardship-intake',
  validateSearch: readApplySearch,
  component: lazyRouteComponent(() => import('../modules/hardship/web/HardshipIntake.tsx'), 'HardshipIntake'),
})
const hardshipList = createRoute({
  getParentRoute: () => signedIn,
  path: '/hardship-list',
  validateSearch: readHardshipSearch,
  component: lazyRouteComponent(() => import('../modules/hardship/web/HardshipList.tsx'), 'HardshipList'),
})
const inspections = createRoute({
  getParentRoute: () => signedIn,
  path: '/inspections',
  component: lazyRouteComponent(() => import('../modules/rounds/web/Inspections.tsx'), 'Inspections'),
})

const receptionDays = createRoute({
  getParentRoute: () => signedIn,
  path: '/reception-days',
  validateSearch: readDaysSearch,
  component: lazyRouteComponent(() => import('../modules/reception/web/ReceptionDays.tsx'), 'ReceptionDays'),
})
const receptionDay = createRoute({
  getParentRoute: () => signedIn,
  path: '/reception-days/$id',
  component: lazyRouteComponent(() => import('../modules/reception/web/ReceptionDay.tsx'), 'ReceptionDay'),
})
const receptionIntake = createRoute({
  getParentRoute: () => signedIn,
  path: '/reception-intake',
  component: lazyRouteComponent(() => import('../modules/reception/web/ReceptionIntake.tsx'), 'ReceptionIntake'),
})
const receptionList = createRoute({
  getParentRoute: () => signedIn,
  path: '/reception-list',
  validateSearch: readReceptionSearch,
  component: lazyRouteComponent(() => import('../modules/reception/web/ReceptionList.tsx'), 'ReceptionList'),
})
const zoneIntake = createRoute({
  getParentRoute: () => signedIn,
  path: '/zone-intake',
  component: lazyRouteComponent(() => import('../modules/zone/web/ZoneIntake.tsx'), 'ZoneIntake'),
})
const zoneList = createRoute({
  getParentRoute: () => signedIn,
  path: '/zone-list',
  validateSearch: readZoneSearch,
  component: lazyRouteComponent(() => import('../modules/zone/web/ZoneList.tsx'), 'ZoneList'),
})
const zonePast = createRoute({
  getParentRoute: () => signedIn,
  path: '/zone-past',
  validateSearch: readPastSearch,
  component: lazyRouteComponent(() => import('../modules/zone/web/ZonePast.tsx'), 'ZonePast'),
})

const hall = createRoute({
  getParentRoute: () => signedIn,
  path: '/hall',
  validateSearch: readBoardSearch,
  component: lazyRouteComponent(() => import('../modules/hall/web/HallBoard.tsx'), 'HallBoard'),
})
const hallItems = createRoute({
  getParentRoute: () => signedIn,
  path: '/hall/items',
  validateSearch: readItemsSearch,
  component: lazyRouteComponent(() => import('../modules/hall/web/HallList.tsx'), 'HallItems'),
})
const hallWindows = createRoute({
  getParentRoute: () => signedIn,
  path: '/hall/windows',
  validateSearch: readWindowsSearch,
  component: lazyRouteComponent(() => import('../modules/hall/web/HallList.tsx'), 'HallWindows'),
})
const hallHalls = createRoute({
  getParentRoute: () => signedIn,
  path: '/hall/halls',
  validateSearch: readHallsSearch,
  component: lazyRouteComponent(() => import('../modules/hall/web/HallList.tsx'), 'HallHalls'),
})
const hallEntry = createRoute({
  getParentRoute: () => signedIn,
  path: '/hall/entries/$kind/$code',
  component: lazyRouteComponent(() => import('../modules/hall/web/HallEntry.tsx'), 'HallEntry'),
})
const hallImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/hall/import',
  component: lazyRouteComponent(() => import('../modules/hall/web/HallImport.tsx'), 'HallImport'),
})

export const roomRoutes = [
  stuckIntake,
  stuckLedger,
  stuckClearing,
  stuckMonths,
  stuckBookings,
  transferIntake,
  transferList,
  reachIntake,
  reachList,
  visitEntry,
  visits,
  hardshipIntake,
  hardshipList,
  zoneIntake,
  zoneList,
  zonePast,
  receptionDays,
  receptionDay,
  receptionIntake,
  receptionList,
  hall,
  hallItems,
  hallWindows,
  hallHalls,
  hallEntry,
  hallImport,
  inspections,
] as const

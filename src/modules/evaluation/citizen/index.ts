export { changePage, ratePage } from './ratePage.ts'
export { sheetsPage } from './windowSheet.ts'
export type { SheetView } from './windowSheet.ts'
export { receiptPage } from './receiptPage.ts'
export { rootsPage } from './rootsPage.ts'
export {
  busyPage,
  changeOverPage,
  closedPage,
  notFoundPage,
  notMePage,
  receiptNotFoundPage,
  usedPage,
  windowUsedPage,
  withdrawnPage,
} from './noticePages.ts'
export { fieldNames, levelFields, notMeField, repeatedFields, speeches, times, wishes, withdrawField } from './fields.ts'
export type { FieldName, Submitted, Wish } from './fields.ts'
export type { BusyView, Dimension, Fault, Level, RateView, Reason, ReceiptView, UsedView } from './view.ts'
export { overridable, overrideKey, wordsOf } from './words.ts'
export { standardDimensions, standardLevels } from './standard.ts'

export { citizenWords, findPage, followFields, followPage } from './followPage.ts'
export type { Answer, EarlierRound, Evidence, FindView, FollowView, Step, Word } from './followPage.ts'
export { overridable } from './words.ts'

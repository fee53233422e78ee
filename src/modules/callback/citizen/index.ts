export { citizenWords, findPage, followFields, followPage } from './followPage.ts'
export type { Answer, EarlierRound, FindView, FollowView, Step, Word } from './followPage.ts'
export { overridable } from './words.ts'

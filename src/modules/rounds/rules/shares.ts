/**
 * What a concern counts for on the board. 建议 and 问题 are counted apart: a suggestion is answered, a problem is solved by the word of whoever
 * raised it. A problem that could only be explained, or whose answer reached nobody, was answered and never counts as solved.
 * `finished` 办结 is whatever ended with an answer; a kept no (`unsolved`) is not.
 */
export const shares = [
  'raised',
  'suggestions',
  'suggestions_answered',
  'problems',
  'problems_solved',
  'problems_explained',
  'on_spot',
  'finished',
  'unsolved',
  'open',
] as const
export type Share = (typeof shares)[number]
export type ShareCounts = Readonly<Record<Share, number>>

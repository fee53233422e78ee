/** The colours of the citizens' pages: paper, ink and the green-blue of the house. A test computes their contrast. */
export const palette = {
  paper: '#f7f3ea',
  card: '#fffdf8',
  ink: '#21302f',
  soft: '#4c5a58',
  line: '#d9d0bf',
  edge: '#877b66',
  house: '#0f5c63',
  deep: '#0a474d',
  wash: '#e3f0ed',
  face: '#ffe2a3',
  seal: '#8c2f22',
  sealWash: '#fbeee8',
  warn: '#fff3d9',
  white: '#ffffff',
} as const

/** Text on ground, as the style uses them; each must reach 4.5 : 1. */
export const textPairs: readonly (readonly [keyof typeof palette, keyof typeof palette])[] = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink', 'wash'],
  ['ink', 'face'],
  ['ink', 'warn'],
  ['ink', 'sealWash'],
  ['soft', 'paper'],
  ['soft', 'card'],
  ['soft', 'warn'],
  ['soft', 'sealWash'],
  ['house', 'paper'],
  ['house', 'card'],
  ['house', 'wash'],
  ['house', 'warn'],
  ['house', 'sealWash'],
  ['seal', 'card'],
  ['seal', 'sealWash'],
  ['white', 'house'],
  ['white', 'deep'],
  ['white', 'seal'],
]

/** Edges of things to press, and marks, must reach 3 : 1. */
export const edgePairs: readonly (readonly [keyof typeof palette, keyof typeof palette])[] = [
  ['edge', 'card'],
  ['edge', 'paper'],
  ['edge', 'white'],
  ['house', 'card'],
  ['house', 'paper'],
  ['seal', 'card'],
]

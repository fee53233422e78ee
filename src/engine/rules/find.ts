import type { Flow } from './flow.ts'
import { alphabet, readNumber } from './number.ts'

/** What was typed, as it is compared with what a list shows. */
export interface Typed {
  readonly text: string
  readonly number?: string
  readonly kinds: readonly string[]
  readonly stages: readonly string[]
}

/** Fewer signs of a number would find a tenth of all matters. */
const signsAtLeast = 3

/**
 * Kinds and stages whose words hold the text, and the part of a number that it may be. Ends that some are told as one are
 * found together or not at all: a search must not tell what the list does not.
 */
export const findIn = (flows: readonly Flow[], typed: string): Typed => {
  const text = typed.trim()
  const number = readNumber(text)
  const holds = (words: string): boolean => words.toLowerCase().includes(text.toLowerCase())
  const stagesOf = ({ kind, stages, alike }: Flow): readonly string[] => {
    const found = Object.entries(stages)
      .filter(([, title]) => holds(title))
      .map(([stage]) => stage)
    const together = alike && (holds(alike.title) || alike.stages.some(stage => found.includes(stage))) ? alike.stages : []
    return [...new Set([...found, ...together])].map(stage => `${kind} ${stage}`)
  }
  return {
    text,
    kinds: flows.filter(flow => holds(flow.title)).map(flow => flow.kind),
    stages: flows.flatMap(stagesOf),
    ...(number.length >= signsAtLeast && [...number].every(sign => alphabet.includes(sign)) ? { number } : {}),
  }
}

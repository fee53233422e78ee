import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** What is kept for the process is counted there from nothing: it needs a worker that nobody used before. */
const first = ['src/platform/database/preparing']
/**
 * Long though short to read. Vitest begins with the largest files where it has not measured any yet; these came last, and
 * one worker waited two minutes for the other.
 */
const long = ['test/browser/story', 'test/browser/days', 'test/faults/kills', 'test/faults/attack/house']

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = (file: TestSpecification): number =>
      [first, long].findIndex(names => names.some(name => file.moduleId.includes(name))) >>> 0
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}

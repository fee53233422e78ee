import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/**
 * Long though short to read. Vitest begins with the largest files where it has not measured any yet; these came last, and
 * one worker waited two minutes for the other.
 */
const long = ['test/browser/story', 'test/browser/days', 'test/faults/kills', 'test/faults/attack/house']

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = (file: TestSpecification): boolean => long.some(name => file.moduleId.includes(name))
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

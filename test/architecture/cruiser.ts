import { cruise } from 'dependency-cruiser'
import type { ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { join } from 'node:path'

const configs = ['.dependency-cruiser.cjs', '.dependency-cruiser.values.cjs']

export interface Walk {
  /** 'wall: from → to', of both configs. */
  readonly violations: readonly string[]
  /** Modules under src/ that were read. */
  readonly cruised: number
}

/** Cruises `src/` of a folder that holds the walls' two configs. With no TypeScript to its taste the cruiser reads nothing and is content: look at `cruised`. */
export const walk = async (folder: string): Promise<Walk> => {
  const violations: string[] = []
  const counts: number[] = []
  for (const config of configs) {
    const options = await extractOptions(join(folder, config))
    const answer = await cruise(['src'], { ...options, baseDir: folder }, undefined, {
      tsConfig: extractTsConfig(join(folder, 'tsconfig.json')),
    })
    const result = answer.output as ICruiseResult
    violations.push(...result.summary.violations.map(each => `${each.rule.name}: ${each.from} → ${each.to}`))
    counts.push(result.modules.filter(module => module.source.startsWith('src/')).length)
  }
  return { violations, cruised: Math.min(...counts) }
}

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/sequence.ts'

// A program that a test starts compiles nothing that one before it has compiled: half of what a start costs.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/huiyin', import.meta.url))

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    globalSetup: ['test/postgres.setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One more than the cores of a small machine: two left a tenth of it idle while they waited for pages, three next to nothing.
    maxWorkers: 3,
    // As `npm start` has it: young objects of a test die before they are moved.
    execArgv: ['--max-semi-space-size=32'],
    isolate: false,
    pool: 'forks',
    sequence: { sequencer: LongFirst },
  },
})

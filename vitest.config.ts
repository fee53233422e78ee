import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/sequence.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    globalSetup: ['test/postgres.setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    isolate: false,
    pool: 'forks',
    sequence: { sequencer: LongFirst },
  },
})

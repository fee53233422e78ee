// The same house as it runs, types erased: what a pure place reaches, however many friends it goes through.

const { options } = require('./.dependency-cruiser.cjs')

module.exports = {
  forbidden: [
    {
      name: 'pure-places-reach-nothing-impure',
      severity: 'error',
      comment: 'Not even through a friend: what a rule runs must not reach the platform.',
      from: {
        path: '^src/(kit|calendar)/|^src/engine/rules/|(^|/)(rules|flow)\\.ts$|/(rules|flows)/[^/]+\\.ts$',
        pathNot: '\\.test\\.tsx?$|/testing/',
      },
      to: { path: '^src/platform/', reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
}

// The walls of the house: who may import whom. Each wall says what it keeps apart and what to do instead; each has a
// planted violation in test/architecture/walls.test.ts. `.dependency-cruiser.values.cjs` reads the same tree as it runs.

const floors = ['kit', 'calendar', 'text', 'platform', 'programme', 'org', 'engine', 'modules', 'dashboards']

const TEST = '\\.test\\.tsx?$|/testing/'
const CONTRACT = '(^|/)contract\\.ts$'
const PURE = '^src/(kit|calendar)/|^src/engine/rules/|(^|/)(rules|flow)\\.ts$|/(rules|flows)/[^/]+\\.ts$'
const BROWSER = '^src/(console|dashboards/web|modules/[^/]+/web)/'
const CARD = '^src/modules/[^/]+/web/card\\.ts$'
const STORE = '/store(\\.ts$|/)|/[a-zA-Z]*Store\\.ts$|/store[A-Z][a-zA-Z]*\\.ts$'

const everyFloorLooksDown = floors.slice(0, -1).map((floor, at) => ({
  name: `${floor}-looks-down-only`,
  severity: 'error',
  comment: `Nothing in ${floor}/ may know what is built on top of it. Have main.ts pass it in.`,
  from: { path: `^src/${floor}/`, pathNot: [BROWSER, TEST] },
  to: { path: `^src/(${floors.slice(at + 1).join('|')}|console)/|^src/(main|build|doors|beat|modules|loops)\\.ts$` },
}))

const rooms = [
  {
    name: 'rooms-do-not-enter-each-other',
    severity: 'error',
    comment: 'What happens between rooms is written in src/loops.ts. A room may import type from a contract, no more.',
    from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
    to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/($1/|[^/]+/contract\\.ts$)' },
  },
  {
    name: 'stories-enter-by-the-front-door',
    severity: 'error',
    comment: 'A test that tells a story across rooms builds them from module.ts, as modules.ts does.',
    from: { path: '^src/modules/([^/]+)/.+\\.test\\.tsx?$' },
    to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/($1/|[^/]+/(contract|module)\\.ts$)' },
  },
  {
    name: 'contracts-travel-as-types',
    severity: 'error',
    comment: 'Use import type: a room never runs another room’s code.',
    from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
    to: { path: '^src/modules/[^/]+/contract\\.ts$', pathNot: '^src/modules/$1/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'front-doors-only',
    severity: 'error',
    comment: 'main, modules and loops see module.ts and contract.ts of a room.',
    from: { path: '^src/(main|build|doors|beat|modules|loops)\\.ts$' },
    to: { path: '^src/modules/', pathNot: '/(module|contract)\\.ts$' },
  },
]

const pure = [
  {
    name: 'pure-places-stay-pure',
    severity: 'error',
    comment: 'A rule decides. Fetch what it needs before, write what it says after. Contracts and settings are zod and constants.',
    from: { path: PURE, pathNot: TEST },
    // guessedWords.ts: one long list of passwords that many people choose, kept out of the rule that reads it.
    to: {
      pathNot: [PURE, CONTRACT, '(^|/)settings\\.ts$', '^src/org/access/guessedWords\\.ts$', '(^|/)node_modules/zod/'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'pure-places-know-no-platform',
    severity: 'error',
    comment: 'Not even as a type, unless the type stands in a contract.',
    from: { path: PURE, pathNot: TEST },
    to: { path: '^src/platform/', pathNot: CONTRACT },
  },
]

const stores = [
  {
    name: 'sql-lives-in-stores',
    severity: 'error',
    comment: 'Only a store speaks SQL. org/as.ts sets the viewer of a transaction; main.ts opens the database.',
    from: { path: '^src/', pathNot: [STORE, '^src/platform/database/', '^src/org/as\\.ts$', '^src/(main|build|doors|beat)\\.ts$', TEST] },
    // faults.ts speaks no SQL: it names the ways in which a database fails, for those who answer the citizen meanwhile.
    to: {
      path: '^src/platform/database/|(^|/)node_modules/(kysely|pg)/',
      pathNot: '^src/platform/database/faults\\.ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'stores-are-private',
    severity: 'error',
    comment: 'Ask the room or the floor; do not open its drawers.',
    from: { path: '^src/(?:modules/)?([^/]+)', pathNot: TEST },
    to: { path: STORE, pathNot: '^src/(?:modules/)?$1/' },
  },
]

const engine = [
  {
    name: 'the-engine-has-doors',
    severity: 'error',
    comment:
      'index.ts does things, contract.ts names them, room.ts, rules/flow.ts and rules/terms.ts say what a room is, house.ts what it is given, schemas.ts how a matter is said over HTTP.',
    from: { path: '^src/', pathNot: ['^src/engine/', TEST] },
    to: {
      path: '^src/engine/',
      pathNot: '^src/engine/(index|contract|schemas|room|house|routes|fileRoutes|liveRoutes|paperRoutes|problems|rules/(flow|terms))\\.ts$',
    },
  },
  {
    name: 'the-house-is-a-type',
    severity: 'error',
    comment: 'Use import type: the house is handed to a room by main.ts, never fetched.',
    from: { path: '^src/' },
    to: { path: '^src/engine/house\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'engine-routes-are-mounted-by-main',
    severity: 'error',
    comment: 'A room has its own routes; those of every matter are mounted once.',
    from: { path: '^src/', pathNot: ['^src/(engine/|(main|doors)\\.ts$)', TEST] },
    to: { path: '^src/engine/(routes|fileRoutes|liveRoutes|paperRoutes|problems)\\.ts$' },
  },
  {
    name: 'testing-is-for-tests',
    severity: 'error',
    comment: 'What stands in testing/ may be wrong on purpose; nothing that runs relies on it.',
    from: { path: '^src/', pathNot: TEST },
    to: { path: '/testing/' },
  },
]

const browser = [
  {
    name: 'the-browser-sees-no-server',
    severity: 'error',
    comment: 'Browser code may use contracts, flows and pure rules, no more. What it shows comes over HTTP.',
    from: { path: BROWSER, pathNot: TEST },
    // viewer.ts is the contract of who is asking: types alone.
    to: { path: '^src/', pathNot: [BROWSER, CONTRACT, PURE, '^src/org/viewer\\.ts$'] },
  },
  {
    name: 'the-browser-takes-types',
    severity: 'error',
    comment: 'Use import type: kit and calendar run everywhere, the rules of a floor or room run on the server.',
    from: { path: BROWSER, pathNot: TEST },
    to: { path: [CONTRACT, PURE, '^src/org/viewer\\.ts$'], pathNot: [BROWSER, '^src/(kit|calendar)/'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the-browser-has-no-node',
    severity: 'error',
    comment: 'There is no file, process or database in a browser.',
    from: { path: BROWSER, pathNot: TEST },
    to: {
      path: '(^|/)node_modules/(fastify|@fastify/[^/]+|kysely|pg|@node-rs/[^/]+|jimp|yaml)/|^node:|^(fs|path|os|crypto|child_process|net|http|https|url|stream|util|process|module)(/|$)',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'the-server-sees-no-browser',
    severity: 'error',
    comment: 'The server sends files to the browser; it does not import them.',
    from: { path: '^src/', pathNot: [BROWSER, TEST] },
    // web/card.ts: the shape of what the room's card is drawn from, which its server side must produce.
    to: { path: BROWSER, pathNot: CARD },
  },
  {
    name: 'card-shapes-travel-as-types',
    severity: 'error',
    comment: 'Use import type: the server produces the shape, the browser asks for it.',
    from: { path: '^src/', pathNot: [BROWSER, TEST] },
    to: { path: CARD, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the-kit-knows-no-pages',
    severity: 'error',
    comment: 'console/kit is the bottom of the browser: buttons do not know screens. It may ask the server (console/api).',
    from: { path: '^src/console/kit/', pathNot: TEST },
    to: { path: '^src/(modules|dashboards|console)/', pathNot: '^src/console/(kit|api)/' },
  },
  {
    name: 'rooms-know-no-shell',
    severity: 'error',
    comment:
      'A room’s page is opened by the shell and built from console/kit and console/api; what a card is given is a type of console/rooms.ts.',
    from: { path: '^src/(dashboards|modules/[^/]+)/web/', pathNot: TEST },
    // MatterList: the one list of matters, drawn alike wherever a board leads to it; its columns know no page.
    to: {
      path: '^src/console/',
      pathNot: '^src/console/(kit|api)/|^src/console/pages/MatterList\\.tsx$',
      dependencyTypesNot: ['type-only'],
    },
  },
]

const citizen = [
  {
    name: 'the-citizen-page-stays-small',
    severity: 'error',
    comment: 'It is read on an old phone in a queue: kit and its own files, no npm, no console, nothing of the server.',
    from: { path: '^src/modules/([^/]+)/citizen/', pathNot: [TEST, '/citizen/script\\.ts$'] },
    to: { pathNot: '^src/kit/|^src/modules/$1/citizen/' },
  },
  {
    name: 'the-citizen-script-only-reads-itself',
    severity: 'error',
    comment: 'script.ts reads enhance.js from beside it.',
    from: { path: '^src/modules/([^/]+)/citizen/script\\.ts$' },
    to: { pathNot: '^src/kit/|^src/modules/$1/citizen/|^(node:)?fs$' },
  },
  {
    name: 'citizen-pages-are-served-by-routes',
    severity: 'error',
    comment:
      'A page is a pure function of its view: only routes and pages of the same room, and the desk.ts that they share, turn one into the other.',
    from: { path: '^src/', pathNot: ['/citizen/', '^src/modules/[^/]+/((routes|pages)(\\.ts$|/)|desk\\.ts$)', TEST] },
    to: { path: '^src/modules/[^/]+/citizen/', dependencyTypesNot: ['type-only'] },
  },
]

const shape = [
  {
    name: 'no-circles',
    severity: 'error',
    comment: 'Two files that need each other are one file or three.',
    // Two tables are read by what they list, as types alone: console/rooms.ts says what a room's card is given and lists
    // the cards; console/router.tsx lists the pages, which name its routes. Splitting them would leave two lists to keep.
    from: { path: '^src/' },
    to: { circular: true, viaOnly: { pathNot: '^src/console/(rooms\\.ts|router\\.tsx)$' } },
  },
  {
    name: 'no-circles-that-run',
    severity: 'error',
    comment: 'Whatever the types do: what runs has an order.',
    from: { path: '^src/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    severity: 'error',
    comment:
      'Nothing imports this file and it imports nothing: it is not part of the house. tables.ts is written from the database whether used or not.',
    from: { path: '^src/', orphan: true, pathNot: ['\\.(test|d)\\.tsx?$', '/enhance\\.js$', '/findRegion\\.js$', '/tables\\.ts$'] },
    to: {},
  },
]

module.exports = {
  forbidden: [...everyFloorLooksDown, ...rooms, ...pure, ...stores, ...engine, ...browser, ...citizen, ...shape],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}

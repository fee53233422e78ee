/** A house of few rooms in which every wall stands and nothing breaks one. Path → text. */
export const house: Readonly<Record<string, string>> = {
  'src/kit/html.ts': 'export const html = 1',
  'src/calendar/day.ts': "import { html } from '../kit/html.ts'\nexport const day = html",
  'src/text/cut.ts': "import { day } from '../calendar/day.ts'\nexport const cut = day",
  'src/platform/clock.ts': "import { html } from '../kit/html.ts'\nexport const clock = html",
  'src/platform/database/index.ts': "export { sql } from 'kysely'",
  'src/programme/read.ts': "import { clock } from '../platform/clock.ts'\nexport const read = clock",
  'src/org/viewer.ts': "import type { read } from '../programme/read.ts'\nexport type Viewer = typeof read\nexport const nobody = 1",
  'src/org/store.ts': "import { sql } from 'kysely'\nexport const rows = sql",
  'src/org/people.ts': "import { rows } from './store.ts'\nexport const people = rows",
  'src/engine/index.ts': "import { act } from './act.ts'\nexport const makeEngine = act",
  'src/engine/act.ts': "import { decide } from './rules/decide.ts'\nexport const act = decide",
  'src/engine/routes.ts': "import { makeEngine } from './index.ts'\nexport const matterRoutes = makeEngine",
  'src/engine/house.ts': "import type { makeEngine } from './index.ts'\nexport type House = typeof makeEngine\nexport const house = 1",
  'src/engine/rules/decide.ts': "import { day } from '../../calendar/day.ts'\nexport const decide = day",
  'src/engine/rules/flow.ts': "import { html } from '../../kit/html.ts'\nexport const defineFlow = html",
  'src/engine/testing/town.ts': "import { makeEngine } from '../index.ts'\nexport const town = makeEngine",
  'src/modules/rating/module.ts': "import { pages } from './routes.ts'\nexport const rating = pages",
  'src/modules/rating/contract.ts': "import { z } from 'zod'\nexport type Rated = number\nexport const rated = z.number()",
  'src/modules/rating/flow.ts':
    "import { defineFlow } from '../../engine/rules/flow.ts'\nimport { rated } from './contract.ts'\nexport const flow = [defineFlow, rated]",
  'src/modules/rating/rules.ts': "import { settings } from './settings.ts'\nexport const rule = settings",
  'src/modules/rating/settings.ts': "import { z } from 'zod'\nexport const settings = z.object({})",
  'src/modules/rating/store.ts': "import { sql } from 'kysely'\nexport const rows = sql",
  'src/modules/rating/routes.ts':
    "import type { House } from '../../engine/house.ts'\nimport { page } from './citizen/page.ts'\nimport { rows } from './store.ts'\nexport const pages = [page, rows] as unknown as House",
  'src/modules/rating/effects.ts': "import type { Called } from '../call/contract.ts'\nexport const effect = 1 as Called",
  'src/modules/rating/citizen/page.ts':
    "import { html } from '../../../kit/html.ts'\nimport { script } from './script.ts'\nexport const page = [html, script]",
  'src/modules/rating/citizen/script.ts': "import { readFileSync } from 'node:fs'\nexport const script = readFileSync",
  'src/modules/rating/web/board.tsx':
    "import { button } from '../../../console/kit/button.tsx'\nimport type { Rated } from '../contract.ts'\nexport const board = button as Rated",
  'src/modules/rating/web/card.ts': "import type { Rated } from '../contract.ts'\nexport type Card = Rated\nexport const card = 1",
  'src/modules/call/module.ts': "import { rows } from './store.ts'\nexport const call = rows",
  'src/modules/call/store.ts': "import { sql } from 'kysely'\nexport const rows = sql",
  'src/modules/call/contract.ts': "import { z } from 'zod'\nexport type Called = number\nexport const called = z.number()",
  'src/modules/call/web/board.tsx': "import { button } from '../../../console/kit/button.tsx'\nexport const board = button",
  'src/dashboards/figures.ts': "import { makeEngine } from '../engine/index.ts'\nexport const figures = makeEngine",
  'src/console/shell.tsx': "import { board } from '../modules/rating/web/board.tsx'\nexport const shell = board",
  'src/console/rooms.ts': "import { html } from '../kit/html.ts'\nexport const rooms = html",
  'src/console/table.ts': "import { rooms } from './rooms.ts'\nexport const table = rooms",
  'src/console/kit/button.tsx': "import { html } from '../../kit/html.ts'\nexport const button = html",
  'src/kit/twin.ts': "import { html } from './html.ts'\nexport const twin = html",
  'src/modules.ts': "import { rating } from './modules/rating/module.ts'\nexport const rooms = [rating]",
  'src/main.ts':
    "import { rooms } from './modules.ts'\nimport { matterRoutes } from './engine/routes.ts'\nexport const main = [rooms, matterRoutes]",
}

/** [the walls that must trip, and no other; the file; what is written under its text] */
type Plant = readonly [walls: readonly string[], file: string, text: string]

export const plants: readonly Plant[] = [
  [['kit-looks-down-only'], 'src/kit/page.ts', "import type { cut } from '../text/cut.ts'\nexport type Cut = typeof cut"],
  [['calendar-looks-down-only'], 'src/calendar/hours.ts', "import type { Viewer } from '../org/viewer.ts'\nexport type Hours = Viewer"],
  [['text-looks-down-only'], 'src/text/cut.ts', "import { clock } from '../platform/clock.ts'\nexport const at = clock"],
  [['platform-looks-down-only'], 'src/platform/log.ts', "import { people } from '../org/people.ts'\nexport const log = people"],
  [['programme-looks-down-only'], 'src/programme/shape.ts', "import { people } from '../org/people.ts'\nexport const shape = people"],
  [['org-looks-down-only'], 'src/org/tree.ts', "import { makeEngine } from '../engine/index.ts'\nexport const tree = makeEngine"],
  [['engine-looks-down-only'], 'src/engine/sweep.ts', "import { call } from '../modules/call/module.ts'\nexport const sweep = call"],
  [['engine-looks-down-only'], 'src/engine/sweep.ts', "import { rooms } from '../modules.ts'\nexport const sweep = rooms"],
  [
    ['modules-looks-down-only'],
    'src/modules/call/effects.ts',
    "import { figures } from '../../dashboards/figures.ts'\nexport const effect = figures",
  ],

  [
    ['rooms-do-not-enter-each-other'],
    'src/modules/rating/effects.ts',
    "import { call } from '../call/module.ts'\nexport const other = call",
  ],
  [
    ['rooms-do-not-enter-each-other'],
    'src/modules/rating/web/other.tsx',
    "import { board } from '../../call/web/board.tsx'\nexport const other = board",
  ],
  [
    ['contracts-travel-as-types'],
    'src/modules/rating/effects.ts',
    "import { called } from '../call/contract.ts'\nexport const other = called",
  ],
  [
    ['stories-enter-by-the-front-door'],
    'src/modules/rating/story.test.ts',
    "import { rows } from '../call/store.ts'\nexport const other = rows",
  ],
  [['front-doors-only'], 'src/loops.ts', "import { flow } from './modules/rating/flow.ts'\nexport const loops = flow"],
  [
    ['front-doors-only', 'stores-are-private'],
    'src/modules.ts',
    "import { rows } from './modules/rating/store.ts'\nexport const other = rows",
  ],

  [['pure-places-stay-pure'], 'src/modules/rating/rules.ts', "import { readFileSync } from 'node:fs'\nexport const other = readFileSync"],
  [['pure-places-stay-pure'], 'src/modules/rating/rules/seating.ts', "import { rows } from '../store.ts'\nexport const other = rows"],
  [
    ['pure-places-stay-pure'],
    'src/modules/rating/flow.ts',
    "import { makeEngine } from '../../engine/index.ts'\nexport const other = makeEngine",
  ],
  [['pure-places-stay-pure'], 'src/modules/rating/flows/other.ts', "import { effect } from '../effects.ts'\nexport const other = effect"],
  [['pure-places-stay-pure'], 'src/engine/rules/clocks.ts', "import { act } from '../act.ts'\nexport const clocks = act"],
  [
    ['pure-places-know-no-platform'],
    'src/modules/rating/rules.ts',
    "import type { clock } from '../../platform/clock.ts'\nexport type Other = typeof clock",
  ],
  [
    ['pure-places-reach-nothing-impure'],
    'src/modules/rating/settings.ts',
    "import { clock } from '../../platform/clock.ts'\nexport const at = clock",
  ],

  [
    ['sql-lives-in-stores'],
    'src/modules/rating/routes.ts',
    "import { sql } from '../../platform/database/index.ts'\nexport const other = sql",
  ],
  [['sql-lives-in-stores'], 'src/dashboards/figures.ts', "import { sql } from 'kysely'\nexport const other = sql"],
  [['sql-lives-in-stores'], 'src/org/people.ts', "import pg from 'pg'\nexport const other = pg"],
  [['stores-are-private'], 'src/modules/rating/effects.ts', "import { rows } from '../../org/store.ts'\nexport const other = rows"],
  [
    ['rooms-do-not-enter-each-other', 'stores-are-private'],
    'src/modules/rating/store.ts',
    "import { rows as theirs } from '../call/store.ts'\nexport const other = theirs",
  ],
  [['stores-are-private'], 'src/main.ts', "import { rows } from './org/store.ts'\nexport const other = rows"],

  [['the-engine-has-doors'], 'src/modules/rating/effects.ts', "import { act } from '../../engine/act.ts'\nexport const other = act"],
  [['the-house-is-a-type'], 'src/modules/rating/effects.ts', "import { house } from '../../engine/house.ts'\nexport const other = house"],
  [
    ['engine-routes-are-mounted-by-main'],
    'src/modules/rating/effects.ts',
    "import { matterRoutes } from '../../engine/routes.ts'\nexport const other = matterRoutes",
  ],
  [
    ['testing-is-for-tests', 'the-engine-has-doors'],
    'src/modules/rating/effects.ts',
    "import { town } from '../../engine/testing/town.ts'\nexport const other = town",
  ],
  [['testing-is-for-tests'], 'src/engine/demo.ts', "import { town } from './testing/town.ts'\nexport const demo = town"],

  [
    ['the-browser-sees-no-server'],
    'src/modules/rating/web/board.tsx',
    "import type { effect } from '../effects.ts'\nexport type Other = typeof effect",
  ],
  [['the-browser-sees-no-server'], 'src/console/shell.tsx', "import { clock } from '../platform/clock.ts'\nexport const other = clock"],
  [['the-browser-takes-types'], 'src/modules/rating/web/board.tsx', "import { rule } from '../rules.ts'\nexport const other = rule"],
  [['the-browser-takes-types'], 'src/console/shell.tsx', "import { nobody } from '../org/viewer.ts'\nexport const other = nobody"],
  [['the-browser-has-no-node'], 'src/console/shell.tsx', "import { readFileSync } from 'node:fs'\nexport const other = readFileSync"],
  [['the-browser-has-no-node'], 'src/console/shell.tsx', "import fastify from 'fastify'\nexport const other = fastify"],
  [['the-server-sees-no-browser'], 'src/modules/rating/routes.ts', "import { board } from './web/board.tsx'\nexport const other = board"],
  [['card-shapes-travel-as-types'], 'src/modules/rating/routes.ts', "import { card } from './web/card.ts'\nexport const other = card"],
  [['the-kit-knows-no-pages'], 'src/console/kit/table.tsx', "import { shell } from '../shell.tsx'\nexport const table = shell"],
  [
    ['rooms-know-no-shell'],
    'src/modules/call/web/board.tsx',
    "import { shell } from '../../../console/shell.tsx'\nexport const other = shell",
  ],

  [['the-citizen-page-stays-small'], 'src/modules/rating/citizen/page.ts', "import { z } from 'zod'\nexport const other = z"],
  [
    ['the-citizen-page-stays-small'],
    'src/modules/rating/citizen/page.ts',
    "import { readFileSync } from 'node:fs'\nexport const other = readFileSync",
  ],
  [
    ['the-citizen-page-stays-small'],
    'src/modules/rating/citizen/page.ts',
    "import type { Rated } from '../contract.ts'\nexport type Other = Rated",
  ],
  [
    ['modules-looks-down-only', 'the-citizen-page-stays-small', 'the-server-sees-no-browser'],
    'src/modules/rating/citizen/page.ts',
    "import { button } from '../../../console/kit/button.tsx'\nexport const other = button",
  ],
  [
    ['the-citizen-script-only-reads-itself'],
    'src/modules/rating/citizen/script.ts',
    "import { connect } from 'node:net'\nexport const other = connect",
  ],
  [
    ['citizen-pages-are-served-by-routes'],
    'src/modules/rating/effects.ts',
    "import { page } from './citizen/page.ts'\nexport const other = page",
  ],

  [['no-circles', 'no-circles-that-run'], 'src/kit/html.ts', "import { twin } from './twin.ts'\nexport const other = twin"],
  [['no-circles'], 'src/kit/html.ts', "import type { twin } from './twin.ts'\nexport type Other = typeof twin"],
  [['no-circles-that-run'], 'src/console/rooms.ts', "import { table } from './table.ts'\nexport const other = table"],
  [['no-orphans'], 'src/kit/alone.ts', 'export const alone = 1'],
]

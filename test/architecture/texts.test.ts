import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cityNames, emptyNames, foreignSchemas, impure, outsideAddresses, roomsInEngine, schemaOf, sealedTable, tooLong } from './texts.ts'
import { root, textsUnder } from './tree.ts'

const texts = textsUnder('src')
const at = (path: string, text: string) => ({ path, text })

it('the texts of src are read at all', () => expect(texts.length).toBeGreaterThan(200))

describe('a file holds one thought', () => {
  it('no file of src is longer than 400 lines', () => expect(texts.flatMap(tooLong)).toEqual([]))
  it('a planted file of 401 lines is seen', () => {
    expect(tooLong(at('src/kit/long.ts', 'x\n'.repeat(401)))).toEqual(['src/kit/long.ts 401'])
    expect(tooLong(at('src/kit/long.ts', 'x\n'.repeat(400)))).toEqual([])
  })
})

describe('a name says what is inside', () => {
  it('no file or folder of src, test or tools has a name that says nothing', () => {
    expect([...texts, ...textsUnder('test'), ...textsUnder('tools')].flatMap(({ path }) => emptyNames(path))).toEqual([])
  })
  it.each([
    'src/kit/utils.ts',
    'src/common/page.ts',
    'src/org/dateHelper.ts',
    'src/org/postManager.ts',
    'src/services/page.ts',
    'src/org/postService.ts',
    'src/org/post-service.ts',
    'src/misc/a.ts',
    'src/org/access/commonWords.ts',
  ])('%s is seen', path => {
    expect(emptyNames(path)).not.toEqual([])
  })
  it('a service is a noun of the field', () => expect(emptyNames('src/modules/evaluation/store/service.ts')).toEqual([]))
})

describe('a pure place knows neither time nor chance', () => {
  it('none of src does', () => expect(texts.flatMap(impure)).toEqual([]))
  it.each(['new Date()', 'Date.now()', 'Math.random()', 'process.env.TZ', 'crypto.randomUUID()'])(
    '%s is seen in every kind of pure place',
    planted => {
      for (const path of [
        'src/kit/a.ts',
        'src/calendar/a.ts',
        'src/engine/rules/a.ts',
        'src/modules/call/rules.ts',
        'src/modules/call/rules/a.ts',
        'src/modules/call/flow.ts',
        'src/modules/call/flows/a.ts',
        'src/org/rules/a.ts',
      ]) {
        expect(impure(at(path, `const x = ${planted}`))).toHaveLength(1)
      }
    },
  )
  it('a time that is given is no sin, nor is the clock of an impure place', () => {
    expect([...impure(at('src/kit/a.ts', 'new Date(now)')), ...impure(at('src/platform/clock.ts', 'new Date()'))]).toEqual([])
  })
})

describe('a city is data', () => {
  const names = [
    ...readdirSync(join(root, 'programmes'), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => entry.name),
    '昆明',
    '云溪',
    '云南',
    'yunnan',
    '盘龙区',
    '五华区',
    '官渡区',
    '西山区',
    '呈贡',
    '滇池',
  ]
  it('no file of src that runs names a city', () => expect(texts.flatMap(text => cityNames(text, names))).toEqual([]))
  it.each(['云溪市', '昆明', 'KUNMING', 'programmes/yunxi'])('%s is seen', planted => {
    expect(cityNames(at('src/kit/a.ts', `const x = '${planted}'`), names)).toHaveLength(1)
  })
})

describe('a store names its own schema, and those of engine and org', () => {
  const schemas = new Set(
    texts.flatMap(({ text, path }) =>
      path.endsWith('.sql') ? [...text.matchAll(/create schema (?:if not exists )?([a-z_]+)/g)].map(match => match[1]!) : [],
    ),
  )
  it('the schemas are found in the migrations', () =>
    expect([...schemas]).toEqual(expect.arrayContaining(['engine', 'org', 'evaluation', 'callback'])))
  it('no statement or migration opens another’s drawer', () => expect(texts.flatMap(text => foreignSchemas(text, schemas))).toEqual([]))
  it('a planted statement is seen, in a store and in a migration', () => {
    expect(foreignSchemas(at('src/modules/callback/store.ts', 'sql`select 1 from evaluation.sealed s`'), schemas)).toEqual([
      'src/modules/callback/store.ts:1 evaluation.sealed',
    ])
    expect(foreignSchemas(at('src/modules/callback/migrations/0001.sql', 'select 1 from evaluation.sealed'), schemas)).toHaveLength(1)
    expect(foreignSchemas(at('src/dashboards/store.ts', 'from evaluation.released_words join evaluation.sealed'), schemas)).toEqual([
      'src/dashboards/store.ts:1 evaluation.sealed',
    ])
    expect(foreignSchemas(at('src/org/store.ts', 'sql`join callback.round r on true`'), schemas)).toHaveLength(1)
  })
  it('its own, engine and org are open to it', () => {
    expect(
      foreignSchemas(at('src/modules/callback/store.ts', 'sql`from callback.round join engine.matter join org.unit`'), schemas),
    ).toEqual([])
    expect(schemaOf('src/platform/outbox/store.ts')).toBe('outbox')
  })
})

describe('nothing calls outside', () => {
  it('no file of src that runs names an outside address', () => expect(texts.flatMap(outsideAddresses)).toEqual([]))
  it.each([
    'https://cdn.jsdelivr.net/x.js',
    'http://8.8.8.8/',
    'wss://push.host.cn',
    'https://example.evil.cn',
    'http://localhost.evil.cn/',
  ])('%s is seen', planted => {
    expect(outsideAddresses(at('src/kit/a.ts', `const x = '${planted}'`))).toHaveLength(1)
  })
  it.each(['http://localhost:8080/', 'http://127.0.0.1:80', 'https://huiyin.example.cn', 'http://www.w3.org/2000/svg', 'urn:uuid:1'])(
    '%s asks nobody',
    harmless => {
      expect(outsideAddresses(at('src/kit/a.ts', `const x = '${harmless}'`))).toEqual([])
    },
  )
})

describe('what is sealed leaves by one hand', () => {
  it('no statement outside the release names the sealed table', () => expect(texts.flatMap(sealedTable)).toEqual([]))
  it.each(['src/modules/evaluation/store/intake.ts', 'src/modules/callback/store.ts', 'src/dashboards/store.ts'])(
    'one planted in %s is seen',
    path => {
      expect(sealedTable(at(path, 'sql`select body from evaluation.sealed`'))).toHaveLength(1)
    },
  )
  it('the release itself names it', () =>
    expect(sealedTable(at('src/modules/evaluation/store/release.ts', 'from evaluation.sealed'))).toEqual([]))
})

describe('the engine drives rooms that it does not know', () => {
  const rooms = readdirSync(join(root, 'src/modules'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    // discipline alone is also a role of the organisation, which the engine may know; an event of the room it may not.
    .map(name => (name === 'discipline' ? 'discipline[.][a-z_]+' : name))
  it('no room has a special case in it', () => expect(texts.flatMap(text => roomsInEngine(text, rooms))).toEqual([]))
  it('a planted one is seen', () => {
    expect(roomsInEngine(at('src/engine/act.ts', "if (kind === 'callback') return"), rooms)).toHaveLength(1)
    expect(roomsInEngine(at('src/engine/act.ts', "'discipline.report_opened'"), rooms)).toHaveLength(1)
    expect(roomsInEngine(at('src/engine/migrations/1.sql', "when event = 'evaluation.accused' then"), rooms)).toHaveLength(1)
  })
})

import { findings, isTest } from './tree.ts'
import type { Text } from './tree.ts'

/** What the text tests refuse. Each takes one file and answers with 'path:line what', so that a planted file shows that it would be seen. */

const longest = 400

export const tooLong = ({ path, text }: Text): readonly string[] => {
  const lines = text.trimEnd().split('\n').length
  return lines > longest ? [`${path} ${lines}`] : []
}

const emptyWords = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'common', 'misc', 'shared', 'base', 'core'])
/** As the first word, too: commonWords.ts says nothing of whose words they are. */
const emptyFirst = /^(common|misc|shared|helper|util)[A-Z-]/
const layers = /(^|[a-z])(Manager|Helpers?|Utils?|Handler|Service)$/

/**
 * Names that say nothing, as a whole name, its first or its last word. `service` itself is a noun of the field (what a citizen
 * came for): it may be named so, a service layer (ratingService.ts, services/) may not.
 */
export const emptyNames = (path: string): readonly string[] =>
  path
    .split('/')
    .filter((part, at, parts) => {
      const name = part.replace(/\.(test\.)?[a-z]+$/, '')
      return (
        (name === 'services' && at < parts.length - 1) ||
        emptyWords.has(name.toLowerCase()) ||
        layers.test(name) ||
        emptyFirst.test(name) ||
        /[-_.](utils?|helpers?|manager|service)$/.test(name)
      )
    })
    .map(part => `${path} ${part}`)

const pure = /^src\/(kit|calendar)\/|^src\/engine\/rules\/|\/(rules|flow)\.ts$|\/(rules|flows)\/[^/]+\.ts$/
const outsideTheRule =
  /new Date\(\)|\bDate\.now\b|\bDate\(\)|\bMath\.random\b|\bprocess\.|\bglobalThis\.|\bperformance\.|\bcrypto\.(randomUUID|getRandomValues)/

export const impure = (file: Text): readonly string[] =>
  pure.test(file.path) && /\.tsx?$/.test(file.path) && !isTest(file) ? findings(file, outsideTheRule) : []

/** Addresses that ask nobody: this machine, names that never resolve (RFC 2606), names of namespaces, words about an address. */
const nobody =
  /^(https?|wss?):\/\/(localhost|127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)*example(\.(cn|com|org|net))?|www\.w3\.org|schemas\.(openxmlformats\.org|microsoft\.com))(?![a-z0-9.-]*[a-z0-9])/

export const outsideAddresses = (file: Text): readonly string[] =>
  isTest(file)
    ? []
    : findings(file, /(https?|wss?):\/\/[a-z0-9[][^\s'"`)<]*/).filter(each => !nobody.test(each.slice(each.indexOf(' ') + 1)))

/**
 * Where a city's name stands in src. Tests play the invented town and are not looked at: what must not know a city is
 * what runs.
 */
export const cityNames = (file: Text, names: readonly string[]): readonly string[] =>
  isTest(file) ? [] : findings(file, new RegExp(names.join('|'), 'i'))

/** Schemas that a place may name in SQL besides its own. */
const everyonesSchemas = ['engine', 'org', 'huiyin', 'pg_catalog', 'information_schema']

/** The schema that a file's own tables stand in; undefined: it owns none. */
export const schemaOf = (path: string): string | undefined =>
  /^src\/modules\/([^/]+)\//.exec(path)?.[1] ??
  /^src\/platform\/(documents|files|outbox)\//.exec(path)?.[1] ??
  /^src\/(platform|programme|org|engine|dashboards)\//.exec(path)?.[1]

const speaksSql = (path: string): boolean =>
  path.endsWith('.sql') || /\/store(\.ts$|\/)|\/[a-zA-Z]*Store\.ts$|\/store[A-Z][a-zA-Z]*\.ts$|^src\/org\/as\.ts$/.test(path)

/**
 * Doors between schemas, each for a reason: boards read what evaluation has released, never what it seals; the engine
 * answers files.sees, the question who may see a matter's files, which files, a floor below, can only ask.
 */
const doors = [
  { to: /^evaluation\.released_/, from: /^src\/dashboards\// },
  { to: /^files\.sees$/, from: /^src\/engine\/migrations\// },
]

/** Without imports and comments, in which a dot means something else. */
const sqlOf = ({ text }: Text): string =>
  text
    .split('\n')
    .map(line => (/^\s*(import|export .* from|\*|\/\*|\/\/|--)/.test(line) ? '' : line))
    .join('\n')

export const foreignSchemas = (file: Text, schemas: ReadonlySet<string>): readonly string[] => {
  if (isTest(file) || !speaksSql(file.path)) return []
  const foreign = [...schemas].filter(schema => schema !== schemaOf(file.path) && !everyonesSchemas.includes(schema))
  return foreign.length === 0
    ? []
    : findings({ ...file, text: sqlOf(file) }, new RegExp(`(?<![\\w.'])(${foreign.join('|')})\\.[a-z_]+`)).filter(
        each => !doors.some(door => door.from.test(file.path) && door.to.test(each.slice(each.indexOf(' ') + 1))),
      )
}

const maySayIt = /^src\/modules\/evaluation\/(store\/release\.ts|tables\.ts|migrations\/)/

/** The sealed store's table, named in SQL anywhere but where its release is written: every other reader asks the released views. */
export const sealedTable = (file: Text): readonly string[] =>
  isTest(file) || maySayIt.test(file.path)
    ? []
    : findings({ ...file, text: sqlOf(file) }, /\b(from|join|into|update|on)\s+evaluation\.sealed\b/)

/** The engine drives rooms that it does not know: a room's name in quotes is a special case. */
export const roomsInEngine = (file: Text, rooms: readonly string[]): readonly string[] =>
  isTest(file) || !/^src\/engine\/.*\.(ts|sql)$/.test(file.path)
    ? []
    : findings({ ...file, text: sqlOf(file) }, new RegExp(`['"\`](${rooms.join('|')})[.'"\`]`))

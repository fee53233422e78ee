import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addDays, dayFrom, isWorkingDay, weekdayOf } from '../../src/calendar/index.ts'
import { readMapping, readServices } from '../../src/modules/evaluation/import.ts'
import { readJsonLines } from '../../src/modules/evaluation/importSource.ts'
import type { ServiceResult } from '../../src/modules/evaluation/contract.ts'
import { Doors } from '../../tools/demo/doors.ts'
import { chanceFrom } from '../../tools/demo/random.ts'
import { Desk } from '../../tools/demo/work.ts'
import { runImportServices } from '../../tools/import-services.ts'
import { townPassword } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'
import { rateByForm, rateByJson, sayOf } from './citizens.ts'
import {
  countAnnounced,
  countLinks,
  countOwed,
  countReleased,
  countRungs,
  countServices,
  countWithheld,
  mattersOf,
  rungsReached,
  tally,
} from './figures.ts'
import type { Check } from './figures.ts'
import { asOfToday, chanceOfPoor, lastDay, readOrders } from './orders.ts'

export const mappingFile = fileURLToPath(new URL('./hotline.mapping.yaml', import.meta.url))

export interface Accepted {
  readonly figures: Readonly<Record<string, string | number | Readonly<Record<string, number>>>>
  readonly checks: readonly Check[]
  readonly badRows: readonly string[]
}

type Mood = 'solved' | 'partly' | 'no' | 'silent'
interface Citizen {
  readonly code: string
  mood: Mood
  noes: number
  last?: 'solved' | 'partly'
}

const at = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`)

interface ImportReport {
  readonly services: number
  readonly links: number
  readonly faults: readonly { line: number; field: string; zh: string }[]
}

/**
 * A hotline's orders travel the whole way: imported as an agency would, rated through the page, called about, put right,
 * judged, released. Nothing is written but through the doors that everybody uses.
 * @param folder where the copy with today's dates may lie; it is the caller's to remove
 */
export const accept = async (
  whole: WholeHouse,
  given: { readonly file: string; readonly folder: string; readonly share: number; readonly told?: (share: number, what: string) => void },
): Promise<Accepted> => {
  const { running, clock, town, apiKey } = whole
  const { house } = running
  const told = given.told ?? (() => {})
  const chance = chanceFrom(887)
  const figures: Record<string, string | number | Readonly<Record<string, number>>> = {}
  const checks: Check[] = []
  const check = (says: string, left: string | number, right: string | number): void => {
    checks.push({ says, left, right })
  }
  const beat = () => running.beat()
  const moveTo = async (to: Date): Promise<void> => {
    if (to.getTime() > clock.now().getTime()) clock.moveTo(to)
    await beat()
  }

  // 1. The list comes in: as it is, then as of today, then without its bad rows.
  mkdirSync(given.folder, { recursive: true })
  const importFile = async (path: string, ...options: string[]): Promise<ImportReport> => {
    const lines: string[] = []
    await runImportServices([path, '--mapping', mappingFile, '--json', ...options], {
      out: line => lines.push(line),
      err: line => lines.push(line),
      env: {},
      house,
    })
    try {
      return JSON.parse(lines.join('\n')) as ImportReport
    } catch {
      throw new Error(lines.join('\n'))
    }
  }
  clock.moveTo(at(lastDay, '17:30'))
  const orders = readOrders(given.file)
  const asItIs = await importFile(given.file, '--dry-run')
  figures['orders in the file'] = orders.length
  figures['dry run of the file as it is: rows refused'] = {
    total: asItIs.faults.length,
    ...tally(asItIs.faults.map(fault => `${fault.field}: ${fault.zh}`.slice(0, 40))),
  }
  const text = asOfToday(orders)
  const dated = join(given.folder, 'orders.jsonl')
  writeFileSync(dated, text)
  const dry = await importFile(dated, '--dry-run')
  const badRows = dry.faults.map(fault => `line ${fault.line}, ${fault.field}: ${fault.zh}`)
  const badLines = new Set(dry.faults.map(fault => fault.line))
  figures['bad rows'] = badLines.size
  check('a dry run writes nothing', await countServices(house), 0)
  if (badLines.size > 0) {
    await importFile(dated)
    check('a file with a bad row is not taken at all', await countServices(house), 0)
    writeFileSync(
      dated,
      text
        .split('\n')
        .filter((_, n) => !badLines.has(n + 1))
        .join('\n'),
    )
  }
  const imported = await importFile(dated)
  const [services, links] = [await countServices(house), await countLinks(house)]
  figures['services in'] = services
  figures['links'] = links
  check('services in = orders − bad rows', services, orders.length - badLines.size)
  check('services in the table = services that the import reports', services, imported.services)
  check('links = links that the import reports', links, imported.links)
  const again = await importFile(dated)
  check(
    'the same file again adds nothing',
    `${again.services} ${await countServices(house)} ${await countLinks(house)}`,
    `${services} ${services} ${links}`,
  )

  // 2. Links reach people: by SMS where there is a number, else handed over by the agency that pushed.
  const mapping = readMapping(readFileSync(mappingFile, 'utf8'))
  if ('zh' in mapping) throw new Error(mapping.en)
  const rows = readServices(readJsonLines(readFileSync(dated, 'utf8')), mapping).services.map(one => one.service)
  const doors = new Doors({ app: running.app, house, town, password: townPassword, apiKey })
  const results: ServiceResult[] = []
  for (let from = 0; from < rows.length; from += 500) results.push(...(await doors.push(rows.slice(from, from + 500) as never)))
  const urlOf = new Map(results.map(result => [result.externalId, result.ratingUrl ?? '']))
  await moveTo(at('2026-09-26', '12:30'))
  await moveTo(at('2026-09-26', '19:50'))
  const outbox = (): { template: string; text: string; key: string; matter?: string }[] =>
    readFileSync(join(house.config.dataFolder, 'outbox.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  const invited = new Set(
    outbox()
      .filter(message => message.template === 'evaluation.invite')
      .map(message => /https?:\/\/\S+\/r\/[A-Za-z0-9_-]+/.exec(message.text)?.[0] ?? ''),
  )
  const withNumber = rows.filter(row => (row.parties as { phone?: string }[])[0]?.phone !== undefined)
  figures['invitations by SMS'] = invited.size
  check(
    'each invitation by SMS carries the link of its service',
    withNumber.filter(row => invited.has(urlOf.get(row.externalId) ?? '')).length,
    withNumber.length,
  )

  // 3. People rate: half by the page's form, half as a program does, some at a code on the wall.
  const bodyOf = new Map(orders.map(order => [order.id, order]))
  const ratings = { form: 0, json: 0, window: 0 }
  const [refused, people] = [[] as string[], [] as Citizen[]]
  let [poor, wished, doubled, second] = [0, 0, 0, 0]
  const drawMood = (): Mood => {
    const drawn = chance.share()
    return drawn < 0.42 ? 'solved' : drawn < 0.58 ? 'partly' : drawn < 0.8 ? 'no' : 'silent'
  }
  const raters = rows.filter(() => chance.happens(given.share))
  const note = (
    channel: keyof typeof ratings,
    said: ReturnType<typeof sayOf>,
    answered: { became: string; status: number; receipt?: string },
  ): void => {
    if (answered.became !== 'taken' || answered.receipt === undefined) {
      refused.push(`${channel} ${answered.status}`)
      return
    }
    ratings[channel]++
    if (said.overall <= 2) poor++
    if (said.wish) {
      wished++
      people.push({ code: answered.receipt, mood: drawMood(), noes: 0 })
    }
  }
  for (const [n, row] of raters.entries()) {
    if (n % 20 === 0) told(0.05 + (0.3 * n) / raters.length, `评价 ${n}/${raters.length}`)
    const order = bodyOf.get(row.externalId)!
    const kept = (row.parties as { phone?: string }[])[0]?.phone !== undefined
    const said = sayOf(chance, {
      poor: chance.happens(chanceOfPoor(order)),
      words: [...(order.body ?? '')].slice(0, 200).join(''),
      kept,
      own: `100${String(60_000_000 + n)}`,
    })
    const url = urlOf.get(row.externalId)!
    if (n % 2 === 0) {
      const answered = await rateByForm(url, said)
      note('form', said, answered)
      if (n % 10 === 0) {
        const twice = await answered.again()
        if (twice.receipt === answered.receipt) doubled++
        else refused.push(`sent twice: ${twice.status}`)
      }
    } else {
      const key = house.keys.uuid()
      note('json', said, await rateByJson(url, said, key))
      if (n % 10 === 1 && (await rateByJson(url, { overall: 5, reasons: [] }, house.keys.uuid())).became === 'used') second++
    }
  }
  const windows = Math.max(6, Math.round(raters.length / 15))
  for (let n = 0; n < windows; n++) {
    const said = sayOf(chance, { poor: chance.happens(0.15), kept: false, own: `100${String(70_000_000 + n)}` })
    note('window', said, await rateByForm(`${house.config.publicUrl}/w/HTZW-ZR01`, said, 'hall.item'))
  }
  await beat()
  const all = ratings.form + ratings.json + ratings.window
  figures['ratings by channel'] = { ...ratings }
  figures['ratings'] = all
  figures['poor'] = poor
  figures['with a wish for a call'] = wished
  check('ratings taken = ratings sent', all + refused.length, raters.length + windows)
  check('ratings refused', refused.join(' '), '')
  check('a form that was sent twice is one rating', doubled, Math.ceil(raters.length / 10))
  check('a link takes no second rating', second, Math.floor((raters.length + 8) / 10))
  check('wishes announced = wishes for a call', await countAnnounced(house, 'evaluation.call_wished'), wished)
  check('calls opened = wishes for a call', (await mattersOf(house, 'callback')).length, wished)

  // 4. Leaders call, have it put right and ask again; citizens have the last word. Batches are released on the way.
  const units = new Map((await house.as({ kind: 'system', city: house.city, name: 'sweep' }, tx => house.org.snapshot(tx, lastDay))).units)
  const desk = new Desk(doors, town, chanceFrom(7), new Map([...units].map(([id, unit]) => [id, unit.code])))
  const judge = async (): Promise<void> => {
    for (const citizen of people) {
      if (citizen.mood === 'silent' || citizen.last !== undefined) continue
      const page = await doors.follow(citizen.code)
      if (!page?.judge || page.ended) continue
      if (citizen.mood === 'no') {
        await doors.say(citizen.code, { say: 'unsolved' })
        citizen.noes++
        // After a second round most are content, some never are.
        if (chance.happens(0.7)) citizen.mood = chance.happens(0.7) ? 'solved' : 'partly'
      } else {
        await doors.say(citizen.code, { say: citizen.mood })
        citizen.last = citizen.mood
      }
    }
  }
  const end = dayFrom('2026-12-11')
  let open = wished
  for (let day = addDays(lastDay, 3), n = 0; day <= end && (open > 0 || day <= '2026-11-09'); day = addDays(day, 1), n++) {
    told(0.35 + 0.6 * Math.min(1, n / 60), `${day} 未办结 ${open}`)
    const working = isWorkingDay(house.calendar(), day) ?? weekdayOf(day) < 6
    await moveTo(at(day, '09:30'))
    if (working) {
      await desk.look(clock.now())
      if (weekdayOf(day) % 2 === 0) await desk.repairs(clock.now())
    }
    await moveTo(at(day, '15:30'))
    if (working) await desk.look(clock.now())
    await beat()
    await judge()
    await moveTo(at(day, '20:00'))
    open = (await mattersOf(house, 'callback')).filter(matter => matter.closedAt === undefined).length
  }

  // 5. The figures, and whether they agree.
  const matters = await mattersOf(house, 'callback')
  const closed = matters.filter(matter => matter.closedAt !== undefined)
  const endings = tally(closed.map(matter => matter.ending ?? matter.stage))
  const reopened = matters.reduce((sum, matter) => sum + matter.round - 1, 0)
  const sent = outbox()
    .filter(message => message.template === 'callback.leader')
    .map(message => message.key)
  const firstCalls = sent.filter(key => /^call\/[0-9a-f-]+\/1\/[0-9a-f-]+$/.test(key))
  figures['calls opened'] = matters.length
  figures['calls announced'] = firstCalls.length
  figures['reminders until acknowledged'] = sent.filter(key => key.includes('/again/')).length
  figures['closed by ending'] = endings
  figures['still open'] = matters.length - closed.length
  if (closed.length < matters.length)
    figures['where they stand'] = tally(
      matters
        .filter(matter => matter.closedAt === undefined)
        .map(matter => `${matter.unitName} · ${matter.stageTitle} · round ${matter.round}`),
    )
  figures['reopened by the citizen’s no (rounds)'] = reopened
  figures['matters by round'] = tally(matters.map(matter => `round ${matter.round}`))
  figures['repairs opened from released reasons'] = (await mattersOf(house, 'repair')).length
  const rungs = await rungsReached(house)
  figures['rungs of the ladder'] = rungs
  figures['overdue rungs'] = Object.entries(rungs)
    .filter(([act]) => act !== 'remind')
    .reduce((sum, [, many]) => sum + many, 0)
  check(
    'each rung was reached once and announced once',
    await countRungs(house),
    Object.values(rungs).reduce((sum, many) => sum + many, 0),
  )
  check('calls announced = calls opened', firstCalls.length, matters.length)
  check('nothing is announced twice', new Set(sent).size, sent.length)
  check(
    'each round has been announced',
    matters.filter(matter =>
      Array.from({ length: matter.round }, (_, n) => `call/${matter.id}/${n + 1}/`).every(round =>
        sent.some(key => key.startsWith(round) && !key.includes('/again/')),
      ),
    ).length,
    matters.length,
  )
  check(
    'closed by ending + open = opened',
    Object.values(endings).reduce((sum, many) => sum + many, 0) + matters.length - closed.length,
    matters.length,
  )
  check(
    'each “no” began a round or was kept as unsolved',
    people.reduce((sum, one) => sum + one.noes, 0),
    reopened + (endings['unsolved'] ?? 0),
  )
  for (const word of ['solved', 'partly'] as const)
    check(
      `closed as ${word} = citizens who said so`,
      endings[word === 'partly' ? 'partly_solved' : 'solved'] ?? 0,
      people.filter(one => one.last === word).length,
    )
  check('no loop owes an effect', await countOwed(house), 0)
  check('steps that the house refused', desk.refused.join('; ').slice(0, 300), '')
  check('bugs logged', JSON.stringify(whole.bugs).slice(0, 300), '[]')

  const [released, withheld] = [await countReleased(house), await countWithheld(house)]
  const board = await doors.board('YX0001')
  figures['released'] = released.ratings
  figures['released by link, and from codes on the wall (未核验)'] = `${released.byLink} and ${released.ratings - released.byLink}`
  figures['batches released'] = released.batches
  figures['withheld for want of numbers'] = withheld
  check('released + withheld = ratings', released.ratings + withheld, all)
  check('no batch is smaller than five', released.smallest >= 5 ? 'none' : released.smallest, 'none')
  check(
    'the board answers for what was released by link',
    board.reduce((sum, row) => sum + row.ratings, 0),
    released.byLink,
  )
  check(
    'the board’s marks are those of its answers',
    board.filter(
      ({ ratings: answered, levels: { overall } }) =>
        overall?.counts && overall.withheldBatches === 0 && overall.counts.reduce((sum, many) => sum + many, 0) !== answered,
    ).length,
    0,
  )
  told(1, 'done')
  return { figures, checks, badRows }
}

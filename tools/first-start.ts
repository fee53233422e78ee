import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '../src/kit/refusal.ts'
import { loadCity, openMigrated, sentenceOfStart, StartRefused } from '../src/main.ts'
import { accessProblems, hashPassword, passwordFault } from '../src/org/access/index.ts'
import { oneTimePassword } from '../src/org/administration/index.ts'
import {
  administratorRoles,
  appoint,
  faultOfAdministrator,
  findRegionIn,
  levelOfRegion,
  otherUnits,
  placeTable,
  plainLogin,
  plainName,
  plainRegion,
  unitNamesOf,
} from '../src/org/firstStart/index.ts'
import type { AdministratorRole, FoundRegion, NewAdministrator } from '../src/org/firstStart/index.ts'
import { makeAs } from '../src/org/as.ts'
import { setupWordsOf } from '../src/org/firstStart/words.ts'
import type { SetupWord } from '../src/org/firstStart/words.ts'
import { writeCityFile } from '../src/platform/cityFile.ts'
import { realClock } from '../src/platform/clock.ts'
import { ConfigFault, readConfig } from '../src/platform/config.ts'
import { openKeys } from '../src/platform/crypto/index.ts'
import type { Database } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** What stands on the standard input; read only with --passwords-from-stdin. */
  readonly input?: () => string
  readonly database?: Database
}

const usage = `npx huiyin first-start --programme FOLDER --region 行政区划代码或名称 --office 单位名称 --system 账号:姓名 --security 账号:姓名 --audit 账号:姓名 [--passwords-from-stdin]

  --programme  方案文件夹；不写则用 HUIYIN_PROGRAMME；两者都写时须是同一个 the city's programme
  --region     六位代码（GB/T 2260）或名称，如 210202、大连中山 code or name of the region
  --region-name  表里没有、新设或改过名的，另写名称 its name, where the table (${placeTable().on}) does not know the code
  --office     三位管理员所在单位：已导入的写名称或代码，否则新建 unit of the three administrators
  --units      一并建立法院、检察院、公安、司法行政四个单位，名称照通常叫法 make the four usual organs, by their usual names
  --passwords-from-stdin  三行，依次是系统、安全、审计管理员的密码 three lines; otherwise one-time passwords are printed,
               本人首次登录须更换 which must be changed at the first sign-in
  用自带数据库时请先停下服务器 stop the server first where it runs the embedded database
退出码 exit code：0 办好了；1 输入有误，什么都没改；2 数据库不可用`

const options = {
  programme: { type: 'string' },
  region: { type: 'string' },
  'region-name': { type: 'string' },
  units: { type: 'boolean' },
  office: { type: 'string' },
  system: { type: 'string' },
  security: { type: 'string' },
  audit: { type: 'string' },
  'passwords-from-stdin': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const
const optionOf = { system_admin: 'system', security_admin: 'security', audit_admin: 'audit' } as const satisfies Record<
  AdministratorRole,
  string
>

/** What is wrong with the words of the command; a sentence a fault. */
class Wrong extends Error {}

const sentenceOf = (because: string, values: Readonly<Record<string, string | number>> = {}): string => {
  const word = `fault.${because}` as SetupWord
  const own = because in accessProblems ? accessProblems[because as keyof typeof accessProblems] : undefined
  if (own) return `${own.zh} ${own.en}`.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  return `${setupWordsOf('zh')(word, values)} ${setupWordsOf('en')(word, values)}`
}

/** By its code, or by a name that means one place: of several the command chooses none. */
const readRegion = (typed: string, name: string): FoundRegion => {
  const places = placeTable()
  const named = !/^[\d\s]*$/.test(typed.normalize('NFKC'))
  const hits = named ? places.search(typed, 13) : []
  if (named && hits.length === 0)
    throw new Wrong(
      `--region：表里（截至 ${places.on}）没有“${typed}”。换个写法，或写六位代码和 --region-name。 Not in the table; try another spelling, or give its code and --region-name.`,
    )
  const only = hits.length === 1 ? hits[0] : undefined
  if (hits.length > 1)
    throw new Wrong(
      `--region：“${typed}”不止一处，请写代码。 There is more than one; give the code.\n${hits.map(({ code, path }) => `  ${code}  ${path.join(' ')}`).join('\n')}`,
    )
  const code = only?.code ?? typed
  const level = name === '' ? '' : levelOfRegion(plainRegion(code))
  const found = isRefusal(level) ? level : findRegionIn(places, { code, level, name })
  if (!isRefusal(found)) return found
  const option = found.field === 'regionName' || found.because === 'region_unknown' ? `--region / --region-name` : '--region'
  throw new Wrong(`${option}：${sentenceOf(found.because, { on: places.on, ...found.values })}\n${usage}`)
}

const readPeople = (
  values: Readonly<Record<string, string | boolean | undefined>>,
): readonly { readonly role: AdministratorRole; readonly name: string; readonly login: string }[] => {
  const people: { role: AdministratorRole; name: string; login: string }[] = []
  const wrong: string[] = []
  for (const role of administratorRoles) {
    const option = optionOf[role]
    const text = values[option]
    const [login = '', ...name] = typeof text === 'string' ? text.split(':') : []
    const one = { role, login: plainLogin(login), name: plainName(name.join(':')) }
    const fault = typeof text === 'string' ? faultOfAdministrator(one, people) : undefined
    if (fault === undefined) wrong.push(`--${option}：要写成 账号:姓名。 It is written LOGIN:NAME.`)
    else if (fault) wrong.push(`--${option}：${sentenceOf(fault.because)}`)
    people.push(one)
  }
  if (wrong.length > 0) throw new Wrong(wrong.join('\n'))
  return people
}

const readPasswords = (text: string, people: ReturnType<typeof readPeople>, office: string): readonly string[] => {
  const lines = text.split(/\r?\n/).slice(0, 3)
  const wrong = people.flatMap(({ role, login, name }, i) => {
    const fault = passwordFault(lines[i] ?? '', [login, name, office])
    return fault ? [`--${optionOf[role]}：${sentenceOf(fault.because, fault.values)}`] : []
  })
  if (new Set(lines.map(line => line.normalize('NFC'))).size < 3) wrong.push(sentenceOf('password_same'))
  if (wrong.length > 0) throw new Wrong(wrong.join('\n'))
  return lines
}

const run = async (argv: readonly string[], io: Io): Promise<number> => {
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values']
  try {
    ;({ values } = parseArgs({ args: [...argv], options }))
  } catch (error) {
    throw new Wrong(`${(error as Error).message}\n${usage}`)
  }
  if (values.help) {
    io.out(usage)
    return 0
  }
  const region = readRegion(values.region ?? '', plainName(values['region-name'] ?? ''))
  const names = unitNamesOf(region.level, region.path)
  const office = plainName(values.office ?? '')
  if ([...office].length < 2 || [...office].length > 60)
    throw new Wrong(`--office：${sentenceOf('office')} 例如 such as “${names.committee}”\n${usage}`)
  const people = readPeople(values)
  const given = values['passwords-from-stdin'] ? readPasswords((io.input ?? (() => readFileSync(0, 'utf8')))(), people, office) : undefined
  const config = readConfig({ ...io.env, ...(values.programme === undefined ? {} : { HUIYIN_PROGRAMME: values.programme }) })
  const { programme } = loadCity(config)
  const database = io.database ?? (await openMigrated(config, silentLog))
  try {
    const passwords = given ?? people.map(oneTimePassword)
    const administrators = Object.fromEntries(
      await Promise.all(
        people.map(
          async ({ role, name, login }, i) =>
            [role, { name, login, passwordHash: await hashPassword(passwords[i]!), mustChange: given === undefined }] as const,
        ),
      ),
    ) as Record<AdministratorRole, NewAdministrator>
    const refusal = await appoint(
      makeAs(database),
      openKeys(join(config.dataFolder, 'keys'), config.suite),
      {
        city: programme.city,
        programme: programme.version,
        region: { code: region.code, level: region.level, name: region.name },
        office,
        units: values.units ? otherUnits(names) : [],
        administrators,
        way: 'command',
      },
      realClock.now(),
    )
    if (isRefusal(refusal)) throw new Wrong(sentenceOf(refusal.because, refusal.values))
    writeCityFile(config.dataFolder, { city: programme.city, programmeFolder: config.programmeFolder! })
    io.out(`${programme.name}（${programme.city}）的三位管理员已设好，现在可以 npm start。 The three administrators are set; npm start.`)
    io.out(`${region.code}  ${region.name}`)
    for (const { name } of values.units ? otherUnits(names) : []) io.out(`+ ${name}`)
    for (const [i, { role, name, login }] of people.entries())
      io.out(`${setupWordsOf('zh')(`${role}.title`)} ${name}  ${login}${given ? '' : `  ${passwords[i]!}`}`)
    if (!given) io.out('一次性密码只在这里出现一次，请当面交给本人；首次登录须更换。 Shown only here; to be changed at the first sign-in.')
    return 0
  } finally {
    if (!io.database) await database.close()
  }
}

/** `npx huiyin first-start`: the first start without its page, once in the life of a city. */
export const runFirstStart = async (argv: readonly string[], io: Io): Promise<number> => {
  try {
    return await run(argv, io)
  } catch (error) {
    const sentence = error instanceof Wrong ? error.message : sentenceOfStart(error)
    if (sentence === undefined) throw error
    io.err(sentence)
    return error instanceof Wrong || error instanceof StartRefused || error instanceof ConfigFault ? 1 : 2
  }
}

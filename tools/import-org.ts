import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeAs } from '../src/org/as.ts'
import type { Refusal } from '../src/kit/refusal.ts'
import { isRefusal } from '../src/kit/refusal.ts'
import { files, importOrg, readOrgWorkbook } from '../src/org/import/index.ts'
import type { ImportResult, OrgImport } from '../src/org/import/index.ts'
import { ConfigFault, readConfig } from '../src/platform/config.ts'
import { openKeys } from '../src/platform/crypto/index.ts'
import type { Keys } from '../src/platform/crypto/index.ts'
import { DatabaseRefused, DatabaseUnavailable, openDatabase } from '../src/platform/database/index.ts'
import type { Database } from '../src/platform/database/index.ts'
import { sheetProblems } from '../src/platform/sheets/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { readOptions } from './readOptions.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** A house that is open already; without it the command opens the database and the keys of HUIYIN_DATA. */
  readonly open?: { readonly database: Database; readonly keys: Keys }
}

const usage = `npx huiyin import-org FOLDER|FILE.xlsx --city CITY [--passwords FILE] [--dry-run] [--json]

  FOLDER  ${files.map(file => `${file}.csv`).join(' ')}；缺的文件表示不改 an absent file changes nothing
  FILE.xlsx  一张表一个工作表（单位、上下级关系、人员、任职、窗口…），表头用下面的列名或中文，与页面导出的一样
             a sheet for each table, as they are taken out of the console
  units.csv   code,name,kind(organ|department),level(city|county|town|village),organ,parent
  edges.csv   lower,upper,kind(leads|supervises|guides|branch|double),line(system|territory|discipline)
  people.csv  code,name,phone,login
  posts.csv   unit,role,person,title,deputy,from,until
  windows.csv code,unit,name,line
  ties.csv    person,other,kind(kin|panel)
  duty.csv    unit,person,from,until（2026-09-30 18:00）

  --passwords 给 people.csv 里有 login 的人开账号，一次性密码写进这个新文件（仅本人可读），首次登录必须改；不写就不开账号
              opens accounts for the logins of people.csv; their one-time passwords are written to this new file
  --dry-run   只说会改什么 only says what would be done
退出码 exit code：0 已导入；1 输入有误，什么都没改；2 数据库不可用`

const words: Readonly<Record<string, string>> = {
  units: '单位',
  edges: '隶属关系',
  people: '人员',
  posts: '岗位',
  windows: '窗口',
  ties: '回避关系',
  duty: '值班',
  phones: '手机号',
  accounts: '账号',
}

const report = (result: ImportResult, io: Io): void => {
  if (result.dryRun) io.out('试运行：以下都没有写入。 Dry run: nothing below was written.')
  for (const [name, { inserted, updated, unchanged }] of Object.entries(result.written)) {
    if (inserted + updated + unchanged > 0) io.out(`${words[name] ?? name} ${name}：新增 ${inserted}，修改 ${updated}，未变 ${unchanged}`)
  }
}

/**
 * One-time passwords of the accounts that this run opens. The file is made first, for its owner alone: accounts whose
 * passwords could not be written down would be closed to everybody.
 */
class PasswordList {
  readonly #path: string
  readonly #file: number
  readonly #made: [login: string, password: string][] = []
  constructor(path: string) {
    this.#path = path
    this.#file = openSync(path, 'wx', 0o600)
  }
  readonly passwordOf = (login: string): string => {
    const password = randomBytes(15).toString('base64url')
    this.#made.push([login, password])
    return password
  }
  keep(): number {
    writeSync(this.#file, `login,password\n${this.#made.map(row => `${row.join(',')}\n`).join('')}`)
    closeSync(this.#file)
    return this.#made.length
  }
  drop(): void {
    closeSync(this.#file)
    rmSync(this.#path)
  }
}

/** The tables of a folder of CSV files, or of one workbook. */
const readGiven = async (path: string): Promise<OrgImport['texts'] | Refusal> => {
  if (!statSync(path).isDirectory()) return readOrgWorkbook(readFileSync(path))
  return Object.fromEntries(
    files.filter(file => existsSync(join(path, `${file}.csv`))).map(file => [file, readFileSync(join(path, `${file}.csv`), 'utf8')]),
  )
}

/** `npx huiyin import-org`: takes over units, people and posts from CSV or a workbook; all rows or none. */
export const runImportOrg = async (argv: readonly string[], io: Io): Promise<number> => {
  const read = readOptions(() =>
    parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        city: { type: 'string' },
        passwords: { type: 'string' },
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  )
  if (typeof read === 'string') {
    io.err(read)
    io.err(usage)
    return 1
  }
  const { values, positionals } = read
  if (values.help) {
    io.out(usage)
    return 0
  }
  const [folder] = positionals
  const { city } = values
  if (positionals.length !== 1 || folder === undefined || !city) {
    io.err(usage)
    return 1
  }
  if (!existsSync(folder)) {
    io.err(`没有文件夹 ${folder}。 There is no such folder.`)
    return 1
  }
  const given = await readGiven(folder)
  if (isRefusal(given)) {
    const said = sheetProblems[given.because as keyof typeof sheetProblems]
    io.err(`${said.zh} ${said.en}`)
    return 1
  }
  const texts = given
  if (Object.keys(texts).length === 0) {
    io.err(`${folder} 里没有可导入的文件。 Nothing to import there.`)
    return 1
  }

  if (values.passwords !== undefined && existsSync(values.passwords)) {
    io.err(`${values.passwords} 已经有了，请换一个文件名。 The file is there already; name a new one.`)
    return 1
  }
  let database = io.open?.database
  let passwords: PasswordList | undefined
  try {
    let keys = io.open?.keys
    if (!database || !keys) {
      const config = readConfig(io.env)
      keys = openKeys(join(config.dataFolder, 'keys'), config.suite)
      database = await openDatabase(config, silentLog, { joins: true })
    }
    if (values.passwords !== undefined) passwords = new PasswordList(values.passwords)
    const result = await importOrg(makeAs(database), keys, {
      city,
      texts,
      dryRun: values['dry-run'] === true,
      ...(passwords ? { passwordOf: passwords.passwordOf } : {}),
    })
    const written = result.faults.length === 0 && !result.dryRun ? passwords?.keep() : passwords?.drop()
    passwords = undefined
    if (written)
      io.err(
        `${written} 个一次性密码写在 ${values.passwords}，请当面交给本人，然后删掉这个文件。 One-time passwords: hand each to its owner, then delete the file.`,
      )
    if (values.json) io.out(JSON.stringify(result))
    else if (result.faults.length > 0) {
      for (const { file, line, field, zh, en } of result.faults) io.err(`${file} 第 ${line} 行${field && `，${field}`}：${zh}。 ${en}`)
      io.err(`${result.faults.length} 处有误，什么都没有改。 Nothing was changed.`)
    } else report(result, io)
    return result.faults.length > 0 ? 1 : 0
  } catch (error) {
    if (error instanceof ConfigFault) {
      io.err(error.message)
      return 1
    }
    if (error instanceof DatabaseRefused || error instanceof DatabaseUnavailable) {
      io.err(error.message)
      return 2
    }
    // No schema, table or function yet.
    if (['3F000', '42P01', '42883'].includes(String((error as { code?: unknown }).code))) {
      io.err('数据库里还没有表，请先 npm start 一次。 The database has no tables yet: start the server once.')
      return 2
    }
    throw error
  } finally {
    passwords?.drop()
    if (!io.open) await database?.close()
  }
}

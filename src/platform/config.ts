import { existsSync, statSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { CityFileFault, cityFileOf, readCityFile } from './cityFile.ts'

/** Every setting of the process, read and checked once at start; nobody else reads the environment. */
export interface Config {
  /** Folder of everything that must survive: database, keys, files, outbox. HUIYIN_DATA */
  readonly dataFolder: string
  /** Own PostgreSQL (15 to 18); absent: the embedded one under the data folder. DATABASE_URL */
  readonly databaseUrl?: string
  /** false: statements are planned each time; for a pooler that hands each transaction another connection. HUIYIN_PREPARE */
  readonly prepare?: boolean
  /** PORT; 0 picks a free one. */
  readonly port: number
  readonly host: string
  /** Host of the codes; must open on a phone. PUBLIC_URL */
  readonly publicUrl: string
  /** A shorter address of the same house, for links in text messages. SHORT_URL */
  readonly shortUrl?: string
  /** Addresses or networks of reverse proxies whose X-Forwarded-For is believed, so that limits count people and not the proxy. HUIYIN_PROXIES */
  readonly trustedProxies?: readonly string[]
  /** Folder of the city's programme. HUIYIN_PROGRAMME; absent until the first start has chosen one. */
  readonly programmeFolder?: string
  readonly suite: 'std' | 'gm'
  /** Nightly backups; absent: the operator makes them otherwise, and the house says that it knows of none. HUIYIN_BACKUPS and the like */
  readonly backups?: BackupConfig
  /** The demo alone has a movable clock, invented data and cookies without Secure. */
  readonly demo: boolean
  readonly migrate: boolean
}

export interface BackupConfig {
  /** HUIYIN_BACKUPS; not in the data folder, which it must survive. */
  readonly folder: string
  /** HUIYIN_BACKUP_KEY; apart from both. */
  readonly keyFile: string
  /** Minutes after midnight in Asia/Shanghai. HUIYIN_BACKUP_AT */
  readonly atMinute: number
  /** Hours from one to the next. HUIYIN_BACKUP_EVERY */
  readonly everyHours: number
  /** HUIYIN_BACKUPS_KEPT */
  readonly kept: number
}

/** Everything that is wrong at once, each with a sentence that names the setting: nobody likes to start ten times. */
export class ConfigFault extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

type Environment = Readonly<Record<string, string | undefined>>
type Say = (sentence: string) => void

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

const readPort = (text: string, say: Say): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port >= 0 && port <= 65_535) return port
  say(
    `PORT 写的是“${text}”；请写 0 到 65535 的数字，0 是随便一个空闲端口。 PORT is "${text}"; it must be a number from 0 (any free port) to 65535.`,
  )
  return 0
}

const readHost = (text: string, say: Say): string => {
  if (!/^[A-Za-z0-9.:_-]+$/.test(text))
    say(
      `HOST 写的是“${text}”；请写这台机器的地址或名称，例如 127.0.0.1 或 0.0.0.0。 HOST is "${text}"; it must be an address or name of this machine, such as 127.0.0.1 or 0.0.0.0.`,
    )
  return text
}

const readSwitch = (name: string, text: string, say: Say): boolean => {
  if (!['', '0', '1'].includes(text)) say(`${name} 写的是“${text}”；请写 1（开）或 0（关）。 ${name} is "${text}"; it must be 1 or 0.`)
  return text === '1'
}

const readPublicUrl = (text: string, demo: boolean, say: Say, name = 'PUBLIC_URL'): string => {
  const url = parseUrl(text)
  if (!url || !['http:', 'https:'].includes(url.protocol))
    say(
      `${name} 写的是“${text}”；请写手机打得开的网址，例如 https://huiyin.example.cn。 ${name} is "${text}"; it must be the address that phones open, such as https://huiyin.example.cn.`,
    )
  else if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '')
    say(
      `${name} 写的是“${text}”；只写协议、主机和端口，后面不带路径。 ${name} is "${text}"; it must be scheme, host and port only, without a path.`,
    )
  else if (url.protocol === 'http:' && !demo && !localHosts.has(url.hostname))
    say(
      `${name} 写的是“${text}”；正式使用必须以 https:// 开头，不加密的连接不能登录。 ${name} is "${text}"; outside the demo it must begin with https://, since signing in needs an encrypted connection.`,
    )
  return url?.origin ?? text
}

/** Without a login: those are ours, and a superuser's would look past every policy. The text is not repeated: it may hold a password. */
const readDatabaseUrl = (text: string, say: Say): string => {
  const url = parseUrl(text)
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol))
    say('DATABASE_URL 要写成 postgresql://主机:5432/huiyin 这样。 DATABASE_URL must look like postgresql://host:5432/huiyin.')
  else if (url.username !== '' || url.password !== '' || url.searchParams.has('user') || url.searchParams.has('password')) {
    say(
      'DATABASE_URL 里不能写账号和密码。回音用自己的四个数据库账号连接，运行 npx huiyin setup-database 会打印建账号的 SQL；超级用户或属主账号会绕开保护群众的权限策略。 DATABASE_URL must not carry a login. Huiyin connects with four logins of its own, whose SQL `npx huiyin setup-database` prints; a superuser or owner would look past the policies that protect citizens.',
    )
  } else if (url.pathname.length < 2)
    say(
      'DATABASE_URL 要写明数据库名，例如 postgresql://主机:5432/huiyin。 DATABASE_URL must name the database, as in postgresql://host:5432/huiyin.',
    )
  return text
}

const readDataFolder = (text: string, say: Say): string => {
  const folder = resolve(text)
  let above = folder
  while (!existsSync(above)) above = dirname(above)
  if (!statSync(above).isDirectory())
    say(
      `HUIYIN_DATA 写的是“${text}”；${above} 是文件，不是文件夹，请另写一个文件夹。 HUIYIN_DATA is "${text}"; ${above} is a file, not a folder.`,
    )
  return folder
}

/** An address, or a network as 10.0.0.0/8. Whoever may set the header may pass for anybody, so nothing wider than needed. */
const isNetwork = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  if (prefix === undefined) return true
  if (!/^\d{1,3}$/.test(prefix)) return false
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6')
    return Number(prefix) > 0
  } catch {
    return false
  }
}

const readProxies = (text: string, say: Say): readonly string[] => {
  const networks = text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
  for (const one of networks)
    if (!isNetwork(one))
      say(
        `HUIYIN_PROXIES 里有“${one}”；请写反向代理的地址或网段，用逗号隔开，例如 127.0.0.1, 10.1.2.0/24。 HUIYIN_PROXIES names "${one}"; it must list addresses or networks of your reverse proxies, such as 127.0.0.1, 10.1.2.0/24.`,
      )
  return networks
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

/** What HUIYIN_PROGRAMME says, else the folder beside the data, else what the first start chose; else it has not been yet. */
const readProgrammeFolder = (text: string, dataFolder: string, say: Say): string | undefined => {
  if (text !== '') {
    const folder = resolve(text)
    if (!isFolder(folder))
      say(
        `HUIYIN_PROGRAMME 写的是“${text}”；没有这个文件夹，请写本市方案所在的文件夹。 HUIYIN_PROGRAMME is "${text}"; there is no such folder.`,
      )
    return folder
  }
  const beside = join(dataFolder, 'programme')
  if (isFolder(beside)) return beside
  try {
    const chosen = readCityFile(dataFolder)?.programmeFolder
    if (chosen !== undefined && !isFolder(chosen))
      say(
        `HUIYIN_PROGRAMME 没有写，而 ${cityFileOf(dataFolder)} 里记的 ${chosen} 已经不在了；请把 HUIYIN_PROGRAMME 写成本市方案所在的文件夹。 HUIYIN_PROGRAMME is not set, and ${chosen}, which ${cityFileOf(dataFolder)} names, is no longer there; set it to the folder of the city's programme.`,
      )
    return chosen
  } catch (error) {
    if (!(error instanceof CityFileFault)) throw error
    say(error.message)
    return undefined
  }
}

const readSuite = (text: string, say: Say): Config['suite'] => {
  if (text === 'std' || text === 'gm') return text
  say(
    `HUIYIN_SUITE 写的是“${text}”；请写 gm（国密 SM4、SM3）或 std（AES、SHA-256）。 HUIYIN_SUITE is "${text}"; it must be std (AES, SHA-256) or gm (SM4, SM3).`,
  )
  return 'std'
}

const inside = (folder: string, path: string): boolean => {
  const way = relative(resolve(folder), resolve(path))
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** No archive outlives a month: what a batch has hidden since must not lie about in older ones (SECURITY.md). */
const keptAtMost = 31

/**
 * What may be lost lies between two backups. Not every hour: whoever holds two of them, their key and the master keys, sees
 * between which of them a rating came, and no rating keeps its time.
 */
const everyAllowed = [24, 12, 8, 6] as const

const readBackups = (env: Environment, dataFolder: string, say: Say): BackupConfig | undefined => {
  const {
    HUIYIN_BACKUPS: folder,
    HUIYIN_BACKUP_KEY: keyFile,
    HUIYIN_BACKUP_AT: at,
    HUIYIN_BACKUP_EVERY: every,
    HUIYIN_BACKUPS_KEPT: kept,
  } = env
  if (!folder) {
    for (const name of ['HUIYIN_BACKUP_AT', 'HUIYIN_BACKUP_EVERY', 'HUIYIN_BACKUPS_KEPT'])
      if (env[name])
        say(
          `${name} 写了，HUIYIN_BACKUPS 却没有写；请用后者写明备份放在哪个文件夹。 ${name} is set, and HUIYIN_BACKUPS, the folder of the backups, is not.`,
        )
    return undefined
  }
  if (!keyFile)
    say(
      'HUIYIN_BACKUPS 写了，HUIYIN_BACKUP_KEY 却没有写；请用后者写明备份密钥文件，还没有就运行 npx huiyin backup --new-key 文件。 HUIYIN_BACKUPS is set, and HUIYIN_BACKUP_KEY is not; it must name the file of the backup key. Make one with npx huiyin backup --new-key FILE.',
    )
  else if (inside(dataFolder, keyFile) || inside(folder, keyFile))
    say(
      'HUIYIN_BACKUP_KEY 和数据或备份放在一起了；拿走数据的人不能连密钥也一起拿走，请放到别处。 HUIYIN_BACKUP_KEY lies with the data or with the backups; whoever takes those must not have the key as well. Put it elsewhere.',
    )
  if (inside(dataFolder, folder))
    say(
      'HUIYIN_BACKUPS 在 HUIYIN_DATA 里面；那个文件夹没了，备份也没了，请写另一块磁盘上的文件夹。 HUIYIN_BACKUPS lies in HUIYIN_DATA; it must survive the loss of that folder. Name one on another disk.',
    )
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at || '03:10') ?? []
  if (hour === undefined)
    say(
      `HUIYIN_BACKUP_AT 写的是“${at}”；请写北京时间的几点几分，例如 03:10。 HUIYIN_BACKUP_AT is "${at}"; it must be a time of day in Beijing, such as 03:10.`,
    )
  const everyHours = everyAllowed.find(hours => String(hours) === (every || '24'))
  if (everyHours === undefined)
    say(
      `HUIYIN_BACKUP_EVERY 写的是“${every}”；请写隔几小时备份一次，只能是 ${everyAllowed.join('、')}：两次备份一比，就看得出中间来了什么。 HUIYIN_BACKUP_EVERY is "${every}"; it must be a number of hours, ${everyAllowed.join(', ')}: two backups tell what came between.`,
    )
  const count = Number(kept || '14')
  if (!Number.isInteger(count) || count < 2 || count > keptAtMost)
    say(
      `HUIYIN_BACKUPS_KEPT 写的是“${kept}”；请写留几份备份，2 到 ${keptAtMost} 的整数：再旧的备份里还有后来已经销毁的内容。 HUIYIN_BACKUPS_KEPT is "${kept}"; it must be a whole number from 2 to ${keptAtMost}: older archives would keep what has been forgotten since.`,
    )
  return {
    folder: resolve(folder),
    keyFile: resolve(keyFile ?? ''),
    atMinute: Number(hour) * 60 + Number(minute),
    everyHours: everyHours ?? 24,
    kept: count,
  }
}

/**
 * Reads and checks every setting. An empty variable counts as absent.
 * @param args of the command line after the program's name; `--migrate` is the only one
 * @throws ConfigFault with all faults together
 */
export const readConfig = (env: Environment, args: readonly string[] = []): Config => {
  const faults: string[] = []
  const say: Say = sentence => {
    faults.push(sentence)
  }
  for (const name of args)
    if (name !== '--migrate') say(`${name} 不是可用的参数；只有 --migrate 一个。 ${name} is not an option; the only one is --migrate.`)
  const demo = readSwitch('HUIYIN_DEMO', env.HUIYIN_DEMO ?? '', say)
  const prepare = readSwitch('HUIYIN_PREPARE', env.HUIYIN_PREPARE || '1', say)
  const port = readPort(env.PORT || '8080', say)
  const dataFolder = readDataFolder(env.HUIYIN_DATA || 'huiyin-data', say)
  const programmeFolder = readProgrammeFolder(env.HUIYIN_PROGRAMME ?? '', dataFolder, say)
  const backups = readBackups(env, dataFolder, say)
  const config: Config = {
    dataFolder,
    port,
    demo,
    ...(env.DATABASE_URL ? { databaseUrl: readDatabaseUrl(env.DATABASE_URL, say) } : {}),
    host: readHost(env.HOST || '127.0.0.1', say),
    publicUrl: readPublicUrl(env.PUBLIC_URL || `http://localhost:${port}`, demo, say),
    ...(env.SHORT_URL ? { shortUrl: readPublicUrl(env.SHORT_URL, demo, say, 'SHORT_URL') } : {}),
    ...(env.HUIYIN_PROXIES ? { trustedProxies: readProxies(env.HUIYIN_PROXIES, say) } : {}),
    ...(programmeFolder === undefined ? {} : { programmeFolder }),
    ...(prepare ? {} : { prepare }),
    ...(backups ? { backups } : {}),
    suite: readSuite(env.HUIYIN_SUITE || 'std', say),
    migrate: args.includes('--migrate'),
  }
  if (faults.length > 0) throw new ConfigFault(faults)
  return config
}

/** The two settings that `setup-database` needs; there is no programme yet then. */
export const readConfigOfDatabase = (env: Environment): { readonly dataFolder: string; readonly database: string } => {
  const faults: string[] = []
  const say: Say = sentence => {
    faults.push(sentence)
  }
  const dataFolder = readDataFolder(env.HUIYIN_DATA || 'huiyin-data', say)
  if (!env.DATABASE_URL)
    say(
      'DATABASE_URL 没有写；请写数据库服务器和数据库名，例如 postgresql://主机:5432/huiyin。 DATABASE_URL is not set; it must name the server and the database, as in postgresql://host:5432/huiyin.',
    )
  const url = readDatabaseUrl(env.DATABASE_URL || 'postgresql://host/huiyin', say)
  if (faults.length > 0) throw new ConfigFault(faults)
  return { dataFolder, database: decodeURIComponent(new URL(url).pathname.slice(1)) }
}

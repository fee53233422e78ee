/** What a command may touch of the terminal; given so that a test can listen. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** True on a terminal: progress bars are drawn only there. */
  readonly interactive: boolean
}

/** Returns the exit code. */
export type RunCommand = (argv: string[], terminal: Terminal) => Promise<number>

interface Command {
  readonly summary: string
  readonly load: () => Promise<RunCommand>
}

interface Lines {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
}

/** For a command that speaks in whole lines and reads its settings from the environment. */
const byLine =
  (run: (argv: string[], io: Lines) => number | Promise<number>): RunCommand =>
  async (argv, terminal) =>
    run(argv, { out: line => terminal.out(`${line}\n`), err: line => terminal.err(`${line}\n`), env: process.env })

/** The same, for a command that draws a progress bar on a terminal. */
const io =
  (run: (argv: string[], io: Lines & { readonly interactive: boolean }) => Promise<number>): RunCommand =>
  (argv, terminal) =>
    run(argv, {
      out: line => terminal.out(`${line}\n`),
      err: line => terminal.err(`${line}\n`),
      env: process.env,
      interactive: terminal.interactive,
    })

/** One line a command; its module is imported only when it is called. */
export const commands: Readonly<Record<string, Command>> = {
  'check-programme': {
    summary: '检查城市方案 check a programme: check-programme FOLDER [--explain]',
    load: async () => (await import('./check-programme.ts')).runCheckProgramme,
  },
  calendar: {
    summary: '期限计算 due dates: calendar due --from 日期 --amount N --unit working|calendar|months',
    load: async () => (await import('./calendar.ts')).runCalendar,
  },
  'export-trail': {
    summary: "导出办件痕迹 export the city's trails for verify-trail: export-trail FILE [--roots FILE]",
    load: async () => {
      const { runExportTrail } = await import('./export-trail.ts')
      return (argv, terminal) =>
        runExportTrail(argv, {
          out: line => terminal.out(`${line}\n`),
          err: line => terminal.err(`${line}\n`),
          env: process.env,
          interactive: terminal.interactive,
        })
    },
  },
  'verify-trail': {
    summary: '核验办件痕迹 verify an exported trail: verify-trail FILE [--roots FILE] [--json]',
    load: async () => (await import('./verify-trail.ts')).runVerifyTrail,
  },
  'verify-receipt': {
    summary: '核对一张回执是否在册 verify that a receipt is among the published: verify-receipt FILE [--root SEAL]',
    load: async () => (await import('./verify-receipt.ts')).runVerifyReceipt,
  },
  'verify-draw': {
    summary: '复算一周的抽取 draw a week again from its sheet: verify-draw FILE [--hash HASH] [--trail FILE [--roots FILE]]',
    load: async () => (await import('./verify-draw.ts')).runVerifyDraw,
  },
  'import-org': {
    summary: '导入单位、人员、岗位 import units, people and posts: import-org FOLDER --city CITY [--dry-run]',
    load: async () => byLine((await import('./import-org.ts')).runImportOrg),
  },
  import: {
    summary: '导入办件 import services from CSV or JSON lines: import services FILE [--mapping FILE] [--dry-run], import undo ID',
    load: async () => {
      const { runImport } = await import('./import-services.ts')
      return (argv, terminal) =>
        runImport(argv, {
          out: line => terminal.out(`${line}\n`),
          err: line => terminal.err(`${line}\n`),
          env: process.env,
          interactive: terminal.interactive,
        })
    },
  },
  'window-sheets': {
    summary: "窗口评价牌 printable sheets with each window's code: window-sheets --out DIR [--unit CODE]",
    load: async () => byLine((await import('./window-sheets.ts')).runWindowSheets),
  },
  account: {
    summary: '账号 accounts: account list | open | reset | disable | enable; those of the three administrators are kept here alone',
    load: async () => byLine((await import('./account.ts')).runAccount),
  },
  'api-key': {
    summary: '接口密钥 keys of other systems: api-key list | make | rotate | revoke',
    load: async () => byLine((await import('./api-key.ts')).runApiKey),
  },
  'first-start': {
    summary:
      '首次启动，不用网页 first start without the page: first-start --programme FOLDER --region CODE_OR_NAME --system LOGIN:NAME --security … --audit …',
    load: async () => byLine((await import('./first-start.ts')).runFirstStart),
  },
  backup: {
    summary: '备份 back up everything, sealed, while the house runs: backup [--prove]; a key first: backup --new-key FILE',
    load: async () => io((await import('./backup.ts')).runBackup),
  },
  restore: {
    summary: '恢复 restore a backup into an empty place: restore FILE [--keys FOLDER] [--aside]',
    load: async () => io((await import('./restore.ts')).runRestore),
  },
  'rehearse-upgrade': {
    summary: '演练升级 try this release on a copy from a backup: rehearse-upgrade FILE',
    load: async () => io((await import('./rehearse-upgrade.ts')).runRehearseUpgrade),
  },
  'setup-database': {
    summary: "打印建库 SQL SQL for the administrator of a PostgreSQL of one's own",
    load: async () => byLine((await import('./setup-database.ts')).runSetupDatabase),
  },
}

export function help(): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length))
  const lines = Object.entries(commands).map(([name, command]) => `  ${name.padEnd(width)}  ${command.summary}`)
  return `用法 usage: npx huiyin <命令 command> [参数 options]\n\n${lines.join('\n')}\n\n每个命令加 --help 看用法。 Each command explains itself with --help.\n`
}

/** Exit 0 done, 1 the input was wrong; other codes are the command's own. */
export async function runCommands(argv: string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(help())
    return 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    terminal.err(`没有“${name}”这个命令。 No such command.\n\n${help()}`)
    return 1
  }
  const run = await command.load()
  return run(rest, terminal)
}

if (import.meta.main) {
  // `… | head` closes the pipe when it has enough: the end of a reader is no fault of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  process.exitCode = await runCommands(process.argv.slice(2), {
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true,
  })
}

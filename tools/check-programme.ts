import { resolve } from 'node:path'
import { checkProgramme } from '../src/checkProgramme.ts'
import { rooms, roomSettings, roomWords } from '../src/modules.ts'
import { explainProgramme, faultAt, isLoaded, sayFault } from '../src/programme/index.ts'
import type { Loaded, ProgrammeFault } from '../src/programme/index.ts'
import type { RunCommand } from './commands.ts'

const usage = `用法 usage: npx huiyin check-programme FOLDER [--explain] [--json]
检查城市方案；每处错误给出文件、行、允许的范围。--explain 逐项列出取值和来历。
`

/** What an English page would show in Chinese, and English words that were forgotten beside Chinese ones. */
const hintsOf = ({ read }: Loaded): readonly ProgrammeFault[] => [
  ...rooms.flatMap(room =>
    (room.withoutEnglish?.(room.settings?.parse(read.data[room.name] ?? {})) ?? []).map(path => {
      const [key = ''] = path.split('.').slice(-1)
      const list = /^\d+$/.test(key)
      const twin = list ? `${path.split('.')[0]}_en` : /^(dimensions|hints)\./.test(path) ? `${path.split('.')[0]}_en.${key}` : `${key}_en`
      return faultAt(read, `${room.name}.${path}`, `提示：没有英文，英文页面上会显示中文；可在旁边写 ${twin}。`)
    }),
  ),
  ...Object.keys((read.data['words'] ?? {}) as object)
    .filter(key => roomWords.includes(`${key}.en`) && !Object.hasOwn(read.data['words'] as object, `${key}.en`))
    .map(key => faultAt(read, `words.${key}`, `提示：没有英文，英文页面上仍是本产品的话；可另写 ${key}.en。`)),
]

/** Exit 0 sound, 1 faults or wrong use. */
export const runCheckProgramme: RunCommand = async (argv, terminal) => {
  const folder = argv.find(word => !word.startsWith('--'))
  if (folder === undefined || argv.includes('--help')) {
    terminal.out(usage)
    return folder === undefined && !argv.includes('--help') ? 1 : 0
  }
  const loaded = checkProgramme(resolve(folder))
  const json = argv.includes('--json')
  if (!isLoaded(loaded)) {
    if (json) terminal.out(`${JSON.stringify({ faults: loaded })}\n`)
    else for (const fault of loaded) terminal.err(`${sayFault(fault)}\n`)
    return 1
  }
  const hints = hintsOf(loaded)
  const lines = argv.includes('--explain') ? explainProgramme(loaded.read, roomSettings) : []
  if (json) terminal.out(`${JSON.stringify({ city: loaded.programme.city, version: loaded.programme.version, values: lines, hints })}\n`)
  else {
    terminal.out(`${loaded.programme.name}（${loaded.programme.city}）版本 ${loaded.programme.version}：没有错误。\n`)
    for (const hint of hints) terminal.out(`${sayFault(hint)}\n`)
    for (const line of lines) terminal.out(`${line.path} = ${JSON.stringify(line.value)}    ← ${line.origin}\n`)
  }
  return 0
}

import { resolve } from 'node:path'
import { explainProgramme, faultAt, isLoaded, loadProgramme, readProgramme, sayFault } from '../src/programme/index.ts'
import { checkOpened, checkTermsOf } from '../src/engine/index.ts'
import { loops } from '../src/loops.ts'
import { roomNames, rooms, roomSettings, roomWords } from '../src/modules.ts'
import type { RunCommand } from './commands.ts'

const usage = `用法 usage: npx huiyin check-programme FOLDER [--explain] [--json]
检查城市方案；每处错误给出文件、行、允许的范围。--explain 逐项列出取值和来历。
`

/** Exit 0 sound, 1 faults or wrong use. */
export const runCheckProgramme: RunCommand = async (argv, terminal) => {
  const folder = argv.find(word => !word.startsWith('--'))
  if (folder === undefined || argv.includes('--help')) {
    terminal.out(usage)
    return folder === undefined && !argv.includes('--help') ? 1 : 0
  }
  const loaded = loadProgramme(resolve(folder), roomSettings, roomNames, roomWords)
  const { read } = readProgramme(resolve(folder))
  // A misspelt room is told as such; that it is not open follows from it.
  const opened = Array.isArray(read.data['modules'])
    ? read.data['modules'].map(String).filter((_, __, all) => all.every(name => roomNames.includes(name)))
    : []
  const json = argv.includes('--json')
  const faults = [
    ...(isLoaded(loaded) ? [] : loaded),
    ...checkTermsOf(rooms, read),
    ...checkOpened(rooms, loops, opened).map(sentence => faultAt(read, 'modules', sentence)),
  ].sort((one, other) => (one.file === other.file ? one.line - other.line : 0))
  if (faults.length > 0 || !isLoaded(loaded)) {
    if (json) terminal.out(`${JSON.stringify({ faults })}\n`)
    else for (const fault of faults) terminal.err(`${sayFault(fault)}\n`)
    return 1
  }
  const lines = argv.includes('--explain') ? explainProgramme(loaded.read, roomSettings) : []
  if (json) terminal.out(`${JSON.stringify({ city: loaded.programme.city, version: loaded.programme.version, values: lines })}\n`)
  else {
    terminal.out(`${loaded.programme.name}（${loaded.programme.city}）版本 ${loaded.programme.version}：没有错误。\n`)
    for (const line of lines) terminal.out(`${line.path} = ${JSON.stringify(line.value)}    ← ${line.origin}\n`)
  }
  return 0
}

import { checkNamesOf, checkOpened, checkTermsOf } from './engine/index.ts'
import { loops } from './loops.ts'
import { roomNames, rooms, roomSettings, roomWords } from './modules.ts'
import { faultAt, isLoaded, loadProgramme, readProgramme } from './programme/index.ts'
import type { Loaded, ProgrammeFault } from './programme/index.ts'

/**
 * A programme as the command `check-programme`, the first start and the console check it: every fault at once.
 * @param text what the folder's own file would say, where it is to be checked before it lies there
 */
export const checkProgramme = (folder: string, text?: string): Loaded | readonly ProgrammeFault[] => {
  const loaded = loadProgramme(folder, roomSettings, roomNames, roomWords, text)
  const { read } = readProgramme(folder, text)
  // A misspelt room is told as such; that it is not open follows from it.
  const opened = Array.isArray(read.data['modules'])
    ? read.data['modules'].map(String).filter((_, __, all) => all.every(name => roomNames.includes(name)))
    : []
  const faults = [
    ...(isLoaded(loaded) ? [] : loaded),
    ...checkTermsOf(rooms, read),
    ...checkNamesOf(rooms, read),
    ...checkOpened(rooms, loops, opened).map(sentence => faultAt(read, 'modules', sentence)),
  ].sort((one, other) => (one.file === other.file ? one.line - other.line : 0))
  return faults.length > 0 || !isLoaded(loaded) ? faults : loaded
}

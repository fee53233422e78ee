import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** When a process began, in a form that a later process with the same number cannot share. */
export const startOf = (pid: number): string | undefined => {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name in brackets may hold spaces and brackets: count fields after the last one. State is the third field, start the 22nd.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
    } catch {
      return undefined
    }
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const line = stdout.trim()
  return status === 0 && line !== '' && !line.startsWith('Z') ? line.replace(/^\S+\s+/, '') : undefined
}

/** A dead process that nobody has buried is gone too, though kill(pid, 0) still finds it. */
export const isRunning = (pid: number): boolean => startOf(pid) !== undefined

export const commandOf = (pid: number): string => {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()
}

/** PostgreSQL processes that work in a data folder (all of them stand in it); Linux only, elsewhere none is reported. */
export const processesIn = (folder: string): readonly number[] => {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder && isRunning(pid)
      } catch {
        return false
      }
    })
}

export const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

/** @returns false when it did not come true in time */
export const waitUntil = async (isTrue: () => boolean, ms: number): Promise<boolean> => {
  for (let waited = 0; ; waited += 20) {
    if (isTrue()) return true
    if (waited >= ms) return false
    await pause(20)
  }
}

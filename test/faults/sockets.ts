import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Reads what a process may have closed meanwhile. */
const reading = <T>(read: () => T, otherwise: T): T => {
  try {
    return read()
  } catch {
    return otherwise
  }
}

/** A process and all below it, by the parents that Linux names. */
export const processTree = (root: number): readonly number[] => {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter(one => /^\d+$/.test(one))) {
    // "1234 (a name) S 1200 …": the name may hold spaces and brackets.
    const parent = Number(
      reading(() => readFileSync(`/proc/${name}/stat`, 'utf8'), '')
        .split(') ')
        .at(-1)
        ?.split(' ')[1],
    )
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const below = (pid: number): readonly number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)]
  return below(root)
}

const inodesOf = (pid: number): readonly string[] =>
  reading(() => readdirSync(`/proc/${pid}/fd`), [])
    .map(fd => /^socket:\[(\d+)\]$/.exec(reading(() => readlinkSync(`/proc/${pid}/fd/${fd}`), ''))?.[1])
    .filter(inode => inode !== undefined)

/** Linux writes each four bytes of an address from the last to the first. */
const isLoopback = (hex: string): boolean =>
  hex.length === 8
    ? hex.endsWith('7F')
    : hex === '00000000000000000000000001000000' || (hex.startsWith('0000000000000000FFFF0000') && hex.endsWith('7F'))
const isAny = (hex: string): boolean => /^0+$/.test(hex)

/** Lines of a /proc/net table of these sockets that reach beyond this machine: another end elsewhere, or an ear for everybody. */
export const beyondLoopback = (table: string, inodes: ReadonlySet<string>): readonly string[] =>
  table
    .trim()
    .split('\n')
    .slice(1)
    .flatMap(line => {
      const columns = line.trim().split(/\s+/)
      const [local = '', remote = ''] = [columns[1]?.split(':')[0], columns[2]?.split(':')[0]]
      if (!inodes.has(columns[9] ?? '')) return []
      return isLoopback(local) && (isLoopback(remote) || isAny(remote)) ? [] : [`${columns[1]!} > ${columns[2]!}`]
    })

const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const

/** What the process and all below it hold beyond the loopback just now. @returns also how many sockets were looked at */
export const lookAtSockets = (root: number): { readonly beyond: readonly string[]; readonly looked: number } => {
  const inodes = new Set(processTree(root).flatMap(inodesOf))
  const found = tables.map(name => [name, reading(() => readFileSync(`/proc/net/${name}`, 'utf8'), '')] as const)
  return {
    beyond: found.flatMap(([name, text]) => beyondLoopback(text, inodes).map(one => `${name} ${one}`)),
    looked: found.reduce((sum, [, text]) => sum + text.split('\n').filter(line => inodes.has(line.trim().split(/\s+/)[9] ?? '')).length, 0),
  }
}

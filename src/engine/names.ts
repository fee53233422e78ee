import { faultAt } from '../programme/index.ts'
import type { ProgrammeData, ProgrammeFault } from '../programme/index.ts'
import type { Room } from './room.ts'

type Tree = Readonly<Record<string, unknown>>
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
const treeAt = (data: Tree, path: string): Tree => {
  const found = path.split('.').reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), data)
  return isTree(found) ? found : {}
}

/**
 * Names in one room's part of a programme that another room's part must know, and does not. A room of its own cannot say so: it
 * would find out with the first matter that it hands over, which then stays where it was.
 */
export const checkNamesOf = (rooms: readonly Room[], read: ProgrammeData): readonly ProgrammeFault[] =>
  rooms.flatMap(room =>
    (room.names ?? []).flatMap(({ list, key, among, called }) => {
      const known = Object.keys(treeAt(read.data, `${among.room}.${among.list}`))
      return Object.entries(treeAt(read.data, `${room.name}.${list}`)).flatMap(([code, entry]) => {
        const named = isTree(entry) ? entry[key] : undefined
        if (typeof named !== 'string' || known.includes(named)) return []
        const choice = known.length === 0 ? `${among.room}.${among.list} 一个也没有写` : `可选：${known.join('、')}`
        return [faultAt(read, `${room.name}.${list}.${code}.${key}`, `没有“${named}”这个${called}，${choice}。`)]
      })
    }),
  )

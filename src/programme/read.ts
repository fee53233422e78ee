import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Node, Pair } from 'yaml'

/** What is wrong with a programme, where, and what would be allowed. */
export interface ProgrammeFault {
  readonly file: string
  readonly line: number
  /** 'callback.call_within.amount' */
  readonly path: string
  readonly sentence: string
}

/** One line, as compilers say it. */
export const sayFault = ({ file, line, path, sentence }: ProgrammeFault): string => `${file}:${line} ${path} ${sentence}`

/** The merged data of a programme and its presets, before any room has looked at it. */
export interface ProgrammeData {
  readonly city: string
  readonly data: Readonly<Record<string, unknown>>
  /** Path → 'programmes/<city>/programme.yaml:12'. */
  readonly origins: ReadonlyMap<string, string>
  readonly version: string
  /** What its presets alone say, so that a reader sees what the city changed. Absent for a version that was kept before this was. */
  readonly preset?: Readonly<Record<string, unknown>>
}

const deepest = 3

interface Layer {
  readonly value: Record<string, unknown>
  readonly origins: Map<string, string>
}

const shown = (file: string): string => join(basename(dirname(dirname(file))), basename(dirname(file)), basename(file))

/** Depth counts the room's name, its key and one record below; a list holds records of single values. */
const walk = (
  node: Node | null,
  path: readonly string[],
  at: (node: Node) => number,
  file: string,
  layer: Layer,
  faults: ProgrammeFault[],
): void => {
  const write = (here: readonly string[], of: Node | null): void => {
    if (of) layer.origins.set(here.join('.'), `${shown(file)}:${at(of)}`)
  }
  if (isSeq(node)) {
    for (const [n, item] of node.items.entries()) {
      write([...path, String(n)], item as Node | null)
      if (isMap(item))
        for (const pair of item.items) write([...path, String(n), String((pair.key as { value?: unknown }).value ?? '')], pair.key as Node)
    }
    return
  }
  if (!isMap(node)) return
  for (const pair of node.items as Pair[]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const here = [...path, key]
    const line = at(pair.key as Node)
    layer.origins.set(here.join('.'), `${shown(file)}:${line}`)
    if (here.length > deepest && isMap(pair.value))
      faults.push({ file: shown(file), line, path: here.join('.'), sentence: `嵌套超过${deepest}层：请拆成平的键。` })
    walk(pair.value as Node | null, here, at, file, layer, faults)
  }
}

const layerIn = (file: string, text: string, faults: ProgrammeFault[]): Layer => {
  const lines = new LineCounter()
  const layer: Layer = { value: {}, origins: new Map() }
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  for (const error of document.errors)
    faults.push({
      file: shown(file),
      line: lines.linePos(error.pos[0]).line,
      path: '',
      sentence: `写法有误：${error.message.split('\n')[0] ?? ''}`,
    })
  if (document.errors.length > 0) return layer
  if (document.contents !== null && !isMap(document.contents)) {
    faults.push({ file: shown(file), line: 1, path: '', sentence: '写法有误：要一行一项，写成“键: 值”。' })
    return layer
  }
  walk(document.contents as Node | null, [], node => lines.linePos(node.range?.[0] ?? 0).line, file, layer, faults)
  return { ...layer, value: (document.toJS() ?? {}) as Record<string, unknown> }
}

/** A text that folds into itself too often or too deep is a fault of the text, not of the server that was asked to read it. */
const readLayer = (file: string, text: string, faults: ProgrammeFault[]): Layer => {
  try {
    return layerIn(file, text, faults)
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error
    faults.push({ file: shown(file), line: 0, path: '', sentence: '写法有误：嵌套太深，或者引用（& *）太多。' })
    return { value: {}, origins: new Map() }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Maps are merged by key; lists and single values replace. */
const merge = (under: unknown, over: unknown): unknown => {
  if (!isRecord(under) || !isRecord(over)) return over
  const merged: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over)) merged[key] = key in under ? merge(under[key], value) : value
  return merged
}

/** Key order does not make another version. */
const canonical = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : isRecord(value)
      ? `{${Object.keys(value)
          .sort()
          .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
          .join(',')}}`
      : (JSON.stringify(value) ?? 'null')

export const versionOf = (data: unknown): string => createHash('sha256').update(canonical(data)).digest('hex').slice(0, 16)

/** @param by the line that names this preset; absent for the programme itself */
const layersOf = (
  folder: string,
  seen: readonly string[],
  faults: ProgrammeFault[],
  by?: { readonly file: string; readonly line: number },
  text?: string,
): Layer[] => {
  const file = join(folder, 'programme.yaml')
  if (text === undefined && !existsSync(file)) {
    faults.push(
      by
        ? { ...by, path: 'extends', sentence: `没有叫“${basename(folder)}”的预设：${shown(file)} 不存在。` }
        : { file, line: 0, path: '', sentence: '没有这个文件：方案是一个文件夹，里面有 programme.yaml。' },
    )
    return []
  }
  const own = readLayer(file, text ?? readFileSync(file, 'utf8'), faults)
  const named = { file: shown(file), line: Number(own.origins.get('extends')?.split(':').at(-1) ?? 0) }
  const presets = own.value.extends ?? []
  if (!Array.isArray(presets) || presets.some(name => typeof name !== 'string')) {
    faults.push({ ...named, path: 'extends', sentence: 'extends 是预设名称的列表，例如 [上级预设]。' })
    return [own]
  }
  const under = (presets as string[]).flatMap(name => {
    if (seen.includes(name)) {
      faults.push({ ...named, path: 'extends', sentence: `预设互相引用：${[...seen, name].join(' → ')}` })
      return []
    }
    return layersOf(join(dirname(folder), name), [...seen, name], faults, named)
  })
  return [...under, own]
}

/**
 * Reads a programme folder with its presets (`extends`, siblings of the folder), first to last.
 * @param text what the folder's own file would say, where it is to be checked before anybody puts it there
 */
export const readProgramme = (
  folder: string,
  text?: string,
): { readonly read: ProgrammeData; readonly faults: readonly ProgrammeFault[] } => {
  const faults: ProgrammeFault[] = []
  const layers = layersOf(folder, [basename(folder)], faults, undefined, text)
  const origins = new Map<string, string>()
  let data: unknown = {}
  let preset: unknown = {}
  for (const layer of layers) {
    preset = data
    data = merge(data, layer.value)
    for (const [path, origin] of layer.origins) origins.set(path, origin)
  }
  const { extends: _presets, ...rest } = data as Record<string, unknown>
  const { extends: _further, ...under } = preset as Record<string, unknown>
  return { read: { city: basename(folder), data: rest, origins, version: versionOf(rest), preset: under }, faults }
}

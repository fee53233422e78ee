import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { crowdedActions, flowsInTree, wordsOf } from './flows.ts'
import { root, textsUnder } from './tree.ts'

const flows = await flowsInTree()
const glossary = readFileSync(join(root, 'GLOSSARY.md'), 'utf8')

/** Words that stand in the glossary as identifiers: `so`. */
const entries = (text: string): ReadonlySet<string> => new Set([...text.matchAll(/`([^`]+)`/g)].map(match => match[1]!))
const missing = (words: readonly string[], text: string): readonly string[] => [...new Set(words)].filter(word => !entries(text).has(word))

const rooms = readdirSync(join(root, 'src/modules'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
/** Events that a room announces by its own hand, and those that loops wait for. */
const spoken = [...textsUnder('src/modules'), ...textsUnder('src').filter(({ path }) => path === 'src/loops.ts')]
  .filter(({ path }) => /\/(module|loops)\.ts$/.test(path))
  .flatMap(({ text }) => [...text.matchAll(new RegExp(`'((?:${rooms.join('|')})\\.[a-z_]+)'`, 'g'))].map(match => match[1]!))

describe('the glossary', () => {
  it('is compared with flows that were found', () =>
    expect(flows.map(flow => flow.kind)).toEqual(expect.arrayContaining(['callback', 'repair', 'report'])))
  it('has every room, kind, stage, ending, clock, seat, action and event of the rooms', () => {
    expect(missing([...rooms, ...spoken, ...flows.flatMap(wordsOf)], glossary)).toEqual([])
  })
  it('misses a planted word', () => {
    const flow = flows[0]!
    const planted = { ...flow, stages: { ...flow.stages, awaiting_rain: '待下雨' }, seats: { ...flow.seats, rainmaker: '求雨人' } }
    expect(missing(wordsOf(planted), glossary)).toEqual(['awaiting_rain', 'rainmaker'])
  })
})

describe('an action says what a regulation would say', () => {
  it('in at most 12 keys', () => expect(flows.flatMap(crowdedActions)).toEqual([]))
  it('and a planted one of 13 is seen', () => {
    const crowded = Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`key${at}`, at]))
    expect(crowdedActions({ ...flows[0]!, actions: { crowded: crowded as never } })).toEqual([`${flows[0]!.kind}.crowded`])
  })
})

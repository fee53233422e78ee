import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { freshDatabase } from '../../test/database.ts'
import type { FreshDatabase } from '../../test/database.ts'
import { explainProgramme, isLoaded, loadProgramme, openProgrammes } from './index.ts'
import type { ProgrammeFault } from './index.ts'
import { versionOf } from './read.ts'

const room = z.strictObject({
  call_within: z
    .strictObject({ amount: z.number().int().min(1).max(30), unit: z.enum(['working_days', 'hours']) })
    .default({ amount: 1, unit: 'working_days' }),
  list: z.array(z.string()).default([]),
})
const settings = { callback: room, engine: z.strictObject({}) }
const names = ['callback']

const cities = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-programmes-'))
  for (const [city, text] of Object.entries(files)) {
    mkdirSync(join(folder, city))
    writeFileSync(join(folder, city, 'programme.yaml'), text)
  }
  return folder
}
const faultsOf = (folder: string): readonly ProgrammeFault[] => {
  const loaded = loadProgramme(folder, settings, names)
  if (isLoaded(loaded)) throw new Error('it should not have loaded')
  return loaded
}
const preset = 'name: 预设\nmodules: [callback]\ncallback:\n  call_within: { amount: 2, unit: working_days }\n  list: [a, b]\n'

test('a city lies over its preset: maps are merged by key, so that it changes one hour and keeps the others', () => {
  const folder = cities({ preset, town: 'name: 城\nextends: [preset]\ncallback:\n  call_within: { amount: 3 }\n' })
  const loaded = loadProgramme(join(folder, 'town'), settings, names)
  expect(isLoaded(loaded) && loaded.programme.settings('callback', room)).toEqual({
    call_within: { amount: 3, unit: 'working_days' },
    list: ['a', 'b'],
  })
})

test('a list replaces the list below it, since half a list is nobody’s decision', () => {
  const folder = cities({ preset, town: 'name: 城\nextends: [preset]\ncallback:\n  list: [c]\n' })
  const loaded = loadProgramme(join(folder, 'town'), settings, names)
  expect(isLoaded(loaded) && loaded.programme.settings('callback', room).list).toEqual(['c'])
})

test('every value says where it comes from: the preset’s line, the city’s own, or our default', () => {
  const folder = cities({ preset, town: 'name: 城\nextends: [preset]\ncallback:\n  call_within: { amount: 3 }\n' })
  const loaded = loadProgramme(join(folder, 'town'), settings, names)
  const origins = isLoaded(loaded) ? new Map(explainProgramme(loaded.read, settings).map(line => [line.path, line.origin])) : new Map()
  expect(origins.get('callback.call_within.amount')).toMatch(/town\/programme\.yaml:4$/)
  expect(origins.get('callback.call_within.unit')).toMatch(/preset\/programme\.yaml:4$/)
})

test.each([
  [
    'an hour out of range names file, line and the allowed end',
    'name: 城\nmodules: [callback]\ncallback:\n  call_within: { amount: 99, unit: hours }\n',
    4,
    '最多 30',
  ],
  [
    'an unknown unit lists the known ones',
    'name: 城\nmodules: [callback]\ncallback:\n  call_within: { amount: 1, unit: moons }\n',
    4,
    'working_days、hours',
  ],
  [
    'a misspelt key is not passed over in silence',
    'name: 城\nmodules: [callback]\ncallback:\n  cal_within: { amount: 1, unit: hours }\n',
    4,
    'cal_within',
  ],
  ['a module that does not exist is named with those that do', 'name: 城\nmodules: [callbak]\n', 2, 'callback'],
  [
    'a part that is no room cannot be opened: a city that names the engine alone would have no door',
    'name: 城\nmodules: [engine]\n',
    2,
    '“engine”不是可以开通的模块',
  ],
  ['a word that every object knows is no module either', 'name: 城\nmodules: [callback, toString]\n', 2, '“toString”'],
  ['a word that every object knows is no setting', 'name: 城\nmodules: [callback]\nvalueOf: 1\n', 3, '“valueOf”'],
  ['a city without a name cannot be shown', 'modules: [callback]\n', 0, 'name'],
  ['broken YAML is named by its line', 'name: 城\nmodules: [callback\n', 3, '写法有误'],
  [
    'more than three levels is a programme in the wrong place',
    'name: 城\nmodules: [callback]\ncallback:\n  call_within: { amount: { least: { more: 1 } }, unit: hours }\n',
    4,
    '嵌套',
  ],
])('%s', (_reason, text, line, sentence) => {
  const faults = faultsOf(join(cities({ town: text }), 'town'))
  expect(
    faults.some(fault => fault.sentence.includes(sentence) && (line === 0 || fault.line === line)),
    JSON.stringify(faults),
  ).toBe(true)
})

test('all faults come at once: nobody likes to start ten times', () => {
  const faults = faultsOf(join(cities({ town: 'modules: [nothing]\ncallback:\n  call_within: { amount: 0, unit: moons }\n' }), 'town'))
  expect(faults.length).toBeGreaterThanOrEqual(4)
})

test('presets that extend each other are refused instead of read for ever', () => {
  const folder = cities({ a: 'name: a\nmodules: [callback]\nextends: [b]\n', b: 'extends: [a]\n' })
  expect(faultsOf(join(folder, 'a')).some(fault => fault.sentence.includes('互相引用'))).toBe(true)
})

test('the order of keys makes no new version, any other change does', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), data => {
      const turned = Object.fromEntries(Object.entries(data).reverse())
      expect(versionOf(turned)).toBe(versionOf(data))
      expect(versionOf({ ...data, 'one more': 1 })).not.toBe(versionOf({ ...data, 'one more': 2 }))
    }),
  )
})

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('a version stays readable after the next one is in force, so that old matters keep their rules', async () => {
  const folder = cities({ town: preset })
  const first = loadProgramme(join(folder, 'town'), settings, names)
  if (!isLoaded(first)) throw new Error('the first programme is sound')
  await openProgrammes(database, first)
  writeFileSync(join(folder, 'town', 'programme.yaml'), preset.replace('amount: 2', 'amount: 9'))
  const second = loadProgramme(join(folder, 'town'), settings, names)
  if (!isLoaded(second)) throw new Error('the second programme is sound')
  const programmes = await openProgrammes(database, second)
  expect(programmes.current().settings('callback', room).call_within.amount).toBe(9)
  expect(programmes.at(first.programme.version).settings('callback', room).call_within.amount).toBe(2)
  expect(() => programmes.at('never was')).toThrow(/never kept/)
})

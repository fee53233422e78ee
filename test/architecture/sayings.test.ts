import { expect, it } from 'vitest'
import type { z } from 'zod'
import { roomSayings, roomSettings } from '../../src/modules.ts'
import { checkProgramme } from '../../src/checkProgramme.ts'
import { compareProgrammes, isLoaded, readProgramme, sayProgramme } from '../../src/programme/index.ts'
import { townFolder } from '../programme.ts'

const { read } = readProgramme(townFolder)
const sentences = sayProgramme(read, roomSettings, roomSayings)

it('every setting that a programme may name is read aloud, in Chinese and English, or nobody could agree to it', () => {
  for (const [room, schema] of Object.entries(roomSettings)) {
    expect([room, Object.keys(roomSayings[room] ?? {}).sort()]).toEqual([room, Object.keys((schema as z.ZodObject).shape).sort()])
  }
  for (const { path, said } of sentences) {
    expect([path, said.length]).not.toEqual([path, 0])
    for (const { zh, en } of said)
      expect([path, /undefined|object Object|\{\}/.test(zh + en), /[\u4e00-\u9fff]/.test(zh), en.length > 8]).toEqual([
        path,
        false,
        true,
        true,
      ])
  }
})

it('a value says whether it is the city’s own, its preset’s or ours, and what the preset says instead', () => {
  const of = (path: string) => sentences.find(one => one.path === path)!
  const place = expect.stringMatching(/kunming\/programme\.yaml:\d+$/)
  expect(of('callback.call_within')).toMatchObject({ origin: 'preset', place })
  expect(of('callback.rounds')).toMatchObject({ origin: 'own' })
  expect(of('callback.rounds').preset).toBeUndefined() // the same figure: nothing differs
  expect(of('callback.recheck')).toMatchObject({
    origin: 'own',
    said: [{ zh: expect.stringContaining('100%') }],
    preset: [{ zh: expect.stringContaining('20%') }],
  })
  expect(of('evaluation.lines.court.filing')).toMatchObject({ origin: 'own', preset: [] })
  expect(of('evaluation.batch_services')).toMatchObject({ origin: 'default', rests: { zh: expect.stringContaining('认出人') } })
  expect(of('callback.call_within').rests).toBeUndefined() // no regulation fixes it
})

/** The town's programme with a further line; what is said of the difference. */
const changed = (text: string) => {
  const loaded = checkProgramme(townFolder, `name: 云溪市\nextends: [kunming]\nmodules: [evaluation, callback, discipline]\n${text}`)
  return isLoaded(loaded)
    ? compareProgrammes(
        readProgramme(townFolder, 'name: 云溪市\nextends: [kunming]\nmodules: [evaluation, callback, discipline]\n').read,
        loaded.read,
        roomSettings,
        roomSayings,
      )
    : loaded
}

it('a change is one sentence before and one after, and nothing else', () => {
  expect(changed('callback:\n  call_within: { amount: 2 }\n')).toMatchObject([
    {
      path: 'callback.call_within',
      before: [{ zh: '群众要回话的差评，1个工作日内打电话。' }],
      after: [{ zh: '群众要回话的差评，2个工作日内打电话。', en: 'A poor rating with a wish for a call is called within 2 working days.' }],
    },
  ])
  expect(changed('# only a remark\n')).toEqual([])
})

it.each([
  ['levels, since ratings that wait were given on the old ones', 'evaluation:\n  levels: [差, 中, 好]\n'],
  ['what counts as poor', 'evaluation:\n  poor_up_to: 1\n'],
  ['a shorter keeping, which would destroy at once what was to be kept', 'callback:\n  keep_content_years: 2\n'],
  ['a reason that released counts use', 'evaluation:\n  reasons: { rude: { title: 不耐烦, dimension: attitude, cause: person } }\n'],
])('a city that runs may not change %s', (_why, text) => {
  const found = changed(text)
  expect(found.some(one => 'refused' in one && one.refused !== undefined)).toBe(true)
})

it.each([
  ['batch_ratings', 4, '最少 5'],
  ['batch_services', 19, '最少 20'],
  ['detail_ratings', 9, '最少 10'],
  ['change_days', 6, '最少 7'],
])('%s does not go below what hides a person, and the fault names file, line and floor', (key, value, says) => {
  expect(changed(`evaluation:\n  ${key}: ${value}\n`)).toMatchObject([
    { file: expect.stringContaining('yunxi/programme.yaml'), line: 5, path: `evaluation.${key}`, sentence: expect.stringContaining(says) },
  ])
})

it('levels may be called otherwise and never turned over: what counted as poor would count as good', () => {
  const levels = (...titles: readonly string[]) => changed(`evaluation:\n  levels: [${titles.join(', ')}]\n`)
  expect(levels('很不满意', '不满意', '一般', '满意', '很满意')).not.toMatchObject([{ refused: expect.anything() }])
  expect(levels('非常满意', '满意', '基本满意', '不满意', '非常不满意')).toMatchObject([{ path: 'evaluation.levels' }])
  const { levels: saying } = roomSayings['evaluation'] as unknown as { levels: { keeps: (before: string[], after: string[]) => unknown } }
  expect(saying.keeps(['下', '中', '上'], ['上', '中', '下'])).toMatchObject({ zh: expect.stringContaining('不能改') })
  expect(saying.keeps(['下', '中', '上'], ['差', '中', '好'])).toBeUndefined()
})

it('a shorter time of keeping is said aloud to whoever agrees, a longer one is not', () => {
  for (const key of ['keep_services_days', 'keep_requests_days']) {
    expect(changed(`evaluation:\n  ${key}: 200\n`)).toMatchObject([{ warned: { zh: expect.stringContaining('满200天') } }])
    expect(changed(`evaluation:\n  ${key}: 900\n`)).not.toMatchObject([{ warned: expect.anything() }])
  }
})

it('a text that folds into itself is a fault of the text, not of the server', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((name, n) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[n]}`).join(',')}]`)
    .join('\n')}\n`
  for (const text of [bomb, `name: ${'['.repeat(50_000)}`, '- a list', 'x', '']) {
    const loaded = checkProgramme(townFolder, text)
    expect([text.slice(0, 20), isLoaded(loaded) ? 'loaded' : loaded.length > 0]).toEqual([text.slice(0, 20), true])
  }
})

/** Every leaf of a programme, with a value beside it that differs. */
const leaves = (value: unknown, path: readonly string[] = []): (readonly [string, readonly string[], unknown])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : [[path.join('.'), path, typeof value === 'string' ? `${value}～` : typeof value === 'number' ? value + 1 : !value]]

it('no value can become another without being shown to whoever agrees: English twins, routes of law and all', () => {
  const changes = Object.keys(roomSettings).flatMap(room => leaves(read.data[room], [room]))
  let shown = 0
  for (const [name, path, value] of changes) {
    const data = structuredClone(read.data)
    const within = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, data as Record<string, unknown>)
    within[path.at(-1)!] = value
    const unlike = (() => {
      try {
        return compareProgrammes(read, { ...read, data }, roomSettings, roomSayings).length
      } catch {
        return 'refused'
      }
    })()
    expect([name, unlike]).not.toEqual([name, 0])
    if (unlike !== 'refused') shown++
  }
  // What is no value of its kind cannot be proposed at all; most of what is changed here could be.
  expect(shown).toBeGreaterThan(100)
})

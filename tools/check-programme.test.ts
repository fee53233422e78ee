import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCheckProgramme } from './check-programme.ts'

const check = async (text: string): Promise<{ exit: number; out: string; err: string }> => {
  const folder = join(mkdtempSync(join(tmpdir(), 'huiyin-check-')), 'town')
  mkdirSync(folder)
  writeFileSync(join(folder, 'programme.yaml'), text)
  const said = { out: '', err: '' }
  const exit = await runCheckProgramme([folder], { out: line => { said.out += line }, err: line => { said.err += line }, interactive: false })
  return { exit, ...said }
}

it.each([
  ['engine', 'the engine is no room: a city that opens it alone would have no door'],
  ['calendar', 'the calendar is a floor of the house and no room'],
])('refuses modules: [evaluation, …, %s] with file, line and sentence, because %s', async (part) => {
  const { exit, err } = await check(`name: 城\nmodules: [evaluation, callback, discipline, ${part}]\n`)
  expect(exit).toBe(1)
  expect(err).toMatch(new RegExp(`town/programme\\.yaml:2 modules .*“${part}”.*可选：evaluation、callback、discipline。`))
})

it('still takes settings of the engine, which is always there', async () => {
  expect(await check('name: 城\nmodules: [evaluation, callback, discipline]\nengine: { announcements_kept_days: 30 }\n')).toMatchObject({ exit: 0, err: '' })
})

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCheckProgramme } from './check-programme.ts'

const check = async (text: string): Promise<{ exit: number; out: string; err: string }> => {
  const folder = join(mkdtempSync(join(tmpdir(), 'huiyin-check-')), 'programmes', 'town')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'programme.yaml'), text)
  const said = { out: '', err: '' }
  const exit = await runCheckProgramme([folder], {
    out: line => {
      said.out += line
    },
    err: line => {
      said.err += line
    },
    interactive: false,
  })
  return { exit, ...said }
}

it.each([
  ['engine', 'the engine is no room: a city that opens it alone would have no door'],
  ['calendar', 'the calendar is a floor of the house and no room'],
])('refuses modules: [evaluation, …, %s] with file, line and sentence, because %s', async part => {
  const { exit, err } = await check(`name: 城\nmodules: [evaluation, callback, discipline, ${part}]\n`)
  expect(exit).toBe(1)
  expect(err).toMatch(
    new RegExp(
      `town/programme\\.yaml:2 modules .*“${part}”.*可选：evaluation、callback、discipline、stuck、transfer、hall、reach、rounds、hardship、zone、reception。`,
    ),
  )
})

it('names file, line and the allowed names for a rung of a clock or seat that does not exist, since a ladder that leads nowhere is silent', async () => {
  const { exit, err } = await check(
    'name: 城\nmodules: [evaluation, callback, discipline]\ncallback:\n  ladder:\n    - { clock: call_wthin, when: near, do: remind, tell: caller }\n    - { clock: call_within, when: late, by: { amount: 1, unit: working_days }, do: tell_superior, tell: mayor }\n',
  )
  expect(exit).toBe(1)
  expect(err).toMatch(/town\/programme\.yaml:5 callback\.ladder\.0\.clock 没有“call_wthin”这个时限，可选：call_within、/)
  expect(err).toMatch(/town\/programme\.yaml:6 callback\.ladder\.1\.tell 没有“mayor”这个席位，可选：.*caller、/)
})

it('refuses words that nobody reads, and promises, which say what the program does and not what a city likes to say', async () => {
  const { exit, err } = await check(
    'name: 城\nmodules: [evaluation, callback, discipline]\nwords:\n  nope: 话\n  rate.title: 请评\n  evaluation.citizen.promise.rated: 您的评价随便看\n  evaluation.citizen.rate.title: 请您评一评\n',
  )
  expect(exit).toBe(1)
  expect(
    err
      .split('\n')
      .filter(Boolean)
      .map(line => line.split(' ').slice(0, 2).join(' ')),
  ).toEqual([
    'programmes/town/programme.yaml:4 words.nope',
    'programmes/town/programme.yaml:5 words.rate.title',
    'programmes/town/programme.yaml:6 words.evaluation.citizen.promise.rated',
  ])
})

it('says which line names a preset that is not there', async () => {
  const { err } = await check('name: 城\nextends: [no-such]\nmodules: [callback]\n')
  expect(err).toMatch(/town\/programme\.yaml:2 extends 没有叫“no-such”的预设/)
})

it('still takes settings of the engine, which is always there', async () => {
  expect(await check('name: 城\nmodules: [evaluation, callback, discipline]\nengine: { announcements_kept_days: 30 }\n')).toMatchObject({
    exit: 0,
    err: '',
  })
})

it('tells all independent faults in one run, each with its line and what would be allowed: nobody likes to mend ten times', async () => {
  const { exit, err } = await check(
    [
      'name: 城',
      'modules: [evaluation, callbak]',
      'nothing: 1',
      'evaluation:',
      '  answer_days: 99',
      '  levels: [差, 中, 好]',
      '  poor_up_to: 3',
      '  invite_within_hours: 1',
      '  line: {}',
      '  lines:',
      '    court.trial: { name: 审理, organs: [court, mayor], lawful_rout: 不服 }',
      'callback:',
      '  call_within: { amount: 0, unit: moons }',
      '  rights: 不服的话',
      '  ladder:',
      '    - { clock: call_wthin, when: late, do: shout, tell: mayor }',
      '    - { clock: call_within, when: near, do: tell_superior, tell: nobody, by: { amount: 1, unit: days } }',
      'discipline:',
      '  ladder:',
      '    - { clock: accept, when: near, do: remind, tell: discipline }',
      'words:',
      '  nope: 话',
      'engine: { office_hours: { from: 八点, to: "18:00" } }',
      '',
    ].join('\n'),
  )
  expect(exit).toBe(1)
  const told = err.split('\n').filter(Boolean)
  expect(told.map(line => line.split(' ').slice(0, 2).join(' ').replace('programmes/town/programme.yaml:', ''))).toEqual([
    '2 modules',
    '3 nothing',
    '5 evaluation.answer_days',
    '7 evaluation.poor_up_to',
    '8 evaluation.invite_within_hours',
    '9 evaluation.line',
    '11 evaluation.lines.court.trial.organs.1',
    '11 evaluation.lines.court.trial.lawful_rout',
    '13 callback.call_within.amount',
    '13 callback.call_within.unit',
    '14 callback.rights',
    '16 callback.ladder.0.do',
    '16 callback.ladder.0.by',
    '16 callback.ladder.0.clock',
    '16 callback.ladder.0.tell',
    '17 callback.ladder.1.by.unit',
    '17 callback.ladder.1.do',
    '17 callback.ladder.1.tell',
    '20 discipline.ladder.0.clock',
    '22 words.nope',
    '23 engine.office_hours.from',
  ])
  for (const line of told) expect(line, 'says it in the language of whoever writes programmes').toMatch(/[\u4e00-\u9fff]/)
})

it('hints, without refusing, where an English page would show Chinese: each with file, line and the key to write', async () => {
  const { exit, out, err } = await check(
    [
      'name: 城',
      'modules: [evaluation, callback, discipline]',
      'evaluation:',
      '  levels: [差, 中, 满意]',
      '  poor_up_to: 1',
      '  dimensions: { attitude: 脾气 }',
      '  lines:',
      '    court.trial: { name: 审理, lawful_route: 可以上诉。 }',
      '    court.window: { name: 窗口, name_en: Window }',
      'callback:',
      '  rights: [可以拨打12345反映。]',
      'words:',
      '  evaluation.citizen.ask: 您觉得怎么样？',
      '',
    ].join('\n'),
  )
  expect([exit, err]).toEqual([0, ''])
  const hints = out.split('\n').filter(line => line.includes('提示'))
  expect(
    hints.map(line => [
      line.split(' ').slice(0, 2).join(' ').replace('programmes/town/programme.yaml:', ''),
      /可(?:在旁边|另)写 (\S+)。/.exec(line)?.[1],
    ]),
  ).toEqual([
    ['4 evaluation.levels.0', 'levels_en'],
    ['4 evaluation.levels.1', 'levels_en'],
    ['6 evaluation.dimensions.attitude', 'dimensions_en.attitude'],
    ['8 evaluation.lines.court.trial.name', 'name_en'],
    ['8 evaluation.lines.court.trial.lawful_route', 'lawful_route_en'],
    ['11 callback.rights.0', 'rights_en'],
    ['13 words.evaluation.citizen.ask', 'evaluation.citizen.ask.en'],
  ])
  for (const city of ['yunxi', 'kunming', 'wuhua', 'tianjin', 'jinyuan', 'xuanhua']) {
    const said: string[] = []
    expect(
      await runCheckProgramme([join(import.meta.dirname, '../programmes', city)], {
        out: line => said.push(line),
        err: line => said.push(line),
        interactive: false,
      }),
    ).toBe(0)
    expect(said.join(''), city).not.toContain('提示')
  }
})

it('finds a service zone that hands over to a window of last resort which nobody set up, since its first matter would stay where it was', async () => {
  const place = (window: string): string =>
    `      name: 某区服务保障专区\n      unit: a.zone\n      office: a.office\n      address: 一楼大厅\n      window: ${window}\n`
  const opened = 'name: 城\nmodules: [evaluation, callback, discipline, stuck, zone]\n'
  const windows = 'stuck:\n  windows:\n    hall: { name: 办不成事窗口, unit: a.hall, office: a.office, level: county, address: 一楼大厅 }\n'
  const wrong = await check(`${opened}${windows}zone:\n  places:\n    one:\n${place('haal')}`)
  expect(wrong.exit).toBe(1)
  expect(wrong.err).toMatch(/town\/programme\.yaml:13 zone\.places\.one\.window 没有“haal”这个办不成事窗口，可选：hall。/)
  const none = await check(`${opened}zone:\n  places:\n    one:\n${place('hall')}`)
  expect(none.err).toMatch(/town\/programme\.yaml:10 zone\.places\.one\.window 没有“hall”这个办不成事窗口，stuck\.windows 一个也没有写。/)
  expect((await check(`${opened}${windows}zone:\n  places:\n    one:\n${place('hall')}`)).exit).toBe(0)
})

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import type { FreshDatabase } from '../../test/database.ts'
import { isRefusal } from '../kit/refusal.ts'
import { testKeys } from '../platform/crypto/index.ts'
import { makeAs } from './as.ts'
import type { CallbackAsked, OrgSnapshot } from './contract.ts'
import { makeOrgDirectory } from './directory.ts'
import { files, importOrg } from './import/index.ts'
import { callbackRoute, ladderPost } from './rules/routing.ts'
import { organsAbove } from './rules/tree.ts'
import type { As, Viewer } from './viewer.ts'

const keys = testKeys()
const org = makeOrgDirectory(keys)
const loops: Viewer = { kind: 'system', city: 'yunxi', name: 'loops' }
let database: FreshDatabase
let as: As
let town: OrgSnapshot
beforeAll(async () => {
  database = await freshDatabase()
  as = makeAs(database)
  const texts = Object.fromEntries(
    files.map(file => [file, readFileSync(new URL(`../../programmes/yunxi/org/${file}.csv`, import.meta.url), 'utf8')]),
  )
  expect((await importOrg(as, keys, { city: 'yunxi', texts })).faults).toEqual([])
  town = await as(loops, tx => org.snapshot(tx, '2026-09-26'))
})
afterAll(() => database.close())

const unit = (code: string): string => [...town.units.values()].find(one => one.code === code)!.id
const person = (name: string): string => town.holdings.find(holding => holding.name === name)!.person
const codeOf = (id: string): string => town.units.get(id)!.code
/** '单位编码/岗位 姓名' */
const route = (at: string, rated: string[], more: Partial<CallbackAsked> = {}): string => {
  const found = callbackRoute(town, { unit: unit(at), rated: rated.map(person), wantsCentre: false, round: 1, ...more })
  return isRefusal(found)
    ? found.because
    : `${codeOf(found.unit)}/${found.role} ${town.holdings.find(h => h.person === found.person)!.name}`
}

describe('the stories of the town', () => {
  it('1: a payment at the enforcement window goes to the leader of the enforcement bureau', () => {
    expect(route('ld.court.enforcement', ['陆小满'])).toBe('ld.court.enforcement/leader 韩芳')
  })
  it('2: the chief of the station went out himself: the leader in charge, then the inspectors of the city', () => {
    expect(route('ld.police.dukou', ['石铁柱'])).toBe('ld.police.dukou/deputy_head 高敏')
    expect(
      route('ld.police.dukou', ['石铁柱'], {
        round: 2,
        earlier: [{ unit: unit('ld.police.dukou'), role: 'deputy_head', person: person('高敏') }],
      }),
    ).toMatch(/^c\.police\.inspection\/supervisor /)
    expect(ladderPost(town, unit('ld.police.dukou'), 'head')).toEqual([{ unit: unit('ld.police'), role: 'head' }])
    expect(ladderPost(town, unit('ld.police.dukou'), 'supervisor').map(p => codeOf(p.unit))).toEqual(['ld.zfw.supervision'])
  })
  it('7: an office of one person goes to the leader in charge at the bureau', () => {
    expect(route('ht.just.sangma', ['孟小川'])).toMatch(/^ht\.just\.sangma\/deputy_head /)
  })
  it('8: a vice-president who sat in the case goes past the presiding judge to the president, then to the court above', () => {
    expect(route('ld.court.civil1', ['沈岳'])).toBe('ld.court/head 罗成章')
    expect(
      route('ld.court.civil1', ['沈岳'], { round: 2, earlier: [{ unit: unit('ld.court'), role: 'head', person: person('罗成章') }] }),
    ).toMatch(/^c\.court\.inspection\/supervisor /)
  })
  it('6: an accusation reaches the resident group and never the court; elsewhere the commission of the county', () => {
    const of = (at: string): string => {
      const found = callbackRoute(town, { unit: unit(at), rated: [], wantsCentre: false, round: 1 })
      return isRefusal(found) || !found.discipline ? '' : codeOf(found.discipline.unit)
    }
    expect([of('ld.court.enforcement'), of('ht.just.sangma'), of('c.hall.centre'), of('lp.town.service')]).toEqual([
      'ld.jz',
      'ht.jw.letters',
      'c.jw.gov',
      'lp.jw.letters',
    ])
  })
  it('gives the citizen who asks for it a centre that does not depend on the rated', () => {
    expect(route('ld.court.enforcement', ['陆小满'], { wantsCentre: true })).toBe('ld.court.callback/callback_centre 何立群')
    expect(route('ld.court.civil1', ['沈岳'], { wantsCentre: true })).toMatch(/^c\.zfw\.callback\/callback_centre /)
    expect(route('ht.just.aid', [], { wantsCentre: true })).toMatch(/^c\.zfw\.callback\/callback_centre /)
  })
  it('finds a caller for everybody who may be rated, who is another person and not below, and a discipline post for every unit', () => {
    for (const holding of town.holdings.filter(h => ['officer', 'clerk', 'leader', 'deputy_head'].includes(h.role))) {
      const found = callbackRoute(town, { unit: holding.unit, rated: [holding.person], wantsCentre: false, round: 1 })
      expect(isRefusal(found) ? `${holding.name}: ${found.because}` : found.around).not.toContain(
        isRefusal(found) ? holding.name : found.person,
      )
      if (!isRefusal(found) && found.discipline) expect(codeOf(found.discipline.unit)).toMatch(/jw|jz/)
    }
    for (const one of town.units.values())
      if (one.organ !== 'discipline')
        expect([one.code, organsAbove(town, one.id, ['discipline']).length > 0 || one.code.startsWith('c.shgz')]).toEqual([one.code, true])
  })
})

describe('the directory', () => {
  it('knows the posts of a day: the former presiding judge is one until the last day, and then no longer', async () => {
    const holders = (day: string): Promise<string[]> =>
      as(loops, async tx => (await org.holdersOf(tx, { unit: unit('ld.court.civil1'), role: 'leader' }, day)).map(h => h.name))
    const [former] = await holders('2026-03-31')
    expect(former).not.toBe('彭川')
    expect(await holders('2026-04-01')).toEqual(['彭川'])
    const posts = (day: string): Promise<number> => as(loops, async tx => (await org.postsHeld(tx, person('彭川'), day)).length)
    expect([await posts('2026-03-31'), await posts('2026-04-01')]).toEqual([0, 1])
  })
  it('gives the leader on duty that post for the length of the watch', async () => {
    const roles = (at: string): Promise<string[]> =>
      as(loops, async tx => (await org.postsHeld(tx, person('高敏'), '2026-11-20', new Date(at))).map(post => post.role))
    expect(await roles('2026-11-20T18:00:00+08:00')).toContain('duty_leader')
    expect(await roles('2026-11-20T17:59:59+08:00')).not.toContain('duty_leader')
    const watch = (await as(loops, tx => org.snapshot(tx, '2026-11-21'))).holdings.filter(h => h.role === 'duty_leader')
    expect(watch.map(h => [h.name, Date.parse(h.watch!.fromAt)])).toContainEqual(['高敏', Date.parse('2026-11-20T18:00:00+08:00')])
  })
  it('opens a number for sending, and for nobody else', async () => {
    expect(await as({ kind: 'system', city: 'yunxi', name: 'sender' }, tx => org.phoneOf(tx, person('韩芳')))).toBe('10000000008')
    expect(await as({ kind: 'system', city: 'yunxi', name: 'intake' }, tx => org.phoneOf(tx, person('韩芳')))).toBeUndefined()
  })
  it('finds units by a few characters or the beginning of a code, and reads wildcards as letters', async () => {
    const viewer: Viewer = {
      kind: 'person',
      city: 'yunxi',
      person: person('韩芳'),
      account: person('韩芳'),
      name: '韩芳',
      posts: [{ unit: unit('ld.court.enforcement'), role: 'leader' }],
    }
    const found = await as(viewer, async tx => ({
      units: (await org.searchUnits(tx, '桑麻')).map(u => u.name),
      codes: (await org.searchUnits(tx, 'ld.court.c')).map(u => u.code),
      wild: [...(await org.searchUnits(tx, '%')), ...(await org.searchUnits(tx, '_'))],
    }))
    expect(found.units).toEqual(expect.arrayContaining(['桑麻司法所', '桑麻镇']))
    expect(found.codes).toEqual(['ld.court.civil1', 'ld.court.callback'])
    expect(found.wild).toEqual([])
  })
})

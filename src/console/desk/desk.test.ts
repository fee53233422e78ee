import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { menuOf } from '../menu.ts'
import { helpEn } from './help.en.ts'
import { helpZh } from './help.zh.ts'
import { tourOf } from './tours.ts'
import { desk } from './words.ts'

const routes = ['router', 'roomRoutes']
  .flatMap(file => [...readFileSync(`src/console/${file}.tsx`, 'utf8').matchAll(/\bpath: '([^']+)'/g)])
  .map(found => found[1] as string)

describe('help', () => {
  it('stands on every page of the router in both languages, in three to six sentences, and on no page that is not there', () => {
    expect(routes.length).toBeGreaterThan(20)
    expect(Object.keys(helpZh).sort()).toEqual(routes.toSorted())
    expect(Object.keys(helpEn).sort()).toEqual(routes.toSorted())
    for (const [page, sentences] of [...Object.entries(helpZh), ...Object.entries(helpEn)]) {
      expect(sentences.length, page).toBeGreaterThanOrEqual(3)
      expect(sentences.length, page).toBeLessThanOrEqual(6)
      for (const sentence of sentences) expect(sentence, page).toMatch(/[。.]$/)
    }
  })
})

describe('the tour', () => {
  const posts = [
    'clerk',
    'officer',
    'leader',
    'deputy_head',
    'head',
    'supervisor',
    'callback_centre',
    'discipline',
    'system_admin',
    'security_admin',
    'audit_admin',
    'inspector',
  ] as const
  it.each(posts)(
    'of %s goes through pages of its own menu alone, has words in both languages and ends with what stands round every page',
    role => {
      const pages = menuOf([{ role }])
      const steps = tourOf([{ role }], pages)
      expect(steps.length).toBeGreaterThanOrEqual(7)
      expect(steps.length).toBeLessThanOrEqual(13)
      for (const step of steps) {
        if (step.page !== undefined) expect(pages).toContain(step.page)
        expect(step.zh.length).toBeGreaterThan(10)
        expect(step.en).not.toMatch(/[\u3400-\u9fff]/)
      }
      expect(steps.at(-1)?.at).toEqual(['[data-tour="account"]'])
    },
  )

  it('of a head of an office who watches others is that of the page he begins on; a post without a page has none', () => {
    const both = [{ role: 'leader' }, { role: 'supervisor' }] as const
    expect(tourOf(both, menuOf(both))[0]?.page).toBe('loopHealth')
    expect(tourOf([{ role: 'duty_leader' }], [])).toEqual([])
  })
})

describe('the bell', () => {
  /** What is rung for, as it stands in the code; a rung's acts come from the ladder. */
  const rung = [
    'src/modules/callback/dispatch.ts',
    'src/modules/discipline/effects.ts',
    'src/engine/telling.ts',
    'src/modules/stuck/clearing.ts',
    'src/modules/stuck/months.ts',
    'src/dashboards/health/watch.ts',
    'src/dashboards/exports/make.ts',
    'src/org/access/access.ts',
    'src/engine/warrants/routes.ts',
    'src/org/proposals/propose.ts',
    'src/org/administration/resetRoutes.ts',
  ].flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/ring\(tx, \{[^]*?about: (?:'([\w.]+)'|`([^`]+)`)/g)].map(
      found => found[1] ?? (found[2] as string),
    ),
  )
  it('has a sentence in both languages for whatever it is rung for', () => {
    expect(rung).toHaveLength(17)
    const acts = [
      'order_answered',
      'record_returned',
      'taken_over',
      'not_taken',
      'second_reading',
      'recheck',
      'marking',
      'marked',
      'mark_objected',
      'mark_settled',
      'remind',
      'tell_superior',
      'supervision_slip',
      'slip_issued',
      'slip_replied',
      'propose_inquiry',
    ]
    const whatsOf = (room: string): readonly string[] =>
      [...readFileSync(`src/modules/${room}/effects.ts`, 'utf8').matchAll(/what: '(\w+)'/g)].map(match => match[1]!)
    const weekly = ['stuck.week_listed', 'stuck.week_escalated']
    const all = rung.flatMap(about =>
      about === 'callback.${rung.do}'
        ? acts.map(act => `callback.${act}`)
        : about === 'warrant.${word}'
          ? ['warrant.asked', 'warrant.agreed']
          : about === 'stuck.${what}'
            ? weekly
            : about === '${room}.${what}'
              ? ['stuck', 'transfer', 'reach', 'rounds', 'hardship', 'zone', 'reception'].flatMap(room =>
                  [...whatsOf(room), 'remind', 'tell_superior', 'supervision_slip'].map(what => `${room}.${what}`),
                )
              : [about],
    )
    expect(all.filter(about => desk.zh.about[about] === undefined || desk.en.about[about] === undefined)).toEqual([])
    expect(Object.keys(desk.en.about).sort()).toEqual(Object.keys(desk.zh.about).sort())
    expect([...new Set(all)].sort()).toEqual(Object.keys(desk.zh.about).sort())
  })
})

import { expect, test } from 'vitest'
import { firstPage, menuOf } from './menu.ts'

test('each post begins at its own first screen', () => {
  expect(firstPage([{ role: 'leader' }])).toBe('/work')
  expect(firstPage([{ role: 'supervisor' }])).toBe('/loop-health')
  expect(firstPage([{ role: 'discipline' }])).toBe('/discipline')
})

test('two posts make one menu without doubles', () => {
  expect(menuOf([{ role: 'leader' }, { role: 'supervisor' }])).toEqual(['work', 'matters', 'evaluation', 'windows', 'loopHealth'])
})

test('an officer never gets the boards of those above, an administrator neither matter nor rating', () => {
  expect(menuOf([{ role: 'officer' }])).not.toContain('loopHealth')
  expect(menuOf([{ role: 'system_admin' }])).toEqual(['windows'])
  expect(menuOf([{ role: 'audit_admin' }])).toEqual([])
})

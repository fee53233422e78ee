import { expect, test } from 'vitest'
import { firstPage, menuOf } from './menu.ts'

test('each post begins at its own first screen', () => {
  expect(firstPage([{ role: 'leader' }], [])).toBe('/work')
  expect(firstPage([{ role: 'supervisor' }], [])).toBe('/loop-health')
  expect(firstPage([{ role: 'discipline' }], [])).toBe('/discipline')
  expect(firstPage([{ role: 'clerk' }], [])).toBe('/show-code')
  expect(firstPage([{ role: 'callback_centre' }], [])).toBe('/centre')
  expect(firstPage([{ role: 'officer' }], [])).toBe('/repair-orders')
})

test('two posts make one menu without doubles, and who watches over others begins there though he heads an office too', () => {
  expect(menuOf([{ role: 'leader' }, { role: 'supervisor' }])).toEqual([
    'loopHealth',
    'matters',
    'evaluation',
    'monthReport',
    'quality',
    'words',
    'work',
    'warrants',
    'programme',
    'windows',
  ])
  expect(menuOf([{ role: 'leader' }, { role: 'officer' }])).toEqual([
    'work',
    'matters',
    'orders',
    'unitWords',
    'evaluation',
    'monthReport',
    'windows',
    'showCode',
  ])
})

test('whoever works at a window of last resort begins with what waits there, and no other clerk has a list of matters', () => {
  expect(firstPage([{ role: 'clerk' }], ['stuck_window'])).toBe('/work')
  expect(menuOf([{ role: 'clerk' }], ['stuck_window'])).toEqual([
    'work',
    'stuckIntake',
    'stuckBookings',
    'stuckLedger',
    'stuckClearing',
    'stuckMonths',
    'matters',
    'showCode',
    'orders',
    'unitWords',
    'evaluation',
  ])
  expect(menuOf([{ role: 'clerk' }])).not.toContain('work')
})

test('whoever takes papers in at a point begins with his visitors, and finds the bags beside them', () => {
  expect(firstPage([{ role: 'clerk' }], ['transfer_point'])).toBe('/show-code')
  expect(menuOf([{ role: 'clerk' }], ['transfer_point']).slice(-4)).toEqual(['transferIntake', 'transferList', 'work', 'matters'])
  expect(menuOf([{ role: 'leader' }], ['transfer_unit'])).not.toContain('transferIntake')
})

test('whoever works at a service hall finds its register beside his day’s work, and nobody else has it in the menu', () => {
  expect(menuOf([{ role: 'clerk' }], ['hall_register'])).toEqual(['showCode', 'orders', 'unitWords', 'evaluation', 'hall'])
  expect(firstPage([{ role: 'leader' }], ['hall_register'])).toBe('/work')
  expect(menuOf([{ role: 'leader' }], ['stuck_lead'])).not.toContain('hall')
})

test('an officer never gets the boards of those above, an administrator neither matter nor rating', () => {
  expect(menuOf([{ role: 'officer' }])).not.toContain('loopHealth')
  expect(menuOf([{ role: 'system_admin' }])).toEqual([
    'health',
    'proposals',
    'units',
    'edges',
    'posts',
    'windowList',
    'duty',
    'takeIn',
    'import',
    'templates',
    'programme',
    'calendar',
    'factorResets',
    'firstDay',
  ])
  expect(menuOf([{ role: 'security_admin' }])).toEqual([
    'people',
    'factorResets',
    'proposals',
    'posts',
    'takeIn',
    'units',
    'edges',
    'apiKeys',
    'delegations',
    'warrants',
    'programme',
    'calendar',
    'firstDay',
  ])
  expect(menuOf([{ role: 'audit_admin' }])).toEqual([
    'trail',
    'audit',
    'discipline',
    'proposals',
    'people',
    'factorResets',
    'posts',
    'units',
    'edges',
    'apiKeys',
    'delegations',
    'warrants',
    'programme',
    'calendar',
    'firstDay',
  ])
})

test('the list of the first day stands first while something is left to do, and last afterwards; nobody else is given it', () => {
  expect(menuOf([{ role: 'system_admin' }], [], 'firstDay')[0]).toBe('firstDay')
  expect(menuOf([{ role: 'system_admin' }], [], 'firstDay').filter(page => page === 'firstDay')).toHaveLength(1)
  expect(firstPage([{ role: 'audit_admin' }], [], 'firstDay')).toBe('/first-day')
  expect(firstPage([{ role: 'audit_admin' }])).toBe('/trail')
  expect(menuOf([{ role: 'leader' }], [], 'firstDay')).not.toContain('firstDay')
})

import { describe, expect, it } from 'vitest'
import type { Change } from './contract.ts'
import { takenBack, togetherOnly, viewOf } from './rules.ts'

describe('what is read and what is taken back', () => {
  const was = { unit: 'u', role: 'leader', person: 'p', title: null, deputy: 0, from: '2026-01-01', until: null } as const
  it('says each value before and after, and a number not at all', () => {
    const names = new Map([
      ['u', '执行局'],
      ['p', '韩芳'],
    ])
    expect(viewOf({ what: 'post_changed', id: 'a', next: 'b', title: '局长', deputy: 0, from: '2026-10-01', was }, names)).toEqual({
      what: 'post_changed',
      about: '韩芳　执行局',
      fields: [
        { field: 'role', before: 'leader', after: 'leader' },
        { field: 'title', before: null, after: '局长' },
        { field: 'from', before: null, after: '2026-10-01' },
      ],
    })
    expect(JSON.stringify(viewOf({ what: 'phone_set', person: 'p', sealed: '密' }, names))).not.toContain('密')
  })
  it('goes back in the opposite order: what has not begun is cancelled, what holds ends, who was entered stays', () => {
    const changes: readonly Change[] = [
      { what: 'unit_added', id: 'n', code: 'n', kind: 'department', name: '新庭', parent: 'u', level: 'county', organ: 'court' },
      { what: 'person_added', id: 'q', code: 'Q', name: '新人' },
      { what: 'post_given', id: 'a', ...was, from: '2026-09-16' },
      { what: 'post_given', id: 'b', ...was, from: '2026-12-01' },
    ]
    const posts = new Map([
      ['a', { id: 'a', ...was, from: '2026-09-16' }],
      ['b', { id: 'b', ...was, from: '2026-12-01' }],
    ])
    const back = takenBack(changes, posts, '2026-09-20', () => 'x')
    expect(back.map(one => one.what)).toEqual(['post_cancelled', 'post_ended', 'unit_closed'])
    // Places are proposed by another than posts.
    expect(togetherOnly(back).map(one => one.what)).toEqual(['post_cancelled', 'post_ended'])
    expect(togetherOnly([{ what: 'unit_closed', id: 'n' }])).toHaveLength(1)
  })
})

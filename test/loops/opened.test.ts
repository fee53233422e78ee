import { describe, expect, it } from 'vitest'
import { loops } from '../../src/loops.ts'
import { rooms } from '../../src/modules.ts'
import { checkLoops, checkOpened } from '../../src/engine/index.ts'

describe('the arrows between rooms', () => {
  it('all begin at an announcement that somebody makes and end at an effect that somebody has', () => {
    expect(checkLoops(rooms, loops)).toEqual([])
    expect(checkLoops(rooms, [{ event: 'evaluation.nothing', effect: 'callback.nothing' }])).toHaveLength(2)
  })

  it('may not lead from an opened room into a closed one, where a citizen’s wish would wait for ever', () => {
    expect(checkOpened(rooms, loops, ['evaluation', 'callback', 'discipline'])).toEqual([])
    expect(checkOpened(rooms, loops, ['evaluation', 'discipline']).join()).toContain('evaluation.call_wished 要由 callback')
    expect(checkOpened(rooms, loops, ['evaluation', 'callback']).some(sentence => sentence.includes('discipline'))).toBe(true)
  })
})

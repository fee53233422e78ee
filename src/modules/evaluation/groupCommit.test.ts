import { describe, expect, it } from 'vitest'
import { HttpProblem } from '../../platform/http/index.ts'
import { GroupCommit } from './groupCommit.ts'

const later = (): { promise: Promise<void>; go: () => void } => {
  let go = (): void => {}
  const promise = new Promise<void>(resolve => {
    go = resolve
  })
  return { promise, go }
}

describe('group commit', () => {
  it('writes together what arrives while a flush is under way, one flush at a time, in the order of arrival', async () => {
    const gate = later()
    const flushes: number[][] = []
    const queue = new GroupCommit<number, number>(
      async items => {
        flushes.push([...items])
        if (flushes.length === 1) await gate.promise
        return items.map(item => item * 2)
      },
      { most: 100, bound: 1000 },
    )
    const first = queue.push(1)
    await new Promise(resolve => {
      setImmediate(resolve)
    })
    const rest = [2, 3, 4].map(item => queue.push(item))
    gate.go()
    expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6, 8])
    expect(flushes).toEqual([[1], [2, 3, 4]])
  })

  it('halves a failed flush, so that one bad item refuses only itself', async () => {
    let flushes = 0
    const queue = new GroupCommit<number, string>(
      items => {
        flushes++
        return items.includes(13) ? Promise.reject(new Error('bad')) : Promise.resolve(items.map(String))
      },
      { most: 100, bound: 1000 },
    )
    const outcomes = await Promise.allSettled(Array.from({ length: 64 }, (_, item) => queue.push(item)))
    expect(outcomes.filter(outcome => outcome.status === 'rejected')).toHaveLength(1)
    expect(outcomes[13]?.status).toBe('rejected')
    expect(flushes).toBeLessThanOrEqual(13)
  })

  it('does not try a flush again in halves when nobody is there to answer', async () => {
    let flushes = 0
    const queue = new GroupCommit<number, string>(
      () => {
        flushes++
        return Promise.reject(new Error('away'))
      },
      { most: 100, bound: 1000, splits: () => false },
    )
    const outcomes = await Promise.allSettled([1, 2, 3].map(item => queue.push(item)))
    expect([outcomes.every(outcome => outcome.status === 'rejected'), flushes]).toEqual([true, 1])
  })

  it('asks to come again when too many wait, and has answered everybody when it is drained', async () => {
    const gate = later()
    const queue = new GroupCommit<number, number>(
      async items => {
        await gate.promise
        return items
      },
      { most: 2, bound: 3 },
    )
    const taken = [1, 2, 3].map(item => queue.push(item))
    const refused = await queue.push(4).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(HttpProblem)
    expect((refused as HttpProblem).more.retryAfter).toBe(1)
    gate.go()
    await queue.drain()
    expect(queue.waiting).toBe(0)
    expect(await Promise.all(taken)).toEqual([1, 2, 3])
  })

  it('keeps what has the same answer in different flushes', async () => {
    const flushes: string[][] = []
    const queue = new GroupCommit<string, string>(
      async items => {
        flushes.push([...items])
        return items
      },
      { most: 100, bound: 1000, apart: item => item },
    )
    await Promise.all(['a', 'b', 'a', 'a'].map(item => queue.push(item)))
    expect(flushes).toEqual([['a', 'b'], ['a'], ['a']])
  })

  it('lets a further flush set off beside the first only when enough wait for it, because a small one costs the database as much', async () => {
    const gate = later()
    const flushes: number[][] = []
    const queue = new GroupCommit<number, number>(
      async items => {
        flushes.push([...items])
        await gate.promise
        return items
      },
      { most: 4, bound: 100, beside: { lanes: 2, from: 3 } },
    )
    const turn = (): Promise<void> =>
      new Promise(resolve => {
        setImmediate(() => {
          setImmediate(resolve)
        })
      })
    const pushed = [queue.push(1)]
    await turn()
    pushed.push(queue.push(2), queue.push(3))
    await turn()
    expect(flushes).toEqual([[1]])
    pushed.push(queue.push(4))
    await turn()
    expect(flushes).toEqual([[1], [2, 3, 4]])
    pushed.push(...[5, 6, 7, 8].map(item => queue.push(item)))
    await turn()
    expect(flushes).toHaveLength(2)
    gate.go()
    await queue.drain()
    expect(await Promise.all(pushed)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(flushes).toEqual([[1], [2, 3, 4], [5, 6, 7, 8]])
  })
})

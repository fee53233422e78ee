import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startPulse } from './pulse.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const beats = (): { seen: string[]; beat: (woken: boolean) => Promise<void>; lasts: number } => {
  const kept = {
    seen: [] as string[],
    lasts: 0,
    beat: async (woken: boolean): Promise<void> => {
      kept.seen.push(`${performance.now() - start} ${woken ? 'news' : 'time'}`)
      if (kept.lasts > 0) await new Promise(resolve => setTimeout(resolve, kept.lasts))
    },
  }
  const start = performance.now()
  return kept
}

it('beats when the time has come, and at once when there is news', async () => {
  const { seen, beat } = beats()
  const pulse = startPulse(beat, 500)
  await vi.advanceTimersByTimeAsync(200)
  pulse.wake()
  await vi.advanceTimersByTimeAsync(0)
  expect(seen).toEqual(['200 news'])
  await vi.advanceTimersByTimeAsync(800)
  expect(seen).toEqual(['200 news', '500 time', '1000 time'])
  await pulse.stop()
})

it('never two at a time: what comes up meanwhile is looked at after a pause, once', async () => {
  const kept = beats()
  kept.lasts = 50
  const pulse = startPulse(kept.beat, 10_000)
  for (let i = 0; i < 5; i++) {
    pulse.wake()
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(1_000)
  expect(kept.seen).toEqual(['0 news', '150 news'])
  await pulse.stop()
})

it('news without end does not put off what waits for a time', async () => {
  const { seen, beat } = beats()
  const pulse = startPulse(beat, 500)
  for (let i = 0; i < 200; i++) {
    pulse.wake()
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(seen.filter(line => line.endsWith('time'))).toEqual(['500 time', '1000 time', '1500 time', '2000 time'])
  await pulse.stop()
})

it('stops after the beat under way, and wakes no more', async () => {
  const kept = beats()
  kept.lasts = 50
  const pulse = startPulse(kept.beat, 10_000)
  pulse.wake()
  await vi.advanceTimersByTimeAsync(0)
  const stopped = pulse.stop()
  pulse.wake()
  await vi.advanceTimersByTimeAsync(20_000)
  await stopped
  expect(kept.seen).toHaveLength(1)
})

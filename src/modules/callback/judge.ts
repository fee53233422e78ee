import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'

export type CitizenWord = 'solved' | 'partly' | 'unsolved' | 'withdraw'

/** The last organ has looked or not: the citizen says the same word, who looked in the round decides what it means. */
export const judge = async (house: House, matter: string, say: CitizenWord, through?: 'sms'): Promise<Refusal | undefined> => {
  const viewer = { kind: 'citizen', city: house.city, matter } as const
  const act = (action: string) =>
    house.engine.act(viewer, { matter, action, ...(through === undefined || action === 'withdraw' ? {} : { input: { through } }) })
  if (say !== 'unsolved') {
    const done = await act(say === 'solved' ? 'confirm_solved' : say === 'partly' ? 'accept_partly' : 'withdraw')
    return isRefusal(done) ? done : undefined
  }
  const again = await act('say_unsolved')
  const done = isRefusal(again) && again.because === 'last_organ_has_looked' ? await act('keep_unsolved') : again
  return isRefusal(done) ? done : undefined
}

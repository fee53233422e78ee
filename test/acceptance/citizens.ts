import type { Chance } from '../../tools/demo/random.ts'

/** What one person says of one service, before it is put into a body or a form. */
export interface Said {
  readonly overall: number
  readonly reasons: readonly string[]
  readonly words?: string
  readonly wish?: { readonly by: 'department' | 'centre'; readonly phone?: string }
}

export type Became = 'taken' | 'again' | 'used' | 'refused'
export interface Answered {
  readonly became: Became
  readonly receipt?: string
  readonly status: number
}

const reasons = ['dragged', 'passed_around', 'not_in_time', 'long_wait', 'no_reasons_given'] as const

export const sayOf = (
  chance: Chance,
  given: { readonly poor: boolean; readonly words?: string; readonly kept: boolean; readonly own: string },
): Said => {
  const wished = chance.happens(given.poor ? 0.55 : 0.02)
  return {
    overall: given.poor ? 1 + chance.below(2) : 3 + chance.below(3),
    reasons: given.poor ? [chance.pick(reasons)] : [],
    ...(given.poor && given.words ? { words: given.words } : {}),
    ...(wished
      ? { wish: { by: chance.happens(0.85) ? ('department' as const) : ('centre' as const), ...(given.kept ? {} : { phone: given.own }) } }
      : {}),
  }
}

const becameOf = (status: number): Became =>
  status === 201 || status === 303 ? 'taken' : status === 200 ? 'again' : status === 409 ? 'used' : 'refused'

/** As a program does it. */
export const rateByJson = async (url: string, said: Said, key: string): Promise<Answered> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({
      overall: said.overall,
      reasons: said.reasons,
      ...(said.words ? { words: said.words } : {}),
      ...(said.wish
        ? {
            callback: {
              wanted: true,
              how: 'phone',
              by: said.wish.by,
              ...(said.wish.phone ? { phone: said.wish.phone } : { number: 'kept' }),
            },
          }
        : {}),
    }),
  })
  const body = (await answer.json()) as { receipt?: string }
  return { became: becameOf(answer.status), status: answer.status, ...(body.receipt ? { receipt: body.receipt.replace(/\D/g, '') } : {}) }
}

/** As a person does it without script: opens the page, fills in its form, is led on to the receipt. */
export const rateByForm = async (
  url: string,
  said: Said,
  line?: string,
): Promise<Answered & { readonly again: () => Promise<Answered> }> => {
  const page = await (await fetch(url, { headers: { accept: 'text/html', 'accept-language': 'zh-CN' } })).text()
  const key = /name="key" value="([^"]+)"/.exec(page)?.[1]
  const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
  if (key === undefined || action === undefined) throw new Error('the rating page has no form')
  const form = new URLSearchParams({ key, lang: 'zh', overall: String(said.overall), wish: said.wish ? 'phone' : 'none' })
  for (const reason of said.reasons) form.append('reason', reason)
  if (said.words) form.set('words', said.words)
  if (line) form.set('line', line)
  if (said.wish) {
    form.set('by', said.wish.by)
    form.set('number', said.wish.phone ? 'other' : 'kept')
    if (said.wish.phone) form.set('phone', said.wish.phone)
  }
  const post = async (): Promise<Answered> => {
    const answer = await fetch(new URL(action, url), { method: 'POST', redirect: 'manual', headers: { accept: 'text/html' }, body: form })
    await answer.arrayBuffer()
    const receipt = answer.headers.get('location')?.split(/[/?]/)[2]
    return { became: becameOf(answer.status), status: answer.status, ...(receipt ? { receipt } : {}) }
  }
  return { ...(await post()), again: post }
}

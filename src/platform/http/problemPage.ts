import type { FastifyRequest } from 'fastify'
import { viewFields } from '../../kit/askForm.ts'
import { html, linkTo } from '../../kit/html.ts'
import type { Html } from '../../kit/html.ts'
import { page, wayTo, withCalls } from '../../kit/page.ts'
import type { PageLanguage, PageView } from '../../kit/page.ts'

const words = {
  zh: {
    brand: '回音',
    big: '大字版',
    usual: '标准字',
    read: '读给我听',
    stop: '别读了',
    skip: '直接看内容',
    otherLanguage: 'English',
    input_invalid: '有一项没有填好',
    wait: '不是您的错。请等一会儿（大约{seconds}秒），再点下面的按钮。',
    kept: '您写的没有丢，都在这一页里，点一下就再交一次。',
    lost: '请点浏览器的“返回”，回到刚才那一页再试。',
    bug: '不是您的错。过一会儿再试；急的话打12345，报上编号就行。',
    notThere: '地址也许漏了一截：短信里的网址请整条点开，墙上、纸上的码请再扫一次。想看办到哪一步，用回执码就行。',
    again: '再交一次',
    retry: '再试一次',
    find: '用回执码查进展',
    urgent: '有危险请打110；心里难受可打12356。',
  },
  en: {
    brand: 'Huiyin 回音',
    big: 'Large type',
    usual: 'Usual type',
    read: 'Read to me',
    stop: 'Stop',
    skip: 'Skip to the content',
    otherLanguage: '中文',
    input_invalid: 'Something is not filled in correctly',
    wait: 'It is not your fault. Please wait a little (about {seconds} seconds), then press the button below.',
    kept: 'What you wrote is not lost; it is in this page, and one press sends it again.',
    lost: 'Please press “back” in the browser and try again from there.',
    bug: 'It is not your fault. Please try again later; if it is urgent, call 12345 and give the number.',
    notThere:
      'Perhaps a part of the address is missing: open the whole link of the message, or scan the code on the wall or the paper once more. To see how far it has come, your receipt code is enough.',
    again: 'Send again',
    retry: 'Try again',
    find: 'See progress with the receipt code',
    urgent: 'In danger call 110. In distress call 12356.',
  },
} as const

type Fields = readonly (readonly [string, string])[]

/** What was posted as a form, to be sent again; only names as our forms have them. */
const typedIn = (request: FastifyRequest): Fields => {
  if (request.method !== 'POST' || typeof request.body !== 'object' || request.body === null) return []
  return Object.entries(request.body)
    .filter(([name]) => /^[a-z_]{1,40}$/.test(name))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string').map(one => [name, one] as const),
    )
    .slice(0, 80)
}

const askedFor = (request: FastifyRequest, typed: Fields, name: string): string | undefined =>
  typed.find(([field]) => field === name)?.[1] ?? (request.query as Readonly<Record<string, string | undefined>> | undefined)?.[name]

const isView = ([name]: readonly [string, string]): boolean => name === 'lang' || name === 'big'

/** The way on: the same form again, the same address again, or back. */
const wayOn = (request: FastifyRequest, view: PageView, typed: Fields, say: (typeof words)[PageLanguage]): Html => {
  const [path = '/', asked] = request.url.split('?')
  if (typed.length > 0) {
    return html`<p>${say.kept}</p>
<form method="post" action="${linkTo(path)}" autocomplete="off">${viewFields(view)}${typed.filter(one => !isView(one)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="button">${say.again}</button></form>`
  }
  const kept = Object.fromEntries([...new URLSearchParams(asked)].filter(one => !isView(one)))
  return request.method === 'POST'
    ? html`<p>${say.lost}</p>`
    : html`<p><a class="button" href="${wayTo(view, path, kept)}">${say.retry}</a></p>`
}

export interface ShownProblem {
  readonly status: number
  readonly because: string
  readonly title: string
  readonly retryAfter?: number
}

/** A citizen's error: what happened, what to do, nothing typed lost, the type as large as she chose it. */
export const problemPage = (request: FastifyRequest, language: PageLanguage, problem: ShownProblem): string => {
  const typed = typedIn(request)
  const given = askedFor(request, typed, 'lang')
  const lang = given === 'zh' || given === 'en' ? given : language
  const say = words[lang]
  const { status, because } = problem
  const title = because === 'input_invalid' ? say.input_invalid : problem.title
  const seconds = String(Math.max(1, Math.ceil(problem.retryAfter ?? 1)))
  const advice =
    status === 429 || status === 503
      ? say.wait.replace('{seconds}', seconds)
      : status >= 500
        ? say.bug
        : request.is404
          ? say.notThere
          : undefined
  const helpsAgain = status === 429 || status >= 500
  const view = { lang, nonce: request.nonce, largeType: askedFor(request, typed, 'big') === '1' }
  return page(view, say, {
    title,
    stay: request.method === 'POST',
    main: html`<div class="card stack"><h1>${title}</h1>
${advice !== undefined && html`<p>${withCalls(advice)}</p>`}
${helpsAgain ? wayOn(request, view, typed, say) : request.method === 'POST' && html`<p>${say.lost}</p>`}
<p><a class="button quiet" href="${wayTo(view, '/follow')}">${say.find}</a></p></div>`,
    footer: html`<p>${withCalls(say.urgent)}</p>`,
  })
}

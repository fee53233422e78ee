import { html } from '../../../kit/html.ts'
import { frameWords, grouped, page } from '../../../kit/page.ts'
import type { RootsView } from './view.ts'
import { wordsOf } from './words.ts'

/** One line a released week: what anybody may copy down today and hold against us later. */
export const rootsPage = (view: RootsView): string => {
  const say = wordsOf(view.lang, view.words)
  return page(view, frameWords(say), {
    title: say('roots.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('roots.title')}</h1>
<p>${say('roots.text')}</p>
<p class="soft">${say('roots.check')}</p></div>
${view.roots.length === 0 && html`<p class="note">${say('roots.none')}</p>`}
${view.roots.map(
  root => html`<div class="card stack"><h2>${root.cohort.replace(/s$/, '')}${root.cohort.endsWith('s') && html` · ${say('roots.window')}`}</h2>
<dl class="facts"><dt>${say('roots.receipts')}</dt><dd class="code">${grouped(root.receipts)}</dd><dt>${say('roots.released')}</dt><dd class="code">${grouped(root.released)}</dd></dl></div>`,
)}</div>`,
  })
}

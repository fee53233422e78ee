import type { PageView } from '../../src/kit/page.ts'

/**
 * Whoever chose large type or her language keeps both wherever she goes from a page, by link and by form, with script and
 * without (B6). Pictures and files are no pages, and a telephone number leads out of the house.
 */
export const lost = (text: string, { lang, largeType }: Pick<PageView, 'lang' | 'largeType'>): string[] => {
  const wrong: string[] = []
  for (const [tag = '', address = ''] of text.matchAll(/<a [^>]*?\bhref="([^"]*)"[^>]*>(?!<img)/g)) {
    if (/^(#|tel:)/.test(address) || / download|data-big/.test(tag)) continue
    const query = new URLSearchParams(address.replaceAll('&amp;', '&').split('?')[1])
    // The tool that changes the language alone names another.
    const keepsLanguage = query.get('lang') === lang || (/ lang="/.test(tag) && query.has('lang'))
    if (!keepsLanguage) wrong.push(`${address} does not say her language`)
    if (query.getAll('big').join() !== (largeType ? '1' : '')) wrong.push(`${address} does not say her type`)
  }
  for (const [, tag = '', inside = ''] of text.matchAll(/<form ([^>]*)>([\s\S]*?)<\/form>/g)) {
    const held = (name: string): string =>
      [...inside.matchAll(new RegExp(` name="${name}" value="([^"]*)"`, 'g'))].map(one => one[1]).join()
    if (held('lang') !== lang) wrong.push(`${tag} sends “${held('lang')}” as her language`)
    if (held('big') !== (largeType ? '1' : '')) wrong.push(`${tag} sends “${held('big')}” as her type`)
  }
  return wrong
}

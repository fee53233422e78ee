import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { citizenPages } from '../browser/citizen-pages.ts'
import { lost } from './citizenWays.ts'

const views = (['zh', 'en'] as const).flatMap(lang => [true, false].map(largeType => ({ lang, largeType, nonce: 'n' })))

test('every link and every form of every citizens’ page keeps her language and her type, because nobody sets large type twice', () => {
  for (const { name, show } of citizenPages)
    for (const view of views) {
      const text = show(view)
      // From usual type one way leads into large type on purpose: one question a screen.
      expect(lost(text.replace(/href="\/(?:stuck|reach)\/steps\?lang=\w+&amp;big=1"/, 'href="#"'), view), `${name} ${view.lang}`).toEqual(
        [],
      )
      expect(text.includes(' class="big"'), name).toBe(view.largeType)
    }
})

test('a link or a form that drops the type or the language is found', () => {
  const view = { lang: 'zh', largeType: true } as const
  expect(lost('<a class="button" href="/hardship?lang=zh">', view)).toEqual(['/hardship?lang=zh does not say her type'])
  expect(lost('<p><a href="/roots?big=1">', view)).toEqual(['/roots?big=1 does not say her language'])
  expect(lost('<a href="/stuck?lang=en&amp;big=1">', view)).toHaveLength(1)
  expect(lost('<form action="/r"><input type="hidden" name="lang" value="zh"></form>', view)).toHaveLength(1)
  expect(lost('<form action="/r"><input type="hidden" name="big" value="1"></form>', view)).toHaveLength(1)
  const both = '<input type="hidden" name="lang" value="zh"><input type="hidden" name="big" value="1">'
  expect(lost(`<form action="/r">${both}${both}</form>`, view), 'twice is not once').toHaveLength(2)
  expect(lost(`<a href="/stuck?lang=zh&amp;big=1"><form action="/r">${both}</form><a href="tel:110"><a href="#at-name">`, view)).toEqual([])
})

/** What a file gives out that makes a page: whoever calls the frame, or the kit's one question a screen, or calls somebody in the same file who does. */
const made = (text: string): string[] => {
  const parts = text.split(/^(?=(?:export )?(?:const|function|interface|type) )/m).map(part => ({
    name: /^(?:export )?(?:const|function) (\w+)/.exec(part)?.[1] ?? '',
    isGiven: part.startsWith('export '),
    part: part.slice(part.indexOf('=')),
  }))
  const makers = new Set(['page', 'askSteps'])
  for (let before = 0; before !== makers.size;) {
    before = makers.size
    for (const { name, part } of parts)
      if (name !== '' && [...makers].some(maker => new RegExp(`\\b${maker}\\(`).test(part))) makers.add(name)
  }
  return parts.filter(({ name, isGiven }) => isGiven && makers.has(name)).map(({ name }) => name)
}

/** Files that hold the frame of the citizens' pages; the first start's pages are an administrator's. */
const files = globSync('src/**/*.ts').filter(
  file =>
    !file.startsWith('src/org/firstStart/') &&
    file !== 'src/kit/askSteps.ts' &&
    /import \{[^}]*\b(?:page\b[^}]*\} from '[./]+\/kit\/page\.ts'|askSteps\b[^}]*\} from '[./]+\/kit\/askSteps\.ts')/.test(
      readFileSync(file, 'utf8'),
    ),
)

test('the list of citizens’ pages is whole: a page that is not in it would be held by nothing', async () => {
  expect(files.length).toBeGreaterThan(15)
  const listed = new Set(citizenPages.map(one => one.of))
  for (const file of files) {
    const given = (await import(/* @vite-ignore */ resolve(file))) as Readonly<Record<string, unknown>>
    const names = made(readFileSync(file, 'utf8'))
    expect(names.length, file).toBeGreaterThan(0)
    expect(
      names.filter(name => !listed.has(given[name])),
      `${file} makes a page that test/browser/citizen-pages.ts does not show`,
    ).toEqual([])
  }
})

test('a page that is made by a hand in between is counted too, and what makes none is not', () => {
  expect(
    made(`const plain =
  (title) =>
  (view) => page(view, words, {})
export const closedPage = plain('closed')
export const boothPage = (view) => closedPage(view)
export const sayings = ['solved']
export const pageOf = () => '1'
`),
  ).toEqual(['closedPage', 'boothPage'])
})

/** Ways of a page that are written by hand: whoever writes one forgets what it must carry, and perhaps on a page that no view shows. */
const byHand = (text: string): string[] =>
  [
    ...[...text.matchAll(/href="(?!\$\{(?:wayTo\(|coming\})|\$\{linkTo\((?:one\.url|view\.presenceUrl)\)|#|tel:)[^"]*"/g)].map(
      found => found[0],
    ),
    ...[...text.matchAll(/<form [^>]*>(?!\$\{viewFields\(view\)\})/g)].map(found => found[0]),
  ].map(one => one.slice(0, 70))

test('no citizens’ page writes a link or a form without the kit’s own way of keeping language and type', () => {
  const rooms = globSync('src/modules/*/citizen/*.ts').filter(file => !file.endsWith('.test.ts') && !file.endsWith('windowSheet.ts'))
  for (const file of new Set([...rooms, ...files, 'src/kit/askForm.ts', 'src/kit/askSteps.ts']))
    expect(byHand(readFileSync(file, 'utf8').replace(/^import .*$/gm, '')), file).toEqual([])
  expect(byHand('<a href="${linkTo(`/hardship?lang=${view.lang}`)}">')).toHaveLength(1)
  expect(byHand('<a href="/stuck?lang=zh">')).toHaveLength(1)
  expect(byHand('<form method="post" action="/x"><input name="code">')).toHaveLength(1)
  expect(byHand('<form method="post" action="/x">${viewFields(view)}<a href="${wayTo(view, \'/x\')}">')).toEqual([])
})

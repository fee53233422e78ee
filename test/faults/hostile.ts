import fc from 'fast-check'
import { z } from 'zod'
import type { ZodType } from 'zod'

/** What people and programs send that nobody planned for. */
export const marker = '<script>alert(1)</script>'
const texts = [
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '__proto__',
  'constructor',
  'toString',
  "'; drop table evaluation.sealed; --",
  '１２３',
  '-1',
  '1e99',
  'NaN',
  'none',
  '',
  ' ',
  '\u202egnp',
  '\ufeff',
  'ａｄｍｉｎ',
  'аdmin',
  '𝟏',
  '٣',
  '../../../etc/passwd',
  '%00',
  '%n%s',
  '{{7*7}}',
  '\u0024{7*7}',
  marker,
  '"onmouseover="x',
  'javascript:alert(1)',
  '\r\nset-cookie: a=b',
  '字'.repeat(2001),
  'x'.repeat(9000),
  '👨‍👩‍👧‍👦'.repeat(90),
]
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
)
const hostileNumber = fc.constantFrom<number>(0, -0, -1, 1.5, 6, 2 ** 31, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE, 1e21)
const key = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toJSON', 'length', 'surplus', '', '\0', 'then')
const deep = (depth: number): unknown => {
  let value: unknown = 1
  for (let at = 0; at < depth; at++) value = at % 2 ? [value] : { a: value }
  return value
}
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(null, true, false, [], {}),
  fc.jsonValue({ maxDepth: 4 }),
  fc.array(hostileText, { maxLength: 20 }),
  fc.dictionary(key, fc.jsonValue({ maxDepth: 2 })),
  fc.constantFrom(20, 300).map(deep),
)

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly minItems?: number
  readonly format?: string
  readonly pattern?: string
}

const drawn = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(drawn))
  if (schema.type === 'object')
    return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, one]) => [name, drawn(one)])), {
      requiredKeys: [...(schema.required ?? [])],
    })
  if (schema.type === 'array')
    return fc.array(drawn(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 5, 20) })
  if (schema.type === 'integer')
    return fc.integer({ min: Math.max(schema.minimum ?? -1000, -1e9), max: Math.min(schema.maximum ?? 1000, 1e9) })
  if (schema.type === 'number') return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'string') {
    if (schema.format === 'uuid') return fc.uuid()
    return fc.oneof(
      fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 60, 400) }),
      fc.stringMatching(/^1[3-9]\d{9}$/),
      fc.constantFrom('morning', 'same_form_again', '同样的内容填了好几遍'),
    )
  }
  return fc.jsonValue({ maxDepth: 2 })
}

/** Values that the schema takes. */
export const valid = (schema: ZodType): fc.Arbitrary<unknown> =>
  drawn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema)

/** One thing wrong: a field of another type, one that nobody knows, one missing. */
const spoil = (value: unknown, at: number, by: unknown, name: string): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return by
  const entries = Object.entries(value)
  const place = at % (entries.length + 1)
  const [known] = entries[place] ?? []
  // Not by assignment: '__proto__' is to be a field of its own.
  const changed =
    known === undefined
      ? [...entries, [name, by] as const]
      : at % 3 === 0
        ? entries.filter((_, n) => n !== place)
        : entries.map(([one, old], n) =>
            n === place
              ? ([one, typeof old === 'object' && old !== null && at % 2 === 0 ? spoil(old, at >> 2, by, name) : by] as const)
              : ([one, old] as const),
          )
  return Object.fromEntries(changed)
}
export const nearValid = (schema: ZodType): fc.Arbitrary<unknown> =>
  fc.tuple(valid(schema), fc.nat(1000), hostileValue, key).map(([value, at, by, name]) => spoil(value, at, by, name))

/** JSON as text that no encoder writes. */
const brokenJson = (text: string): fc.Arbitrary<string | Buffer> =>
  fc.constantFrom(
    text.slice(0, -1),
    `\ufeff${text}`,
    `${text}${text}`,
    text.replace('{', '{"overall":1,"overall":"2","code":"1","code":["2"],'),
    text.replace('{', '{"__proto__":{"wanted":true},"constructor":{"prototype":{"x":1}},'),
    text.replace(/\d+/, '1e999'),
    text.replace(/\d+/, '-123456789012345678901234567890'),
    text.replace(/"/g, "'"),
    '['.repeat(8000),
    '{"a":'.repeat(2600),
    `${'['.repeat(7000)}${']'.repeat(7000)}`,
    '"\\ud800"',
    'null',
    '0',
    '',
    ' ',
    'NaN',
    '{"overall":1,"words":"\\u0000"}',
    '{"say":"unsolved","say":"solved"}',
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    `"${'x'.repeat(17_000)}"`,
  )

const formOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value).toWellFormed()
  const part = (text: unknown): string =>
    encodeURIComponent((typeof text === 'string' ? text : (JSON.stringify(text) ?? '')).toWellFormed())
  return Object.entries(value)
    .flatMap(([name, one]) =>
      (Array.isArray(one)
        ? one
        : typeof one === 'object' && one !== null
          ? Object.entries(one).map(([inner, deepest]) => {
              void inner
              return deepest
            })
          : [one]
      ).map(each => `${part(name)}=${part(each)}`),
    )
    .join('&')
}

const formField = fc.constantFrom(
  'overall',
  'attitude',
  'reason',
  'words',
  'wish',
  'by',
  'number',
  'phone',
  'when',
  'speech',
  'line',
  'sealed_words',
  'key',
  'seconds',
  'lang',
  'big',
  'not_me',
  'withdraw',
  'say',
  'hurt',
  'sealed',
  'code',
  '__proto__',
  'a[b][c]',
)
const form = fc
  .array(fc.tuple(formField, fc.oneof(hostileText, fc.constantFrom('1', '2', '5', 'zh', 'phone', 'none', '13900000000'))), {
    maxLength: 10,
  })
  .map(fields => fields.map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`).join('&'))
const brokenForm = fc.constantFrom(
  '%',
  'a=%zz',
  'overall=%ff%fe',
  '='.repeat(500),
  'a&b&c',
  'overall=1&'.repeat(1500),
  '&&&&',
  'words=%00',
  'lang=zh&lang=en&big=1&big=2',
)

export interface Sent {
  readonly type?: string
  readonly text?: string | Buffer
}
const json = 'application/json'
const urlencoded = 'application/x-www-form-urlencoded'

/** Bodies for a route: what people usually send, fitting, nearly fitting and hostile; as JSON, as a form, and under types that nobody takes. */
export const bodies = (schema: ZodType | undefined, examples: readonly object[] = []): fc.Arbitrary<Sent> => {
  const usual = examples.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom<unknown>(...examples) }] : []
  const near = schema
    ? [
        { weight: 4, arbitrary: valid(schema) },
        { weight: 4, arbitrary: nearValid(schema) },
      ]
    : []
  const value = fc.oneof(...usual, ...near, { weight: 2, arbitrary: hostileValue })
  const written = value.map(one => JSON.stringify(one))
  return fc.oneof(
    { weight: 8, arbitrary: written.map(text => ({ type: json, text })) },
    {
      weight: 3,
      arbitrary: written.chain(text => brokenJson(text.startsWith('{') ? text : '{"overall":1}')).map(text => ({ type: json, text })),
    },
    { weight: 3, arbitrary: value.map(one => ({ type: urlencoded, text: formOf(one) })) },
    { weight: 4, arbitrary: form.map(text => ({ type: urlencoded, text })) },
    { weight: 1, arbitrary: brokenForm.map(text => ({ type: urlencoded, text })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            'text/plain',
            'application/xml',
            'multipart/form-data',
            'multipart/form-data; boundary=x',
            'application/json; charset=utf-16',
            'application/JSON ; x=',
            'application/x-www-form-urlencoded; charset=gbk',
            'x',
            'application/json, text/html',
            '__proto__',
          ),
          fc.oneof(written, form),
        )
        .map(([type, text]) => ({ type, text })),
    },
    { weight: 1, arbitrary: fc.constant<Sent>({}) },
    { weight: 1, arbitrary: fc.constantFrom(json, urlencoded).map(type => ({ type })) },
  )
}

const rawPart = fc.constantFrom(
  '%zz',
  '%',
  '%00',
  '%ff',
  '%c0%af',
  '..%2f..%2f',
  '.',
  '..',
  ';x=1',
  '%2e%2e',
  'a%0d%0ab',
  '*',
  ':code',
  '%E5%AD%97',
  '%EF%BC%91',
  '%25',
  '%5c',
  'x'.repeat(127),
  'x'.repeat(129),
  '1234 5678',
  '1234%205678%209012%203456',
)

/** One part of a path: a real one, one that looks like it, or anything; already encoded. */
export const pathPart = (real: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    ...(real.length > 0
      ? [
          { weight: 14, arbitrary: fc.constantFrom(...real) },
          {
            weight: 2,
            arbitrary: fc
              .tuple(fc.constantFrom(...real), fc.nat(30), fc.constantFrom('A', '0', '１', '%00', ' ', ''))
              .map(([text, at, by]) => encodeURI(text.slice(0, at) + by + text.slice(at + 1)).replaceAll('%2500', '%00')),
          },
        ]
      : []),
    { weight: 2, arbitrary: hostileText.map(text => encodeURIComponent(text.toWellFormed()).slice(0, 600)) },
    { weight: 1, arbitrary: rawPart },
    { weight: 1, arbitrary: fc.stringMatching(/^\d{16}$/) },
    { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/) },
  )

export const queries: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '?lang=en',
      '?big=1&lang=zh',
      '?heard=word',
      '?lang=xx',
      '?lang=zh&lang=en',
      '?big=1&big=1',
      '?__proto__=1',
      '?__proto__[lang]=en',
      '?%00=%00',
      '?lang=%zz',
      '?=',
      '??',
      '?a[b]=c',
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('lang', 'big', 'heard', '__proto__', 'x'), hostileText)
      .map(([name, text]) => `?${name}=${encodeURIComponent(text.toWellFormed()).slice(0, 900)}`),
  },
)

const printable = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  arbitrary.map(text => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '').slice(0, 400))
export const headers: fc.Arbitrary<Record<string, string>> = fc.record(
  {
    accept: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('text/html', 'application/json', '*/*') },
      { weight: 1, arbitrary: printable(hostileText) },
    ),
    'accept-language': fc.oneof(
      fc.constantFrom('zh-CN', 'en;q=1, zh;q=0.1', 'en;q=NaN', 'en;q=1e9', ','.repeat(300)),
      printable(hostileText),
    ),
    'idempotency-key': fc.oneof(fc.uuid(), printable(hostileText), fc.constant('k'.repeat(201))),
    cookie: fc.oneof(
      fc.constantFrom(
        `huiyin_session=${'A'.repeat(43)}`,
        'huiyin_session=%00',
        'huiyin_device=x.y',
        '__proto__=x; huiyin_session=',
        '='.repeat(50),
        `huiyin_session=${'A'.repeat(43)}; huiyin_session=B`,
      ),
      printable(hostileText),
    ),
    authorization: fc.constantFrom('Bearer x', 'Bearer ', 'Basic Og==', `Bearer ${'x'.repeat(300)}`),
    origin: fc.constantFrom('null', 'https://elsewhere.example', 'x'),
    'x-forwarded-for': fc.constantFrom('127.0.0.1', 'x'),
    host: fc.constantFrom('elsewhere.example', 'localhost:1'),
    'sec-fetch-site': fc.constantFrom('cross-site', 'none'),
  },
  { requiredKeys: [] },
)

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { callRecorded } from '../../modules/callback/contract.ts'
import { SchemaForm } from './SchemaForm.tsx'

const drawn = (schema: unknown, initial?: Record<string, unknown>): string =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <SchemaForm schema={schema} initial={initial} sendTitle="交上去" onSend={() => Promise.resolve()} />
    </QueryClientProvider>,
  )

test('every field of a contract has a labelled control, and what may be left out says so', () => {
  const html = drawn(z.toJSONSchema(callRecorded, { io: 'input' }))
  for (const title of [
    '哪里没办好（群众的话）',
    '原因',
    '归到哪一头',
    '群众的建议（和批评分开记）',
    '群众同意立刻交办（承办人可能猜到是谁）',
  ])
    expect(html).toContain(title)
  expect(html.match(/<textarea/g)).toHaveLength(2)
  expect(html.match(/type="radio"/g)).toHaveLength(11)
  expect(html.match(/可不填/g)).toHaveLength(1)
})

test('a preset fills the form in', () => {
  expect(drawn(z.toJSONSchema(callRecorded, { io: 'input' }), { what_was_wrong: '三张表都要写地址' })).toContain('三张表都要写地址')
})

test('a bare question has its button and nothing to fill in', () => {
  const html = drawn(undefined)
  expect(html).toContain('交上去')
  expect(html).not.toContain('<input')
})

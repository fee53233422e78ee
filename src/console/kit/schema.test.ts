import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { callRecorded, repairOrdered, repairReported } from '../../modules/callback/contract.ts'
import { fieldsOf, inputOf } from './schema.ts'

const schemaOf = (type: z.ZodType) => z.toJSONSchema(type, { io: 'input' })
const named = (type: z.ZodType) => Object.fromEntries(fieldsOf(schemaOf(type)).map(field => [field.name, field]))

describe('a form is read from what an action must record', () => {
  test('words, choices with their labels and a yes-or-no, in the order of the contract', () => {
    const fields = fieldsOf(schemaOf(callRecorded))
    expect(fields.map(field => [field.name, field.kind, field.required])).toEqual([
      ['what_was_wrong', 'long', true],
      ['cause', 'choice', true],
      ['head', 'choice', true],
      ['suggestion', 'long', false],
      ['speed_agreed', 'yes', true],
    ])
    expect(fields[1]?.choices?.[1]).toEqual({ value: 'documents', label: '文书材料' })
    expect(fields[0]).toMatchObject({ title: '哪里没办好（群众的话）', least: 2, most: 1000 })
  })

  test('a day and files that must be there', () => {
    const fields = named(repairReported)
    expect(fields.from).toMatchObject({ kind: 'date', required: true })
    expect(fields.evidence).toMatchObject({ kind: 'files', least: 1 })
  })

  test('numbers, several choices, pickers, defaults and an answer that may be null', () => {
    const fields = named(
      z.object({
        copies: z.int().min(1).max(9).default(2).meta({ title: '份数' }),
        ways: z.array(z.enum(['a', 'b'])).meta({ title: '方式', labels: { a: '甲', b: '乙' } }),
        unit: z.uuid().meta({ title: '单位', unit: true }),
        day: z.iso.date().nullable().meta({ title: '日期' }),
      }),
    )
    expect(fields.copies).toMatchObject({ kind: 'number', whole: true, initial: 2, least: 1, most: 9, required: false })
    expect(fields.ways).toMatchObject({
      kind: 'choices',
      choices: [
        { value: 'a', label: '甲' },
        { value: 'b', label: '乙' },
      ],
    })
    expect(fields.unit?.kind).toBe('unit')
    expect(fields.day).toMatchObject({ kind: 'date', title: '日期' })
  })

  test('an action that records nothing has a form without fields', () => {
    expect(fieldsOf(undefined)).toEqual([])
  })
})

describe('what is sent satisfies the schema it came from', () => {
  test('an untouched yes-or-no that must be there is no; fields left empty are left out', () => {
    const input = inputOf(fieldsOf(schemaOf(callRecorded)), {
      what_was_wrong: ' 表太多 ',
      cause: 'documents',
      head: 'mechanism',
      suggestion: '  ',
    })
    expect(input).toEqual({ what_was_wrong: '表太多', cause: 'documents', head: 'mechanism', speed_agreed: false })
    expect(callRecorded.safeParse(input).success).toBe(true)
  })

  test('an optional yes-or-no that nobody touched is not sent as no', () => {
    const input = inputOf(fieldsOf(schemaOf(repairOrdered)), {
      cause: 'documents',
      what_to_change: '三张表合成一张',
      responsible: '陆小满',
      by: '2026-09-22',
    })
    expect(input).not.toHaveProperty('checked_hints')
    expect(repairOrdered.safeParse(input).success).toBe(true)
  })
})

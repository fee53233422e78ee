import { Alert, Button, Checkbox, Form, Input, InputNumber, Radio, Select, Space } from 'antd'
import type { FormInstance, Rule } from 'antd/es/form'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Fault, faults as faultWords, sentenceOf } from '../api/problem.ts'
import { FileUpload } from './FileUpload.tsx'
import { useWords } from './language.ts'
import { PersonPicker } from './PersonPicker.tsx'
import { UnitPicker } from './pickers.tsx'
import { fieldsOf, inputOf } from './schema.ts'
import type { Field } from './schema.ts'
import { kit } from './words.ts'
import type { KitWords } from './words.ts'

type Values = Record<string, unknown>

interface SchemaFormProps {
  /** JSON Schema of the records; a form without fields is a bare question. */
  readonly schema: unknown
  readonly initial?: Values
  readonly sendTitle: string
  readonly danger?: boolean
  readonly before?: ReactNode
  /** Files are sealed under this matter. */
  readonly matter?: string
  /** Throws a Fault when the server refuses; what was typed stays. */
  readonly onSend: (input: Values) => Promise<void>
  readonly onCancel?: () => void
  /** Every change, so that what was typed outlives a closed form. */
  readonly onTyped?: (values: Values) => void
}

/** Characters as people count them, items, or the number itself; undefined where nothing was given. */
const sizeOf = (value: unknown): number | undefined =>
  value === undefined || value === null || value === ''
    ? undefined
    : typeof value === 'string'
      ? [...value.trim()].length
      : Array.isArray(value)
        ? value.length
        : Number(value)

function rulesOf(field: Field, words: KitWords): Rule[] {
  const rules: Rule[] = []
  const chosen = field.kind === 'choice' || field.kind === 'choices'
  // A rule that names whitespace is one for strings, and finds every list and number wrong.
  const typed = field.kind === 'text' || field.kind === 'long' ? { whitespace: true } : {}
  if (field.required && field.kind !== 'yes')
    rules.push({ required: true, ...typed, message: chosen || field.kind === 'files' ? words.choose : words.required })
  const many = field.kind === 'files' || field.kind === 'texts' || field.kind === 'choices'
  const { least, most } = field
  const said = (n: number, low: boolean): string =>
    field.kind === 'number'
      ? low
        ? words.tooSmall(n)
        : words.tooLarge(n)
      : many
        ? words.tooFew(n)
        : low
          ? words.tooShort(n)
          : words.tooLong(n)
  rules.push({
    validator: (_rule, value: unknown) => {
      const size = sizeOf(value)
      if (size === undefined || (size === 0 && field.kind !== 'number')) return Promise.resolve()
      if (least !== undefined && size < least) return Promise.reject(new Error(said(least, true)))
      if (most !== undefined && size > most) return Promise.reject(new Error(said(most, false)))
      return Promise.resolve()
    },
  })
  return rules
}

function control(field: Field, words: KitWords, matter?: string): ReactNode {
  switch (field.kind) {
    case 'long':
      return <Input.TextArea rows={4} maxLength={field.most} showCount={field.most !== undefined} />
    case 'choice':
      return (field.choices ?? []).length <= 8 ? (
        <Radio.Group options={(field.choices ?? []).map(one => ({ value: one.value, label: one.label }))} className="wrapped-choices" />
      ) : (
        <Select options={(field.choices ?? []).map(one => ({ value: one.value, label: one.label }))} placeholder={words.choose} />
      )
    case 'choices':
      return (
        <Checkbox.Group options={(field.choices ?? []).map(one => ({ value: one.value, label: one.label }))} className="wrapped-choices" />
      )
    case 'yes':
      return <Checkbox>{field.title}</Checkbox>
    case 'number':
      return <InputNumber min={field.least} max={field.most} precision={field.whole ? 0 : undefined} className="full" />
    case 'date':
      return <Input type="date" />
    case 'files':
      return <FileUpload matter={matter} title={field.title} />
    case 'texts':
      return <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', '，', ',']} />
    case 'unit':
      return <UnitPicker />
    case 'person':
      return <PersonPicker aria-label={field.title} />
    default:
      return <Input maxLength={field.most} autoComplete="off" />
  }
}

/** Puts the server's faults at their fields; true when at least one found its place. */
function showFaults(form: FormInstance, fields: readonly Field[], fault: Fault, words: Record<string, string>): boolean {
  const known = new Set(fields.map(field => field.name))
  const { problem } = fault
  const listed =
    problem.faults.length > 0
      ? problem.faults
      : problem.field === undefined
        ? []
        : [{ field: problem.field, title: sentenceOf(problem, words) }]
  const placed = listed.filter(one => known.has(one.field))
  form.setFields(placed.map(one => ({ name: one.field, errors: [one.title || sentenceOf(problem, words)] })))
  const first = placed[0]
  if (first) form.scrollToField(first.field, { focus: true, block: 'center' })
  return placed.length > 0
}

/** A form generated from what an action must record. */
export function SchemaForm({ schema, initial, sendTitle, danger, before, matter, onSend, onCancel, onTyped }: SchemaFormProps) {
  const words = useWords(kit)
  const sentences = useWords(faultWords)
  const [form] = Form.useForm<Values>()
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string>()
  const fields = fieldsOf(schema)
  const name = useId()

  const send = async (values: Values): Promise<void> => {
    setSending(true)
    setRefused(undefined)
    try {
      await onSend(inputOf(fields, values))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      if (!showFaults(form, fields, error, sentences)) setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setSending(false)
    }
  }

  const starting = {
    ...Object.fromEntries(fields.filter(field => field.initial !== undefined).map(field => [field.name, field.initial])),
    ...initial,
  }
  return (
    <Form
      form={form}
      name={name}
      layout="vertical"
      initialValues={starting}
      onFinish={values => void send(values)}
      onValuesChange={(_changed, values) => onTyped?.(values)}
      validateTrigger="onBlur"
      scrollToFirstError={{ focus: true, block: 'center' }}
      requiredMark={(label, { required }) => (
        <>
          {label}
          {required ? (
            <span className="must" aria-hidden="true">
              *
            </span>
          ) : (
            <span className="quiet">（{words.optional}）</span>
          )}
        </>
      )}
    >
      {before}
      {fields.map(field => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.kind === 'yes' ? undefined : field.title}
          rules={rulesOf(field, words)}
          required={field.required}
          extra={field.note}
          valuePropName={field.kind === 'yes' ? 'checked' : 'value'}
        >
          {control(field, words, matter)}
        </Form.Item>
      ))}
      {refused === undefined ? null : <Alert type="error" showIcon title={refused} role="alert" className="gap-below" />}
      <Space wrap>
        <Button type="primary" htmlType="submit" danger={danger} loading={sending} size="large">
          {sendTitle}
        </Button>
        {onCancel ? (
          <Button onClick={onCancel} size="large">
            {words.cancel}
          </Button>
        ) : null}
      </Space>
    </Form>
  )
}

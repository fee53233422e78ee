import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Form, Input, InputNumber } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { calendarQuery, enterNotice, previewNotice } from '../api/calendar.ts'
import type { NoticeFaultView, TypedNotice, YearDays } from '../api/calendar.ts'
import { Fault, faults as faultWords, sentenceOf } from '../api/problem.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { CalendarYear } from './CalendarYear.tsx'
import { calendarWords } from './calendarWords.ts'

interface Fields {
  readonly year: number
  readonly notice?: string
  readonly source?: string
  readonly text: string
}

const heading = { zh: '类型,名称,开始,结束\n', en: 'kind,name,from,to\n' } as const

const typedOf = ({ year, notice, source, text }: Fields): TypedNotice => {
  const kind = text.trimStart().startsWith('{') ? 'json' : 'csv'
  return { kind, text, year, ...(notice?.trim() ? { notice: notice.trim() } : {}), ...(source?.trim() ? { source: source.trim() } : {}) }
}

/** Types or uploads a year, looks at it month by month, then hands it to another administrator. */
export function EnterNotice({ next }: { readonly next: number }) {
  const words = useWords(calendarWords)
  const sentences = useWords(faultWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Fields>()
  const chooser = useRef<HTMLInputElement>(null)
  const [faults, setFaults] = useState<readonly NoticeFaultView[]>([])
  const [seen, setSeen] = useState<YearDays>()
  const [refused, setRefused] = useState<string>()

  const trying = async (work: () => Promise<void>): Promise<void> => {
    setRefused(undefined)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    }
  }
  const preview = (fields: Fields) =>
    trying(async () => {
      const read = await previewNotice(typedOf(fields))
      setFaults(read.faults)
      setSeen(read.days)
    })
  const send = () =>
    trying(async () => {
      const { year, version } = await enterNotice(typedOf(form.getFieldsValue()))
      message.success(words.entered(year, version))
      setSeen(undefined)
      form.resetFields()
      await queries.invalidateQueries({ queryKey: calendarQuery.queryKey })
    })
  // What nobody has typed over yet speaks the language of the page.
  useEffect(() => {
    if (Object.values(heading).includes(form.getFieldValue('text'))) form.setFieldValue('text', heading[language])
  }, [form, language])
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const bytes = await file.arrayBuffer()
    let text: string
    // Chinese Excel saves CSV in GB18030.
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      text = new TextDecoder('gb18030').decode(bytes)
    }
    form.setFieldValue('text', text)
    setSeen(undefined)
  }

  return (
    <Card size="small" title={<h2 className="card-title">{words.enter}</h2>}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ year: next, text: heading[language] }}
        onFinish={fields => void preview(fields)}
        onValuesChange={() => setSeen(undefined)}
      >
        <Form.Item name="year" label={words.year} rules={[{ required: true, message: words.year }]}>
          <InputNumber min={2004} max={2999} />
        </Form.Item>
        <Form.Item name="notice" label={words.number}>
          <Input placeholder={words.numberHint} maxLength={200} />
        </Form.Item>
        <Form.Item name="source" label={words.source}>
          <Input.TextArea placeholder={words.sourceHint} rows={3} maxLength={4000} />
        </Form.Item>
        <Form.Item name="text" label={words.days} extra={words.daysHint} rules={[{ required: true, message: words.days }]}>
          <Input.TextArea rows={10} spellCheck={false} className="as-typed" />
        </Form.Item>
        {faults.length > 0 ? (
          <Alert
            type="error"
            showIcon
            role="alert"
            className="gap-below"
            title={words.faults}
            description={
              <ul className="plain-list">
                {faults.map((fault, at) => (
                  <li key={at}>
                    {fault.line > 0 ? `${words.line(fault.line)} ` : ''}
                    {language === 'zh' ? fault.zh : fault.en}
                  </li>
                ))}
              </ul>
            }
          />
        ) : null}
        {refused === undefined ? null : <Alert type="error" showIcon role="alert" title={refused} className="gap-below" />}
        <input
          ref={chooser}
          type="file"
          accept=".csv,.json,text/csv,application/json"
          hidden
          onChange={event => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
          aria-label={words.choose}
        />
        <div className="action-bar">
          <Button onClick={() => chooser.current?.click()}>{words.choose}</Button>
          <Button htmlType="submit" type={seen ? 'default' : 'primary'}>
            {words.preview}
          </Button>
          {seen ? (
            <Button type="primary" onClick={() => void send()}>
              {words.send}
            </Button>
          ) : null}
        </div>
      </Form>
      {seen ? <CalendarYear days={seen} /> : null}
    </Card>
  )
}

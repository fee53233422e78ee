import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { useWords } from '../../../console/kit/language.ts'
import { UnitPicker } from '../../../console/kit/pickers.tsx'
import { remedies, setUpClass } from './months.ts'
import type { ClassFrom, ClassTyped } from './months.ts'
import { monthWords } from './month.words.ts'

/** 立一类事: who puts it right, what changes, by which day; from a cause that came again, or from one matter. */
export function ClassForm({
  from,
  unit,
  onClose,
}: {
  readonly from: ClassFrom
  readonly unit?: string | undefined
  readonly onClose: () => void
}) {
  const words = useWords(monthWords).form
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string>()
  const needed = [{ required: true, whitespace: true, message: words.needed }]
  const chosen = [{ required: true, message: words.chosen }]
  const send = async (typed: ClassTyped): Promise<void> => {
    setSending(true)
    setRefused(undefined)
    try {
      const { number } = await setUpClass(from, typed)
      message.success(words.done(number))
      await queries.invalidateQueries({ queryKey: ['work'] })
      onClose()
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setSending(false)
    }
  }
  return (
    <Modal open title={words.title} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="quiet">{words.note}</p>
      <Form<ClassTyped>
        layout="vertical"
        {...(unit === undefined ? {} : { initialValues: { unit } })}
        onFinish={typed => void send(typed)}
        requiredMark={false}
        scrollToFirstError={{ focus: true, block: 'center' }}
      >
        <Form.Item name="title" label={words.name} rules={needed}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="unit" label={words.unit} rules={chosen}>
          <UnitPicker aria-label={words.unit} />
        </Form.Item>
        <Form.Item name="responsible" label={words.responsible} rules={needed}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name="by" label={words.by} rules={chosen}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="remedy" label={words.remedy} rules={chosen}>
          <Radio.Group className="wrapped-choices" options={remedies.map(value => ({ value, label: words.remedies[value] }))} />
        </Form.Item>
        <Form.Item name="ask" label={words.ask} rules={[...needed, { min: 5, message: words.needed }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        {refused === undefined ? null : <Alert type="error" showIcon title={refused} role="alert" className="gap-below" />}
        <Button type="primary" htmlType="submit" loading={sending} size="large">
          {words.send}
        </Button>
      </Form>
    </Modal>
  )
}

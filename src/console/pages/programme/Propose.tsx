import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useRef, useState } from 'react'
import { previewProgramme, programmeQuery, proposeProgramme } from '../../api/programme.ts'
import type { Difference, ProgrammeFaultView } from '../../api/programme.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { useAct } from '../administration/acting.tsx'
import { Differences } from './Differences.tsx'
import { programmeWords } from './words.ts'

interface Fields {
  readonly text: string
  readonly fromOn?: string
  readonly note?: string
}
interface Checked {
  readonly faults: readonly ProgrammeFaultView[]
  readonly differences: readonly Difference[]
}

/** The city's own file, changed, checked, read as sentences, and handed to a second person. */
export function Propose({ current }: { readonly current: string }) {
  const words = useWords(programmeWords)
  const queries = useQueryClient()
  const { busy, act } = useAct()
  const [form] = Form.useForm<Fields>()
  const chooser = useRef<HTMLInputElement>(null)
  const [checked, setChecked] = useState<Checked>()
  const sound =
    checked !== undefined && checked.faults.length === 0 && checked.differences.length > 0 && !checked.differences.some(one => one.refused)

  const check = ({ text }: Fields) => act(async () => setChecked(await previewProgramme(text)))
  const send = async (): Promise<void> => {
    const { text, fromOn, note } = await form.validateFields()
    if (!(await act(() => proposeProgramme({ text, fromOn: fromOn!, note: note ?? '' }), words.sent))) return
    setChecked(undefined)
    form.resetFields()
    await queries.invalidateQueries({ queryKey: programmeQuery.queryKey })
  }
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return
    form.setFieldValue('text', await file.text())
    setChecked(undefined)
  }
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ text: current }}
      onFinish={fields => void check(fields)}
      onValuesChange={changed => {
        if ('text' in changed) setChecked(undefined)
      }}
    >
      <p className="quiet">{words.changeNote}</p>
      <Form.Item name="text" label={words.text} rules={[{ required: true, message: words.text }]}>
        <Input.TextArea rows={14} spellCheck={false} className="as-typed programme-text" maxLength={60_000} />
      </Form.Item>
      <input
        ref={chooser}
        type="file"
        accept=".yaml,.yml,text/yaml,application/yaml"
        hidden
        onChange={event => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
        aria-label={words.choose}
      />
      <div className="action-bar">
        <Button onClick={() => chooser.current?.click()}>{words.choose}</Button>
        <Button
          onClick={() => {
            form.setFieldValue('text', current)
            setChecked(undefined)
          }}
        >
          {words.fill}
        </Button>
        <Button htmlType="submit" type={sound ? 'default' : 'primary'} loading={busy}>
          {words.check}
        </Button>
      </div>
      {checked && checked.faults.length > 0 ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={words.faults(checked.faults.length)}
          description={
            <ul className="plain-list">
              {checked.faults.map((fault, at) => (
                <li key={at}>
                  {fault.line > 0 ? `${words.line(fault.line)} ` : ''}
                  <code>{fault.path}</code> <Own>{fault.sentence}</Own>
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
      {checked && checked.faults.length === 0 ? (
        <>
          <p role="status">{words.sound(checked.differences.length)}</p>
          <Differences differences={checked.differences} />
        </>
      ) : null}
      {sound ? (
        <>
          <Form.Item name="fromOn" label={words.fromOn} extra={words.fromHint} rules={[{ required: true, message: words.fromOn }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="note" label={words.why}>
            <Input.TextArea rows={2} maxLength={300} placeholder={words.whyHint} />
          </Form.Item>
          <div className="action-bar">
            <Button type="primary" loading={busy} onClick={() => void send()}>
              {words.send}
            </Button>
          </div>
        </>
      ) : null}
    </Form>
  )
}

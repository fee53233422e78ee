import { Button, Form, Input, Modal, Select } from 'antd'
import { useNow } from '../../api/clock.ts'
import { askWarrant } from '../../api/powers.ts'
import type { WarrantKind, WarrantScope, Warrants } from '../../api/powers.ts'
import { sayDay } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { useAct } from '../administration/acting.tsx'
import { warrantWords } from './warrant.words.ts'

interface Typed {
  readonly scope: WarrantScope
  readonly reference: string
  readonly document?: string
  readonly reason: string
  readonly hours: number
  readonly tellFrom?: string
}

const scopes = { drawing: ['receipt', 'service', 'matter'], break_glass: ['matter'] } as const satisfies Record<
  WarrantKind,
  readonly WarrantScope[]
>

/** What is asked for, why, for how long, and when its citizen is told. Whether it exists is not said here. */
export function AskWarrant({
  kind,
  limits,
  onDone,
  onClose,
}: {
  readonly kind: WarrantKind
  readonly limits: Pick<Warrants, 'hoursAtMost' | 'daysAtMost' | 'tellUntil'>
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const words = useWords(warrantWords)
  const language = useLanguage()
  const now = useNow()
  const { busy, act } = useAct()
  const [form] = Form.useForm<Typed>()
  const scope = Form.useWatch('scope', form) ?? scopes[kind][0]
  const lengths =
    kind === 'drawing'
      ? Array.from({ length: limits.daysAtMost }, (_, n) => ({ value: (n + 1) * 24, label: words.day(n + 1) }))
      : Array.from({ length: limits.hoursAtMost }, (_, n) => ({ value: n + 1, label: words.hour(n + 1) }))
  const send = async ({ tellFrom, document, ...typed }: Typed): Promise<void> => {
    if (await act(() => askWarrant({ kind, ...typed, ...(document ? { document } : {}), ...(tellFrom ? { tellFrom } : {}) }), words.asked))
      onDone()
  }
  return (
    <Modal open title={words.ask[kind]} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="quiet">{words.askNote[kind]}</p>
      <Form<Typed>
        name="ask-warrant"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ scope: scopes[kind][0], hours: lengths[0]?.value }}
        onFinish={typed => void send(typed)}
      >
        <Form.Item name="scope" label={words.scope} hidden={scopes[kind].length === 1}>
          <Select options={scopes[kind].map(value => ({ value, label: words.scopes[value] }))} />
        </Form.Item>
        <Form.Item name="reference" label={words.references[scope]} rules={[{ required: true, min: 4, message: words.references[scope] }]}>
          <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={80} />
        </Form.Item>
        {kind === 'drawing' ? (
          <Form.Item name="document" label={words.document} rules={[{ required: true, min: 4, message: words.document }]}>
            <Input maxLength={60} placeholder={words.documentHint} />
          </Form.Item>
        ) : null}
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, min: 6, message: words.reason }]}>
          <Input.TextArea maxLength={500} rows={3} placeholder={words.reasonHint} />
        </Form.Item>
        <Form.Item name="hours" label={words.hours}>
          <Select options={lengths} />
        </Form.Item>
        {kind === 'drawing' ? (
          <Form.Item
            name="tellFrom"
            label={words.tellFrom}
            extra={
              <>
                {words.tellAtOnce}　{words.tellUntil(sayDay(limits.tellUntil, language, now))}
              </>
            }
          >
            <Input type="date" max={limits.tellUntil} />
          </Form.Item>
        ) : null}
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.send}
        </Button>
      </Form>
    </Modal>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Checkbox, Form, Input, InputNumber, QRCode, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { get } from '../../../console/api/client.ts'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { dayOfInstant, sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { kit } from '../../../console/kit/words.ts'
import { gateSays, takeIn } from './intake.ts'
import type { IntakeTyped, TakenIn } from './intake.ts'
import { intakeWords } from './intake.words.ts'
import { stuckKind } from './words.ts'

interface Windows {
  /** Kinds that the windows take. */
  readonly categories?: readonly string[]
  readonly items: readonly { readonly code: string; readonly name: string }[]
  /** Present where there is a window. */
  readonly key?: string
}
interface Receipt extends TakenIn {
  readonly followed: boolean
  readonly windowName: string
  readonly spoke: boolean
  readonly inScope: boolean
}

const phonePattern = /^(?:\+?86)?[\s()-]*(?:1(?:[\s()-]*\d){10}|0(?:[\s()-]*\d){9,11})$/
const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')
const choices = (titles: Readonly<Record<string, string>>) => Object.entries(titles).map(([value, label]) => ({ value, label }))

/** What the citizen takes along: read out, or on paper. */
function ReceiptCard({ receipt, onNext }: { readonly receipt: Receipt; readonly onNext: () => void }) {
  const words = useWords(intakeWords)
  const language = useLanguage()
  const today = dayOfInstant(useNow())
  return (
    <div className="stack">
      <Alert
        className="no-print"
        type={receipt.followed ? 'success' : 'warning'}
        showIcon
        role="status"
        title={words.done}
        description={receipt.followed ? words.next(receipt.inScope, receipt.spoke) : words.notYet}
        action={
          <Link to="/matters/$id" params={{ id: receipt.matter }} className="tap">
            {words.open}
          </Link>
        }
      />
      <Card>
        <div className="rating-code receipt">
          <h2>{words.slip}</h2>
          <Own>{receipt.windowName}</Own>
          <p className="quiet">{words.code}</p>
          <p className="receipt-code">{grouped(receipt.code)}</p>
          <p className="no-print">{words.read}</p>
          <QRCode type="svg" aria-label={words.scan} value={receipt.url} size={180} errorLevel="M" bordered={false} />
          <span>{words.scan}</span>
          <span className="quiet">
            {words.number} <span className="number">{receipt.number}</span>　{words.taken} {sayDay(today, language)}
          </span>
          <p>{words.slipNote(receipt.spoke)}</p>
          <p className="quiet small no-print">{words.keep}</p>
          <Space wrap className="no-print">
            <Button size="large" onClick={() => window.print()}>
              {words.print}
            </Button>
            <Button type="primary" size="large" onClick={onNext}>
              {words.another}
            </Button>
          </Space>
        </div>
      </Card>
    </div>
  )
}

function IntakeForm({
  windows,
  categories,
  once,
  onDone,
}: {
  readonly windows: Windows['items']
  readonly categories: readonly string[]
  /** Makes pressing twice one matter. */
  readonly once: string
  readonly onDone: (receipt: Receipt) => void
}) {
  const words = useWords(intakeWords)
  const kitWords = useWords(kit)
  const { records } = useWords(stuckKind)
  const { busy, act } = useAct()
  const [form] = Form.useForm<IntakeTyped>()
  const { channel, applied, rule } = Form.useWatch((typed: IntakeTyped) => ({ ...typed }), form) ?? {}
  const says = gateSays({ ...(applied ? { applied } : {}), ...(rule ? { rule } : {}) })
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const chosen = [{ required: true, message: kitWords.choose }]
  const send = (typed: IntakeTyped): void => {
    void act(async () => {
      const taken = await takeIn(once, typed)
      const windowName = windows.find(one => one.code === typed.window)?.name ?? ''
      onDone({ ...taken, windowName, spoke: typed.spoke === true, inScope: gateSays(typed) === 'in_scope' })
    })
  }
  return (
    <Form<IntakeTyped>
      form={form}
      name="stuck-intake"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ channel: 'window', window: windows[0]?.code, whom: 'person', trips: 1 }}
      onFinish={send}
    >
      <div className="stack intake">
        <Card size="small">
          <Form.Item name="channel" label={words.how} rules={chosen}>
            <Radio.Group className="wrapped-choices" options={choices(words.channels)} />
          </Form.Item>
          {channel === 'transfer' ? (
            <Form.Item name="sender" label={words.sender} extra={words.senderNote} rules={chosen}>
              <Radio.Group className="wrapped-choices" options={choices(words.senders)} />
            </Form.Item>
          ) : null}
          <Form.Item name="window" label={words.window} rules={chosen} hidden={windows.length === 1}>
            <Select aria-label={words.window} options={windows.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))} />
          </Form.Item>
          <Form.Item name="item" label={words.item} extra={words.itemHint} rules={needed}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="itemCode"
            label={words.itemCode}
            extra={words.itemCodeHint}
            rules={[{ pattern: /^[0-9A-Za-z-]{2,40}$/, message: words.itemCodeWrong }]}
          >
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="where" label={words.where} extra={words.whereHint} rules={needed}>
            <Input maxLength={80} autoComplete="off" />
          </Form.Item>
          <Form.Item name="trips" label={words.trips}>
            <InputNumber min={0} max={99} precision={0} />
          </Form.Item>
          <Form.Item name="reason" label={words.reason} extra={words.reasonHint}>
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
          <Form.Item name="refusal" label={words.refusal} extra={words.refusalHint}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="category" label={words.category} rules={chosen}>
            <Radio.Group
              className="wrapped-choices"
              options={categories.map(value => ({ value, label: records.values[value] ?? value }))}
            />
          </Form.Item>
          <Form.Item name="words" label={words.words}>
            <Input.TextArea rows={2} maxLength={1000} />
          </Form.Item>
        </Card>
        <Card size="small" title={<h2 className="card-title">{words.about}</h2>}>
          <Form.Item name="whom" label={words.whom} rules={chosen}>
            <Radio.Group className="wrapped-choices" options={choices(words.whoms)} />
          </Form.Item>
          <Form.Item name="name" label={words.name} rules={needed}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="phone"
            label={words.phone}
            extra={words.phoneNote}
            rules={[...needed, { pattern: phonePattern, message: words.phoneWrong }]}
          >
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="helper" label={words.helper}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="first" valuePropName="checked" extra={words.firstNote}>
            <Checkbox>{words.first}</Checkbox>
          </Form.Item>
        </Card>
        <Card size="small" title={<h2 className="card-title">{words.gate}</h2>}>
          <p className="quiet">{words.gateNote}</p>
          <Form.Item name="applied" label={words.applied} rules={chosen}>
            <Radio.Group className="wrapped-choices" options={choices(words.applieds)} />
          </Form.Item>
          <Form.Item name="rule" label={words.rule} rules={chosen}>
            <Radio.Group className="wrapped-choices" options={choices(words.rules)} />
          </Form.Item>
          {rule === undefined || rule === 'none_named' ? null : (
            <Form.Item name="named" label={words.named} extra={words.namedHint} rules={needed}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          )}
          {says === undefined ? null : (
            <Alert
              type={says === 'in_scope' ? 'success' : 'info'}
              showIcon
              role="status"
              title={says === 'in_scope' ? words.inScope : says === 'to_check' ? words.toCheck : words.notAsked}
            />
          )}
          {channel === 'transfer' ? null : (
            <Form.Item name="spoke" valuePropName="checked" extra={words.spokeNote} className="gap-above">
              <Checkbox>{words.spoke}</Checkbox>
            </Form.Item>
          )}
        </Card>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {words.send}
        </Button>
      </div>
    </Form>
  )
}

/** 登记: whoever comes to a window of last resort, calls it or is passed on is taken in, and leaves with a code. */
export function StuckIntake() {
  const words = useWords(intakeWords)
  const [receipt, setReceipt] = useState<Receipt>()
  const windows = useQuery({ queryKey: ['stuck', 'windows'], staleTime: Infinity, queryFn: () => get<Windows>('/api/stuck/windows') })
  const next = (): void => {
    // The next citizen is another matter: another key.
    void windows.refetch().then(() => setReceipt(undefined))
  }
  return (
    <>
      <h1 className="no-print">{words.title}</h1>
      {receipt === undefined ? <p className="quiet">{words.note}</p> : null}
      <Answered query={windows}>
        {found =>
          found.key === undefined ? (
            <Nothing title={words.none}>
              <p className="quiet">{words.noneNote}</p>
            </Nothing>
          ) : receipt === undefined ? (
            <IntakeForm key={found.key} once={found.key} windows={found.items} categories={found.categories ?? []} onDone={setReceipt} />
          ) : (
            <ReceiptCard receipt={receipt} onNext={next} />
          )
        }
      </Answered>
    </>
  )
}

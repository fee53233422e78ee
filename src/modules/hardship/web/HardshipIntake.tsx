import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Alert, Button, Card, Checkbox, Form, Input, QRCode, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { get } from '../../../console/api/client.ts'
import { useAct } from '../../../console/kit/act.ts'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { kit } from '../../../console/kit/words.ts'
import { takeIn } from './hardship.ts'
import type { ApplyTyped, Places, TakenIn } from './hardship.ts'
import { hardships } from './kinds.ts'
import { hardshipWords } from './words.ts'

const phonePattern = /^(?:\+?86)?[\s()-]*(?:1(?:[\s()-]*\d){10}|0(?:[\s()-]*\d){9,11})$/
const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

interface ReceiptProps {
  readonly receipt: TakenIn
  readonly from: string | undefined
  readonly onNext: () => void
}
function ReceiptCard({ receipt, from, onNext }: ReceiptProps) {
  const words = useWords(hardshipWords)
  return (
    <div className="stack">
      <Alert
        className="no-print"
        type="success"
        showIcon
        role="status"
        title={words.done}
        {...(from === undefined
          ? {}
          : {
              action: (
                <Link to="/matters/$id" params={{ id: from }} className="tap">
                  {words.back}
                </Link>
              ),
            })}
      />
      <Card>
        <div className="rating-code receipt">
          <h2>{words.list}</h2>
          <p className="quiet">{words.code}</p>
          <p className="receipt-code">{grouped(receipt.code)}</p>
          <QRCode type="svg" aria-label={words.scan} value={receipt.url} size={180} errorLevel="M" bordered={false} />
          <span>{words.scan}</span>
          <span className="quiet">
            {words.number} <span className="number">{receipt.number}</span>
          </span>
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

interface FormProps {
  readonly places: Places
  /** Makes pressing twice one application. */
  readonly once: string
  readonly from: string | undefined
  readonly onDone: (receipt: TakenIn) => void
}
function ApplyForm({ places, once, from, onDone }: FormProps) {
  const words = useWords(hardshipWords)
  const kitWords = useWords(kit)
  const { busy, act } = useAct()
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const line = (name: 'about' | 'name' | 'helper', most: number, wanted = false) => (
    <Form.Item name={name} label={words[name]} {...(wanted ? { rules: needed } : {})}>
      <Input maxLength={most} autoComplete="off" />
    </Form.Item>
  )
  return (
    <Form<ApplyTyped>
      name="hardship-intake"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ channel: 'window', place: places.items[0]?.code, word: false }}
      onFinish={typed => void act(async () => onDone(await takeIn(once, from, typed)))}
    >
      <div className="stack intake">
        {places.from === undefined ? null : <Alert type="info" title={words.fromMatter(places.from)} />}
        <Card size="small">
          <Form.Item name="channel" label={words.channel}>
            <Radio.Group
              optionType="button"
              options={[
                { value: 'window', label: words.channels.window },
                { value: 'phone', label: words.channels.phone },
              ]}
            />
          </Form.Item>
          <Form.Item name="place" label={words.place} hidden={places.items.length === 1}>
            <Select aria-label={words.place} options={places.items.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))} />
          </Form.Item>
          <Form.Item name="need" label={words.need} rules={needed}>
            <Input.TextArea maxLength={500} rows={3} />
          </Form.Item>
          <Form.Item name="kind" label={words.kind}>
            <Select aria-label={words.kind} allowClear options={hardships.map(value => ({ value, label: words.hardships[value] }))} />
          </Form.Item>
          {places.from === undefined ? line('about', 60) : null}
        </Card>
        <Card size="small">
          {line('name', 40, true)}
          <Form.Item name="phone" label={words.phone} rules={[{ pattern: phonePattern, message: words.phoneWrong }]}>
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Form.Item>
          {line('helper', 40)}
          <Form.Item
            name="word"
            valuePropName="checked"
            rules={[{ validator: (_, value) => (value === true ? Promise.resolve() : Promise.reject(new Error(words.wordNeeded))) }]}
          >
            <Checkbox>{words.word}</Checkbox>
          </Form.Item>
        </Card>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {words.send}
        </Button>
      </div>
    </Form>
  )
}

/** 代为申请困难救助: at a help window, or from a matter that one handles; the applicant leaves with a receipt code. */
export function HardshipIntake() {
  const words = useWords(hardshipWords)
  const { from } = useSearch({ from: '/signed-in/hardship-intake' })
  const [receipt, setReceipt] = useState<TakenIn>()
  const places = useQuery({
    queryKey: ['hardship', 'places', from],
    staleTime: Infinity,
    queryFn: () => get<Places>('/api/hardship/places', { from }),
  })
  // The next application is another one: another key.
  const next = (): void => void places.refetch().then(() => setReceipt(undefined))
  return (
    <>
      <h1 className="no-print">{words.title}</h1>
      {receipt === undefined ? <p className="quiet">{words.note}</p> : null}
      <Answered query={places}>
        {found =>
          found.key === undefined ? (
            <Nothing title={words.closed}>
              <p className="quiet">{words.closedNote}</p>
            </Nothing>
          ) : receipt === undefined ? (
            <ApplyForm key={found.key} once={found.key} places={found} from={from} onDone={setReceipt} />
          ) : (
            <ReceiptCard receipt={receipt} from={from} onNext={next} />
          )
        }
      </Answered>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Form, Input, QRCode, Radio, Select, Space } from 'antd'
import { useState } from 'react'
import { get } from '../../../console/api/client.ts'
import { useAct } from '../../../console/kit/act.ts'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { kit } from '../../../console/kit/words.ts'
import { kinds, takeIn } from './zone.ts'
import type { AskTyped, Places, TakenIn } from './zone.ts'
import { zoneWords } from './words.ts'

const phonePattern = /^(?:\+?86)?[\s()-]*(?:1(?:[\s()-]*\d){10}|0(?:[\s()-]*\d){9,11})$/
const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

function ReceiptCard({ receipt, onNext }: { readonly receipt: TakenIn; readonly onNext: () => void }) {
  const words = useWords(zoneWords)
  return (
    <div className="stack">
      <Alert
        className="no-print"
        type="success"
        showIcon
        role="status"
        title={words.done}
        action={
          <Link to="/matters/$id" params={{ id: receipt.matter }} className="tap">
            {words.open}
          </Link>
        }
      />
      <Card>
        <div className="rating-code receipt">
          <h2>{words.list}</h2>
          <p className="quiet">{words.code}</p>
          <p className="receipt-code">{grouped(receipt.code)}</p>
          <QRCode type="svg" aria-label={words.scan} value={receipt.url} size={180} errorLevel="M" bordered={false} />
          <span>{words.scan}</span>
          <span>
            {words.specialist} <Own>{receipt.specialist}</Own>
          </span>
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
  readonly places: Places['items']
  /** Makes pressing twice one matter. */
  readonly once: string
  readonly onDone: (receipt: TakenIn) => void
}
function AskForm({ places, once, onDone }: FormProps) {
  const words = useWords(zoneWords)
  const kitWords = useWords(kit)
  const { busy, act } = useAct()
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const line = (name: keyof AskTyped & keyof typeof words, most: number, wanted = true) => (
    <Form.Item name={name} label={words[name] as string} {...(wanted ? { rules: needed } : {})}>
      <Input maxLength={most} autoComplete="off" />
    </Form.Item>
  )
  return (
    <Form<AskTyped>
      name="zone-intake"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ channel: 'window', place: places[0]?.code, kind: 'consult' }}
      onFinish={typed => void act(async () => onDone(await takeIn(once, typed)))}
    >
      <div className="stack intake">
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
          <Form.Item name="place" label={words.place} hidden={places.length === 1}>
            <Select aria-label={words.place} options={places.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))} />
          </Form.Item>
          <Form.Item name="kind" label={words.kind}>
            <Radio.Group optionType="button" options={kinds.map(kind => ({ value: kind, label: words.kinds[kind] }))} />
          </Form.Item>
          {line('firm', 60, false)}
          <Form.Item name="words" label={words.words} rules={needed}>
            <Input.TextArea maxLength={500} rows={3} />
          </Form.Item>
        </Card>
        <Card size="small">
          {line('name', 40)}
          <Form.Item name="phone" label={words.phone} rules={[...needed, { pattern: phonePattern, message: words.phoneWrong }]}>
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Form.Item>
          {line('helper', 40, false)}
        </Card>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {words.send}
        </Button>
      </div>
    </Form>
  )
}

/** 专区登记: at the zone or by telephone; whoever asks leaves with a receipt code. */
export function ZoneIntake() {
  const words = useWords(zoneWords)
  const [receipt, setReceipt] = useState<TakenIn>()
  const places = useQuery({ queryKey: ['zone', 'places'], staleTime: Infinity, queryFn: () => get<Places>('/api/zone/places') })
  // The next party is another matter: another key.
  const next = (): void => void places.refetch().then(() => setReceipt(undefined))
  return (
    <>
      <h1 className="no-print">{words.title}</h1>
      {receipt === undefined ? <p className="quiet">{words.note}</p> : null}
      <Answered query={places}>
        {found =>
          found.key === undefined ? (
            <Nothing title={words.noZone}>
              <p className="quiet">{words.noZoneNote}</p>
            </Nothing>
          ) : receipt === undefined ? (
            <AskForm key={found.key} once={found.key} places={found.items} onDone={setReceipt} />
          ) : (
            <ReceiptCard receipt={receipt} onNext={next} />
          )
        }
      </Answered>
    </>
  )
}

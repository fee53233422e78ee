import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Form, Input, InputNumber, QRCode, Select, Space } from 'antd'
import { useState } from 'react'
import { get } from '../../../console/api/client.ts'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { dayOfInstant, sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { kit } from '../../../console/kit/words.ts'
import { takeIn } from './transfer.ts'
import type { IntakeTyped, Points, TakenIn } from './transfer.ts'
import { transferWords } from './words.ts'

interface Receipt extends TakenIn {
  readonly typed: IntakeTyped
  readonly pointName: string
  readonly unitName: string
}

const phonePattern = /^(?:\+?86)?[\s()-]*(?:1(?:[\s()-]*\d){10}|0(?:[\s()-]*\d){9,11})$/
const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

/** What the party takes along, on paper. */
function ReceiptCard({ receipt, onNext }: { readonly receipt: Receipt; readonly onNext: () => void }) {
  const words = useWords(transferWords)
  const language = useLanguage()
  const today = dayOfInstant(useNow())
  return (
    <div className="stack">
      <Alert
        className="no-print"
        type="success"
        showIcon
        role="status"
        title={words.done}
        description={words.next}
        action={
          <Link to="/matters/$id" params={{ id: receipt.matter }} className="tap">
            {words.open}
          </Link>
        }
      />
      <Card>
        <div className="rating-code receipt">
          <h2>{words.slip}</h2>
          <Own>{receipt.pointName}</Own>
          <ol className="receipt-list">
            {receipt.typed.papers.map((paper, n) => (
              <li key={n}>
                <Own>{paper.kind}</Own> {words.paper(paper.copies, paper.pages)}
              </li>
            ))}
          </ol>
          <span>
            {words.unit}：<Own>{`${receipt.unitName} ${receipt.typed.officer}`}</Own>
          </span>
          <p className="quiet">{words.code}</p>
          <p className="receipt-code">{grouped(receipt.code)}</p>
          <QRCode type="svg" aria-label={words.scan} value={receipt.url} size={180} errorLevel="M" bordered={false} />
          <span>{words.scan}</span>
          <span className="quiet">
            {words.number} <span className="number">{receipt.number}</span>　{words.taken} {sayDay(today, language)}
          </span>
          <p>{words.slipNote}</p>
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

function PapersList() {
  const words = useWords(transferWords)
  const kitWords = useWords(kit)
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const counted = [{ required: true, message: kitWords.required }]
  return (
    <Form.List name="papers">
      {(rows, { add, remove }) => (
        <>
          {rows.map(({ key, name }) => (
            <div key={key} className="paper-line">
              <Form.Item name={[name, 'kind']} label={words.kind} rules={needed}>
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'copies']} label={words.copies} rules={counted}>
                <InputNumber min={1} max={99} precision={0} />
              </Form.Item>
              <Form.Item name={[name, 'pages']} label={words.pages} rules={counted}>
                <InputNumber min={1} max={9999} precision={0} />
              </Form.Item>
              {rows.length > 1 ? <Button aria-label={words.drop} icon={<DeleteOutlined />} onClick={() => remove(name)} /> : null}
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ copies: 1 })} disabled={rows.length >= 30}>
            {words.more}
          </Button>
        </>
      )}
    </Form.List>
  )
}

function IntakeForm({
  points,
  once,
  onDone,
}: {
  readonly points: Points['items']
  /** Makes pressing twice one matter. */
  readonly once: string
  readonly onDone: (receipt: Receipt) => void
}) {
  const words = useWords(transferWords)
  const kitWords = useWords(kit)
  const { busy, act } = useAct()
  const [form] = Form.useForm<IntakeTyped>()
  const point = Form.useWatch('point', form)
  const serves = points.find(one => one.code === (point ?? points[0]?.code))?.serves ?? []
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const chosen = [{ required: true, message: kitWords.choose }]
  const send = (typed: IntakeTyped): void => {
    void act(async () => {
      const taken = await takeIn(once, typed)
      onDone({
        ...taken,
        typed,
        pointName: points.find(one => one.code === typed.point)?.name ?? '',
        unitName: serves.find(one => one.code === typed.unit)?.name ?? '',
      })
    })
  }
  return (
    <Form<IntakeTyped>
      form={form}
      name="transfer-intake"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ point: points[0]?.code, unit: points[0]?.serves[0]?.code, papers: [{ copies: 1 }] }}
      onFinish={send}
    >
      <div className="stack intake">
        <Card size="small">
          <Form.Item name="point" label={words.point} rules={chosen} hidden={points.length === 1}>
            <Select aria-label={words.point} options={points.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))} />
          </Form.Item>
          <Form.Item name="unit" label={words.unit} rules={chosen}>
            <Select aria-label={words.unit} options={serves.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))} />
          </Form.Item>
          <Form.Item name="officer" label={words.officer} extra={words.officerHint} rules={needed}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="about" label={words.about} extra={words.aboutHint} rules={needed}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </Card>
        <Card size="small" title={<h2 className="card-title">{words.papers}</h2>}>
          <PapersList />
        </Card>
        <Card size="small" title={<h2 className="card-title">{words.party}</h2>}>
          <Form.Item name="name" label={words.name} rules={needed}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="phone"
            label={words.phone}
            extra={words.phoneNote}
            rules={[{ pattern: phonePattern, message: words.phoneWrong }]}
          >
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="helper" label={words.helper}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        </Card>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {words.send}
        </Button>
      </div>
    </Form>
  )
}

/** 收材料: a party hands papers in, and leaves with a receipt whose code shows where they are. */
export function TransferIntake() {
  const words = useWords(transferWords)
  const [receipt, setReceipt] = useState<Receipt>()
  const points = useQuery({ queryKey: ['transfer', 'points'], staleTime: Infinity, queryFn: () => get<Points>('/api/transfer/points') })
  // The next party is another matter: another key.
  const next = (): void => void points.refetch().then(() => setReceipt(undefined))
  return (
    <>
      <h1 className="no-print">{words.title}</h1>
      {receipt === undefined ? <p className="quiet">{words.note}</p> : null}
      <Answered query={points}>
        {found =>
          found.key === undefined ? (
            <Nothing title={words.none}>
              <p className="quiet">{words.noneNote}</p>
            </Nothing>
          ) : receipt === undefined ? (
            <IntakeForm key={found.key} once={found.key} points={found.items} onDone={setReceipt} />
          ) : (
            <ReceiptCard receipt={receipt} onNext={next} />
          )
        }
      </Answered>
    </>
  )
}

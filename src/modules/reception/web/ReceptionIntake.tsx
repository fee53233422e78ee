import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Checkbox, Form, Input, QRCode, Radio, Space } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { kit } from '../../../console/kit/words.ts'
import { intakeWords } from './days.words.ts'
import { book, deskQuery } from './reception.ts'
import type { Booked, BookTyped, Desk } from './reception.ts'

const phonePattern = /^(?:\+?86)?[\s()-]*(?:1(?:[\s()-]*\d){10}|0(?:[\s()-]*\d){9,11})$/
const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

function ReceiptCard({ receipt, onNext }: { readonly receipt: Booked; readonly onNext: () => void }) {
  const words = useWords(intakeWords)
  const language = useLanguage()
  const now = useNow()
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
          <h2>
            {sayDay(receipt.onDay, language, now)} {receipt.at}
          </h2>
          <span>
            <Own>
              {receipt.leader} · {receipt.venue}
            </Own>
          </span>
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
  readonly days: Desk['items'][number]['days']
  /** Makes pressing twice one booking. */
  readonly once: string
  readonly onDone: (receipt: Booked) => void
}
function BookForm({ days, once, onDone }: FormProps) {
  const words = useWords(intakeWords)
  const kitWords = useWords(kit)
  const language = useLanguage()
  const now = useNow()
  const { busy, act } = useAct()
  const queries = useQueryClient()
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const line = (name: 'name' | 'helper', wanted = true) => (
    <Form.Item name={name} label={words[name]} {...(wanted ? { rules: needed } : {})}>
      <Input maxLength={40} autoComplete="off" />
    </Form.Item>
  )
  return (
    <Form<BookTyped>
      name="reception-intake"
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={{ channel: 'phone', day: days.find(one => one.free > 0)?.id }}
      onFinish={typed =>
        void act(async () => {
          onDone(await book(once, typed))
          await queries.invalidateQueries({ queryKey: ['work'] })
        })
      }
    >
      <div className="stack intake">
        <Card size="small">
          <Form.Item name="channel" label={words.channel}>
            <Radio.Group
              optionType="button"
              options={[
                { value: 'phone', label: words.channels.phone },
                { value: 'window', label: words.channels.window },
              ]}
            />
          </Form.Item>
          <Form.Item name="day" label={words.day} rules={[{ required: true, message: kitWords.choose }]}>
            <Radio.Group
              className="wrapped-choices"
              options={days.map(one => ({
                value: one.id,
                disabled: one.free === 0,
                label: (
                  <>
                    {sayDay(one.onDay, language, now)} {one.from}—{one.until} <Own>{one.leader}</Own> {words.free(one.free)}
                  </>
                ),
              }))}
            />
          </Form.Item>
          <Form.Item name="words" label={words.words} rules={needed}>
            <Input.TextArea maxLength={500} rows={3} />
          </Form.Item>
        </Card>
        <Card size="small">
          {line('name')}
          <Form.Item name="phone" label={words.phone} rules={[...needed, { pattern: phonePattern, message: words.phoneWrong }]}>
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="first" valuePropName="checked">
            <Checkbox>{words.first}</Checkbox>
          </Form.Item>
          {line('helper', false)}
        </Card>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {words.send}
        </Button>
      </div>
    </Form>
  )
}

/** 接待预约登记: at the window or by telephone; whoever books leaves with a receipt code. */
export function ReceptionIntake() {
  const words = useWords(intakeWords)
  const language = useLanguage()
  const [receipt, setReceipt] = useState<Booked>()
  const desk = useQuery({ ...deskQuery(language), refetchOnMount: 'always' })
  // Whoever comes next books another place: another key.
  const next = (): void => void desk.refetch().then(() => setReceipt(undefined))
  return (
    <>
      <h1 className="no-print">{words.title}</h1>
      {receipt === undefined ? <p className="quiet">{words.note}</p> : null}
      <Answered query={desk}>
        {found => {
          const days = found.items.flatMap(one => one.days)
          if (found.key === undefined)
            return (
              <Nothing title={words.noPlace}>
                <p className="quiet">{words.noPlaceNote}</p>
              </Nothing>
            )
          if (receipt !== undefined) return <ReceiptCard receipt={receipt} onNext={next} />
          return days.length === 0 ? (
            <Nothing title={words.noDays}>
              <Link to="/reception-days" search={{}} className="tap">
                {words.schedule}
              </Link>
            </Nothing>
          ) : (
            <BookForm key={found.key} once={found.key} days={days} onDone={setReceipt} />
          )
        }}
      </Answered>
    </>
  )
}

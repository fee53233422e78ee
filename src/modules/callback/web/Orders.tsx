import { PrinterOutlined } from '@ant-design/icons'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Form, Input, Modal, Radio, Tag } from 'antd'
import { useState } from 'react'
import { get, post, takeAway } from '../../../console/api/client.ts'
import { useNow } from '../../../console/api/clock.ts'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { ordersWords } from './orders.words.ts'

interface Order {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly cause: string
  readonly what: string
  readonly by: string
  readonly responsible: string
  readonly releasedOn: string
  /** Why it is due on its day. */
  readonly because: readonly string[]
  readonly answers: readonly { readonly done: boolean; readonly said: string; readonly answeredOn: string }[]
}
interface List {
  readonly today: string
  readonly items: readonly Order[]
}

const ordersQuery = queryOptions({ queryKey: ['repair-orders'], queryFn: () => get<List>('/api/callback/repair-orders') })

function AnswerForm({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const words = useWords(ordersWords)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [sending, setSending] = useState(false)
  const send = async (answer: { done: boolean; said: string }): Promise<void> => {
    setSending(true)
    try {
      await post(`/api/callback/repair-orders/${order.id}/answers`, { done: answer.done, said: answer.said.trim() })
      message.success(words.sent)
      await queries.invalidateQueries({ queryKey: ordersQuery.queryKey })
      onClose()
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences), 6)
    } finally {
      setSending(false)
    }
  }
  return (
    <Form
      layout="vertical"
      initialValues={{ done: true, said: '' }}
      onFinish={(answer: { done: boolean; said: string }) => void send(answer)}
    >
      <p className="quote">
        <Own>{order.what}</Own>
      </p>
      <Form.Item name="done" label={words.isDone}>
        <Radio.Group
          className="wrapped-choices"
          options={[
            { value: true, label: words.done },
            { value: false, label: words.underWay },
          ]}
        />
      </Form.Item>
      <Form.Item name="said" label={words.said} rules={[{ required: true, min: 2, whitespace: true, message: words.saidMissing }]}>
        <Input.TextArea rows={4} maxLength={500} showCount />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={sending} block>
        {words.send}
      </Button>
    </Form>
  )
}

function OrderCard({ order, today, onAnswer }: { readonly order: Order; readonly today: string; readonly onAnswer: () => void }) {
  const words = useWords(ordersWords)
  const language = useLanguage()
  const now = useNow()
  const done = order.answers.some(answer => answer.done)
  const state = done ? words.done : order.by < today ? words.late : order.answers.length > 0 ? words.underWay : words.open
  return (
    <Card
      size="small"
      title={
        <span className="order-what" lang="zh-CN">
          {order.what}
        </span>
      }
      extra={<Tag color={done ? 'success' : order.by < today ? 'error' : 'default'}>{state}</Tag>}
    >
      <dl className="pairs">
        <div>
          <dt>{words.by}</dt>
          <dd>
            <strong>{sayDay(order.by, language, now)}</strong>
            <details className="no-print quiet small">
              <summary>{words.how}</summary>
              <ol className="because" lang="zh-CN">
                {order.because.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </details>
          </dd>
        </div>
        <div>
          <dt>{words.responsible}</dt>
          <dd>
            <Own>{order.responsible}</Own>
          </dd>
        </div>
        <div>
          <dt>{words.cause}</dt>
          <dd>
            {words.causes[order.cause] ?? order.cause}
            {'　'}
            <span className="quiet" lang="zh-CN">
              {order.unitName}
            </span>
          </dd>
        </div>
        {order.answers.map((answer, at) => (
          <div key={at}>
            <dt>{words.answer}</dt>
            <dd>
              {answer.done ? words.done : words.underWay}，{sayDay(answer.answeredOn, language, now)}：<Own>{answer.said}</Own>
            </dd>
          </div>
        ))}
      </dl>
      {done ? null : (
        <Button className="no-print order-answer" onClick={onAnswer}>
          {words.answer}
        </Button>
      )}
    </Card>
  )
}

/** 问题整改单 of one list, on the office's own form; one for each unit that it is given to. */
function ListPaper({ day, items }: { readonly day: string; readonly items: readonly Order[] }) {
  const words = useWords(ordersWords)
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const [taking, setTaking] = useState<string>()
  const units = new Map(items.map(item => [item.unit, item.unitName]))
  const take = async (unit: string): Promise<void> => {
    setTaking(unit)
    try {
      await takeAway('/api/callback/repair-orders/paper', { unit, releasedOn: day })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences), 6)
    } finally {
      setTaking(undefined)
    }
  }
  return (
    <div className="no-print action-bar">
      {[...units].map(([unit, name]) => (
        <Button key={unit} icon={<PrinterOutlined aria-hidden="true" />} loading={taking === unit} onClick={() => void take(unit)}>
          {words.paper}
          {units.size > 1 ? (
            <>
              　<Own>{name}</Own>
            </>
          ) : null}
        </Button>
      ))}
    </div>
  )
}

/** 整改要求: the unit's weekly list, newest first. No matter, number, time or person behind it is known here. */
export function Orders() {
  const words = useWords(ordersWords)
  const language = useLanguage()
  const now = useNow()
  const [answering, setAnswering] = useState<Order>()
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(ordersQuery)}>
        {({ today, items }) =>
          items.length === 0 ? (
            <Nothing title={words.none}>
              <span className="quiet">{words.noneNote}</span>
            </Nothing>
          ) : (
            <div className="stack">
              <div className="no-print titled">
                <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()}>
                  {words.print}
                </Button>
                <TakeOut ledger="repair_orders" />
              </div>
              {[...new Set(items.map(item => item.releasedOn))].map(day => (
                <section key={day} className="stack" aria-label={words.list(sayDay(day, language, now))}>
                  <h2>{words.list(sayDay(day, language, now))}</h2>
                  <ListPaper day={day} items={items.filter(item => item.releasedOn === day)} />
                  {items
                    .filter(item => item.releasedOn === day)
                    .map(order => (
                      <OrderCard key={order.id} order={order} today={today} onAnswer={() => setAnswering(order)} />
                    ))}
                </section>
              ))}
            </div>
          )
        }
      </Answered>
      <Modal
        open={answering !== undefined}
        title={words.answerTitle}
        footer={null}
        onCancel={() => setAnswering(undefined)}
        destroyOnHidden
      >
        {answering ? <AnswerForm order={answering} onClose={() => setAnswering(undefined)} /> : null}
      </Modal>
    </>
  )
}

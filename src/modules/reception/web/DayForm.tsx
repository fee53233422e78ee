import { Button, Card, Form, Input, InputNumber, Select, Space } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { dayOfInstant } from '../../../console/kit/dates.ts'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { kit } from '../../../console/kit/words.ts'
import { dayWords } from './days.words.ts'
import type { DayTyped, Desk } from './reception.ts'

interface Props {
  readonly places: Desk['items']
  readonly start: Partial<DayTyped>
  /** A change says why, and lays out no fewer places. */
  readonly changes?: { readonly slots: number }
  readonly busy: boolean
  readonly onSend: (typed: DayTyped) => void
  readonly onClose: () => void
}

/** A reception day as its office writes it: when, where, who receives, how many. */
export function DayForm({ places, start, changes, busy, onSend, onClose }: Props) {
  const words = useWords(dayWords)
  const kitWords = useWords(kit)
  const today = dayOfInstant(useNow())
  const [form] = Form.useForm<DayTyped>()
  const place = Form.useWatch('place', form) ?? start.place
  const leaders = places.find(one => one.code === place)?.leaders ?? []
  const needed = [{ required: true, whitespace: true, message: kitWords.required }]
  const chosen = [{ required: true, message: kitWords.choose }]
  return (
    <Card size="small" className="gap-below">
      <Form<DayTyped>
        form={form}
        name="reception-day"
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={{ slots: 6, minutes: 20, from: '09:00', ...start }}
        onFinish={onSend}
      >
        <Form.Item name="place" label={words.organ} hidden={places.length === 1 || changes !== undefined}>
          <Select aria-label={words.organ} options={places.map(one => ({ value: one.code, label: <Own>{one.name}</Own> }))} />
        </Form.Item>
        <Form.Item name="onDay" label={words.onDay} rules={chosen}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="from" label={words.at} rules={chosen}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="leader" label={words.leader} rules={chosen}>
          <Select
            aria-label={words.leader}
            options={leaders.map(one => ({
              value: one.id,
              label: (
                <Own>
                  {one.title} {one.name}
                </Own>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item name="venue" label={words.venue} rules={needed}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="purpose" label={words.purpose}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Space wrap>
          <Form.Item name="slots" label={words.slots} rules={chosen}>
            <InputNumber min={changes?.slots ?? 1} max={30} precision={0} />
          </Form.Item>
          <Form.Item name="minutes" label={words.minutes} rules={chosen}>
            <InputNumber min={5} max={120} precision={0} />
          </Form.Item>
        </Space>
        <p className="quiet small">{words.slotsNote}</p>
        {changes === undefined ? null : (
          <Form.Item name="why" label={words.why} rules={needed}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
        )}
        <Space wrap>
          <Button type="primary" htmlType="submit" size="large" loading={busy}>
            {changes === undefined ? words.publishNow : words.changeNow}
          </Button>
          <Button size="large" onClick={onClose}>
            {words.close}
          </Button>
        </Space>
      </Form>
    </Card>
  )
}

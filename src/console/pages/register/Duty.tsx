import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal, Popconfirm, Select, Tag } from 'antd'
import { useState } from 'react'
import { enterRota, leadersAt, listDuty, removeWatch } from '../../api/register.ts'
import type { DutyQuery, Rota, WatchView } from '../../api/register.ts'
import { useNow } from '../../api/clock.ts'
import { useSession } from '../../api/session.ts'
import { sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { UnitPicker } from '../../kit/pickers.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Nothing } from '../../kit/states.tsx'
import { TakeOut } from '../../kit/TakeOut.tsx'
import { kit } from '../../kit/words.ts'
import { useAct } from '../administration/acting.tsx'
import { dutyWords, register } from './words.ts'

type Typed = Partial<Rota>

function WriteRota({ onDone, onClose }: { readonly onDone: (entered: number) => void; readonly onClose: () => void }) {
  const common = useWords(register)
  const words = useWords(dutyWords)
  const kitWords = useWords(kit)
  const { busy, act } = useAct()
  const [form] = Form.useForm<Typed>()
  const { unit, from, until } = Form.useWatch((typed: Typed) => ({ unit: typed.unit, from: typed.from, until: typed.until }), form) ?? {}
  const asked = unit !== undefined && from !== undefined && from !== '' && until !== undefined && until >= from
  const { data } = useQuery({
    queryKey: ['register', 'leaders', unit, from, until],
    queryFn: () => leadersAt(unit ?? '', from ?? '', until ?? ''),
    enabled: asked,
  })
  const needed = [{ required: true, message: kitWords.required }]
  const send = (typed: Typed): void => {
    void act(async () => onDone((await enterRota(typed as Rota)).entered))
  }
  return (
    <Modal open title={words.add} footer={null} onCancel={onClose} destroyOnHidden>
      <Form<Typed>
        form={form}
        name="write-rota"
        layout="vertical"
        requiredMark={false}
        initialValues={{ begins: '18:00', ends: '09:00', people: [] }}
        onFinish={send}
      >
        <Form.Item name="unit" label={common.unit} rules={needed}>
          <UnitPicker aria-label={common.unit} />
        </Form.Item>
        <Form.Item name="from" label={words.firstDay} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={words.lastDay} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="begins" label={words.begins} rules={needed}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="ends" label={words.ends} extra={words.endsHint} rules={needed}>
          <Input type="time" />
        </Form.Item>
        <Form.Item
          name="people"
          label={words.people}
          extra={asked && data?.length === 0 ? words.noLeaders : words.peopleHint}
          rules={[{ required: true, type: 'array', min: 1, message: kitWords.choose }]}
        >
          <Select
            mode="multiple"
            disabled={!asked}
            optionFilterProp="label"
            options={(data ?? []).map(one => ({ value: one.person, label: `${one.name} ${one.code}` }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" loading={busy}>
          {words.add}
        </Button>
      </Form>
    </Modal>
  )
}

/** 值班领导: the watches to come, and those of any day before. */
export function Duty() {
  const common = useWords(register)
  const words = useWords(dutyWords)
  const language = useLanguage()
  const now = useNow()
  const session = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { act } = useAct()
  const draws = session.posts.some(post => post.role === 'system_admin')
  const [query, setQuery] = useState<DutyQuery>({})
  const [writing, setWriting] = useState(false)
  const renew = (): void => {
    void queries.invalidateQueries({ queryKey: ['register', 'duty'] })
  }
  const columns: readonly Column<WatchView>[] = [
    {
      key: 'who',
      title: words.who,
      headline: true,
      show: one => (
        <strong>
          <Own>{one.personName}</Own>
        </strong>
      ),
    },
    { key: 'unit', title: common.unit, show: one => <Own>{one.unitName}</Own> },
    {
      key: 'when',
      title: words.when,
      show: one => (
        <>
          {sayInstant(new Date(one.fromAt), language, now)} {words.to} {sayInstant(new Date(one.untilAt), language, now)}
        </>
      ),
    },
    {
      key: 'state',
      title: common.state,
      show: one => <Tag color={one.begun ? 'default' : 'processing'}>{one.begun ? words.begun : words.ahead}</Tag>,
    },
    ...(draws
      ? [
          {
            key: 'acts',
            title: common.acts,
            show: (one: WatchView) =>
              one.begun ? null : (
                <Popconfirm
                  title={words.removeAsk}
                  okText={words.remove}
                  onConfirm={() => void act(() => removeWatch(one.id), common.done).then(renew)}
                >
                  <Button size="small" danger>
                    {words.remove}
                  </Button>
                </Popconfirm>
              ),
          },
        ]
      : []),
  ]
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="org_duty" />
      </div>
      <p className="quiet">{words.note}</p>
      {draws ? (
        <Button type="primary" className="gap-below" onClick={() => setWriting(true)}>
          {words.add}
        </Button>
      ) : null}
      <div className="filters" role="search">
        <label className="wide">
          {common.unit}
          <UnitPicker aria-label={common.unit} className="unit-filter" value={query.unit} onChange={unit => setQuery({ ...query, unit })} />
        </label>
        <label>
          {words.from}
          <Input type="date" aria-label={words.from} onChange={event => setQuery({ ...query, from: event.target.value || undefined })} />
        </label>
        <label>
          {words.until}
          <Input type="date" aria-label={words.until} onChange={event => setQuery({ ...query, until: event.target.value || undefined })} />
        </label>
      </div>
      <ServerTable<WatchView>
        queryKey={['register', 'duty', query]}
        ask={cursor => listDuty(query, cursor)}
        columns={columns}
        rowKey={one => one.id}
        caption={words.title}
        empty={<Nothing title={words.empty} />}
      />
      {writing ? (
        <WriteRota
          onClose={() => setWriting(false)}
          onDone={entered => {
            setWriting(false)
            message.success(words.entered(entered))
            renew()
          }}
        />
      ) : null}
    </>
  )
}

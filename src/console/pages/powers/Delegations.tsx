import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Popconfirm, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { delegationsQuery, endDelegation, giveDelegation, lentActsQuery } from '../../api/powers.ts'
import type { Delegation, Delegations as Answer, LendablePost, LentAct } from '../../api/powers.ts'
import { titleIn } from '../../flowWords.ts'
import { dayOfInstant, sayDay, sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Rows } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Answered, Nothing } from '../../kit/states.tsx'
import { kinds } from '../../rooms.ts'
import { useAct } from '../administration/acting.tsx'
import { delegationWords } from './delegation.words.ts'

interface Typed {
  readonly post: string
  readonly deputy: string
  readonly from: string
  readonly until: string
  readonly reason: string
}

const keyOf = (post: Pick<LendablePost, 'unit' | 'role'>): string => `${post.unit}/${post.role}`

function Give({
  posts,
  daysAtMost,
  onDone,
  onClose,
}: Pick<Answer, 'posts' | 'daysAtMost'> & { readonly onDone: () => void; readonly onClose: () => void }) {
  const words = useWords(delegationWords)
  const { busy, act } = useAct()
  const today = dayOfInstant(useNow())
  const [form] = Form.useForm<Typed>()
  const chosen = Form.useWatch('post', form) ?? keyOf(posts[0]!)
  const post = posts.find(one => keyOf(one) === chosen) ?? posts[0]!
  const send = async ({ deputy, from, until, reason }: Typed): Promise<void> => {
    if (await act(() => giveDelegation({ unit: post.unit, role: post.role, deputy, from, until, reason }), words.given)) onDone()
  }
  return (
    <Modal open title={words.give} footer={null} onCancel={onClose} destroyOnHidden>
      <Form<Typed>
        name="lend"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ post: keyOf(posts[0]!), from: today, until: today }}
        onFinish={typed => void send(typed)}
      >
        <Form.Item name="post" label={words.post}>
          <Select
            onChange={() => form.setFieldValue('deputy', undefined)}
            options={posts.map(one => ({ value: keyOf(one), label: <Own>{`${one.unitName}　${one.title}`}</Own> }))}
          />
        </Form.Item>
        <Form.Item name="deputy" label={words.deputy} rules={[{ required: true, message: words.deputy }]}>
          <Select
            showSearch={{ optionFilterProp: 'name' }}
            notFoundContent={words.noDeputy}
            options={post.deputies.map(one => ({ value: one.person, name: one.name, label: <Own>{one.name}</Own> }))}
          />
        </Form.Item>
        <Form.Item name="from" label={words.from} rules={[{ required: true, message: words.from }]}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="until" label={words.until} extra={words.atMost(daysAtMost)} rules={[{ required: true, message: words.until }]}>
          <Input type="date" min={today} />
        </Form.Item>
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, min: 2, message: words.reason }]}>
          <Input maxLength={200} placeholder={words.reasonHint} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.send}
        </Button>
      </Form>
    </Modal>
  )
}

/** What a deputy did, as far as whoever reads sees those matters. */
function Done({ of, onClose }: { readonly of: Delegation; readonly onClose: () => void }) {
  const words = useWords(delegationWords)
  const language = useLanguage()
  const now = useNow()
  const say = (row: LentAct): string => (language === 'en' ? titleIn(kinds[row.kind]?.english, row.action, row.title) : row.title)
  const columns: readonly Column<LentAct>[] = [
    { key: 'what', title: words.what, headline: true, show: row => <strong>{say(row)}</strong> },
    { key: 'at', title: words.at, show: row => sayInstant(new Date(row.at), language, now) },
    { key: 'by', title: words.by, show: row => <Own>{row.by}</Own> },
    {
      key: 'matter',
      title: words.matter,
      show: row => (
        <Link to="/matters/$id" params={{ id: row.matter }} className="number">
          {row.number}
        </Link>
      ),
    },
  ]
  return (
    <Modal
      open
      title={
        <>
          {words.doneTitle}
          <Own>{of.deputyName}</Own>
        </>
      }
      footer={null}
      onCancel={onClose}
      width={720}
      destroyOnHidden
    >
      <p className="quiet">{words.doneNote}</p>
      <Answered query={useQuery(lentActsQuery(of.id))}>
        {({ items }) => (
          <Rows
            rows={items}
            columns={columns}
            rowKey={row => `${row.matter} ${row.seq}`}
            caption={words.done}
            empty={<Nothing title={words.noActs} />}
          />
        )}
      </Answered>
    </Modal>
  )
}

function Acts({ one, onDone, onActs }: { readonly one: Delegation; readonly onDone: () => void; readonly onActs: () => void }) {
  const words = useWords(delegationWords)
  const { busy, act } = useAct()
  return (
    <Space wrap>
      {one.mine || one.lent ? (
        <Button size="small" onClick={onActs}>
          {words.done}
        </Button>
      ) : null}
      {one.mayEnd ? (
        <Popconfirm
          title={words.endAsk}
          okText={words.end}
          onConfirm={() => void act(() => endDelegation(one.id), words.ended).then(onDone)}
        >
          <Button size="small" danger loading={busy}>
            {words.end}
          </Button>
        </Popconfirm>
      ) : null}
    </Space>
  )
}

/** 岗位委托: lend an own post, take it back, and see what was done under it. Two administrators see who lent what. */
export function Delegations() {
  const words = useWords(delegationWords)
  const language = useLanguage()
  const now = useNow()
  const today = dayOfInstant(now)
  const queries = useQueryClient()
  const [giving, setGiving] = useState(false)
  const [opened, setOpened] = useState<Delegation>()
  const renew = (): void => {
    setGiving(false)
    void queries.invalidateQueries({ queryKey: ['delegations'] })
  }
  const stateOf = (one: Delegation): 'running' | 'ahead' | 'over' => (one.ended ? 'over' : one.from > today ? 'ahead' : 'running')
  const columns: readonly Column<Delegation>[] = [
    {
      key: 'who',
      title: words.who,
      headline: true,
      show: one => (
        <>
          <strong>
            <Own>{one.personName}</Own>
          </strong>{' '}
          <span className="quiet small">
            <Own>{`${one.unitName} ${one.title}`}</Own>
          </span>
        </>
      ),
    },
    { key: 'to', title: words.to, show: one => <Own>{one.deputyName}</Own> },
    { key: 'days', title: words.days, show: one => words.span(sayDay(one.from, language, now), sayDay(one.until, language, now)) },
    { key: 'reason', title: words.reason, show: one => <Own>{one.reason}</Own> },
    {
      key: 'state',
      title: words.state,
      show: one => <Tag color={stateOf(one) === 'running' ? 'processing' : 'default'}>{words[stateOf(one)]}</Tag>,
    },
    { key: 'acts', title: words.acts, show: one => <Acts one={one} onDone={renew} onActs={() => setOpened(one)} /> },
  ]
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(delegationsQuery(language))}>
        {({ items, posts, daysAtMost }) => (
          <>
            {posts.length > 0 ? (
              <Button type="primary" className="gap-below" onClick={() => setGiving(true)}>
                {words.give}
              </Button>
            ) : null}
            <Rows rows={items} columns={columns} rowKey={one => one.id} caption={words.title} empty={<Nothing title={words.none} />} />
            {giving && posts.length > 0 ? (
              <Give posts={posts} daysAtMost={daysAtMost} onDone={renew} onClose={() => setGiving(false)} />
            ) : null}
          </>
        )}
      </Answered>
      {opened ? <Done of={opened} onClose={() => setOpened(undefined)} /> : null}
    </>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { agreeReset, askPassword, askReset, endReset, resetsQuery } from '../../api/administration.ts'
import type { FactorReset, PersonView } from '../../api/administration.ts'
import { sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Rows } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Answered, Nothing } from '../../kit/states.tsx'
import { ShownOnce, useAct } from './acting.tsx'
import { resetWords } from './resetWords.ts'

const colours = { waiting: 'warning', done: 'success', ended: 'default' } as const

interface Half {
  readonly name: string
  readonly half: string
}

/** What the security administrator says why; from there on it waits for a second person. */
export function AskReset({
  what,
  person,
  account,
  onClose,
}: {
  readonly what: FactorReset['what']
  readonly person: PersonView
  readonly account: string
  readonly onClose: () => void
}) {
  const words = useWords(resetWords)
  const queries = useQueryClient()
  const { busy, act } = useAct()
  const [half, setHalf] = useState<string>()
  const send = async ({ reason }: { reason: string }): Promise<void> => {
    const ask = async (): Promise<void> => {
      if (what === 'password') setHalf((await askPassword(account, reason)).half)
      else await askReset(account, reason)
    }
    if (!(await act(ask, words.asked))) return
    await queries.invalidateQueries({ queryKey: resetsQuery.queryKey })
    if (what === 'factors') onClose()
  }
  if (half !== undefined) return <ShownOnce title={<Own>{person.name}</Own>} note={words.firstHalf} secret={half} onKept={onClose} />
  return (
    <Modal
      open
      title={
        <>
          {words.askFor[what]}
          <Own>{person.name}</Own>
        </>
      }
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{words.askNote[what]}</p>
      <Form name="ask-reset" layout="vertical" requiredMark={false} onFinish={typed => void send(typed)}>
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, min: 4, message: words.reason }]}>
          <Input autoFocus maxLength={200} placeholder={words.reasonHint[what]} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.send}
        </Button>
      </Form>
    </Modal>
  )
}

function Acts({ one, onHalf, onDone }: { readonly one: FactorReset; readonly onHalf: (half: Half) => void; readonly onDone: () => void }) {
  const words = useWords(resetWords)
  const { busy, act } = useAct()
  const agree = async (): Promise<void> => {
    const given = await agreeReset(one.id)
    if (given) onHalf({ name: one.personName, half: given.half })
  }
  return (
    <Space wrap>
      {one.mayAgree ? (
        <Popconfirm
          title={words.agreeAsk[one.what]}
          okText={words.agree}
          onConfirm={() => void act(agree, words.agreed[one.what]).then(onDone)}
        >
          <Button size="small" type="primary" loading={busy}>
            {words.agree}
          </Button>
        </Popconfirm>
      ) : null}
      {one.mayEnd ? (
        <Popconfirm title={words.endAsk} okText={words.end} onConfirm={() => void act(() => endReset(one.id), words.ended).then(onDone)}>
          <Button size="small" loading={busy}>
            {words.end}
          </Button>
        </Popconfirm>
      ) : null}
    </Space>
  )
}

/** 账号重置: whose password or second factor, who asked, and who agreed. */
export function FactorResets() {
  const words = useWords(resetWords)
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
  const [half, setHalf] = useState<Half>()
  const renew = (): void => {
    void queries.invalidateQueries({ queryKey: resetsQuery.queryKey })
  }
  const columns: readonly Column<FactorReset>[] = [
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
    { key: 'what', title: words.what, headline: true, show: one => words.kinds[one.what] },
    { key: 'state', title: words.state, headline: true, show: one => <Tag color={colours[one.state]}>{words.states[one.state]}</Tag> },
    { key: 'reason', title: words.reason, show: one => <Own>{one.reason}</Own> },
    {
      key: 'by',
      title: words.by,
      show: one => (
        <>
          <Own>{one.askedByName}</Own>　{sayInstant(new Date(one.askedAt), language, now)}
        </>
      ),
    },
    { key: 'agreed', title: words.agreedBy, show: one => (one.agreedByName === null ? '—' : <Own>{one.agreedByName}</Own>) },
    { key: 'acts', title: words.acts, show: one => <Acts one={one} onHalf={setHalf} onDone={renew} /> },
  ]
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(resetsQuery)}>
        {({ items }) => (
          <Rows rows={items} columns={columns} rowKey={one => one.id} caption={words.title} empty={<Nothing title={words.none} />} />
        )}
      </Answered>
      {half ? (
        <ShownOnce title={<Own>{half.name}</Own>} note={words.secondHalf} secret={half.half} onKept={() => setHalf(undefined)} />
      ) : null}
    </>
  )
}

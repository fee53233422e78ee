import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Popconfirm, Space, Tag } from 'antd'
import { useNow } from '../../api/clock.ts'
import { askReset, decideReset, resetsQuery } from '../../api/administration.ts'
import type { FactorReset, PersonView } from '../../api/administration.ts'
import { sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Rows } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Answered, Nothing } from '../../kit/states.tsx'
import { useAct } from './acting.tsx'
import { administration } from './words.ts'

const colours = { waiting: 'warning', done: 'success', ended: 'default' } as const

/** What the security administrator says why; from there on it waits for a second person. */
export function AskReset({
  person,
  account,
  onClose,
}: {
  readonly person: PersonView
  readonly account: string
  readonly onClose: () => void
}) {
  const words = useWords(administration).resets
  const queries = useQueryClient()
  const { busy, act } = useAct()
  const send = async ({ reason }: { reason: string }): Promise<void> => {
    if (!(await act(() => askReset(account, reason), words.asked))) return
    await queries.invalidateQueries({ queryKey: resetsQuery.queryKey })
    onClose()
  }
  return (
    <Modal
      open
      title={
        <>
          {words.askFor}
          <Own>{person.name}</Own>
        </>
      }
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{words.askNote}</p>
      <Form name="ask-reset" layout="vertical" requiredMark={false} onFinish={typed => void send(typed)}>
        <Form.Item name="reason" label={words.reason} rules={[{ required: true, min: 4, message: words.reason }]}>
          <Input autoFocus maxLength={200} placeholder={words.reasonHint} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.send}
        </Button>
      </Form>
    </Modal>
  )
}

function Acts({ one, onDone }: { readonly one: FactorReset; readonly onDone: () => void }) {
  const words = useWords(administration).resets
  const { busy, act } = useAct()
  return (
    <Space wrap>
      {one.mayAgree ? (
        <Popconfirm
          title={words.agreeAsk}
          okText={words.agree}
          onConfirm={() => void act(() => decideReset(one.id, 'agree'), words.agreed).then(onDone)}
        >
          <Button size="small" type="primary" loading={busy}>
            {words.agree}
          </Button>
        </Popconfirm>
      ) : null}
      {one.mayEnd ? (
        <Popconfirm
          title={words.endAsk}
          okText={words.end}
          onConfirm={() => void act(() => decideReset(one.id, 'end'), words.ended).then(onDone)}
        >
          <Button size="small" loading={busy}>
            {words.end}
          </Button>
        </Popconfirm>
      ) : null}
    </Space>
  )
}

/** 解除第二重验证: who asked for whom, and who agreed. */
export function FactorResets() {
  const words = useWords(administration).resets
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
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
    { key: 'acts', title: words.acts, show: one => <Acts one={one} onDone={renew} /> },
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
    </>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Modal, Popconfirm, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { keysQuery, makeKey, revokeKey, rotateKey } from '../../api/administration.ts'
import type { KeyView, ShownKey } from '../../api/administration.ts'
import { useSession } from '../../api/session.ts'
import { dayOfInstant, sayDay } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { UnitPicker } from '../../kit/pickers.tsx'
import { Rows } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Answered } from '../../kit/states.tsx'
import { useProposing } from '../register/proposing.tsx'
import { ShownOnce, useAct } from './acting.tsx'
import { administration } from './words.ts'

interface Typed {
  readonly name: string
  readonly scopes: readonly string[]
  readonly lines?: readonly string[]
  readonly unit?: string
  readonly expiresOn?: string
}

function MakeKey({
  lines,
  onDone,
  onClose,
}: {
  readonly lines: readonly { readonly code: string; readonly title: string }[]
  readonly onDone: (made: ShownKey) => void
  readonly onClose: () => void
}) {
  const words = useWords(administration).keys
  const { busy, act } = useAct()
  const send = (typed: Typed): void => {
    void act(async () =>
      onDone(
        await makeKey({
          name: typed.name,
          scopes: typed.scopes,
          ...(typed.lines?.length ? { lines: typed.lines } : {}),
          ...(typed.unit ? { units: [typed.unit] } : {}),
          ...(typed.expiresOn ? { expiresOn: typed.expiresOn } : {}),
        }),
      ),
    )
  }
  return (
    <Modal open title={words.make} footer={null} onCancel={onClose} destroyOnHidden>
      <Form
        name="make-key"
        layout="vertical"
        requiredMark={false}
        initialValues={{ scopes: ['services'] }}
        onFinish={(typed: Typed) => send(typed)}
      >
        <Form.Item name="name" label={words.name} extra={words.nameHint} rules={[{ required: true, min: 2, message: words.name }]}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={words.scopes}
          rules={[
            {
              validator: async (_, chosen: readonly string[]) => {
                if (chosen.length === 0) throw new Error(words.scopes)
              },
            },
          ]}
        >
          <Checkbox.Group options={Object.entries(words.scope).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <p className="quiet small">{words.linksLater}</p>
        <Form.Item name="lines" label={words.lines} extra={words.allHint}>
          <Select
            mode="multiple"
            allowClear
            optionFilterProp="label"
            options={lines.map(line => ({ value: line.code, label: line.title }))}
          />
        </Form.Item>
        <Form.Item name="unit" label={words.unit} extra={words.unitHint}>
          <UnitPicker aria-label={words.unit} />
        </Form.Item>
        <Form.Item name="expiresOn" label={words.expires} extra={words.expiresHint}>
          <Input type="date" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.make}
        </Button>
      </Form>
    </Modal>
  )
}

function Acts({
  one,
  onLinks,
  onShown,
  onDone,
}: {
  readonly one: KeyView
  readonly onLinks: () => void
  readonly onShown: (made: ShownKey) => void
  readonly onDone: () => void
}) {
  const words = useWords(administration).keys
  const { busy, act } = useAct()
  if (one.state !== 'open') return null
  return (
    <Space wrap>
      {one.scopes.includes('services') ? (
        <Button size="small" onClick={onLinks}>
          {one.seesLinks ? words.linksTake : words.linksGive}
        </Button>
      ) : null}
      <Popconfirm title={words.rotateAsk} okText={words.rotate} onConfirm={() => void act(async () => onShown(await rotateKey(one.id)))}>
        <Button size="small" loading={busy}>
          {words.rotate}
        </Button>
      </Popconfirm>
      <Popconfirm
        title={words.revokeAsk}
        okText={words.revoke}
        okButtonProps={{ danger: true }}
        onConfirm={() => void act(() => revokeKey(one.id), words.revoked).then(onDone)}
      >
        <Button size="small" danger loading={busy}>
          {words.revoke}
        </Button>
      </Popconfirm>
    </Space>
  )
}

/** 接口密钥: which other system may push what, until when, and when it last did. */
export function ApiKeys() {
  const words = useWords(administration).keys
  const language = useLanguage()
  const session = useSession()
  const queries = useQueryClient()
  const keeps = session.posts.some(post => post.role === 'security_admin')
  const { ask, form } = useProposing()
  const links = ({ id, seesLinks }: KeyView): void =>
    ask({
      title: seesLinks ? words.linksTake : words.linksGive,
      required: [],
      fields: {},
      before: <p>{words.linksHint}</p>,
      wanted: () => ({ what: seesLinks ? 'key_links_taken' : 'key_links_given', id }),
    })
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<ShownKey>()
  const renew = (): void => {
    void queries.invalidateQueries({ queryKey: keysQuery.queryKey })
  }
  const show = (made: ShownKey): void => {
    setMaking(false)
    setShown(made)
    renew()
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      {keeps ? (
        <Button type="primary" className="gap-below" onClick={() => setMaking(true)}>
          {words.make}
        </Button>
      ) : null}
      <Answered query={useQuery(keysQuery)}>
        {({ items, lines }) => {
          const titles = new Map(lines.map(line => [line.code, line.title]))
          const columns: readonly Column<KeyView>[] = [
            {
              key: 'name',
              title: words.name,
              headline: true,
              show: one => (
                <strong>
                  <Own>{one.name}</Own>
                </strong>
              ),
            },
            {
              key: 'state',
              title: words.state,
              show: one => <Tag color={one.state === 'open' ? 'success' : 'default'}>{words.states[one.state]}</Tag>,
            },
            {
              key: 'scopes',
              title: words.scopes,
              show: one => (
                <>
                  {one.scopes.map(scope => words.scope[scope as keyof typeof words.scope] ?? scope).join(words.comma)}
                  {one.seesLinks && one.scopes.includes('services') ? <span className="quiet small"> {words.withLinks}</span> : null}
                </>
              ),
            },
            {
              key: 'lines',
              title: words.lines,
              show: one => (one.lines === null ? words.all : <Own>{one.lines.map(line => titles.get(line) ?? line).join('、')}</Own>),
            },
            {
              key: 'units',
              title: words.unit,
              show: one => (one.units === null ? words.all : <Own>{one.units.map(unit => unit.name).join('、')}</Own>),
            },
            {
              key: 'expires',
              title: words.expires,
              show: one => (one.expiresAt === null ? words.never : sayDay(dayOfInstant(new Date(Date.parse(one.expiresAt) - 1)), language)),
            },
            { key: 'used', title: words.used, show: one => (one.lastUsedOn === null ? words.neverUsed : sayDay(one.lastUsedOn, language)) },
            ...(keeps
              ? [
                  {
                    key: 'acts',
                    title: words.acts,
                    show: (one: KeyView) => <Acts one={one} onLinks={() => links(one)} onShown={show} onDone={renew} />,
                  },
                ]
              : []),
          ]
          return (
            <>
              <Rows rows={items} columns={columns} rowKey={one => one.id} caption={words.title} />
              {making ? <MakeKey lines={lines} onDone={show} onClose={() => setMaking(false)} /> : null}
            </>
          )
        }}
      </Answered>
      {form}
      {shown ? (
        <ShownOnce title={<Own>{shown.name}</Own>} note={words.shown} secret={shown.token} onKept={() => setShown(undefined)} />
      ) : null}
    </>
  )
}

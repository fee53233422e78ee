import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Popconfirm, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { endSessions, listPeople, openAccount, switchAccount } from '../../api/administration.ts'
import type { AccountState, FactorReset, OneTime, PeopleQuery, PersonView } from '../../api/administration.ts'
import { useSession } from '../../api/session.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { UnitPicker } from '../../kit/pickers.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { ShownOnce, useAct } from './acting.tsx'
import { AskReset } from './FactorResets.tsx'
import { resetWords } from './resetWords.ts'
import { administration } from './words.ts'

const colours = { none: 'default', first: 'warning', open: 'success', disabled: 'error' } as const satisfies Record<AccountState, string>

function OpenAccount({
  person,
  onDone,
  onClose,
}: {
  readonly person: PersonView
  readonly onDone: (made: OneTime) => void
  readonly onClose: () => void
}) {
  const words = useWords(administration).people
  const { busy, act } = useAct()
  const send = ({ login }: { login: string }): void => {
    void act(async () => onDone(await openAccount(person.person, login)))
  }
  return (
    <Modal open title={words.openFor(person.name)} footer={null} onCancel={onClose} destroyOnHidden>
      <Form name="open-account" layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item name="login" label={words.login} extra={words.loginHint} rules={[{ required: true, message: words.login }]}>
          <Input autoFocus autoComplete="off" autoCapitalize="none" maxLength={63} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.open}
        </Button>
      </Form>
    </Modal>
  )
}

function Acts({
  person,
  onOpen,
  onReset,
  onDone,
}: {
  readonly person: PersonView
  readonly onOpen: () => void
  readonly onReset: (what: FactorReset['what']) => void
  readonly onDone: () => void
}) {
  const words = useWords(administration).people
  const lost = useWords(resetWords)
  const session = useSession()
  const { busy, act } = useAct()
  if (person.person === session.person) return <span className="quiet small">{words.own}</span>
  if (person.isAdministrator)
    return (
      <Space wrap>
        <span className="quiet small">{words.machineRoom}</span>
        {person.sessions > 0 ? (
          <Popconfirm
            title={words.endAsk}
            okText={words.end}
            onConfirm={() => void act(() => endSessions(person.person), words.done).then(onDone)}
          >
            <Button size="small" loading={busy}>
              {words.end}
            </Button>
          </Popconfirm>
        ) : null}
      </Space>
    )
  const { account } = person
  if (account === null)
    return (
      <Button size="small" onClick={onOpen}>
        {words.open}
      </Button>
    )
  return (
    <Space wrap>
      {person.state === 'disabled' ? (
        <Popconfirm
          title={words.enableAsk}
          okText={words.enable}
          onConfirm={() => void act(() => switchAccount(account, 'enable'), words.done).then(onDone)}
        >
          <Button size="small" loading={busy}>
            {words.enable}
          </Button>
        </Popconfirm>
      ) : (
        <>
          <Button size="small" onClick={() => onReset('password')}>
            {words.reset}
          </Button>
          {person.sessions > 0 ? (
            <Popconfirm
              title={words.endAsk}
              okText={words.end}
              onConfirm={() => void act(() => endSessions(person.person), words.done).then(onDone)}
            >
              <Button size="small" loading={busy}>
                {words.end}
              </Button>
            </Popconfirm>
          ) : null}
          <Button size="small" onClick={() => onReset('factors')}>
            {lost.button}
          </Button>
          <Popconfirm
            title={words.disableAsk}
            okText={words.disable}
            okButtonProps={{ danger: true }}
            onConfirm={() => void act(() => switchAccount(account, 'disable'), words.done).then(onDone)}
          >
            <Button size="small" danger loading={busy}>
              {words.disable}
            </Button>
          </Popconfirm>
        </>
      )}
    </Space>
  )
}

/** A head of two roles at one office carries one title. */
const titlesOf = (person: PersonView): readonly (readonly [title: string, deputy: number])[] => [
  ...new Map(person.posts.map(post => [`${post.unitName} ${post.title}`, post.deputy])),
]

/** 人员和账号: who can sign in, and what the security administrator does about it. The audit administrator reads. */
export function People() {
  const words = useWords(administration).people
  const session = useSession()
  const queries = useQueryClient()
  const keeps = session.posts.some(post => post.role === 'security_admin')
  const [query, setQuery] = useState<PeopleQuery>({})
  const [opening, setOpening] = useState<PersonView>()
  const [resetting, setResetting] = useState<{ readonly person: PersonView; readonly what: FactorReset['what'] }>()
  const [shown, setShown] = useState<OneTime>()
  const renew = (): void => {
    void queries.invalidateQueries({ queryKey: ['accounts'] })
  }
  const columns: readonly Column<PersonView>[] = [
    {
      key: 'name',
      title: words.name,
      headline: true,
      show: one => (
        <>
          <Link to="/people/$id" params={{ id: one.person }} className="tap">
            <Own>{one.name}</Own>
          </Link>{' '}
          <span className="quiet small">
            <Own>{one.code}</Own>
          </span>
        </>
      ),
    },
    {
      key: 'posts',
      title: words.posts,
      show: one =>
        one.posts.length === 0 ? (
          <span className="quiet">{words.noPost}</span>
        ) : (
          <ul className="plain narrow-text">
            {titlesOf(one).map(([title, deputy]) => (
              <li key={title}>
                <Own>{title}</Own>
                {deputy > 0 ? <> {words.deputy(deputy)}</> : null}
              </li>
            ))}
          </ul>
        ),
    },
    { key: 'login', title: words.login, show: one => one.login ?? '—' },
    { key: 'state', title: words.state, show: one => <Tag color={colours[one.state]}>{words.states[one.state]}</Tag> },
    { key: 'sessions', title: words.sessions, align: 'right', show: one => one.sessions },
    ...(keeps
      ? [
          {
            key: 'acts',
            title: words.acts,
            show: (one: PersonView) => (
              <Acts person={one} onOpen={() => setOpening(one)} onReset={what => setResetting({ person: one, what })} onDone={renew} />
            ),
          },
        ]
      : []),
  ]
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <div className="filters" role="search">
        <label>
          {words.search}
          <Input.Search allowClear placeholder={words.searchHint} onSearch={search => setQuery({ ...query, search: search.trim() })} />
        </label>
        <label>
          {words.state}
          <Select<AccountState | ''>
            aria-label={words.state}
            value={query.state ?? ''}
            onChange={state => setQuery({ ...query, state: state === '' ? undefined : state })}
            options={[
              { value: '', label: words.anyState },
              ...(['open', 'first', 'disabled', 'none'] as const).map(value => ({ value, label: words.states[value] })),
            ]}
          />
        </label>
        <label>
          {words.unit}
          <UnitPicker aria-label={words.unit} className="unit-filter" value={query.unit} onChange={unit => setQuery({ ...query, unit })} />
        </label>
      </div>
      <ServerTable<PersonView>
        queryKey={['accounts', query]}
        ask={cursor => listPeople(query, cursor)}
        columns={columns}
        rowKey={one => `${one.person} ${one.login ?? ''}`}
        caption={words.title}
      />
      {opening ? (
        <OpenAccount
          person={opening}
          onClose={() => setOpening(undefined)}
          onDone={made => {
            setOpening(undefined)
            setShown(made)
            renew()
          }}
        />
      ) : null}
      {resetting?.person.account ? (
        <AskReset {...resetting} account={resetting.person.account} onClose={() => setResetting(undefined)} />
      ) : null}
      {shown ? (
        <ShownOnce
          title={
            <>
              <Own>{shown.name}</Own> {shown.login}
            </>
          }
          note={words.shown}
          secret={shown.password}
          onKept={() => setShown(undefined)}
        />
      ) : null}
    </>
  )
}

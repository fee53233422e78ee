import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { Alert, App, Button, Card, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../api/clock.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { changePassword, sessionQuery, sessionsQuery, signOutOne, signOutOthers, useSession } from '../api/session.ts'
import type { OwnSession } from '../api/session.ts'
import { sayInstant } from '../kit/dates.ts'
import { exportWords } from '../kit/exportWords.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { Rows } from '../kit/ServerTable.tsx'
import type { Column } from '../kit/ServerTable.tsx'
import { Answered } from '../kit/states.tsx'
import { firstPage } from '../menu.ts'
import { shell } from '../words.ts'
import { Factors } from './Factors.tsx'
import { delegationWords } from './powers/delegation.words.ts'

interface Typed {
  readonly old: string
  readonly password: string
  readonly again: string
}

/** The refusal stands at its field, and what was typed stays. */
function ChangePassword({ first, onDone }: { readonly first: boolean; readonly onDone: () => void }) {
  const words = useWords(shell)
  const sentences = useWords(faults)
  const [form] = Form.useForm<Typed>()
  const [busy, setBusy] = useState(false)
  const send = async ({ old, password }: Typed): Promise<void> => {
    setBusy(true)
    try {
      await changePassword(old, password)
      form.resetFields()
      onDone()
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      form.setFields([{ name: error.problem.field === 'password' ? 'password' : 'old', errors: [sentenceOf(error.problem, sentences)] }])
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card title={words.account.change} size="small">
      {first ? <Alert type="info" showIcon title={words.account.first} className="gap-below" /> : null}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={values => void send(values)} className="narrow-form">
        <Form.Item
          name="old"
          label={first ? words.account.initial : words.account.old}
          rules={[{ required: true, message: words.account.old }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="password"
          label={words.account.fresh}
          extra={words.account.rule}
          rules={[{ required: true, message: words.account.fresh }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.account.again}
          dependencies={['password']}
          rules={[
            { required: true, message: words.account.again },
            ({ getFieldValue }) => ({
              validator: async (_, value) => {
                if (value !== undefined && value !== getFieldValue('password')) throw new Error(words.account.differs)
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {words.account.change}
        </Button>
      </Form>
    </Card>
  )
}

function OwnSessions() {
  const words = useWords(shell)
  const language = useLanguage()
  const now = useNow()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const others = useMutation({
    mutationFn: signOutOthers,
    onSuccess: async ({ ended }) => {
      message.success(words.account.ended(ended))
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  const one = useMutation({ mutationFn: signOutOne, onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }) })
  const columns: readonly Column<OwnSession>[] = [
    {
      key: 'started',
      title: words.account.started,
      headline: true,
      show: one => (
        <>
          {sayInstant(new Date(one.startedAt), language, now)} {one.here ? <Tag>{words.account.here}</Tag> : null}
        </>
      ),
    },
    { key: 'seen', title: words.account.seen, show: row => sayInstant(new Date(row.seenAt), language, now) },
    {
      key: 'end',
      title: words.endOne,
      show: row =>
        row.here ? null : (
          <Button size="small" loading={one.isPending && one.variables === row.id} onClick={() => one.mutate(row.id)}>
            {words.endOne}
          </Button>
        ),
    },
  ]
  return (
    <Card title={words.account.sessions} size="small">
      <Answered query={useQuery(sessionsQuery)}>
        {({ items }) => (
          <>
            <Rows rows={items} columns={columns} rowKey={row => row.id} caption={words.account.sessions} />
            {items.length > 1 ? (
              <Button className="gap-above" loading={others.isPending} onClick={() => others.mutate()}>
                {words.account.endOthers}
              </Button>
            ) : null}
          </>
        )}
      </Answered>
    </Card>
  )
}

/** Own password and own sessions; the only page there is until an initial password has been changed. */
export function Account() {
  const words = useWords(shell)
  const exported = useWords(exportWords)
  const lent = useWords(delegationWords)
  const session = useSession()
  const queries = useQueryClient()
  const router = useRouter()
  const { message } = App.useApp()
  const changed = (): void => {
    message.success(words.account.changed)
    const known = { ...session, mustChange: false }
    queries.setQueryData(sessionQuery.queryKey, known)
    if (session.mustChange) void router.navigate({ to: firstPage(known.posts, known.desks) })
  }
  return (
    <>
      <h1>{words.account.title}</h1>
      <div className="stack">
        <ChangePassword first={session.mustChange} onDone={changed} />
        {session.mustChange ? null : <Factors />}
        {session.mustChange ? null : <OwnSessions />}
        {session.mustChange ? null : (
          <Link to="/delegations" className="tap">
            {lent.mine}
          </Link>
        )}
        {session.mustChange ? null : (
          <Link to="/exports" className="tap">
            {exported.mine}
          </Link>
        )}
        {session.mustChange ? null : (
          <Link to="/programme" className="tap">
            {words.pages.programme}
          </Link>
        )}
      </div>
    </>
  )
}

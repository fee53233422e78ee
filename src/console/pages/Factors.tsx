import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { useNow } from '../api/clock.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import {
  beginKey,
  beginTotp,
  confirmKey,
  confirmTotp,
  factorsQuery,
  redrawCodes,
  removeFactor,
  sessionQuery,
  sessionsQuery,
  useSession,
} from '../api/session.ts'
import type { Factor, ShownSecret } from '../api/session.ts'
import { sayInstant } from '../kit/dates.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { Rows } from '../kit/ServerTable.tsx'
import type { Column } from '../kit/ServerTable.tsx'
import { Answered } from '../kit/states.tsx'
import { shell } from '../words.ts'

type Asking = 'totp' | 'key' | 'codes'

/** As our own page draws it: no picture comes from elsewhere. */
function ScanCode({ code, title }: { readonly code: ShownSecret['code']; readonly title: string }) {
  return (
    <svg role="img" aria-label={title} width={200} height={200} viewBox={`0 0 ${code.size} ${code.size}`} shapeRendering="crispEdges">
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  )
}

function Codes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const words = useWords(shell).second
  return (
    <Alert
      type="warning"
      showIcon
      title={words.codesTitle}
      description={
        <>
          <p>{words.codesNote}</p>
          <ul className="codes">
            {codes.map(code => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <Button type="primary" onClick={onKept}>
            {words.codesKept}
          </Button>
        </>
      }
    />
  )
}

/** Own second factors: enrolled with the password once more, the codes for paper shown once. */
export function Factors() {
  const words = useWords(shell).second
  const sentences = useWords(faults)
  const language = useLanguage()
  const now = useNow()
  const session = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const query = useQuery(factorsQuery)
  const [asking, setAsking] = useState<Asking>()
  const [shown, setShown] = useState<ShownSecret>()
  const [codes, setCodes] = useState<readonly string[]>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()

  const renew = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: factorsQuery.queryKey })
    await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    await queries.refetchQueries({ queryKey: sessionQuery.queryKey, exact: true })
  }
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setRefused(undefined)
    try {
      await work()
    } catch (error) {
      setRefused(error instanceof Fault ? sentenceOf(error.problem, sentences) : words.keyFailed)
    } finally {
      setBusy(false)
    }
  }
  const done = async (drawn: readonly string[] | undefined): Promise<void> => {
    setAsking(undefined)
    setShown(undefined)
    setCodes(drawn)
    message.success(words.done)
    await renew()
  }
  const begin = ({ password, label }: { password: string; label?: string }): Promise<void> =>
    run(async () => {
      if (asking === 'totp') setShown(await beginTotp(password, label ?? ''))
      else if (asking === 'codes') {
        setCodes((await redrawCodes(password)).codes)
        setAsking(undefined)
        await renew()
      } else {
        const { options } = await beginKey(password)
        const { startRegistration } = await import('@simplewebauthn/browser')
        await done((await confirmKey(label ?? '', await startRegistration({ optionsJSON: options as never }))).codes)
      }
    })
  const remove = (id: string): Promise<void> =>
    run(async () => {
      await removeFactor(id)
      message.success(words.removed)
      await renew()
    })
  const columns: readonly Column<Factor>[] = [
    { key: 'label', title: words.label, headline: true, show: one => `${one.label}（${words.kind[one.kind]}）` },
    { key: 'at', title: words.enrolled, show: one => sayInstant(new Date(one.enrolledAt), language, now) },
    {
      key: 'remove',
      title: words.remove,
      show: one => (
        <Button size="small" danger disabled={busy} onClick={() => void remove(one.id)}>
          {words.remove}
        </Button>
      ),
    },
  ]
  const title = asking === 'totp' ? words.addTotp : asking === 'key' ? words.addKey : words.redraw
  return (
    <Card title={words.mine} size="small">
      {session.secondOverdue ? (
        <Alert type="error" showIcon title={words.overdue} className="gap-below" />
      ) : session.secondDueAt ? (
        <Alert type="warning" showIcon title={words.due(session.secondDueAt.slice(0, 10))} className="gap-below" />
      ) : null}
      {codes ? <Codes codes={codes} onKept={() => setCodes(undefined)} /> : null}
      {refused === undefined ? null : <Alert type="error" showIcon role="alert" title={refused} className="gap-below" />}
      <Answered query={query}>
        {({ items, codesLeft, takesKeys }) => (
          <>
            {items.length === 0 ? <p>{words.none}</p> : <Rows rows={items} columns={columns} rowKey={one => one.id} caption={words.mine} />}
            {items.length > 0 ? <p className="quiet small">{words.codesLeft(codesLeft)}</p> : null}
            {asking === undefined ? (
              <Space wrap className="gap-above">
                <Button type={items.length === 0 ? 'primary' : 'default'} onClick={() => setAsking('totp')}>
                  {words.addTotp}
                </Button>
                {takesKeys ? <Button onClick={() => setAsking('key')}>{words.addKey}</Button> : null}
                {items.length > 0 ? <Button onClick={() => setAsking('codes')}>{words.redraw}</Button> : null}
              </Space>
            ) : null}
            {takesKeys ? null : <p className="quiet small">{words.noKeys}</p>}
          </>
        )}
      </Answered>
      {asking === undefined || shown ? null : (
        <Form
          name="factor"
          layout="vertical"
          requiredMark={false}
          className="narrow-form gap-above"
          aria-label={title}
          onFinish={values => void begin(values as { password: string; label?: string })}
        >
          <h2>{title}</h2>
          <Form.Item name="password" label={words.passwordAgain} rules={[{ required: true, message: words.passwordAgain }]}>
            <Input.Password autoComplete="current-password" autoFocus />
          </Form.Item>
          {asking === 'codes' ? null : (
            <Form.Item name="label" label={words.label} extra={words.labelHint} rules={[{ required: true, message: words.label }]}>
              <Input maxLength={60} />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" loading={busy}>
            {words.begin}
          </Button>
        </Form>
      )}
      {shown ? (
        <Form
          name="factor-code"
          layout="vertical"
          requiredMark={false}
          className="narrow-form gap-above"
          aria-label={title}
          onFinish={values => void run(async () => done((await confirmTotp(shown.id, (values as { code: string }).code)).codes))}
        >
          <h2>{title}</h2>
          <p>{words.scan}</p>
          <ScanCode code={shown.code} title={words.scan} />
          <p>
            <code className="secret">{shown.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
          </p>
          <Form.Item name="code" label={words.typeCode} rules={[{ required: true, message: words.typeCode }]}>
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} autoFocus />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={busy}>
            {words.confirm}
          </Button>
        </Form>
      ) : null}
    </Card>
  )
}

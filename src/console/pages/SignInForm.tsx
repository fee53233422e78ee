import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { signIn } from '../api/session.ts'
import type { Session } from '../api/session.ts'
import { useWords } from '../kit/language.ts'
import { shell } from '../words.ts'

export function SignInForm({ onDone }: { readonly onDone: (session: Session) => void }) {
  const words = useWords(shell)
  const sentences = useWords(faults)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const send = async ({ login, password }: { login: string; password: string }): Promise<void> => {
    setBusy(true)
    setRefused(undefined)
    try {
      onDone(await signIn(login.trim(), password))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form layout="vertical" size="large" requiredMark={false} onFinish={(values: { login: string; password: string }) => void send(values)}>
      <Form.Item name="login" label={words.login} rules={[{ required: true, message: words.login }]}><Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus /></Form.Item>
      <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.password }]}><Input.Password autoComplete="current-password" /></Form.Item>
      {refused === undefined ? null : <Alert type="error" showIcon role="alert" title={refused} className="gap-below" />}
      <Button type="primary" htmlType="submit" loading={busy} block>{words.signIn}</Button>
    </Form>
  )
}

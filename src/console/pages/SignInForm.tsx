import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { finishSignIn, signIn } from '../api/session.ts'
import type { Session } from '../api/session.ts'
import { useWords } from '../kit/language.ts'
import { shell } from '../words.ts'
import { ProofFields, proofOf } from './ProofFields.tsx'
import type { ProofTyped } from './ProofFields.tsx'

/** Password first; the second factor only where the account has one. */
export function SignInForm({ onDone }: { readonly onDone: (session: Session) => void }) {
  const words = useWords(shell)
  const sentences = useWords(faults)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const [second, setSecond] = useState(false)
  const send = async (work: () => Promise<Session>): Promise<void> => {
    setBusy(true)
    setRefused(undefined)
    try {
      const session = await work()
      if (session.secondNeeded) setSecond(true)
      else onDone(session)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      // The half session has run out: from the beginning.
      if (error.problem.because === 'sign_in_first') setSecond(false)
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(false)
    }
  }
  const alert = refused === undefined ? null : <Alert type="error" showIcon role="alert" title={refused} className="gap-below" />
  if (second) {
    return (
      <Form
        key="second"
        name="second"
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={(values: ProofTyped) => void send(() => finishSignIn(proofOf(values)))}
      >
        <ProofFields onKey={proof => void send(() => finishSignIn(proof))} />
        {alert}
        <Button type="primary" htmlType="submit" loading={busy} block>
          {words.second.go}
        </Button>
      </Form>
    )
  }
  return (
    <Form
      key="password"
      name="sign-in"
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={(values: { login: string; password: string }) => void send(() => signIn(values.login.trim(), values.password))}
    >
      <Form.Item name="login" label={words.login} rules={[{ required: true, message: words.login }]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
      </Form.Item>
      <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.password }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      {alert}
      <Button type="primary" htmlType="submit" loading={busy} block>
        {words.signIn}
      </Button>
    </Form>
  )
}

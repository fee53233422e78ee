import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { challengeOfKey } from '../api/session.ts'
import type { Proof } from '../api/session.ts'
import { useWords } from '../kit/language.ts'
import { shell } from '../words.ts'

/** The key's answer to a challenge of this session; undefined where there is no key or the person gave up. */
const askKey = async (): Promise<unknown> => {
  const { options } = await challengeOfKey()
  if (options === null) return undefined
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return startAuthentication({ optionsJSON: options as never })
}

export interface ProofTyped {
  readonly code?: string
  readonly recovery?: string
}
export const proofOf = ({ code, recovery }: ProofTyped): Proof => (recovery === undefined ? { code: code ?? '' } : { recovery })

/** Code, recovery code or key: inside a form whose submit sends what was typed. @param onKey sends at once what the key gave */
export function ProofFields({ onKey, focus }: { readonly onKey: (proof: Proof) => void; readonly focus?: boolean }) {
  const words = useWords(shell).second
  const [paper, setPaper] = useState(false)
  const [failed, setFailed] = useState(false)
  const key = async (): Promise<void> => {
    setFailed(false)
    const answer = await askKey().catch(() => undefined)
    if (answer === undefined) setFailed(true)
    else onKey({ key: answer })
  }
  return (
    <>
      {paper ? (
        <Form.Item
          key="recovery"
          name="recovery"
          label={words.recovery}
          extra={words.recoveryHint}
          rules={[{ required: true, message: words.recovery }]}
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} autoFocus />
        </Form.Item>
      ) : (
        <Form.Item key="code" name="code" label={words.code} extra={words.codeHint} rules={[{ required: true, message: words.code }]}>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} autoFocus={focus ?? true} />
        </Form.Item>
      )}
      <p className="gap-below">
        <Button type="link" size="small" onClick={() => setPaper(!paper)}>
          {paper ? words.useCode : words.useRecovery}
        </Button>
        <Button type="link" size="small" onClick={() => void key()}>
          {words.key}
        </Button>
        {failed ? (
          <span role="alert" className="quiet small">
            {' '}
            {words.keyFailed}
          </span>
        ) : null}
      </p>
    </>
  )
}

import { Alert, Button, Form, Input, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { whenStepUpNeeded } from '../api/client.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { stepUp } from '../api/session.ts'
import type { Proof } from '../api/session.ts'
import { useWords } from '../kit/language.ts'
import { shell } from '../words.ts'
import { ProofFields, proofOf } from './ProofFields.tsx'
import type { ProofTyped } from './ProofFields.tsx'

type Typed = ProofTyped & { readonly password: string }

/** Asks for every factor over the page, then lets what was begun go on: nothing typed is lost. */
export function StepUp({ secondEnrolled }: { readonly secondEnrolled: boolean }) {
  const words = useWords(shell)
  const sentences = useWords(faults)
  const [form] = Form.useForm<Typed>()
  const answer = useRef<(proven: boolean) => void>(undefined)
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  useEffect(() => {
    whenStepUpNeeded(
      () =>
        new Promise(resolve => {
          answer.current = resolve
          setRefused(undefined)
          setOpen(true)
        }),
    )
    return () => whenStepUpNeeded(undefined)
  }, [])
  const finish = (proven: boolean): void => {
    setOpen(false)
    form.resetFields()
    answer.current?.(proven)
    answer.current = undefined
  }
  const send = async (password: string, proof: Proof): Promise<void> => {
    setBusy(true)
    setRefused(undefined)
    try {
      await stepUp({ password, ...proof })
      finish(true)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal open={open} title={words.second.stepUpTitle} footer={null} onCancel={() => finish(false)} destroyOnHidden>
      <p className="quiet">{words.second.stepUpNote}</p>
      <Form
        name="step-up"
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={typed => void send(typed.password, secondEnrolled ? proofOf(typed) : {})}
      >
        <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.password }]}>
          <Input.Password autoComplete="current-password" autoFocus />
        </Form.Item>
        {secondEnrolled ? (
          <ProofFields
            focus={false}
            onKey={proof =>
              void form.validateFields(['password']).then(
                ({ password }) => send(password, proof),
                () => undefined,
              )
            }
          />
        ) : null}
        {refused === undefined ? null : <Alert type="error" showIcon role="alert" title={refused} className="gap-below" />}
        <Button type="primary" htmlType="submit" loading={busy} block>
          {words.second.go}
        </Button>
      </Form>
    </Modal>
  )
}

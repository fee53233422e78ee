import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Fault, faults, sentenceOf } from '../../api/problem.ts'
import { useWords } from '../../kit/language.ts'
import { administration } from './words.ts'

/** Runs one act; a refusal is said over the page, and nothing that was typed is lost. Tells whether it was done. */
export function useAct(): { readonly busy: boolean; readonly act: (work: () => Promise<unknown>, done?: string) => Promise<boolean> } {
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const act = async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(true)
    try {
      await work()
      if (done !== undefined) message.success(done)
      return true
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, act }
}

/** A password or a key that is nowhere else: it stands until somebody says that it is written down. */
export function ShownOnce({
  title,
  note,
  secret,
  onKept,
}: {
  readonly title: ReactNode
  readonly note: string
  readonly secret: string
  readonly onKept: () => void
}) {
  const words = useWords(administration)
  const { message } = App.useApp()
  const copy = (): void => {
    void navigator.clipboard.writeText(secret).then(
      () => message.success(words.copied),
      () => message.warning(words.copyByHand),
    )
  }
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={copy}>{words.copy}</Button>
          <Button type="primary" onClick={onKept}>
            {words.kept}
          </Button>
        </>
      }
    >
      <p>{note}</p>
      <p>
        <code className="secret">{secret}</code>
      </p>
    </Modal>
  )
}

import { App, Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../kit/language.ts'
import { administration } from './words.ts'

export { useAct } from '../../kit/act.ts'

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

import { FileWordOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import { takeAway } from '../api/client.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useWords } from './language.ts'

/** Takes a paper away as a Word file. @param address of the route that draws it, which is told `asked` */
export function PrintPaper({
  address,
  asked,
  title,
  primary = false,
}: {
  readonly address: string
  readonly asked: object
  readonly title: string
  readonly primary?: boolean
}) {
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const print = async (): Promise<void> => {
    setBusy(true)
    try {
      await takeAway(address, asked)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences), 6)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      {...(primary ? { type: 'primary' } : {})}
      icon={<FileWordOutlined aria-hidden="true" />}
      loading={busy}
      onClick={() => void print()}
    >
      {title}
    </Button>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Modal, Space } from 'antd'
import { useRef, useState } from 'react'
import { useAct } from '../../../console/kit/act.ts'
import { base64Of } from '../../../console/kit/fileBytes.ts'
import { useWords } from '../../../console/kit/language.ts'
import { takeLedgerIn } from './rounds.ts'
import type { TakenIn } from './rounds.ts'
import { visitWords } from './words.ts'

interface Chosen {
  readonly name: string
  readonly kind: 'csv' | 'xlsx'
  readonly bytes: string
  readonly read: TakenIn
}

function Read({ read }: { readonly read: TakenIn }) {
  const words = useWords(visitWords)
  if (read.faultCount === 0)
    return (
      <Alert type="success" showIcon role="status" title={words.found(read.rows, read.visits, read.added, read.opened, read.unchanged)} />
    )
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={words.faulty(read.faultCount)}
      description={
        <ul className="plain-list">
          {read.faults.map((fault, at) => (
            <li key={at}>
              {words.line(fault.line)} <span lang="zh-CN">{fault.field}</span> {fault.title}
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** 导入台账: the office's own file, read dry first. */
export function TakeLedgerIn({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(visitWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { busy, act } = useAct()
  const chooser = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Chosen>()
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const kind = file.name.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
    const bytes = await base64Of(file)
    await act(async () => setChosen({ name: file.name, kind, bytes, read: await takeLedgerIn(kind, bytes, true) }))
    if (chooser.current) chooser.current.value = ''
  }
  const send = (): void => {
    if (!chosen) return
    void act(async () => {
      const { added, opened } = await takeLedgerIn(chosen.kind, chosen.bytes, false)
      message.success(words.taken(added, opened))
      await queries.invalidateQueries({ queryKey: ['work'] })
      onClose()
    })
  }
  const clean = chosen !== undefined && chosen.read.faultCount === 0 && chosen.read.rows > 0
  return (
    <Modal open title={words.takeTitle} footer={null} onCancel={onClose} destroyOnHidden>
      <div className="stack">
        <p className="quiet">{words.takeNote}</p>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.xlsx"
          hidden
          aria-label={words.choose}
          onChange={event => void choose(event.target.files?.[0])}
        />
        {chosen === undefined ? null : (
          <>
            <strong lang="zh-CN">{chosen.name}</strong>
            <Read read={chosen.read} />
          </>
        )}
        <Space wrap>
          <Button type={clean ? 'default' : 'primary'} loading={busy} size="large" onClick={() => chooser.current?.click()}>
            {words.choose}
          </Button>
          {clean ? (
            <Button type="primary" size="large" loading={busy} onClick={send}>
              {words.send}
            </Button>
          ) : null}
        </Space>
      </div>
    </Modal>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Input, Select, Space, Steps, Table } from 'antd'
import { useRef, useState } from 'react'
import { previewUpload, proposeUpload } from '../../api/proposals.ts'
import type { UploadPreview, UploadTable } from '../../api/proposals.ts'
import { base64Of } from '../../kit/fileBytes.ts'
import { useWords } from '../../kit/language.ts'
import { Scrolling } from '../../kit/Scrolling.tsx'
import { TakeOut } from '../../kit/TakeOut.tsx'
import { useAct } from '../administration/acting.tsx'
import { Diff } from './Diff.tsx'
import { proposalWords } from './proposalWords.ts'
import { takeInWords } from './takeInWords.ts'

interface Chosen {
  readonly name: string
  readonly kind: 'csv' | 'xlsx'
  readonly bytes: string
  readonly preview: UploadPreview
}

/** What the server read: every wrong row, or every change before and after. */
function Found({ preview }: { readonly preview: UploadPreview }) {
  const words = useWords(takeInWords)
  const { more } = useWords(proposalWords)
  if (preview.faultCount > 0) {
    return (
      <>
        <Alert type="error" showIcon role="alert" title={words.faulty(preview.faultCount)} />
        <Scrolling title={words.faults}>
          <Table
            size="small"
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            rowKey={one => `${one.file} ${one.line} ${one.field} ${one.title}`}
            dataSource={[...preview.faults]}
            columns={[
              { title: words.file, dataIndex: 'file' },
              { title: words.line, dataIndex: 'line' },
              { title: words.column, dataIndex: 'field' },
              { title: words.fault, dataIndex: 'title' },
            ]}
          />
        </Scrolling>
      </>
    )
  }
  if (preview.count === 0) return <Alert type="info" showIcon role="status" title={words.same} />
  return (
    <>
      <Alert type="success" showIcon role="status" title={words.found(preview.count)} />
      <Diff changes={preview.changes} />
      {preview.count > preview.changes.length ? <p className="quiet">{more(preview.count - preview.changes.length)}</p> : null}
    </>
  )
}

/** 批量导入单位、人员、任职: the office's own file, tried first, then proposed as a whole. */
export function TakeIn() {
  const words = useWords(takeInWords)
  const { reason: reasonWord, reasonHint, sent } = useWords(proposalWords)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { busy, act } = useAct()
  const chooser = useRef<HTMLInputElement>(null)
  const [table, setTable] = useState<UploadTable>('posts')
  const [chosen, setChosen] = useState<Chosen>()
  const [reason, setReason] = useState('')
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return
    const kind = file.name.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
    const bytes = await base64Of(file)
    await act(async () => setChosen({ name: file.name, kind, bytes, preview: await previewUpload({ kind, table, bytes }) }))
    if (chooser.current) chooser.current.value = ''
  }
  const send = (): void => {
    if (!chosen) return
    void act(async () => {
      await proposeUpload({ kind: chosen.kind, table, bytes: chosen.bytes, reason })
      message.success(sent)
      await queries.invalidateQueries({ queryKey: ['proposals'] })
      await navigate({ to: '/proposals' })
    })
  }
  const clean = chosen !== undefined && chosen.preview.faultCount === 0 && chosen.preview.count > 0
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Steps
        size="small"
        current={clean ? 2 : chosen ? 1 : 0}
        items={[words.choose, words.look, words.propose].map(title => ({ title }))}
      />
      <div className="filters">
        <label>
          {words.table}
          <Select<UploadTable>
            aria-label={words.table}
            value={table}
            onChange={value => {
              setTable(value)
              setChosen(undefined)
            }}
            options={(Object.keys(words.tables) as UploadTable[]).map(value => ({ value, label: words.tables[value] }))}
          />
        </label>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.xlsx"
          hidden
          aria-label={words.choose}
          onChange={event => void choose(event.target.files?.[0])}
        />
        <Button type={clean ? 'default' : 'primary'} loading={busy} onClick={() => chooser.current?.click()}>
          {words.choose}
        </Button>
        <TakeOut ledger={`org_${table}`} title={words.takeOut(words.tables[table])} />
      </div>
      <p className="quiet small">{words.tableNote}</p>
      {chosen === undefined ? null : (
        <>
          <h2>
            <span lang="zh-CN">{chosen.name}</span>
          </h2>
          <Found preview={chosen.preview} />
        </>
      )}
      {clean ? (
        <>
          <label>
            {reasonWord}
            <Input.TextArea
              rows={2}
              maxLength={300}
              value={reason}
              placeholder={reasonHint}
              onChange={event => setReason(event.target.value)}
            />
          </label>
          <Space wrap>
            <Button type="primary" size="large" disabled={reason.trim().length < 4} loading={busy} onClick={send}>
              {words.send(chosen.preview.count)}
            </Button>
            <Button size="large" onClick={() => setChosen(undefined)}>
              {words.other}
            </Button>
          </Space>
        </>
      ) : null}
    </div>
  )
}

import { Alert, Button, Result, Space, Steps, Table } from 'antd'
import { useRef, useState } from 'react'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useWords } from './language.ts'
import { kit } from './words.ts'

export interface RowFault { readonly row: number; readonly field?: string; readonly title: string }

/** What the server found when it read the file without changing anything. */
export interface Preview {
  readonly rows: number
  readonly columns: readonly string[]
  /** The first rows, as read. */
  readonly sample: readonly (readonly string[])[]
  readonly faults: readonly RowFault[]
}

interface ImportWizardProps {
  readonly accept?: string
  readonly look: (file: File) => Promise<Preview>
  /** All rows or none. Answers how many were taken. */
  readonly commit: (file: File) => Promise<number>
}

/** Choose, look, import. A file with one bad row changes nothing, and every bad row is listed. */
export function ImportWizard({ accept = '.csv,text/csv', look, commit }: ImportWizardProps) {
  const words = useWords(kit).wizard
  const sentences = useWords(faults)
  const chooser = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [preview, setPreview] = useState<Preview>()
  const [taken, setTaken] = useState<number>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setRefused(undefined)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(false)
    }
  }
  const choose = (chosen: File | undefined): Promise<void> => guarded(async () => {
    if (!chosen) return
    setPreview(undefined)
    setTaken(undefined)
    setFile(chosen)
    setPreview(await look(chosen))
  })
  const again = (): void => {
    setFile(undefined)
    setPreview(undefined)
    setTaken(undefined)
    if (chooser.current) chooser.current.value = ''
  }
  const clean = preview !== undefined && preview.faults.length === 0
  const faultyRows = new Set(preview?.faults.map(one => one.row)).size
  return (
    <div className="stack">
      <Steps size="small" current={taken !== undefined ? 2 : preview ? 1 : 0} items={[{ title: words.choose }, { title: words.look }, { title: words.finish }]} />
      <input ref={chooser} type="file" accept={accept} hidden aria-label={words.choose} onChange={event => void choose(event.target.files?.[0])} />
      {refused === undefined ? null : <Alert type="error" showIcon title={refused} role="alert" />}
      {preview === undefined ? (
        <div><Button type="primary" loading={busy} onClick={() => chooser.current?.click()}>{words.choose}</Button> <span className="quiet">{words.chooseHint}</span></div>
      ) : null}
      {preview !== undefined && taken === undefined ? (
        <>
          <Alert type={clean ? 'success' : 'error'} showIcon title={`${file?.name ?? ''}　${words.rows(preview.rows)}，${clean ? words.good(preview.rows) : words.faulty(faultyRows)}`} description={clean ? undefined : words.nothingChanged} />
          {clean ? (
            <Table size="small" pagination={false} scroll={{ x: 'max-content' }} rowKey="at" dataSource={preview.sample.map((cells, at) => ({ at, cells }))} columns={preview.columns.map((title, at) => ({ key: at, title, render: (_: unknown, line: { cells: readonly string[] }) => line.cells[at] }))} />
          ) : (
            <Table size="small" pagination={{ pageSize: 20, hideOnSinglePage: true }} rowKey={one => `${one.row}/${one.field ?? ''}/${one.title}`} dataSource={[...preview.faults]} columns={[{ title: words.row, dataIndex: 'row' }, { title: words.field, dataIndex: 'field' }, { title: words.fault, dataIndex: 'title' }]} />
          )}
          <Space>
            {clean && file ? <Button type="primary" loading={busy} onClick={() => void guarded(async () => setTaken(await commit(file)))}>{words.commit(preview.rows)}</Button> : null}
            <Button onClick={again}>{words.otherFile}</Button>
          </Space>
        </>
      ) : null}
      {taken === undefined ? null : <Result status="success" title={words.done(taken)} extra={<Button onClick={again}>{words.another}</Button>} />}
    </div>
  )
}

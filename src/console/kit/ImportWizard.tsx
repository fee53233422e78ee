import { Alert, Button, Input, Progress, Result, Select, Space, Steps, Table } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { KeptMappings } from './KeptMappings.tsx'
import type { Mapping, MappingShelf } from './KeptMappings.tsx'
import { useWords } from './language.ts'
import { Scrolling } from './Scrolling.tsx'
import { kit } from './words.ts'

export type { Mapping } from './KeptMappings.tsx'

export interface RowFault {
  readonly line: number
  readonly field: string
  readonly title: string
}

export interface ImportField {
  readonly name: string
  readonly title: string
  readonly needed: boolean
  readonly hint?: string
  /** Headings that mean this field. */ readonly known?: readonly string[]
}

/** What the server found when it read the file without changing anything. */
export interface Preview {
  readonly rows: number
  readonly columns: readonly string[]
  /** The first rows, as read. */
  readonly sample: readonly (readonly string[])[]
  readonly faults: readonly RowFault[]
  /** More than are listed. */
  readonly faultCount: number
  /** What would come of it, in the room's words. */
  readonly outcome?: string
}

/** How somebody follows a long reading, and ends it. */
export interface Watched {
  readonly signal: AbortSignal
  readonly progress: (done: number, all: number) => void
}

interface ImportWizardProps {
  readonly accept?: string
  /** Which files it takes, where these are not the usual ones. */
  readonly hint?: string
  readonly fields: readonly ImportField[]
  /** Comparisons kept for the next time. */
  readonly shelf?: MappingShelf
  readonly look: (file: File, mapping: Mapping, watched: Watched) => Promise<Preview>
  /** All rows or none. Answers how many were taken. */
  readonly commit: (file: File, mapping: Mapping, watched: Watched) => Promise<number>
}

/** Headings that are the field's name, its title or a known word for it. */
export const guess = (fields: readonly ImportField[], columns: readonly string[]): Mapping => ({
  constants: {},
  fields: Object.fromEntries(
    fields.flatMap(field => {
      const found = columns.find(column =>
        [field.name, field.title, ...(field.known ?? [])].some(name => name.toLowerCase() === column.trim().toLowerCase()),
      )
      return found === undefined ? [] : [[field.name, found] as const]
    }),
  ),
})

const everyRow = '\u0000constant'

/** One line of the comparison: our field, their column, or one value for every row. */
function Matched({
  field,
  columns,
  mapping,
  onChange,
}: {
  readonly field: ImportField
  readonly columns: readonly string[]
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}) {
  const words = useWords(kit).wizard
  const constant = mapping.constants[field.name]
  const change = (column: string | undefined): void => {
    const { [field.name]: _column, ...fields } = mapping.fields
    const { [field.name]: _constant, ...constants } = mapping.constants
    if (column === everyRow) return onChange({ fields, constants: { ...constants, [field.name]: '' } })
    onChange({ constants, fields: column === undefined ? fields : { ...fields, [field.name]: column } })
  }
  return (
    <div className="matched">
      <span>
        {field.title}
        {field.needed ? (
          <span className="must" aria-hidden="true">
            *
          </span>
        ) : null}
        {field.hint === undefined ? null : <span className="quiet small"> {field.hint}</span>}
      </span>
      <Select
        aria-label={words.columnOf(field.title)}
        allowClear={!field.needed}
        placeholder={field.needed ? words.chooseColumn : words.noColumn}
        value={constant === undefined ? mapping.fields[field.name] : everyRow}
        onChange={change}
        options={[...columns.map(column => ({ value: column, label: column })), { value: everyRow, label: words.everyRow }]}
      />
      {constant === undefined ? null : (
        <Input
          aria-label={words.valueOf(field.title)}
          value={constant}
          placeholder={words.everyRowHint}
          onChange={event => onChange({ ...mapping, constants: { ...mapping.constants, [field.name]: event.target.value } })}
        />
      )}
    </div>
  )
}

function Found({ file, preview, fields }: { readonly file: File; readonly preview: Preview; readonly fields: readonly ImportField[] }) {
  const words = useWords(kit).wizard
  const clean = preview.faultCount === 0
  if (clean) {
    return (
      <>
        <Alert type="success" showIcon role="status" title={`${file.name}　${words.good(preview.rows)}`} description={preview.outcome} />
        <Scrolling title={file.name}>
          <Table
            size="small"
            pagination={false}
            rowKey="at"
            dataSource={preview.sample.map((cells, at) => ({ at, cells }))}
            columns={preview.columns.map((title, at) => ({
              key: at,
              title,
              render: (_: unknown, line: { cells: readonly string[] }) => line.cells[at],
            }))}
          />
        </Scrolling>
      </>
    )
  }
  return (
    <>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={`${file.name}　${words.rows(preview.rows)} · ${words.faulty(preview.faultCount)}`}
        description={words.nothingChanged}
      />
      <Table<RowFault>
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        rowKey={one => `${one.line}/${one.field}/${one.title}`}
        dataSource={[...preview.faults]}
        columns={[
          { title: words.row, dataIndex: 'line', width: 72 },
          { title: words.field, render: (_: unknown, one: RowFault) => fields.find(field => field.name === one.field)?.title ?? one.field },
          { title: words.fault, dataIndex: 'title' },
        ]}
      />
      {preview.faultCount > preview.faults.length ? (
        <p className="quiet">{words.moreFaults(preview.faultCount - preview.faults.length)}</p>
      ) : null}
    </>
  )
}

interface Busy {
  readonly what: string
  readonly done: number
  readonly all: number
  readonly stop: AbortController
}

/** Rows looked at of rows sent. It can be ended until the last row has been looked at; what follows is one moment and whole. */
function Underway({ busy }: { readonly busy: Busy }) {
  const words = useWords(kit).wizard
  const { done, all } = busy
  const ending = all > 0 && done >= all
  return (
    <div className="underway">
      <div role="status">
        {busy.what}
        {all === 0 ? null : `　${words.progress(done, all)}`}
      </div>
      <Progress
        percent={all === 0 ? 0 : Math.floor((100 * done) / all)}
        status="active"
        showInfo={false}
        size="small"
        aria-label={busy.what}
      />
      <Button disabled={ending} onClick={() => busy.stop.abort()}>
        {words.cancel}
      </Button>
    </div>
  )
}

interface Chosen {
  readonly file: File
  readonly columns: readonly string[]
  readonly rows: number
  readonly mapping: Mapping
  readonly preview?: Preview
}

/** Choose, compare, look, import. A file with one bad row changes nothing, and every bad row is listed. */
export function ImportWizard({ accept = '.csv,text/csv', hint, fields, shelf, look, commit }: ImportWizardProps) {
  const words = useWords(kit).wizard
  const sentences = useWords(faults)
  const chooser = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Chosen>()
  const [taken, setTaken] = useState<number>()
  const [busy, setBusy] = useState<Busy>()
  const [refused, setRefused] = useState<string>()

  const [cancelled, setCancelled] = useState(false)
  const underway = useRef<AbortController>(undefined)
  // Whoever leaves the page would never read what came of it.
  useEffect(() => () => underway.current?.abort(), [])

  const guarded = async (what: string, work: (watched: Watched) => Promise<void>): Promise<void> => {
    const stop = new AbortController()
    underway.current = stop
    setBusy({ what, done: 0, all: 0, stop })
    setRefused(undefined)
    setCancelled(false)
    try {
      await work({ signal: stop.signal, progress: (done, all) => setBusy({ what, done, all, stop }) })
    } catch (error) {
      if (stop.signal.aborted) return setCancelled(true)
      if (!(error instanceof Fault)) throw error
      setRefused(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(undefined)
    }
  }
  const again = (): void => {
    setChosen(undefined)
    setTaken(undefined)
    setRefused(undefined)
    setCancelled(false)
    if (chooser.current) chooser.current.value = ''
  }
  const choose = (file: File | undefined): Promise<void> =>
    guarded(words.reading, async watched => {
      if (!file) return
      const { columns, rows, faults: bad, faultCount, sample } = await look(file, { fields: {}, constants: {} }, watched)
      // A file without columns could not be read at all: its faults are all there is to show.
      setChosen({
        file,
        columns,
        rows,
        mapping: guess(fields, columns),
        ...(columns.length === 0 ? { preview: { columns, rows, sample, faults: bad, faultCount } } : {}),
      })
    })
  const check = ({ file, columns, rows, mapping }: Chosen): Promise<void> =>
    guarded(words.checking(rows), async watched => setChosen({ file, columns, rows, mapping, preview: await look(file, mapping, watched) }))
  const missing =
    chosen === undefined
      ? []
      : fields.filter(field => field.needed && !chosen.mapping.fields[field.name] && !chosen.mapping.constants[field.name]?.trim())
  const preview = chosen?.preview
  const step = taken !== undefined ? 3 : preview ? 2 : chosen ? 1 : 0
  return (
    <div className="stack">
      <Steps size="small" current={step} items={[words.choose, words.compare, words.look, words.finish].map(title => ({ title }))} />
      <input
        ref={chooser}
        type="file"
        accept={accept}
        hidden
        aria-label={words.choose}
        onChange={event => void choose(event.target.files?.[0])}
      />
      {refused === undefined ? null : <Alert type="error" showIcon title={refused} role="alert" />}
      {cancelled ? <Alert type="info" showIcon title={words.cancelled} role="status" /> : null}
      {busy === undefined ? null : <Underway busy={busy} />}
      {chosen === undefined ? (
        <div>
          <Button type="primary" size="large" loading={busy !== undefined} onClick={() => chooser.current?.click()}>
            {words.choose}
          </Button>
          <p className="quiet">{hint ?? words.chooseHint}</p>
        </div>
      ) : null}
      {chosen !== undefined && preview === undefined ? (
        <>
          <p className="lead">
            {chosen.file.name}　{words.rows(chosen.rows)}　{words.compareHint}
          </p>
          {shelf === undefined ? null : (
            <KeptMappings
              shelf={shelf}
              columns={chosen.columns}
              mapping={chosen.mapping}
              onChange={mapping => setChosen({ ...chosen, mapping })}
            />
          )}
          <div className="matching">
            {fields.map(field => (
              <Matched
                key={field.name}
                field={field}
                columns={chosen.columns}
                mapping={chosen.mapping}
                onChange={mapping => setChosen({ ...chosen, mapping })}
              />
            ))}
          </div>
          {missing.length > 0 ? (
            <p className="quiet" role="status">
              {words.missing(missing.map(field => field.title))}
            </p>
          ) : null}
          <Space wrap>
            <Button
              type="primary"
              size="large"
              disabled={missing.length > 0}
              loading={busy !== undefined}
              onClick={() => void check(chosen)}
            >
              {words.check}
            </Button>
            <Button size="large" disabled={busy !== undefined} onClick={again}>
              {words.otherFile}
            </Button>
          </Space>
        </>
      ) : null}
      {chosen !== undefined && preview !== undefined && taken === undefined ? (
        <>
          <Found file={chosen.file} preview={preview} fields={fields} />
          <Space wrap>
            {preview.faultCount === 0 ? (
              <Button
                type="primary"
                size="large"
                loading={busy !== undefined}
                onClick={() =>
                  void guarded(words.importing(preview.rows), async watched => setTaken(await commit(chosen.file, chosen.mapping, watched)))
                }
              >
                {words.commit(preview.rows)}
              </Button>
            ) : null}
            {chosen.columns.length > 0 ? (
              <Button
                size="large"
                disabled={busy !== undefined}
                onClick={() => setChosen({ file: chosen.file, columns: chosen.columns, rows: chosen.rows, mapping: chosen.mapping })}
              >
                {words.back}
              </Button>
            ) : null}
            <Button size="large" disabled={busy !== undefined} onClick={again}>
              {words.otherFile}
            </Button>
          </Space>
        </>
      ) : null}
      {taken === undefined ? null : (
        <Result
          status="success"
          title={words.done(taken)}
          extra={
            <Button size="large" onClick={again}>
              {words.another}
            </Button>
          }
        />
      )}
    </div>
  )
}

import { ArrowDownOutlined, ArrowUpOutlined, DownloadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Checkbox, Collapse, Input, Modal, Progress, Radio, Space } from 'antd'
import { useState } from 'react'
import { exportQuery, fileOf, ledgersQuery, saveColumns, takeOut } from '../api/exports.ts'
import type { ChosenColumn, ExportFilter, LedgerView } from '../api/exports.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { exportWords } from './exportWords.ts'
import { useWords } from './language.ts'
import { Own } from './Own.tsx'

/** A column as it is being chosen: those left out stand behind, so that they can come back. */
interface Choice extends ChosenColumn {
  readonly taken: boolean
  readonly usual: string
}

const choicesOf = ({ columns, chosen }: LedgerView): readonly Choice[] => {
  const usual = new Map(columns.map(column => [column.key, column.heading]))
  return [
    ...chosen.map(column => ({ ...column, taken: true, usual: usual.get(column.key) ?? column.heading })),
    ...columns
      .filter(column => !chosen.some(one => one.key === column.key))
      .map(column => ({ ...column, taken: false, usual: column.heading })),
  ]
}
const takenOf = (choices: readonly Choice[]): readonly ChosenColumn[] =>
  choices.filter(choice => choice.taken && choice.heading.trim() !== '').map(({ key, heading }) => ({ key, heading: heading.trim() }))

function Columns({ choices, onChange }: { readonly choices: readonly Choice[]; readonly onChange: (choices: readonly Choice[]) => void }) {
  const words = useWords(exportWords)
  const set = (at: number, change: Partial<Choice>): void =>
    onChange(choices.map((choice, n) => (n === at ? { ...choice, ...change } : choice)))
  const swap = (at: number, to: number): void =>
    onChange(choices.map((choice, n) => (n === at ? choices[to] : n === to ? choices[at] : undefined) ?? choice))
  return (
    <ul className="plain column-choices">
      {choices.map((choice, at) => (
        <li key={choice.key}>
          <Checkbox
            checked={choice.taken}
            onChange={event => set(at, { taken: event.target.checked })}
            aria-label={words.show(choice.usual)}
          />
          <Input
            value={choice.heading}
            maxLength={40}
            disabled={!choice.taken}
            aria-label={words.heading(choice.usual)}
            onChange={event => set(at, { heading: event.target.value })}
          />
          <Button icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={words.up(choice.usual)} onClick={() => swap(at, at - 1)} />
          <Button
            icon={<ArrowDownOutlined />}
            disabled={at === choices.length - 1}
            aria-label={words.down(choice.usual)}
            onClick={() => swap(at, at + 1)}
          />
        </li>
      ))}
    </ul>
  )
}

/** What has become of it: a bar while it is made, then its link. */
function Followed({ id }: { readonly id: string }) {
  const words = useWords(exportWords)
  const { data } = useQuery(exportQuery(id))
  if (data === undefined) return null
  const { state, done, total } = data
  return (
    <div className="stack">
      {state === 'making' ? (
        <div role="status">
          <p>
            {words.making(done)}
            {total === undefined ? '' : words.of(total)}
          </p>
          <Progress
            percent={total === undefined || total === 0 ? 0 : Math.floor((100 * done) / total)}
            status="active"
            showInfo={false}
            aria-label={words.making(done)}
          />
          <p className="quiet">{words.leave}</p>
        </div>
      ) : null}
      {state === 'ready' ? <Alert type="success" showIcon role="status" title={words.ready(done)} /> : null}
      {state === 'failed' ? <Alert type="error" showIcon role="alert" title={words.failed} /> : null}
      <Space wrap>
        {state === 'ready' ? (
          <Button type="primary" size="large" icon={<DownloadOutlined />} href={fileOf(id)} download>
            {words.download}
          </Button>
        ) : null}
        <Link to="/exports" className="tap">
          {words.mine}
        </Link>
      </Space>
    </div>
  )
}

function Asked({ ledger, filter }: { readonly ledger: LedgerView; readonly filter: ExportFilter }) {
  const words = useWords(exportWords)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [purpose, setPurpose] = useState('')
  const [choices, setChoices] = useState(() => choicesOf(ledger))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const [made, setMade] = useState<string>()
  const taken = takenOf(choices)
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
  const start = (): Promise<void> =>
    guarded(async () => {
      if (ledger.personal && purpose.trim().length < 4) return setRefused(words.purposeMissing)
      const view = await takeOut(ledger.name, filter, format, purpose.trim() || undefined, taken)
      queries.setQueryData(exportQuery(view.id).queryKey, view)
      setMade(view.id)
    })
  const keep = (owner: 'person' | 'unit', columns: readonly ChosenColumn[] | null): Promise<void> =>
    guarded(async () => {
      await saveColumns(ledger.name, owner, columns)
      if (columns === null) setChoices(ledger.columns.map(column => ({ ...column, taken: true, usual: column.heading })))
      message.success(words.saved)
      await queries.invalidateQueries({ queryKey: ledgersQuery.queryKey })
    })
  if (made !== undefined) return <Followed id={made} />
  return (
    <div className="stack">
      <p className="quiet">{words.note}</p>
      <Radio.Group
        aria-label={words.format}
        value={format}
        onChange={event => setFormat(event.target.value as 'xlsx' | 'csv')}
        options={[
          { value: 'xlsx', label: words.excel },
          { value: 'csv', label: words.csv },
        ]}
        optionType="button"
        size="large"
      />
      {ledger.personal ? (
        <label>
          {words.purpose}
          <Input
            value={purpose}
            maxLength={200}
            size="large"
            placeholder={words.purposeHint}
            onChange={event => setPurpose(event.target.value)}
          />
        </label>
      ) : null}
      <Collapse
        size="small"
        items={[
          {
            key: 'columns',
            label: words.columns,
            children: (
              <>
                <p className="quiet small">{words.chosenBy[ledger.chosenBy]}</p>
                <Columns choices={choices} onChange={setChoices} />
                <Space wrap>
                  <Button disabled={taken.length === 0 || busy} onClick={() => void keep('person', taken)}>
                    {words.saveMine}
                  </Button>
                  {ledger.unit === undefined ? null : (
                    <Button disabled={taken.length === 0 || busy} onClick={() => void keep('unit', taken)}>
                      <Own>{words.saveUnit(ledger.unitName ?? '')}</Own>
                    </Button>
                  )}
                  <Button disabled={busy} onClick={() => void keep('person', null)}>
                    {words.usual}
                  </Button>
                </Space>
              </>
            ),
          },
        ]}
      />
      {refused === undefined ? null : <Alert type="error" showIcon role="alert" title={refused} />}
      <Button type="primary" size="large" loading={busy} disabled={taken.length === 0} onClick={() => void start()}>
        {words.start}
      </Button>
    </div>
  )
}

/** Takes the list on this page out, as it is filtered now. Nothing is shown to whom the list is not open. */
export function TakeOut({
  ledger: name,
  filter = {},
  title,
}: {
  readonly ledger: string
  readonly filter?: ExportFilter
  readonly title?: string
}) {
  const words = useWords(exportWords)
  const [open, setOpen] = useState(false)
  const { data } = useQuery(ledgersQuery)
  const ledger = data?.items.find(item => item.name === name)
  if (ledger === undefined) return null
  return (
    <>
      <Button className="no-print" icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
        {title ?? words.button}
      </Button>
      <Modal open={open} title={words.title(ledger.title)} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <Asked ledger={ledger} filter={filter} />
      </Modal>
    </>
  )
}

import { CameraOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { sayInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { askList, boardQuery, findBag, firstColumns, makeCodeReader, wheres } from './transfer.ts'
import type { Board, Line, ListColumn, TransferSearch } from './transfer.ts'
import { transferWords } from './words.ts'

/** The camera, until it has read a code; closed with the page. */
function Camera({ onRead, onFail }: { readonly onRead: (text: string) => void; readonly onFail: () => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const handlers = useRef({ onRead, onFail })
  useEffect(() => {
    handlers.current = { onRead, onFail }
  })
  useEffect(() => {
    const reader = makeCodeReader()
    let stream: MediaStream | undefined
    let over = false
    const look = async (): Promise<void> => {
      const [found] = video.current && reader ? await reader.detect(video.current).catch(() => []) : []
      if (over) return
      if (found) handlers.current.onRead(found.rawValue)
      else setTimeout(() => void look(), 250)
    }
    void navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async given => {
        stream = given
        if (over || !video.current) return given.getTracks().forEach(track => track.stop())
        video.current.srcObject = given
        await video.current.play()
        await look()
      })
      .catch(() => handlers.current.onFail())
    return () => {
      over = true
      stream?.getTracks().forEach(track => track.stop())
    }
  }, [])
  return <video ref={video} className="scanner" muted playsInline />
}

/** One field for whatever is printed on a receipt or a bag; the camera where the browser can read codes itself. */
function FindBag() {
  const words = useWords(transferWords)
  const navigate = useNavigate()
  const { busy, act } = useAct()
  const [text, setText] = useState('')
  const [scanning, setScanning] = useState(false)
  const [failed, setFailed] = useState(false)
  const find = (label: string): void => {
    setScanning(false)
    void act(async () => {
      const { matter } = await findBag(label)
      await navigate({ to: '/matters/$id', params: { id: matter } })
    })
  }
  return (
    <form
      className="find-bag"
      onSubmit={event => {
        event.preventDefault()
        if (text.trim().length >= 4) find(text.trim())
      }}
    >
      <label>
        {words.find} <span className="quiet">{words.findHint}</span>
        <Input value={text} onChange={event => setText(event.target.value)} maxLength={200} autoComplete="off" aria-label={words.find} />
      </label>
      <Button type="primary" htmlType="submit" loading={busy}>
        {words.go}
      </Button>
      {makeCodeReader() === undefined ? null : (
        <Button icon={<CameraOutlined />} onClick={() => setScanning(!scanning)}>
          {scanning ? words.stop : words.camera}
        </Button>
      )}
      {scanning ? (
        <Camera
          onRead={find}
          onFail={() => {
            setScanning(false)
            setFailed(true)
          }}
        />
      ) : null}
      {failed ? <Alert type="warning" showIcon title={words.noCamera} /> : null}
    </form>
  )
}

function useListColumns(columns: readonly ListColumn[], whole: boolean): readonly Column<Line>[] {
  const language = useLanguage()
  const now = useNow()
  const show = (row: Line, { key, kind }: ListColumn) => {
    const value = row[key] ?? null
    if (value === null) return '—'
    if (key === 'number')
      return (
        <Link to="/matters/$id" params={{ id: row.id }} className="number" data-opens>
          {value}
        </Link>
      )
    return kind === 'instant' ? sayInstant(new Date(value), language, now) : <Own>{String(value)}</Own>
  }
  return columns
    .filter(column => whole || firstColumns.includes(column.key))
    .map(column => ({
      key: column.key,
      title: column.title,
      headline: column.key === 'number' || column.key === 'stage',
      show: row => show(row, column),
    }))
}

function List({ found, filter }: { readonly found: Board; readonly filter: TransferSearch }) {
  const words = useWords(transferWords)
  const language = useLanguage()
  const [whole, setWhole] = useState(false)
  const columns = useListColumns(found.columns, whole)
  return (
    <>
      <Checkbox checked={whole} onChange={event => setWhole(event.target.checked)}>
        {words.whole}
      </Checkbox>
      <ServerTable<Line>
        queryKey={['work', 'transfer-list', filter, language]}
        ask={cursor => askList(filter, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.list}
        empty={<Nothing title={words.nothing} />}
      />
    </>
  )
}

/** 材料接转: in whose hands each bag is and since when; what was not signed for, rests too long or is missing stands first. */
export function TransferList() {
  const words = useWords(transferWords)
  const language = useLanguage()
  const search: TransferSearch = useSearch({ from: '/signed-in/transfer-list' })
  const navigate = useNavigate()
  const narrow = (change: TransferSearch): void => void navigate({ to: '/transfer-list', search: { ...search, ...change }, replace: true })
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as TransferSearch
  const { where: _, ...counted } = filter
  return (
    <>
      <div className="titled">
        <h1>{words.list}</h1>
        <TakeOut ledger="transfer" filter={{ ...filter }} />
      </div>
      <p className="quiet">{words.listNote}</p>
      <FindBag />
      <Answered query={useQuery(boardQuery(counted, language))}>
        {found => (
          <>
            <nav className="figures" aria-label={words.list}>
              {wheres.map(where => (
                <Link
                  key={where}
                  to="/transfer-list"
                  search={{ ...filter, where: where === 'all' ? undefined : where }}
                  replace
                  aria-current={(filter.where ?? 'all') === where ? 'true' : undefined}
                  className={
                    ['unsigned', 'resting', 'missing'].includes(where) && (found.counts[where] ?? 0) > 0 ? 'figure alarm' : 'figure'
                  }
                >
                  {words.wheres[where]}
                  <b>{found.counts[where] ?? 0}</b>
                </Link>
              ))}
            </nav>
            <div className="filters" role="search">
              {(['from', 'until'] as const).map(key => (
                <label key={key}>
                  {words[key]}
                  <Input
                    type="date"
                    aria-label={words[key]}
                    value={search[key] ?? ''}
                    onChange={event => narrow({ [key]: event.target.value || undefined })}
                  />
                </label>
              ))}
              <label>
                {words.state}
                <Select
                  aria-label={words.state}
                  value={search.state ?? ''}
                  popupMatchSelectWidth={false}
                  onChange={value => narrow({ state: value === 'open' || value === 'closed' ? value : undefined })}
                  options={[
                    { value: '', label: words.any },
                    { value: 'open', label: words.opened },
                    { value: 'closed', label: words.closed },
                  ]}
                />
              </label>
              <label>
                {words.search}
                <Input.Search
                  aria-label={words.search}
                  defaultValue={search.find}
                  maxLength={20}
                  onSearch={text => narrow({ find: /^[A-Za-z0-9-]{1,20}$/.test(text.trim()) ? text.trim().toUpperCase() : undefined })}
                />
              </label>
              {Object.keys(filter).length > 0 ? (
                <Link to="/transfer-list" search={{}} replace className="tap">
                  {words.clear}
                </Link>
              ) : null}
            </div>
            <List found={found} filter={filter} />
          </>
        )}
      </Answered>
    </>
  )
}

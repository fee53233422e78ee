import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { addWindow, changeWindow, linesQuery, listWindows, renewCode, switchWindow } from '../../api/register.ts'
import type { LineFacts, ListedWindow, WindowsQuery } from '../../api/register.ts'
import { useSession } from '../../api/session.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { UnitPicker } from '../../kit/pickers.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Nothing } from '../../kit/states.tsx'
import { TakeOut } from '../../kit/TakeOut.tsx'
import { useAct } from '../administration/acting.tsx'
import { field, FormModal } from './FormModal.tsx'
import { ChoiceFilter, choices, SearchFilter } from './filters.tsx'
import { register, windowWords } from './words.ts'

type Opened = { readonly what: 'add' } | { readonly what: 'change' | 'renew'; readonly window: ListedWindow }

const titlesOf = (lines: readonly LineFacts[]): Readonly<Record<string, string>> =>
  Object.fromEntries(lines.map(line => [line.code, line.title]))

function Acts({
  one,
  onOpen,
  onDone,
}: {
  readonly one: ListedWindow
  readonly onOpen: (opened: Opened) => void
  readonly onDone: () => void
}) {
  const words = useWords(windowWords)
  const { message } = App.useApp()
  const { busy, act } = useAct()
  const reopen = (): Promise<void> => act(() => switchWindow(one.id, 'open')).then(onDone)
  const close = async (): Promise<void> => {
    if (!(await act(() => switchWindow(one.id, 'close')))) return
    onDone()
    const key = `closed-${one.id}`
    message.open({
      key,
      type: 'success',
      duration: 8,
      content: (
        <span>
          {words.closed}{' '}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key)
              void reopen()
            }}
          >
            {words.undo}
          </Button>
        </span>
      ),
    })
  }
  if (one.closedOn !== null)
    return (
      <Popconfirm title={words.reopenAsk} okText={words.reopen} onConfirm={() => void reopen()}>
        <Button size="small" loading={busy}>
          {words.reopen}
        </Button>
      </Popconfirm>
    )
  return (
    <Space wrap>
      <Button size="small" onClick={() => onOpen({ what: 'change', window: one })}>
        {words.change}
      </Button>
      <Button size="small" onClick={() => onOpen({ what: 'renew', window: one })}>
        {words.renew}
      </Button>
      <Popconfirm title={words.closeAsk} okText={words.close} okButtonProps={{ danger: true }} onConfirm={() => void close()}>
        <Button size="small" danger loading={busy}>
          {words.close}
        </Button>
      </Popconfirm>
    </Space>
  )
}

/** 窗口和评价码: which windows there are, what hangs there, and what of it still opens a page. */
export function WindowList() {
  const common = useWords(register)
  const words = useWords(windowWords)
  const session = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const draws = session.posts.some(post => post.role === 'system_admin')
  const [query, setQuery] = useState<WindowsQuery>({ state: 'open' })
  const [opened, setOpened] = useState<Opened>()
  const { data } = useQuery(linesQuery)
  const titles = titlesOf(data ?? [])
  const renew = (): void => {
    void queries.invalidateQueries({ queryKey: ['register'] })
  }
  const send = async (work: () => Promise<unknown>, said: string): Promise<void> => {
    await work()
    setOpened(undefined)
    message.success(said)
    renew()
  }
  const columns: readonly Column<ListedWindow>[] = [
    {
      key: 'name',
      title: words.window,
      headline: true,
      show: one => (
        <>
          <strong>
            <Own>{one.name}</Own>
          </strong>{' '}
          <span className="quiet small">{one.code}</span>
        </>
      ),
    },
    { key: 'unit', title: common.unit, show: one => <Own>{one.unitName}</Own> },
    { key: 'line', title: words.line, show: one => <Own>{titles[one.line] ?? one.line}</Own> },
    {
      key: 'state',
      title: common.state,
      show: one => (one.closedOn === null ? <Tag color="success">{words.open}</Tag> : <Tag>{words.closedOn(one.closedOn)}</Tag>),
    },
    ...(draws
      ? [
          {
            key: 'sheet',
            title: words.sheet,
            bare: true,
            show: (one: ListedWindow) =>
              one.closedOn === null ? (
                <Button size="small" href={`/windows/sheets?code=${encodeURIComponent(one.code)}`} target="_blank" rel="noopener">
                  {words.sheet}
                </Button>
              ) : null,
          },
          { key: 'acts', title: common.acts, show: (one: ListedWindow) => <Acts one={one} onOpen={setOpened} onDone={renew} /> },
        ]
      : []),
  ]
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="org_windows" />
      </div>
      <p className="quiet">{words.note}</p>
      {draws ? (
        <Button type="primary" className="gap-below" onClick={() => setOpened({ what: 'add' })}>
          {words.add}
        </Button>
      ) : null}
      <div className="filters" role="search">
        <SearchFilter hint={words.searchHint} onSearch={search => setQuery({ ...query, search })} />
        <label className="wide">
          {common.unit}
          <UnitPicker aria-label={common.unit} className="unit-filter" value={query.unit} onChange={unit => setQuery({ ...query, unit })} />
        </label>
        <label>
          {words.line}
          <Select
            aria-label={words.line}
            value={query.line ?? ''}
            popupMatchSelectWidth={false}
            onChange={value => setQuery({ ...query, line: value === '' ? undefined : value })}
            options={choices(common.any, titles).map(({ value, label }) => ({ value, label: value === '' ? label : <Own>{label}</Own> }))}
          />
        </label>
        <ChoiceFilter
          title={common.state}
          value={query.state}
          labels={{ open: common.open, closed: common.closed }}
          onChoose={state => setQuery({ ...query, state })}
        />
      </div>
      <ServerTable<ListedWindow>
        queryKey={['register', 'windows', query]}
        ask={cursor => listWindows(query, cursor)}
        columns={columns}
        rowKey={one => one.id}
        caption={words.title}
        empty={<Nothing title={words.empty} />}
      />
      {opened?.what === 'add' ? (
        <FormModal
          title={words.add}
          sendTitle={common.add}
          onClose={() => setOpened(undefined)}
          onSend={typed => send(() => addWindow(typed), words.added)}
          required={['unit', 'name', 'code', 'line']}
          fields={{
            unit: field.unit(common.unit),
            name: field.text(words.window, 80),
            code: field.text(words.code, 63, words.codeHint),
            line: field.choice(words.line, titles),
          }}
        />
      ) : null}
      {opened?.what === 'change' ? (
        <FormModal
          title={words.change}
          sendTitle={common.save}
          onClose={() => setOpened(undefined)}
          onSend={typed => send(() => changeWindow(opened.window.id, typed), common.done)}
          required={['name', 'line']}
          initial={{ name: opened.window.name, line: opened.window.line }}
          fields={{ name: field.text(words.window, 80), line: field.choice(words.line, titles) }}
        />
      ) : null}
      {opened?.what === 'renew' ? (
        <FormModal
          title={words.renew}
          sendTitle={words.renew}
          before={<p>{words.renewAsk}</p>}
          onClose={() => setOpened(undefined)}
          onSend={typed => send(() => renewCode(opened.window.id, String(typed.code)), words.added)}
          required={['code']}
          fields={{ code: field.text(words.newCode, 63, words.codeHint) }}
        />
      ) : null}
    </>
  )
}

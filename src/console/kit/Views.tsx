import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { arrangeView, dropView, saveView, viewsQuery } from '../api/own.ts'
import type { SavedView, ViewList } from '../api/own.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useWords } from './language.ts'
import { viewWords } from './viewWords.ts'

type Filter = Readonly<Record<string, string>>

const same = (a: Filter, b: Filter): boolean => Object.keys({ ...a, ...b }).every(key => a[key] === b[key])

function Arrange({
  views,
  mayShare,
  act,
}: {
  readonly views: readonly SavedView[]
  readonly mayShare: boolean
  readonly act: (work: () => Promise<unknown>) => void
}) {
  const words = useWords(viewWords)
  return (
    <ul className="plain stack">
      {views
        .filter(view => view.mayDrop)
        .map(view => (
          <li key={view.id} className="arranged">
            <strong lang="zh-CN">{view.name}</strong>
            {view.own ? (
              <Checkbox checked={view.first} onChange={event => act(() => arrangeView(view.id, { first: event.target.checked }))}>
                {words.viewFirst}
              </Checkbox>
            ) : (
              <span className="quiet small">{words.viewShared}</span>
            )}
            {view.own && mayShare ? (
              <Checkbox checked={view.shared} onChange={event => act(() => arrangeView(view.id, { shared: event.target.checked }))}>
                {words.viewShare}
              </Checkbox>
            ) : null}
            <Button size="small" danger onClick={() => act(() => dropView(view.id))}>
              {words.viewDrop}
            </Button>
          </li>
        ))}
    </ul>
  )
}

interface ViewsProps {
  readonly list: ViewList
  /** What is chosen now, as far as it can be kept. */
  readonly filter: Filter
  readonly onOpen: (filter: Filter) => void
  /** The page was opened without a filter of its own. */
  readonly untouched: boolean
}

/** 常用筛选: a list's filters under names, one's own and the unit's; one of them may open with the page. */
export function Views({ list, filter, onOpen, untouched }: ViewsProps) {
  const words = useWords(viewWords)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [open, setOpen] = useState<'save' | 'arrange'>()
  const { data } = useQuery(viewsQuery)
  const views = data?.items.filter(view => view.list === list) ?? []
  const first = views.find(view => view.first)
  useEffect(() => {
    if (untouched && first !== undefined) onOpen(first.filter)
  }, [untouched, first, onOpen])
  const act = (work: () => Promise<unknown>, then?: () => void): void => {
    void work().then(
      async () => {
        await queries.invalidateQueries({ queryKey: viewsQuery.queryKey })
        then?.()
      },
      (error: unknown) => {
        if (!(error instanceof Fault)) throw error
        message.error(sentenceOf(error.problem, sentences), 6)
      },
    )
  }
  const nothing = Object.keys(filter).length === 0
  return (
    <div className="views no-print" role="group" aria-label={words.views}>
      <span className="quiet small">{words.views}</span>
      {views.map(view => (
        <Button
          key={view.id}
          size="small"
          aria-pressed={same(view.filter, filter)}
          type={same(view.filter, filter) ? 'primary' : 'default'}
          onClick={() => onOpen(view.filter)}
        >
          <span lang="zh-CN">{view.name}</span>
          {view.own ? null : <small>（{words.viewShared}）</small>}
        </Button>
      ))}
      <Button size="small" type="link" onClick={() => setOpen('save')}>
        {words.viewSave}
      </Button>
      {views.some(view => view.mayDrop) ? (
        <Button size="small" type="link" onClick={() => setOpen('arrange')}>
          {words.viewManage}
        </Button>
      ) : null}
      <Modal
        open={open !== undefined}
        title={open === 'save' ? words.viewSave : words.views}
        footer={null}
        onCancel={() => setOpen(undefined)}
        destroyOnHidden
      >
        <p className="quiet small">{words.viewNote}</p>
        {open === 'arrange' ? (
          <Arrange views={views} mayShare={data?.mayShare ?? false} act={act} />
        ) : nothing ? (
          <p>{words.viewNothing}</p>
        ) : (
          <Form
            layout="vertical"
            requiredMark={false}
            onFinish={({ name }: { name: string }) =>
              act(
                () => saveView(list, name.trim(), filter),
                () => {
                  setOpen(undefined)
                  message.success(words.viewSaved)
                },
              )
            }
          >
            <Form.Item name="name" label={words.viewName} rules={[{ required: true, whitespace: true, max: 20, message: words.viewName }]}>
              <Input autoFocus maxLength={20} placeholder={words.viewNameHint} />
            </Form.Item>
            <Button type="primary" htmlType="submit">
              {words.viewSave}
            </Button>
          </Form>
        )}
      </Modal>
    </div>
  )
}

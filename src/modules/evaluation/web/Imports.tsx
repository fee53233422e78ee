import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { get, post } from '../../../console/api/client.ts'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { sayInstant } from '../../../console/kit/dates.ts'
import { defineWords, useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered } from '../../../console/kit/states.tsx'

interface Kept {
  readonly id: string
  readonly fileName: string | null
  readonly importedAt: string
  readonly byName: string | null
  readonly services: number
  readonly links: number
  readonly undoUntil: string
  readonly undoneAt: string | null
  readonly undoneByName: string | null
  readonly mayUndo: boolean
}

export const importsQuery = queryOptions({
  queryKey: ['import', 'imports'],
  queryFn: () => get<{ readonly items: readonly Kept[] }>('/api/services/imports'),
})

const importsWords = defineWords({
  zh: {
    title: '导入过的文件',
    note: '邀请短信发出以前，可以整批撤回：新增的办件和链接都取消，改过的恢复原样，短信不再发。时间过了，或者同样的办件后来又推送过，就不能再撤。',
    file: '文件',
    noName: '没有文件名',
    at: '导入时间',
    by: '导入人',
    machine: '机房',
    count: '办件',
    state: '状态',
    until: (time: string) => `${time}前可以整批撤回`,
    stays: '已生效',
    undone: (time: string) => `${time}已整批撤回`,
    acts: '办理',
    undo: '整批撤回',
    ask: (n: number) => `撤回这个文件带来的${n}件？要用的话得重新导入。`,
    done: '已整批撤回，已留痕',
    empty: '还没有导入过文件',
  },
  en: {
    title: 'Files brought in',
    note: 'Until the invitations leave, a file can be taken back as a whole: what was new goes with its links, what was changed stands as before, and no message leaves. Not later, and not once the same services were pushed again.',
    file: 'File',
    noName: 'no name',
    at: 'When',
    by: 'By',
    machine: 'machine room',
    count: 'Services',
    state: 'State',
    until: (time: string) => `can be taken back until ${time}`,
    stays: 'stays',
    undone: (time: string) => `taken back ${time}`,
    acts: 'Acts',
    undo: 'Take back',
    ask: (n: number) => `Take back the ${n} services of this file? To use them it must be brought in again.`,
    done: 'Taken back as a whole, and noted',
    empty: 'No file was brought in yet',
  },
})

/** What was brought in, and, while no invitation has left, the way back. */
/** @param onTakenBack what else on the page spoke of it */
export function Imports({ onTakenBack }: { readonly onTakenBack?: (id: string) => void }) {
  const words = useWords(importsWords)
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
  const sentences = useWords(faults)
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string>()
  const say = (at: string): string => sayInstant(new Date(at), language, now)
  const takeBack = async ({ id }: Kept): Promise<void> => {
    setBusy(id)
    try {
      await post(`/api/services/imports/${id}/undo`, {})
      message.success(words.done)
      onTakenBack?.(id)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences))
    } finally {
      setBusy(undefined)
    }
    await queries.invalidateQueries({ queryKey: importsQuery.queryKey })
  }
  const columns: readonly Column<Kept>[] = [
    { key: 'file', title: words.file, headline: true, show: one => (one.fileName === null ? words.noName : <Own>{one.fileName}</Own>) },
    { key: 'at', title: words.at, show: one => say(one.importedAt) },
    { key: 'by', title: words.by, show: one => (one.byName === null ? words.machine : <Own>{one.byName}</Own>) },
    { key: 'count', title: words.count, align: 'right', show: one => one.services },
    {
      key: 'state',
      title: words.state,
      show: one =>
        one.undoneAt !== null ? (
          <Tag>{words.undone(say(one.undoneAt))}</Tag>
        ) : one.mayUndo ? (
          <Tag color="processing">{words.until(say(one.undoUntil))}</Tag>
        ) : (
          <Tag color="success">{words.stays}</Tag>
        ),
    },
    {
      key: 'acts',
      title: words.acts,
      show: one =>
        one.mayUndo ? (
          <Popconfirm
            title={words.ask(one.services)}
            okText={words.undo}
            okButtonProps={{ danger: true }}
            onConfirm={() => void takeBack(one)}
          >
            <Button size="small" danger loading={busy === one.id}>
              {words.undo}
            </Button>
          </Popconfirm>
        ) : null,
    },
  ]
  return (
    <section className="stack" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet small">{words.note}</p>
      <Answered query={useQuery(importsQuery)}>
        {({ items }) => (
          <Rows
            rows={items}
            columns={columns}
            rowKey={one => one.id}
            caption={words.title}
            empty={<p className="quiet">{words.empty}</p>}
          />
        )}
      </Answered>
    </section>
  )
}

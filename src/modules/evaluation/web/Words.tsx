import { infiniteQueryOptions, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { get, post } from '../../../console/api/client.ts'
import { Fault, faults, sentenceOf } from '../../../console/api/problem.ts'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { useUndoable } from '../../../console/kit/undo.tsx'
import { wordsRead } from './window.words.ts'

interface Unread {
  readonly id: string
  readonly unitName: string
  readonly text: string
  readonly hints: readonly { readonly hint: string; readonly title: string }[]
  readonly mayDecide: boolean
}

interface Page {
  readonly items: readonly Unread[]
  readonly next?: string
}

const unreadQuery = infiniteQueryOptions({
  queryKey: ['words', 'unread'],
  queryFn: ({ pageParam }) => get<Page>('/api/evaluation/words', { state: 'unread', limit: 20, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: page => page.next,
})

type Decision = { readonly decision: 'release'; readonly text: string } | { readonly decision: 'keep_back'; readonly because: string }

function Why({ onChosen }: { readonly onChosen: (because: string) => void }) {
  const words = useWords(wordsRead)
  const [because, setBecause] = useState<string>(words.reasons[0] ?? '')
  const [own, setOwn] = useState('')
  const said = because === '' ? own.trim() : because
  return (
    <div className="stack">
      <Radio.Group
        className="wrapped-choices"
        aria-label={words.reason}
        value={because}
        onChange={event => setBecause(event.target.value as string)}
        options={[...words.reasons.map(reason => ({ value: reason, label: reason })), { value: '', label: words.other }]}
      />
      {because === '' ? (
        <Input aria-label={words.other} maxLength={200} value={own} onChange={event => setOwn(event.target.value)} />
      ) : null}
      <Button type="primary" disabled={said.length < 2} onClick={() => onChosen(said)} block>
        {words.keepBack}
      </Button>
    </div>
  )
}

function One({ item, onDecided }: { readonly item: Unread; readonly onDecided: (decision: Decision) => void }) {
  const words = useWords(wordsRead)
  const [text, setText] = useState(item.text)
  const [asking, setAsking] = useState(false)
  return (
    <Card size="small" title={<Own>{item.unitName}</Own>}>
      {item.hints.length > 0 ? (
        <Alert
          className="gap-below"
          type="warning"
          showIcon
          title={words.points(item.hints.map(({ hint, title }) => words.hints[hint] ?? title))}
        />
      ) : null}
      <label className="small quiet" htmlFor={`words-${item.id}`}>
        {words.edited}
      </label>
      <Input.TextArea
        lang="zh-CN"
        id={`words-${item.id}`}
        className="gap-below"
        rows={3}
        maxLength={1000}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <div className="action-bar">
        <Button type="primary" disabled={text.trim() === ''} onClick={() => onDecided({ decision: 'release', text: text.trim() })}>
          {words.release}
        </Button>
        <Button onClick={() => setAsking(true)}>{words.keepBack}…</Button>
      </div>
      <Modal open={asking} title={words.reason} footer={null} onCancel={() => setAsking(false)} destroyOnHidden>
        <Why
          onChosen={because => {
            setAsking(false)
            onDecided({ decision: 'keep_back', because })
          }}
        />
      </Modal>
    </Card>
  )
}

/** 留言审读: released words, read first by a person above; what was tapped can be taken back for some seconds. */
export function ReleasedWords() {
  const words = useWords(wordsRead)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const undoable = useUndoable()
  const query = useInfiniteQuery(unreadQuery)
  const decide = (item: Unread, decision: Decision): void =>
    undoable(
      `${decision.decision === 'release' ? words.released(item.unitName) : words.kept(item.unitName)} · ${item.text.slice(0, 8)}`,
      async () => {
        try {
          await post(`/api/evaluation/words/${item.id}`, decision)
          message.success(words.done)
        } catch (error) {
          if (!(error instanceof Fault)) throw error
          message.error(sentenceOf(error.problem, sentences), 6)
        }
        await queries.invalidateQueries({ queryKey: ['words'] })
      },
    )
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={query}>
        {({ pages }) => {
          const items = pages.flatMap(page => page.items).filter(item => item.mayDecide)
          return items.length === 0 ? (
            <Nothing title={words.none} />
          ) : (
            <div className="stack">
              {items.map(item => (
                <One key={item.id} item={item} onDecided={decision => decide(item, decision)} />
              ))}
            </div>
          )
        }}
      </Answered>
      {query.hasNextPage ? (
        <div className="gap-below">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </>
  )
}

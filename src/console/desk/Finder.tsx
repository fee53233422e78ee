import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { ordersFound } from '../../modules/callback/web/ordersFound.ts'
import { findMatters } from '../api/own.ts'
import { Own } from '../kit/Own.tsx'
import { useLanguage, useWords } from '../kit/language.ts'
import { Answered } from '../kit/states.tsx'
import { paths } from '../menu.ts'
import type { PageKey } from '../menu.ts'
import { useMatterWords } from '../pages/MatterList.tsx'
import { kinds } from '../rooms.ts'
import { shell } from '../words.ts'
import { desk } from './words.ts'

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="found-title">{title}</h2>
      <ul className="plain found">{children}</ul>
    </section>
  )
}

/** What the console itself knows in words: pages of the own menu, stages in the reader's language. */
const useKnown = (text: string, pages: readonly PageKey[]) => {
  const language = useLanguage()
  const words = useWords(shell)
  const holds = (title: string): boolean => title.toLowerCase().includes(text.toLowerCase())
  return {
    pages: pages.filter(page => holds(words.pages[page])),
    stages: pages.includes('matters')
      ? Object.entries(kinds)
          .flatMap(([kind, screen]) =>
            Object.entries(screen.words[language].stages)
              .filter(([, title]) => holds(title))
              .map(([stage, title]) => ({ kind, stage, title: `${screen.words[language].title} · ${title}` })),
          )
          .slice(0, 6)
      : [],
  }
}

function Found({ text, pages, onLeave }: { readonly text: string; readonly pages: readonly PageKey[]; readonly onLeave: () => void }) {
  const words = useWords(desk)
  const shellWords = useWords(shell)
  const say = useMatterWords()
  const known = useKnown(text, pages)
  const lists = pages.includes('matters')
  const found = useQuery({
    queryKey: ['matters', 'found', text],
    queryFn: () => (lists ? findMatters(text) : Promise.resolve({ items: [] })),
  })
  const orders = useQuery({
    queryKey: ['repair-orders', 'found', text],
    queryFn: () => (pages.includes('orders') ? ordersFound(text) : Promise.resolve([])),
  })
  return (
    <Answered query={found}>
      {({ items, next }) => (
        <div className="stack" role="status">
          {known.pages.length === 0 ? null : (
            <Part title={words.findPages}>
              {known.pages.map(page => (
                <li key={page}>
                  <Link to={paths[page]} onClick={onLeave}>
                    {shellWords.pages[page]}
                  </Link>
                </li>
              ))}
            </Part>
          )}
          {items.length === 0 ? null : (
            <Part title={words.findMatters}>
              {items.map(matter => (
                <li key={matter.id}>
                  <Link to="/matters/$id" params={{ id: matter.id }} onClick={onLeave}>
                    <span className="number">{matter.number}</span>　{say.kind(matter.kind)} · {say.stage(matter)}
                    {'　'}
                    <span className="quiet small">
                      <Own>{matter.unitName}</Own>
                    </span>
                  </Link>
                </li>
              ))}
              {next === undefined ? null : (
                <li>
                  <Link to="/matters" search={{ find: text, state: 'all' }} onClick={onLeave}>
                    {words.findAll}
                  </Link>
                </li>
              )}
            </Part>
          )}
          {known.stages.length === 0 ? null : (
            <Part title={words.findStages}>
              {known.stages.map(({ kind, stage, title }) => (
                <li key={`${kind} ${stage}`}>
                  <Link to="/matters" search={{ kind, stage, state: 'all' }} onClick={onLeave}>
                    {title}
                  </Link>
                </li>
              ))}
            </Part>
          )}
          {orders.data === undefined || orders.data.length === 0 ? null : (
            <Part title={words.findOrders}>
              {orders.data.map(order => (
                <li key={order.id}>
                  <Link to="/repair-orders" onClick={onLeave}>
                    <Own>{order.what}</Own>
                  </Link>
                </li>
              ))}
            </Part>
          )}
          {known.pages.length + items.length + known.stages.length + (orders.data?.length ?? 0) === 0 ? <p>{words.findNone}</p> : null}
        </div>
      )}
    </Answered>
  )
}

/** Any three signs of a number, any two characters of what one's lists show. */
export function Finder({
  open,
  onLeave,
  pages,
}: {
  readonly open: boolean
  readonly onLeave: () => void
  readonly pages: readonly PageKey[]
}) {
  const words = useWords(desk)
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const leave = (): void => {
    setTyped('')
    onLeave()
  }
  return (
    <Modal open={open} title={words.findTitle} footer={null} onCancel={leave} destroyOnHidden>
      <div className="stack">
        <Input
          autoFocus
          size="large"
          value={typed}
          maxLength={40}
          aria-label={words.find}
          placeholder={words.findHint}
          onChange={event => setTyped(event.target.value)}
        />
        {text.length < 2 ? (
          <p className="quiet">{text === '' ? words.findNote : words.findMore}</p>
        ) : (
          <Found text={text} pages={pages} onLeave={leave} />
        )}
      </div>
    </Modal>
  )
}

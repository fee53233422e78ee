import { BellOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Badge, Button, Drawer, Grid, Space } from 'antd'
import { useState } from 'react'
import { useNow } from '../api/clock.ts'
import { bellQuery, markRead, olderLines } from '../api/own.ts'
import type { BellLine } from '../api/own.ts'
import { sayDay } from '../kit/dates.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { Answered, Nothing } from '../kit/states.tsx'
import { desk } from './words.ts'

/** Where a line leads that names no matter. */
const placeOf: Readonly<
  Record<
    string,
    | '/stuck-clearing'
    | '/stuck-months'
    | '/repair-orders'
    | '/exports'
    | '/account'
    | '/health'
    | '/work'
    | '/proposals'
    | '/warrants'
    | '/factor-resets'
  >
> = {
  'callback.list_out': '/repair-orders',
  'stuck.week_listed': '/stuck-clearing',
  'stuck.month_drafted': '/stuck-months',
  'stuck.week_escalated': '/stuck-clearing',
  'export.ready': '/exports',
  'session.elsewhere': '/account',
  'health.alarm': '/health',
  'discipline.rung': '/work',
  'proposal.waiting': '/proposals',
  'warrant.asked': '/warrants',
  'warrant.agreed': '/warrants',
  'second.reset_asked': '/factor-resets',
  'second.reset': '/account',
  'account.reset_asked': '/factor-resets',
  'account.reset': '/account',
}

function Line({ line, onOpen }: { readonly line: BellLine; readonly onOpen: () => void }) {
  const words = useWords(desk)
  const language = useLanguage()
  const now = useNow()
  const says = words.about[line.about] ?? words.aboutOther
  const place = placeOf[line.about]
  return (
    <li className={line.read ? 'bell-line' : 'bell-line bell-unread'}>
      {line.matter !== undefined ? (
        <Link to="/matters/$id" params={{ id: line.matter.id }} onClick={onOpen}>
          {says}
        </Link>
      ) : place === undefined ? (
        <span>{says}</span>
      ) : (
        <Link to={place} onClick={onOpen}>
          {says}
        </Link>
      )}
      <span className="quiet small">
        {line.matter === undefined ? '' : `${words.atNumber(line.matter.number)}　`}
        {sayDay(line.on, language, now)}
        {line.read ? null : (
          <>
            　<strong>{words.isUnread}</strong>
          </>
        )}
      </span>
    </li>
  )
}

/** What concerns me: that there is something and where, newest day first. */
export function Bell() {
  const words = useWords(desk)
  const queries = useQueryClient()
  const phone = !Grid.useBreakpoint().md
  const [open, setOpen] = useState(false)
  const [older, setOlder] = useState<{ readonly items: readonly BellLine[]; readonly next?: string }>()
  const query = useQuery(bellQuery)
  const unread = query.data?.unread ?? 0
  const said = unread > 99 ? '99+' : String(unread)
  const read = (ids?: readonly string[]): void => {
    setOlder(undefined)
    void markRead(ids)
      .then(() => queries.invalidateQueries({ queryKey: bellQuery.queryKey }))
      .catch(() => undefined)
  }
  const leave = (line: BellLine): void => {
    setOpen(false)
    if (!line.read) read([line.id])
  }
  const show = async (cursor: string): Promise<void> => {
    const page = await olderLines(cursor)
    setOlder(known => ({ items: [...(known?.items ?? []), ...page.items], ...(page.next === undefined ? {} : { next: page.next }) }))
  }
  return (
    <>
      <Button
        type="text"
        data-tour="bell"
        aria-label={unread === 0 ? words.bell : words.unread(said)}
        icon={
          <Badge count={unread} overflowCount={99} size="small">
            <BellOutlined aria-hidden="true" />
          </Badge>
        }
        onClick={() => setOpen(true)}
      />
      <Drawer
        open={open}
        title={words.bell}
        placement={phone ? 'bottom' : 'right'}
        size={phone ? '80%' : 420}
        onClose={() => {
          setOpen(false)
          setOlder(undefined)
        }}
        destroyOnHidden
      >
        <Answered query={query}>
          {page => {
            const lines = [...page.items, ...(older?.items ?? [])]
            const next = older === undefined ? page.next : older.next
            return (
              <div className="stack">
                <p className="quiet small">{words.bellNote}</p>
                {lines.length === 0 ? (
                  <Nothing title={words.noBell} />
                ) : (
                  <ul className="plain">
                    {lines.map(line => (
                      <Line key={line.id} line={line} onOpen={() => leave(line)} />
                    ))}
                  </ul>
                )}
                <Space wrap>
                  {page.unread === 0 ? null : <Button onClick={() => read()}>{words.allRead}</Button>}
                  {next === undefined ? null : <Button onClick={() => void show(next).catch(() => undefined)}>{words.older}</Button>}
                </Space>
              </div>
            )
          }}
        </Answered>
      </Drawer>
    </>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { decideWarrant, openWarrant, warrantsQuery } from '../../api/powers.ts'
import type { Drawn as Content, Warrant, WarrantKind } from '../../api/powers.ts'
import { sayDay, sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Rows } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Answered, Nothing } from '../../kit/states.tsx'
import { useAct } from '../administration/acting.tsx'
import { AskWarrant } from './AskWarrant.tsx'
import { Drawn } from './Drawn.tsx'
import { warrantWords } from './warrant.words.ts'

const colours = { waiting: 'warning', open: 'processing', over: 'default' } as const

function Acts({
  one,
  onDone,
  onContent,
}: {
  readonly one: Warrant
  readonly onDone: () => void
  readonly onContent: (content: Content) => void
}) {
  const words = useWords(warrantWords)
  const { busy, act } = useAct()
  return (
    <Space wrap>
      {one.mayAgree ? (
        <Popconfirm
          title={words.agreeAsk}
          okText={words.agree}
          onConfirm={() => void act(() => decideWarrant(one.id, 'agree'), words.agreed).then(onDone)}
        >
          <Button size="small" type="primary" loading={busy}>
            {words.agree}
          </Button>
        </Popconfirm>
      ) : null}
      {one.mayOpen ? (
        <Popconfirm title={words.openAsk} okText={words.open} onConfirm={() => void act(async () => onContent(await openWarrant(one.id)))}>
          <Button size="small" type="primary" loading={busy}>
            {words.open}
          </Button>
        </Popconfirm>
      ) : null}
      {one.mayEnd ? (
        <Popconfirm
          title={words.endAsk}
          okText={words.end}
          onConfirm={() => void act(() => decideWarrant(one.id, 'end'), words.ended).then(onDone)}
        >
          <Button size="small" loading={busy}>
            {words.end}
          </Button>
        </Popconfirm>
      ) : null}
    </Space>
  )
}

/** 调取和紧急查看: asked for, agreed to, opened, ended; each by whom and why. */
export function Warrants() {
  const words = useWords(warrantWords)
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<WarrantKind>()
  const [content, setContent] = useState<Content>()
  const renew = (): void => {
    setAsking(undefined)
    void queries.invalidateQueries({ queryKey: warrantsQuery.queryKey })
  }
  const columns: readonly Column<Warrant>[] = [
    {
      key: 'what',
      title: words.what,
      headline: true,
      show: one => (
        <div>
          <strong>{words.kinds[one.kind]}</strong>　{words.scopes[one.scope]}{' '}
          {one.reference === null ? null : <span className="number">{one.reference}</span>}
          {one.document === null ? null : (
            <div className="quiet small">
              <Own>{one.document}</Own>
            </div>
          )}
        </div>
      ),
    },
    {
      key: 'reason',
      title: words.reason,
      show: one => (
        <span className="narrow-text">
          <Own>{one.reason}</Own>
        </span>
      ),
    },
    {
      key: 'by',
      title: words.by,
      show: one => (
        <>
          <Own>{one.askedByName}</Own>
          {'　'}
          {one.agreedByName === null ? <span className="quiet">{words.waitsFor}</span> : <Own>{one.agreedByName}</Own>}
        </>
      ),
    },
    { key: 'until', title: words.until, show: one => sayInstant(new Date(one.untilAt), language, now) },
    {
      key: 'told',
      title: words.told,
      show: one => (one.tellFrom === null ? words.toldAtOnce : words.toldFrom(sayDay(one.tellFrom, language, now))),
    },
    { key: 'state', title: words.state, show: one => <Tag color={colours[one.state]}>{words.states[one.state]}</Tag> },
    { key: 'acts', title: words.acts, show: one => <Acts one={one} onDone={renew} onContent={setContent} /> },
  ]
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(warrantsQuery)}>
        {({ items, mayAsk, ...limits }) => (
          <>
            {mayAsk.length > 0 ? (
              <Space wrap className="gap-below">
                {mayAsk.map(kind => (
                  <Button key={kind} type={kind === mayAsk[0] ? 'primary' : 'default'} onClick={() => setAsking(kind)}>
                    {words.ask[kind]}
                  </Button>
                ))}
              </Space>
            ) : null}
            <Rows rows={items} columns={columns} rowKey={one => one.id} caption={words.title} empty={<Nothing title={words.none} />} />
            {asking ? <AskWarrant kind={asking} limits={limits} onDone={renew} onClose={() => setAsking(undefined)} /> : null}
          </>
        )}
      </Answered>
      {content ? <Drawn content={content} onClose={() => setContent(undefined)} /> : null}
    </>
  )
}

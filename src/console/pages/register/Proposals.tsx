import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { approve, listProposals, readProposal, refuseProposal, undo, withdraw } from '../../api/proposals.ts'
import type { ProposalState, ProposalView } from '../../api/proposals.ts'
import { sayDay, sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Nothing } from '../../kit/states.tsx'
import { useAct } from '../administration/acting.tsx'
import { Diff } from './Diff.tsx'
import { field, FormModal } from './FormModal.tsx'
import { proposalWords } from './proposalWords.ts'

const colours = {
  waiting: 'warning',
  approved: 'processing',
  applied: 'success',
  refused: 'error',
  withdrawn: 'default',
  failed: 'error',
  expired: 'default',
} as const satisfies Record<ProposalState, string>

function Whole({ one }: { readonly one: ProposalView }) {
  const words = useWords(proposalWords)
  const [changes, setChanges] = useState(one.changes)
  const { busy, act } = useAct()
  const rest = one.count - changes.length
  return (
    <>
      <Diff changes={changes} />
      {rest > 0 ? (
        <p>
          {words.more(rest)}{' '}
          <Button size="small" loading={busy} onClick={() => void act(async () => setChanges((await readProposal(one.id)).changes))}>
            {words.all}
          </Button>
        </p>
      ) : null}
    </>
  )
}

function About({ one }: { readonly one: ProposalView }) {
  const words = useWords(proposalWords)
  const language = useLanguage()
  const now = useNow()
  const day = (on: string): string => sayDay(on, language, now)
  return (
    <div className="narrow-text">
      <div>
        <Own>{one.reason}</Own>
      </div>
      <div className="quiet small">
        <Own>{one.proposedByName}</Own> {sayInstant(new Date(one.proposedAt), language, now)}
      </div>
      {one.waits ? <div className="quiet small">{words.from(day(one.from))}</div> : null}
      {one.state === 'waiting' ? (
        <div className="quiet small">
          {words.who(one.approvers.map(role => words.roles[role] ?? role).join(words.join))}
          {language === 'zh' ? '；' : '; '}
          {words.expires(day(one.expiresOn))}
        </div>
      ) : null}
      {one.settledByName === null || one.settledOn === null ? null : (
        <div className="quiet small">
          {words.settled[one.state]} <Own>{one.settledByName}</Own> {day(one.settledOn)}
          {one.settledReason === null ? null : (
            <>
              {' '}
              <Own>{one.settledReason}</Own>
            </>
          )}
        </div>
      )}
      {one.appliedOn === null ? null : <div className="quiet small">{words.appliedOn(day(one.appliedOn))}</div>}
      {one.undoes === null ? null : <div className="quiet small">{words.isUndo}</div>}
      {one.undoneBy === null ? null : <div className="quiet small">{words.undone}</div>}
    </div>
  )
}

function Acts({
  one,
  onAsk,
  onDone,
}: {
  readonly one: ProposalView
  readonly onAsk: (what: 'refuse' | 'undo') => void
  readonly onDone: () => void
}) {
  const words = useWords(proposalWords)
  const { busy, act } = useAct()
  const may = (what: ProposalView['mayDo'][number]): boolean => one.mayDo.includes(what)
  return (
    <Space wrap>
      {may('approve') ? (
        <Popconfirm
          title={words.approveAsk}
          okText={words.approve}
          onConfirm={() => void act(() => approve(one.id), words.approved).then(onDone)}
        >
          <Button size="small" type="primary" loading={busy}>
            {words.approve}
          </Button>
        </Popconfirm>
      ) : null}
      {may('refuse') ? (
        <Button size="small" onClick={() => onAsk('refuse')}>
          {words.refuse}
        </Button>
      ) : null}
      {may('withdraw') ? (
        <Popconfirm
          title={words.withdrawAsk}
          okText={words.withdraw}
          onConfirm={() => void act(() => withdraw(one.id), words.withdrawn).then(onDone)}
        >
          <Button size="small" loading={busy}>
            {words.withdraw}
          </Button>
        </Popconfirm>
      ) : null}
      {may('undo') ? (
        <Button size="small" onClick={() => onAsk('undo')}>
          {words.undo}
        </Button>
      ) : null}
      {one.not === null ? null : <span className="quiet small">{words.why[one.not] ?? one.not}</span>}
    </Space>
  )
}

/** 提请和批准: what waits for a second person, what became of the rest; before and after beside each other. */
export function Proposals() {
  const words = useWords(proposalWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [state, setState] = useState<ProposalState | ''>('')
  const [asking, setAsking] = useState<{ readonly what: 'refuse' | 'undo'; readonly one: ProposalView }>()
  const renew = (): void => {
    void Promise.all([queries.invalidateQueries({ queryKey: ['proposals'] }), queries.invalidateQueries({ queryKey: ['register'] })])
  }
  const columns: readonly Column<ProposalView>[] = [
    { key: 'state', title: words.state, headline: true, show: one => <Tag color={colours[one.state]}>{words.states[one.state]}</Tag> },
    { key: 'changes', title: words.title, bare: true, show: one => <Whole key={one.id} one={one} /> },
    { key: 'about', title: words.reason, bare: true, show: one => <About one={one} /> },
    {
      key: 'acts',
      title: words.approve,
      bare: true,
      show: one => <Acts one={one} onAsk={what => setAsking({ what, one })} onDone={renew} />,
    },
  ]
  const send = async (typed: Record<string, unknown>): Promise<void> => {
    if (!asking) return
    await (asking.what === 'refuse' ? refuseProposal(asking.one.id, String(typed.reason)) : undo(asking.one.id, String(typed.reason)))
    setAsking(undefined)
    message.success(asking.what === 'refuse' ? words.refused : words.sent)
    renew()
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <div className="filters" role="search">
        <label>
          {words.state}
          <Select<ProposalState | ''>
            aria-label={words.state}
            value={state}
            popupMatchSelectWidth={false}
            onChange={setState}
            options={[
              { value: '', label: words.any },
              ...Object.entries(words.states).map(([value, label]) => ({ value: value as ProposalState, label })),
            ]}
          />
        </label>
      </div>
      <ServerTable<ProposalView>
        queryKey={['proposals', state]}
        ask={cursor => listProposals(state === '' ? undefined : state, cursor)}
        columns={columns}
        rowKey={one => one.id}
        caption={words.title}
        empty={<Nothing title={words.empty} />}
      />
      {asking ? (
        <FormModal
          title={words[asking.what]}
          sendTitle={words[asking.what]}
          onClose={() => setAsking(undefined)}
          onSend={send}
          required={['reason']}
          before={
            <>
              {asking.what === 'undo' ? <p>{words.undoNote}</p> : null}
              <Diff changes={asking.one.changes} />
            </>
          }
          fields={{ reason: field.long(words.reason, 4, 300, words.reasonHint) }}
        />
      ) : null}
    </>
  )
}

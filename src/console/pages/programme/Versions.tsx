import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Collapse, Popconfirm, Tag } from 'antd'
import { useNow } from '../../api/clock.ts'
import { decideProgramme, differencesQuery, programmeQuery } from '../../api/programme.ts'
import type { AdoptionView, VersionsView } from '../../api/programme.ts'
import { sayInstant } from '../../kit/dates.ts'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Answered } from '../../kit/states.tsx'
import { useAct } from '../administration/acting.tsx'
import { Differences } from './Differences.tsx'
import { programmeWords } from './words.ts'

/** Not yet in force: for the second person, for its day, or gone stale. */
export const waits = ({ state }: AdoptionView): boolean => state === 'waiting' || state === 'agreed' || state === 'lapsed'

function About({ row }: { readonly row: AdoptionView }) {
  const words = useWords(programmeWords)
  const language = useLanguage()
  const now = useNow()
  const when = (at: string | null): string => (at === null ? '' : sayInstant(new Date(at), language, now))
  const said =
    row.way === 'folder'
      ? [words.fromFolder]
      : [
          words.proposed(row.proposedByName ?? words.machineRoom, when(row.proposedAt)),
          ...(row.approvedByName === null ? [] : [words.approved(row.approvedByName, when(row.approvedAt))]),
          ...(row.withdrawnByName === null ? [] : [words.withdrawn(row.withdrawnByName, when(row.withdrawnAt))]),
        ]
  return (
    <>
      {row.note === '' ? null : (
        <p>
          <Own>{row.note}</Own>
        </p>
      )}
      <p className="quiet small">
        {[
          ...said,
          `${words.version} ${row.version}`,
          ...(waits(row) || row.state === 'withdrawn' ? [] : [words.open(row.openMatters)]),
        ].join('　')}
      </p>
    </>
  )
}

function Changes({ id }: { readonly id: string }) {
  return <Answered query={useQuery(differencesQuery(id))}>{({ differences }) => <Differences differences={differences} />}</Answered>
}

function Waiting({ row }: { readonly row: AdoptionView }) {
  const words = useWords(programmeWords)
  const queries = useQueryClient()
  const { busy, act } = useAct()
  const decide = async (decision: 'approve' | 'withdraw'): Promise<void> => {
    await act(() => decideProgramme(row.id, decision), decision === 'approve' ? words.approveDone : words.withdrawDone)
    await queries.invalidateQueries({ queryKey: programmeQuery.queryKey })
  }
  return (
    <Card
      size="small"
      title={
        <h3 className="card-title">
          {words.from(row.fromOn)} · {words.states[row.state]}
        </h3>
      }
    >
      <About row={row} />
      <h4>{words.differences}</h4>
      <Changes id={row.id} />
      {row.state === 'waiting' && !row.mayApprove ? <p>{words.own}</p> : null}
      <div className="action-bar">
        {row.mayApprove ? (
          <Popconfirm title={words.approveAsk} okText={words.approve} onConfirm={() => void decide('approve')}>
            <Button type="primary" loading={busy}>
              {words.approve}
            </Button>
          </Popconfirm>
        ) : null}
        {row.mayWithdraw ? (
          <Popconfirm title={words.withdrawAsk} okText={words.withdraw} onConfirm={() => void decide('withdraw')}>
            <Button loading={busy}>{words.withdraw}</Button>
          </Popconfirm>
        ) : null}
      </div>
    </Card>
  )
}

/** What waits for a second person or for its day, and what held before. */
export function Versions({ versions }: { readonly versions: VersionsView }) {
  const words = useWords(programmeWords)
  const open = versions.items.filter(waits)
  const past = versions.items.filter(row => !waits(row))
  return (
    <div className="stack">
      <p className="quiet">{words.versionsNote}</p>
      {versions.folderDiffers ? <Alert type="info" showIcon title={words.folderDiffers} /> : null}
      {open.map(row => (
        <Waiting key={row.id} row={row} />
      ))}
      <Collapse
        destroyOnHidden
        items={past.map((row, at) => ({
          key: row.id,
          label: (
            <>
              {words.from(row.fromOn)} <Tag color={row.state === 'in_force' ? 'success' : 'default'}>{words.states[row.state]}</Tag>
            </>
          ),
          children: (
            <>
              <About row={row} />
              {at === past.length - 1 ? null : (
                <>
                  <h4>{words.differences}</h4>
                  <Changes id={row.id} />
                </>
              )}
            </>
          ),
        }))}
      />
    </div>
  )
}

import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import type { ReactNode } from 'react'
import { useNow } from '../../console/api/clock.ts'
import { sayDay, sayInstant } from '../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { Rows } from '../../console/kit/ServerTable.tsx'
import type { Column } from '../../console/kit/ServerTable.tsx'
import { Answered } from '../../console/kit/states.tsx'
import { deskQuery } from './boards.ts'
import type { DeskLine, DisciplineDesk } from './boards.ts'
import { boards } from './words.ts'
import { Own } from '../../console/kit/Own.tsx'

function Chain({ chain }: Pick<DisciplineDesk, 'chain'>) {
  const { discipline: words } = useWords(boards)
  const language = useLanguage()
  const whole = chain.state === 'whole'
  const Icon = whole ? CheckCircleFilled : chain.state === 'broken' ? CloseCircleFilled : QuestionCircleFilled
  return (
    <div className={`chain chain-${chain.state}`} role="status">
      <Icon aria-hidden="true" /> {words.chain}{language === 'zh' ? '：' : ': '}<strong>{whole ? words.chainWhole : chain.state === 'broken' ? words.chainBroken(chain.at ?? '') : words.chainUnknown}</strong>
      <div className="small">{words.chainNote}</div>
    </div>
  )
}

type Shown = 'who' | 'post' | 'why' | 'at' | 'unit' | 'ending' | 'rung' | 'due'
type Line = DeskLine & { readonly key: string }

function useDeskColumns(): (shown: readonly Shown[]) => readonly Column<Line>[] {
  const { discipline: words } = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const show: Readonly<Record<Shown, (line: DeskLine) => ReactNode>> = {
    who: line => <Own>{line.who}</Own>,
    post: line => <Own>{line.post}</Own>,
    why: line => (line.why === undefined ? '' : words.purposes[line.why] ?? line.why),
    at: line => (line.at === undefined ? '' : sayInstant(new Date(line.at), language, now)),
    unit: line => <Own>{line.unitName}</Own>,
    ending: line => <Own>{line.ending}</Own>,
    rung: line => <Own>{line.rung}</Own>,
    due: line => (line.dueOn === undefined ? '' : sayDay(line.dueOn, language, now)),
  }
  return shown => shown.map(key => ({ key, title: words[key], headline: key === shown[0], show: show[key] }))
}

function Section({ title, note, children }: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  return <Card size="small" title={<h2 className="card-title">{title}</h2>}>{note ? <p className="quiet small">{note}</p> : null}{children}</Card>
}

/** What the discipline organ looks at first: who opened what, what was closed quietly, and whether the chain holds. */
export function Discipline() {
  const { discipline: words } = useWords(boards)
  const columns = useDeskColumns()
  const none = <p className="quiet">{words.none}</p>
  const lines = (rows: readonly DeskLine[], shown: readonly Shown[], caption: string) =>
    <Rows rows={rows.map((line, at): Line => ({ ...line, key: String(at) }))} columns={columns(shown)} rowKey={line => line.key} caption={caption} empty={none} />
  return (
    <>
      <h1>{words.title}</h1>
      <Answered query={useQuery(deskQuery)}>
        {desk => (
          <div className="stack">
            <Chain chain={desk.chain} />
            <Section title={words.opened} note={words.openedNote}>{lines(desk.opened, ['who', 'post', 'why', 'at'], words.opened)}</Section>
            <Section title={words.closedWithoutContact}>{lines(desk.closedWithoutContact, ['unit', 'ending', 'at'], words.closedWithoutContact)}</Section>
            <Section title={words.changedAfterContact} note={words.changedNote}>
              <Rows rows={desk.changedAfterContact} columns={[{ key: 'unit', title: words.unit, show: row => <Own>{row.unitName}</Own> }, { key: 'count', title: words.count, align: 'right', show: row => row.count }]} rowKey={row => row.unitName} caption={words.changedAfterContact} empty={none} />
            </Section>
            <Section title={words.routedAround} note={words.routedNote}>{lines(desk.routedAround, ['who', 'post', 'at'], words.routedAround)}</Section>
            <Section title={words.rungsMissed}>{lines(desk.rungsMissed, ['unit', 'rung', 'due'], words.rungsMissed)}</Section>
          </div>
        )}
      </Answered>
    </>
  )
}

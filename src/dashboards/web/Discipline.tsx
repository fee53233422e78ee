import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Card } from 'antd'
import type { ReactNode } from 'react'
import { useNow } from '../../console/api/clock.ts'
import { sayDay } from '../../console/kit/dates.ts'
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

type Shown = 'who' | 'post' | 'why' | 'on' | 'week' | 'unit' | 'ending' | 'rung' | 'due'
type Line = DeskLine & { readonly key: string }

function useDeskColumns(): (shown: readonly Shown[]) => readonly Column<Line>[] {
  const { discipline: words } = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const show: Readonly<Record<Shown, (line: DeskLine) => ReactNode>> = {
    who: line => <Own>{line.who}</Own>,
    post: line => <Own>{line.post}</Own>,
    why: line => (line.why === undefined ? '' : words.purposes[line.why] ?? line.why),
    on: line => (line.on === undefined ? '' : sayDay(line.on, language, now)),
    week: line => (line.weekOf === undefined ? '' : words.weekFrom(sayDay(line.weekOf, language, now))),
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

/** What the discipline organ looks at first: who opened what, what was closed quietly, and whether the chain holds. What a post does not get has no card. */
export function Discipline() {
  const { discipline: words } = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const columns = useDeskColumns()
  const none = <p className="quiet">{words.none}</p>
  const card = (title: string, note: string | undefined, rows: readonly DeskLine[] | undefined, shown: readonly Shown[]) => rows === undefined ? null : (
    <Section title={title} note={note}>
      <Rows rows={rows.map((line, at): Line => ({ ...line, key: String(at) }))} columns={columns(shown)} rowKey={line => line.key} caption={title} empty={none} />
    </Section>
  )
  return (
    <>
      <h1>{words.title}</h1>
      <Answered query={useQuery(deskQuery)}>
        {desk => (
          <div className="stack">
            <Chain chain={desk.chain} />
            {desk.opened === undefined ? null : <p className="quiet">{words.ownLine}</p>}
            {card(words.opened, words.openedNote, desk.opened, ['who', 'post', 'why', 'on'])}
            {card(words.closedWithoutContact, undefined, desk.closedWithoutContact, ['unit', 'ending', 'on'])}
            {desk.changedAfterContact === undefined ? null : (
              <Section title={words.changedAfterContact} note={words.changedNote}>
                <Rows rows={desk.changedAfterContact} columns={[{ key: 'unit', title: words.unit, show: row => <Own>{row.unitName}</Own> }, { key: 'count', title: words.count, align: 'right', show: row => row.count }]} rowKey={row => row.unitName} caption={words.changedAfterContact} empty={none} />
              </Section>
            )}
            {card(words.routedAround, words.routedNote, desk.routedAround, ['who', 'post', 'week'])}
            {card(words.rungsMissed, undefined, desk.rungsMissed, ['unit', 'rung', 'due'])}
            {desk.openedByDay === undefined ? null : (
              <Section title={words.openedByDay} note={words.openedByDayNote}>
                <Rows rows={desk.openedByDay} columns={[{ key: 'on', title: words.on, headline: true, show: row => sayDay(row.on, language, now) }, { key: 'count', title: words.count, align: 'right', show: row => row.count }]} rowKey={row => row.on} caption={words.openedByDay} empty={none} />
              </Section>
            )}
          </div>
        )}
      </Answered>
    </>
  )
}

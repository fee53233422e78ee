import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useNow } from '../../console/api/clock.ts'
import { sayDay } from '../../console/kit/dates.ts'
import { Fold } from '../../console/kit/Fold.tsx'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { Rows } from '../../console/kit/ServerTable.tsx'
import type { Column } from '../../console/kit/ServerTable.tsx'
import { Answered } from '../../console/kit/states.tsx'
import { deskQuery } from './boards.ts'
import type { DeskLine, DisciplineDesk } from '../contract.ts'
import { boards } from './words.ts'
import { Own } from '../../console/kit/Own.tsx'

export function Chain({ chain }: Pick<DisciplineDesk, 'chain'>) {
  const { discipline: words } = useWords(boards)
  const language = useLanguage()
  const whole = chain.state === 'whole'
  const Icon = whole ? CheckCircleFilled : chain.state === 'broken' ? CloseCircleFilled : QuestionCircleFilled
  return (
    <div className={`chain chain-${chain.state}`} role="status">
      <Icon aria-hidden="true" /> {words.chain}
      {language === 'zh' ? '：' : ': '}
      <strong>{whole ? words.chainWhole : chain.state === 'broken' ? words.chainBroken(chain.at ?? '') : words.chainUnknown}</strong>
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
    why: line => (line.why === undefined ? '' : (words.purposes[line.why] ?? line.why)),
    on: line => (line.on === undefined ? '' : sayDay(line.on, language, now)),
    week: line => (line.weekOf === undefined ? '' : words.weekFrom(sayDay(line.weekOf, language, now))),
    unit: line => <Own>{line.unitName}</Own>,
    ending: line => <Own>{line.ending}</Own>,
    rung: line => <Own>{line.rung}</Own>,
    due: line => (line.dueOn === undefined ? '' : sayDay(line.dueOn, language, now)),
  }
  return shown => shown.map(key => ({ key, title: words[key], headline: key === shown[0], show: show[key] }))
}

interface SectionProps {
  readonly title: string
  readonly note?: string
  readonly count: number
  readonly first?: boolean
  readonly children: ReactNode
}

function Section({ title, note, count, first, children }: SectionProps) {
  return (
    <Fold title={title} count={count} first={first} framed>
      {note ? <p className="quiet small">{note}</p> : null}
      {children}
    </Fold>
  )
}

/** What the discipline organ looks at first: who opened what, what was closed quietly, and whether the chain holds. What a post does not get has no card. */
export function Discipline() {
  const { discipline: words } = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const columns = useDeskColumns()
  const none = <p className="quiet">{words.none}</p>
  const card = (
    first: readonly DeskLine[] | undefined,
    title: string,
    note: string | undefined,
    rows: readonly DeskLine[] | undefined,
    shown: readonly Shown[],
  ) =>
    rows === undefined ? null : (
      <Section title={title} note={note} count={rows.length} first={rows === first}>
        <Rows
          rows={rows.map((line, at): Line => ({ ...line, key: String(at) }))}
          columns={columns(shown)}
          rowKey={line => line.key}
          caption={title}
          empty={none}
        />
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
            {card(desk.opened, words.opened, words.openedNote, desk.opened, ['who', 'post', 'why', 'on'])}
            {card(desk.opened, words.closedWithoutContact, undefined, desk.closedWithoutContact, ['unit', 'ending', 'on'])}
            {desk.changedAfterContact === undefined ? null : (
              <Section title={words.changedAfterContact} note={words.changedNote} count={desk.changedAfterContact.length}>
                <Rows
                  rows={desk.changedAfterContact}
                  columns={[
                    { key: 'unit', title: words.unit, show: row => <Own>{row.unitName}</Own> },
                    { key: 'count', title: words.count, align: 'right', show: row => row.count },
                  ]}
                  rowKey={row => row.unitName}
                  caption={words.changedAfterContact}
                  empty={none}
                />
              </Section>
            )}
            {card(desk.opened, words.routedAround, words.routedNote, desk.routedAround, ['who', 'post', 'week'])}
            {card(desk.opened, words.rungsMissed, undefined, desk.rungsMissed, ['unit', 'rung', 'due'])}
            {desk.openedByDay === undefined ? null : (
              <Section
                title={words.openedByDay}
                note={words.openedByDayNote}
                count={desk.openedByDay.length}
                first={desk.opened === undefined}
              >
                <Rows
                  rows={desk.openedByDay}
                  columns={[
                    { key: 'on', title: words.on, headline: true, show: row => sayDay(row.on, language, now) },
                    { key: 'count', title: words.count, align: 'right', show: row => row.count },
                  ]}
                  rowKey={row => row.on}
                  caption={words.openedByDay}
                  empty={none}
                />
              </Section>
            )}
          </div>
        )}
      </Answered>
    </>
  )
}

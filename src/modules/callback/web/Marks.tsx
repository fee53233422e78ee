import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '../../../console/api/client.ts'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import type { Criterion, DrawOfWeek, MarksOfUnit } from '../contract.ts'
import { marksWords } from './marks.words.ts'
import './marking.css'

interface Marks {
  readonly since: string
  readonly least: number
  readonly share: { readonly percent: number; readonly least: number }
  readonly criteria: readonly Criterion[]
  readonly units: readonly MarksOfUnit[]
  readonly draws: readonly DrawOfWeek[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
const marksQuery = queryOptions({ queryKey: ['work', 'marks'], queryFn: () => get<Marks>('/api/callback/marks') })

function useUnitColumns(criteria: readonly Criterion[]): readonly Column<MarksOfUnit>[] {
  const words = useWords(marksWords)
  const language = useLanguage()
  const titleOf = (key: string): string => {
    const known = criteria.find(one => one.key === key)
    return known === undefined ? key : language === 'zh' ? known.title : known.title_en
  }
  return [
    { key: 'unit', title: words.unit, headline: true, show: one => <Own>{one.unitName}</Own> },
    { key: 'marked', title: words.marked, show: one => words.markedOf(one.marked) },
    {
      key: 'missing',
      title: words.missing,
      show: one => (
        <ul className="missing">
          {one.missing.map(({ criterion, share }) => (
            <li key={criterion}>{words.missingOf(titleOf(criterion), share)}</li>
          ))}
        </ul>
      ),
    },
    { key: 'upheld', title: words.upheld, show: one => words.about(one.upheld) },
  ]
}

function useDrawColumns(): readonly Column<DrawOfWeek>[] {
  const words = useWords(marksWords)
  const language = useLanguage()
  const now = useNow()
  return [
    { key: 'week', title: words.week, headline: true, show: one => sayDay(one.week, language, now) },
    { key: 'hash', title: words.hash, show: one => <code className="ticket small">{one.commitment}</code> },
    {
      key: 'drawn',
      title: words.drawn,
      show: one => (one.seed === undefined ? words.running : words.drawnOf(one.drawn ?? 0, one.listed ?? 0)),
    },
    {
      key: 'sheet',
      title: words.sheet,
      show: one =>
        one.seed === undefined ? (
          '—'
        ) : (
          <a className="target" href={`/api/callback/draws/${one.week}`} download>
            {words.takeSheet}
          </a>
        ),
    },
  ]
}

/** 记录质检: what was missing where, and the weekly draws with what anybody needs to draw them again. */
export function RecordMarks() {
  const words = useWords(marksWords)
  const language = useLanguage()
  const now = useNow()
  const query = useQuery(marksQuery)
  const unitColumns = useUnitColumns(query.data?.criteria ?? [])
  const drawColumns = useDrawColumns()
  return (
    <section aria-label={words.title}>
      <div className="titled">
        <h2>{words.title}</h2>
        <TakeOut ledger="record_marks" filter={{}} />
      </div>
      <Answered query={query}>
        {({ since, least, share, units, draws }) => (
          <>
            <p className="quiet">{words.note(sayDay(since, language, now), least, share.percent, share.least)}</p>
            <Rows
              rows={units}
              columns={unitColumns}
              rowKey={one => one.unit}
              caption={words.title}
              empty={
                <Nothing title={words.none}>
                  <p className="quiet">{words.noneNote(least)}</p>
                </Nothing>
              }
            />
            <h3>{words.draws}</h3>
            <p className="quiet small">{words.drawsNote}</p>
            <Rows
              rows={draws}
              columns={drawColumns}
              rowKey={one => one.week}
              caption={words.draws}
              empty={<Nothing title={words.noDraw} />}
            />
          </>
        )}
      </Answered>
    </section>
  )
}

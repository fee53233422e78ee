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
import type { VoicesOfUnit } from '../contract.ts'
import { RecordMarks } from './Marks.tsx'
import './quality.css'
import { qualityWords } from './quality.words.ts'

interface Voices {
  readonly since: string
  readonly least: number
  readonly units: readonly VoicesOfUnit[]
}

// Below 'work': whatever happens to a matter that one sees makes these stale.
const voicesQuery = queryOptions({ queryKey: ['work', 'voices'], queryFn: () => get<Voices>('/api/callback/voices') })

function useVoicesColumns(): readonly Column<VoicesOfUnit>[] {
  const words = useWords(qualityWords)
  return [
    { key: 'unit', title: words.unit, headline: true, show: one => <Own>{one.unitName}</Own> },
    { key: 'asked', title: words.asked, show: one => words.askedOf(one.asked) },
    {
      key: 'apart',
      title: words.apart,
      show: ({ share, from, to }) => (
        <div className="apart">
          <b>{words.about(share)}</b> <span className="quiet small">{words.between(from, to)}</span>
          <div className="apart-line" aria-hidden="true">
            <span style={{ left: `${from}%`, width: `${to - from}%` }} />
            <i style={{ left: `${share}%` }} />
          </div>
        </div>
      ),
    },
  ]
}

/** 两个声音 (X15): by department, with what chance may do to it; no rank. */
function TwoVoices() {
  const words = useWords(qualityWords)
  const language = useLanguage()
  const now = useNow()
  const columns = useVoicesColumns()
  return (
    <section aria-label={words.voices}>
      <div className="titled">
        <h2>{words.voices}</h2>
        <TakeOut ledger="second_voices" filter={{}} />
      </div>
      <Answered query={useQuery(voicesQuery)}>
        {({ since, least, units }) => (
          <>
            <p className="quiet">{words.voicesNote(sayDay(since, language, now), least)}</p>
            <Rows
              rows={units}
              columns={columns}
              rowKey={one => one.unit}
              caption={words.voices}
              empty={
                <Nothing title={words.none}>
                  <p className="quiet">{words.noneNote(least)}</p>
                </Nothing>
              }
            />
            {units.length === 0 ? null : <p className="quiet small">{words.voicesRule}</p>}
          </>
        )}
      </Answered>
    </section>
  )
}

/** 回访质量: what stands behind the calls that were made. */
export function Quality() {
  const words = useWords(qualityWords)
  return (
    <>
      <h1>{words.title}</h1>
      <TwoVoices />
      <RecordMarks />
    </>
  )
}

import { Card } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { InspectionCardView } from './card.ts'
import { inspectionWords } from './inspection.words.ts'

/** Where and when to go, and the check list with what was found so far. */
export function InspectionCard({ card }: CardProps) {
  const view = card as InspectionCardView
  const words = useWords(inspectionWords)
  const language = useLanguage()
  const now = useNow()
  return (
    <Card
      size="small"
      title={
        <h2 className="card-title">
          <Own>{view.inspectionName}</Own>
        </h2>
      }
    >
      <dl className="pairs">
        <div>
          <dt>{words.place}</dt>
          <dd>
            <Own>{view.placeName}</Own>
          </dd>
        </div>
        <div>
          <dt>{words.day}</dt>
          <dd>
            {sayDay(view.day, language, now)} {view.hour ?? ''}
            {view.isDrawn ? ` · ${words.drawn}` : ''}
          </dd>
        </div>
      </dl>
      <ol>
        {view.items.map((item, at) => (
          <li key={at}>
            <Own>{item.text}</Own>{' '}
            {item.findings.length === 0 ? (
              <span className="quiet">{words.clean}</span>
            ) : (
              item.findings.map((one, nth) => (
                <strong key={nth}>
                  {one.at} <Own>{one.what}</Own>{' '}
                </strong>
              ))
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

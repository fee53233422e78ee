import { Button, Card } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { InspectionCardView } from './card.ts'
import { inspectionWords } from './inspection.words.ts'
import { Photos } from './Photos.tsx'

/** Where and when to go, and the check list with what was found so far; each item is noted where it stands. */
export function InspectionCard({ card, may, begin }: CardProps) {
  const view = card as InspectionCardView
  const words = useWords(inspectionWords)
  const language = useLanguage()
  const now = useNow()
  const mayNote = may.some(one => one.action === 'note_finding' && one.not === undefined)
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
      <ol className="check-list">
        {view.items.map((item, at) => (
          <li key={at}>
            <div className="titled">
              <span>
                {at + 1}. <Own>{item.text}</Own> {item.findings.length === 0 ? <span className="quiet small">{words.clean}</span> : null}
              </span>
              {mayNote ? (
                <Button aria-label={words.noteOn(at + 1)} onClick={() => begin('note_finding', { item: at + 1 })}>
                  {words.note_finding}
                </Button>
              ) : null}
            </div>
            {item.findings.map((one, nth) => (
              <div key={nth}>
                <strong>
                  {one.at} <Own>{one.what}</Own>
                </strong>
                <Photos ids={one.photos} />
              </div>
            ))}
          </li>
        ))}
      </ol>
    </Card>
  )
}

import { Link } from '@tanstack/react-router'
import { Card } from 'antd'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { ClassCardView } from './card.ts'
import { monthWords } from './month.words.ts'

/** The matters that a class was drawn from, as far as one's post sees them. */
export function ClassCard({ card }: CardProps) {
  const view = card as ClassCardView
  const words = useWords(monthWords).card
  return (
    <Card size="small" title={<h2 className="card-title">{words.from}</h2>}>
      {view.matters.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul>
          {view.matters.map(one => (
            <li key={one.id}>
              <Link to="/matters/$id" params={{ id: one.id }} className="number tap">
                {one.number}
              </Link>
              {'　'}
              <Own>{one.item}</Own>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

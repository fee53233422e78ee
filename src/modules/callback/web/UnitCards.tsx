import { Card } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import './callCard.css'
import type { OrderCardView, RepairCardView } from './card.ts'
import { card as cardWords } from './card.words.ts'
import { orderKind } from './words.ts'

/** What a unit has to put right: reasons of a whole batch, nothing of a visitor. */
export function RepairCard(props: CardProps) {
  const { repair } = props.card as RepairCardView
  const words = useWords(cardWords)
  return (
    <Card size="small">
      <h2>{words.repairReasons(repair.unitName)}</h2>
      <ul lang="zh-CN">
        {repair.reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="quiet small">{words.repairNote}</p>
    </Card>
  )
}

/** A line of the weekly list: what to change, and what was answered. */
export function OrderCard(props: CardProps) {
  const { order } = props.card as OrderCardView
  const words = useWords(cardWords)
  const { fields, values } = useWords(orderKind).records
  const language = useLanguage()
  const now = useNow()
  return (
    <Card size="small">
      <dl className="said">
        <div>
          <dt>{fields.what}</dt>
          <dd>
            <Own>{order.what}</Own>
          </dd>
        </div>
        <div>
          <dt>{fields.cause}</dt>
          <dd>{values[order.cause] ?? order.cause}</dd>
        </div>
        <div>
          <dt>{fields.responsible}</dt>
          <dd>
            <Own>{order.responsible}</Own>
          </dd>
        </div>
        <div>
          <dt>{fields.by}</dt>
          <dd>{sayDay(order.by, language, now)}</dd>
        </div>
        {order.answers.map((answer, at) => (
          <div key={at}>
            <dt>{words.orderAnswer(answer.done)}</dt>
            <dd>
              <Own>{answer.said}</Own>
              <div className="quiet small">{sayDay(answer.answeredOn, language, now)}</div>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{words.orderNote}</p>
    </Card>
  )
}

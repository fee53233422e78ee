import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Button, Card, Tag } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { Fold } from '../../../console/kit/Fold.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { StuckCardView } from './card.ts'
import { ClassForm } from './ClassForm.tsx'
import { monthWords } from './month.words.ts'
import { stuckCardWords } from './words.ts'

/** How the citizen is reached, through whose hands it went, and the entries that a hand-over may name. */
export function StuckCard({ card, matter, may, begin }: CardProps) {
  const view = card as StuckCardView
  const words = useWords(stuckCardWords)
  const { setUp } = useWords(monthWords)
  const [asking, setAsking] = useState(false)
  const openNumber = may.find(one => one.action === 'open_number')
  return (
    <div className="stack">
      <Card size="small">
        <p>
          <Tag>{view.complex ? words.complex : view.enquiry ? words.enquiry : words.general}</Tag>
          {view.urgent ? <Tag color="red">{words.urgent}</Tag> : null}
          {view.court ? <Tag>{words.court}</Tag> : null}
          {view.returns > 0 ? <Tag color="warning">{words.returns(view.returns)}</Tag> : null}
          {view.leadStands ? <Tag color="blue">{words.stands}</Tag> : null}
        </p>
        {view.contact.number === undefined ? (
          openNumber ? (
            <ActionButton may={openNumber} begin={begin} block icon={<EyeOutlined />} />
          ) : null
        ) : (
          <Button type="primary" size="large" block icon={<PhoneFilled />} href={`tel:${view.contact.number}`}>
            {words.call(view.contact.number)}
          </Button>
        )}
        <p className="quiet small">{words.numberNote}</p>
        {view.setsUpClass ? <Button onClick={() => setAsking(true)}>{setUp}</Button> : null}
        {asking ? <ClassForm from={{ matter: matter.id }} unit={view.setsUpClass?.unit} onClose={() => setAsking(false)} /> : null}
      </Card>
      <Card size="small" title={words.handovers}>
        {view.handovers.length === 0 ? (
          <p className="quiet">{words.none}</p>
        ) : (
          <ol>
            {view.handovers.map((one, at) => (
              <li key={at}>
                <Own>{one.unitName}</Own> <span className="quiet">{one.hours === undefined ? words.held : words.returned(one.hours)}</span>
              </li>
            ))}
          </ol>
        )}
      </Card>
      {view.powers.length === 0 ? null : (
        <Fold title={words.powers}>
          <p className="quiet small">{words.powersNote}</p>
          <ul>
            {view.powers.map(power => (
              <li key={power.title}>
                <strong>
                  <Own>{power.title}</Own>
                </strong>{' '}
                <span className="quiet">
                  {words.leads} <Own>{power.unitName}</Own>
                </span>
                {power.basis === undefined ? null : (
                  <div className="small">
                    <Own>{power.basis}</Own>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

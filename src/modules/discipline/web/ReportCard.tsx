import { EyeOutlined, PhoneFilled } from '@ant-design/icons'
import { Alert, Button, Card } from 'antd'
import { ActionButton } from '../../../console/kit/ActionBar.tsx'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import './reportCard.css'
import type { ReportCardView } from './card.ts'
import { reportCardWords } from './words.ts'

/** How the reporter is reached: password, number, and the rule that nobody may learn who it is. */
export function ReportCard({ card, may, begin }: CardProps) {
  const view = card as ReportCardView
  const words = useWords(reportCardWords)
  const openContact = may.find(one => one.action === 'open_contact')
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={<strong>{words.protect}</strong>} />
      <Card size="small" className="report-card">
        {view.contact.left ? (
          <>
            {view.safeWord === undefined ? null : (
              <>
                <div className="safe-word">
                  <span>{words.safeWord}</span>
                  <b>
                    <Own>{view.safeWord}</Own>
                  </b>
                </div>
                <p className="quiet small">{words.safeWordNote}</p>
              </>
            )}
            {view.contact.number === undefined ? (
              openContact ? (
                <ActionButton may={openContact} begin={begin} primary block icon={<EyeOutlined />} />
              ) : null
            ) : (
              <Button type="primary" size="large" block icon={<PhoneFilled />} href={`tel:${view.contact.number}`}>
                {words.call(view.contact.number)}
              </Button>
            )}
            <p className="quiet small">{words.note}</p>
          </>
        ) : (
          <p>{view.contact.written ? words.written : words.none}</p>
        )}
      </Card>
    </div>
  )
}

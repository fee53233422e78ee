import { PrinterOutlined } from '@ant-design/icons'
import { Button, Card, QRCode, Space } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { sayInstant } from '../../../console/kit/dates.ts'
import { Fold } from '../../../console/kit/Fold.tsx'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { CardProps } from '../../../console/rooms.ts'
import type { BundleCardView } from './card.ts'
import { bundleCardWords } from './words.ts'

/** Who holds the bag since when, what is in it, through whose hands it went, and the label that goes on it. */
export function TransferCard({ card, may, begin }: CardProps) {
  const view = card as BundleCardView
  const words = useWords(bundleCardWords)
  const language = useLanguage()
  const now = useNow()
  const at = (instant: string): string => sayInstant(new Date(instant), language, now)
  const toPoint = may.find(one => one.action === 'hand_to_point' && one.not === undefined)
  return (
    <div className="stack">
      <Card size="small" title={<h2 className="card-title">{words.where}</h2>}>
        <p>
          <Own>{words.held(view.holder, view.lastSignedBy, at(view.since))}</Own>
        </p>
        {view.passing ? (
          <p>
            <Own>{words.passing(view.passing.to, view.passing.by, at(view.passing.at))}</Own>
          </p>
        ) : null}
        {toPoint && view.points.length > 0 ? (
          <Space wrap className="point-choices" aria-label={words.toPoint}>
            {view.points.map(point => (
              <Button key={point} onClick={() => begin('hand_to_point', { point })}>
                {words.toPoint}：<Own>{point}</Own>
              </Button>
            ))}
          </Space>
        ) : null}
      </Card>
      {view.bag === undefined ? null : (
        <Card size="small">
          <div className="rating-code receipt bag-label">
            <h2>{words.labelTitle}</h2>
            <p className="receipt-code">{view.bag}</p>
            <QRCode type="svg" aria-label={words.bag} value={view.bag} size={180} errorLevel="M" bordered={false} />
            <span>
              {words.for} <Own>{view.unitName}</Own>
            </span>
            <span className="number">{view.number}</span>
            <p className="quiet small">{words.labelNote}</p>
            <Button className="no-print" icon={<PrinterOutlined />} onClick={() => window.print()}>
              {words.label}
            </Button>
          </div>
        </Card>
      )}
      <Card size="small" title={<h2 className="card-title">{words.list}</h2>}>
        <ol>
          {view.papers.map((paper, n) => (
            <li key={n}>
              <Own>{paper.kind}</Own> <span className="quiet">{words.paper(paper.copies, paper.pages)}</span>
            </li>
          ))}
        </ol>
        <p className="quiet">
          {words.for} <Own>{`${view.unitName} ${view.officer}`}</Own>
        </p>
      </Card>
      <Fold title={words.signatures}>
        <ol>
          {view.signatures.map((one, n) => (
            <li key={n}>
              <Own>{`${one.from} → ${one.to}`}</Own>
              <div className="quiet small">
                {at(one.signedAt)} · <Own>{words.signed(one.givenBy, one.signedBy)}</Own>
              </div>
            </li>
          ))}
        </ol>
      </Fold>
    </div>
  )
}

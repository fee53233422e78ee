import { CheckCircleFilled, ClockCircleFilled, ExclamationCircleFilled, QuestionCircleFilled, WarningFilled } from '@ant-design/icons'
import { Popover } from 'antd'
import { becauseInEnglish } from '../../calendar/becauseEn.ts'
import { useNow } from '../api/clock.ts'
import { readClock } from './clockReading.ts'
import type { ClockRead, ClockTone } from './clockReading.ts'
import { explainOn } from './explain.ts'
import { useLanguage, useWords } from './language.ts'
import { kit } from './words.ts'

const icons: Record<ClockTone, typeof ClockCircleFilled> = {
  calm: ClockCircleFilled,
  near: WarningFilled,
  overdue: ExclamationCircleFilled,
  kept: CheckCircleFilled,
  late: CheckCircleFilled,
  open: QuestionCircleFilled,
}

/** Remaining or overdue, in colour and in words; a tap opens how the date came about, day by day. */
export function ClockBadge({ clock, titled = true }: { readonly clock: ClockRead; readonly titled?: boolean }) {
  const words = useWords(kit)
  const language = useLanguage()
  const reading = readClock(clock, useNow(), language, words)
  const Icon = icons[reading.tone]
  // What the eye sees apart a voice would read as one word.
  const pause = language === 'zh' ? '，' : ', '
  return (
    <Popover
      title={`${clock.title} · ${words.because}`}
      content={
        <ol className="because">
          {clock.because.map((line, at) => (
            <li key={at}>{language === 'zh' ? line : becauseInEnglish(line)}</li>
          ))}
        </ol>
      }
      trigger={explainOn()}
    >
      <button type="button" className={`clock clock-${reading.tone}`}>
        <Icon aria-hidden="true" />
        <span>
          {titled ? (
            <>
              <span className="clock-title">{clock.title}</span>
              <span className="unseen">{pause}</span>
            </>
          ) : null}
          <strong>{reading.words}</strong>
          {reading.due === undefined ? null : (
            <>
              <span className="unseen">{pause}</span>
              <span className="clock-due">{reading.due}</span>
            </>
          )}
        </span>
      </button>
    </Popover>
  )
}

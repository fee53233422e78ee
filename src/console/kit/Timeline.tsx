import { Timeline as Line } from 'antd'
import type { TrailEntry } from '../../engine/contract.ts'
import { useNow } from '../api/clock.ts'
import { dayOfInstant, sayDay, sayInstant } from './dates.ts'
import { useLanguage, useWords } from './language.ts'
import { kit } from './words.ts'
import { Own } from './Own.tsx'

/** Names of what a room records and of its code values, so that the trail reads in words. */
export interface RecordWords {
  readonly fields: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string>>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/
const isFile = (one: unknown): one is string => typeof one === 'string' && uuid.test(one)

function Value({
  value,
  words,
  yes,
  no,
  file,
}: {
  readonly value: unknown
  readonly words?: RecordWords
  readonly yes: string
  readonly no: string
  readonly file: (n: number) => string
}) {
  if (typeof value === 'boolean') return <>{value ? yes : no}</>
  if (Array.isArray(value)) {
    return (
      <>
        {value.map((one, at) => (
          <span key={at}>
            {at === 0 ? null : isFile(one) ? ' ' : '；'}
            {isFile(one) ? (
              <a href={`/api/files/${one}`} target="_blank" rel="noreferrer">
                {file(at + 1)}
              </a>
            ) : (
              <Own>{String(one)}</Own>
            )}
          </span>
        ))}
      </>
    )
  }
  const text = String(value)
  return words?.values[text] === undefined ? <Own>{text}</Own> : <>{words.values[text]}</>
}

/** Only what the room has named is shown; of an opening the server has left out what no screen may have. */
function Recorded({ input, words }: { readonly input: unknown; readonly words?: RecordWords }) {
  const kitWords = useWords(kit)
  if (typeof input !== 'object' || input === null || words === undefined) return null
  const named = Object.entries(input).filter(
    ([name, value]) =>
      words.fields[name] !== undefined && (typeof value !== 'object' || (Array.isArray(value) && value.length > 0)) && value !== '',
  )
  if (named.length === 0) return null
  return (
    <dl className="recorded">
      {named.map(([name, value]) => (
        <div key={name}>
          <dt>{words.fields[name]}</dt>
          <dd>
            <Value value={value} words={words} yes={kitWords.yes} no={kitWords.no} file={kitWords.attachment} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Who sits where since this entry, as posts, and why; only a change is told, since the card names who calls now. */
function Seated({ entry }: { readonly entry: TrailEntry }) {
  if (entry.action !== 'seated' || entry.seated === undefined) return null
  const because = (entry.input as { because?: readonly string[] } | undefined)?.because ?? []
  return (
    <div className="small" lang="zh-CN">
      {because.length > 0 ? <div>{because.join('；')}</div> : null}
      <div className="quiet">{entry.seated.map(({ seat, post }) => `${seat}：${post}`).join('　')}</div>
    </div>
  )
}

/** The seat reads in the reader's language, the person's name stays. */
function Actor({ by }: { readonly by: string }) {
  const [, seat = by, name] = /^(.*) (\S+)$/.exec(by) ?? []
  return (
    <>
      {seat}
      {name === undefined ? null : (
        <>
          {' '}
          <Own>{name}</Own>
        </>
      )}
    </>
  )
}

/** The matter's trail, newest first. */
export function Timeline({
  trail,
  recordWords,
  daysAlone = false,
}: {
  readonly trail: readonly TrailEntry[]
  readonly recordWords?: RecordWords
  readonly daysAlone?: boolean
}) {
  const words = useWords(kit)
  const language = useLanguage()
  const now = useNow()
  const rounds = trail.some(entry => entry.round > 1)
  const newest = [...trail].sort((a, b) => b.seq - a.seq)
  return (
    <Line
      items={newest.map(entry => ({
        key: entry.seq,
        color: entry.by === 'system' ? 'gray' : entry.by === 'citizen' ? 'green' : 'blue',
        content: (
          <div className="trail-entry">
            <div>
              <strong>{entry.title}</strong>
              {rounds ? <span className="quiet">　{words.round(entry.round)}</span> : null}
            </div>
            <div className="quiet small">
              {daysAlone ? sayDay(dayOfInstant(new Date(entry.at)), language, now) : sayInstant(new Date(entry.at), language, now)}
              {'　'}
              {entry.by === 'system' ? words.bySystem : entry.by === 'citizen' ? words.byCitizen : <Actor by={entry.by} />}
            </div>
            <Seated entry={entry} />
            <Recorded input={entry.input} words={recordWords} />
          </div>
        ),
      }))}
    />
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { dayOfInstant, sayDay, sayInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { entryQuery, heldOn, kinds, listOf } from './hall.ts'
import type { ColumnSaid, Entry, ItemBody, Kind, Version, WindowBody } from './hall.ts'
import { ChangeEntry } from './HallForms.tsx'
import type { Act } from './HallForms.tsx'
import { entryWords } from './words.ts'

const shown = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '—' : typeof value === 'number' ? value.toLocaleString('en') : <Own>{value}</Own>

function Facts({ kind, columns, held }: { readonly kind: Kind; readonly columns: readonly ColumnSaid[]; readonly held: Version }) {
  const words = useWords(entryWords)
  const { org, body } = held
  const oneThing = kind === 'item' ? (body as ItemBody).oneThing : undefined
  return (
    <Card size="small" className="gap-below">
      <dl className="pairs entry-facts">
        {columns
          // Why it is not in the hall is asked only of what is not.
          .filter(({ key }) => key !== 'name' && key !== 'unitCode' && (key !== 'reason' || held.line[key] !== null))
          .map(({ key, title }) => (
            <div key={key}>
              <dt>{title}</dt>
              <dd>
                {key === 'oneThing' && oneThing !== undefined ? (
                  <Link to="/hall/items" search={{ oneThing }} className="tap">
                    <Own>{oneThing}</Own>
                  </Link>
                ) : (
                  shown(held.line[key])
                )}
              </dd>
            </div>
          ))}
        <div>
          <dt>{words.org}</dt>
          <dd>
            {org === undefined ? (
              words.unlinked
            ) : (
              <Link to={listOf[kind]} search={{ org: org.id }} className="tap">
                <Own>{org.name}</Own>
              </Link>
            )}
          </dd>
        </div>
      </dl>
    </Card>
  )
}

/** What this version changed of the one that was written before it. */
function Difference({
  columns,
  version,
  before,
}: {
  readonly columns: readonly ColumnSaid[]
  readonly version: Version
  readonly before: Version | undefined
}) {
  const words = useWords(entryWords)
  if (before === undefined) return <p className="quiet">{words.first}</p>
  const turned = version.gone === before.gone ? null : <p>{version.gone ? words.ends : words.reopened}</p>
  const changed = columns.filter(({ key }) => (version.line[key] ?? null) !== (before.line[key] ?? null))
  return (
    <>
      {turned}
      <dl className="recorded">
        {changed.map(({ key, title }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>
              {version.line[key] === null ? words.empty : shown(version.line[key])}{' '}
              <span className="quiet">
                （{words.before} {before.line[key] === null ? words.empty : shown(before.line[key])}）
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function History({ entry: { columns, versions }, held }: { readonly entry: Entry; readonly held: Version | undefined }) {
  const words = useWords(entryWords)
  const language = useLanguage()
  const now = useNow()
  const today = dayOfInstant(now)
  return (
    <>
      <h2>{words.history}</h2>
      <ol className="plain cards">
        {versions.map((version, at) => (
          <li key={version.version}>
            <Card
              size="small"
              title={
                <h3 className="card-title">
                  {words.version(version.version)}　{words.from(sayDay(version.fromOn, language, now))}{' '}
                  {version === held ? <Tag color="success">{words.holds}</Tag> : version.fromOn > today ? <Tag>{words.coming}</Tag> : null}
                </h3>
              }
            >
              <p className="quiet small">
                <Own>{version.byName}</Own>　{sayInstant(new Date(version.changedAt), language, now)}　<Own>{version.why}</Own>
              </p>
              <Difference columns={columns} version={version} before={versions[at + 1]} />
            </Card>
          </li>
        ))}
      </ol>
    </>
  )
}

function Acts({ kind, held, onAct }: { readonly kind: Kind; readonly held: Version; readonly onAct: (act: Act) => void }) {
  const words = useWords(entryWords)
  const moves = kind === 'item' && (held.body as ItemBody).hall !== 'in'
  const settles = kind === 'window' && (held.body as WindowBody).state === 'apart'
  if (held.gone) return <Button onClick={() => onAct('change')}>{words.again}</Button>
  return (
    <Space wrap>
      {moves ? (
        <Button type="primary" onClick={() => onAct('moveIn')}>
          {words.moveIn}
        </Button>
      ) : null}
      {settles ? (
        <Button type="primary" onClick={() => onAct('settle')}>
          {words.settle}
        </Button>
      ) : null}
      <Button onClick={() => onAct('change')}>{words.change}</Button>
      <Button onClick={() => onAct('end')}>{words.end}</Button>
    </Space>
  )
}

/** One thing of the register: what holds today, every change with its day, who and why, and its next version. */
export function HallEntry() {
  const words = useWords(entryWords)
  const language = useLanguage()
  const today = dayOfInstant(useNow())
  const { kind: asked, code } = useParams({ from: '/signed-in/hall/entries/$kind/$code' })
  const kind = kinds.find(one => one === asked)
  const [act, setAct] = useState<Act>()
  const query = useQuery({ ...entryQuery(kind ?? 'item', code, language), enabled: kind !== undefined })
  if (kind === undefined) return <Nothing />
  return (
    <Answered query={query}>
      {entry => {
        const held = heldOn(entry.versions, today)
        // What begins later is all there is of something new.
        const seen = held ?? entry.versions[0]
        if (seen === undefined) return <Nothing />
        return (
          <>
            <p className="way-back">
              <Link to={listOf[kind]} className="tap">
                ‹ {words.back[kind]}
              </Link>
            </p>
            <div className="titled">
              <h1>
                <Own>{seen.body.name}</Own> {seen.gone ? <Tag>{words.ended}</Tag> : null}
              </h1>
              {entry.mayChange ? <Acts kind={kind} held={seen} onAct={setAct} /> : null}
            </div>
            <Facts kind={kind} columns={entry.columns} held={seen} />
            {kind === 'item' && held !== undefined && !held.gone ? (
              <p>
                <a className="tap" href={`/hall/${code}?lang=${language}`} target="_blank" rel="noopener">
                  {words.citizen}
                </a>
              </p>
            ) : null}
            <History entry={entry} held={held} />
            {act === undefined ? null : (
              <ChangeEntry
                kind={kind}
                code={code}
                act={act}
                held={seen}
                seen={entry.versions[0]?.version ?? 0}
                columns={entry.columns}
                onClose={() => setAct(undefined)}
              />
            )}
          </>
        )
      }}
    </Answered>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { App, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { readUnitPage, renameUnit } from '../../api/register.ts'
import type { Level, ListedEdge, Organ, UnitPage } from '../../api/register.ts'
import { useSession } from '../../api/session.ts'
import { dayOfInstant } from '../../kit/dates.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Rows } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Answered } from '../../kit/states.tsx'
import { field, FormModal } from './FormModal.tsx'
import { usePostColumns } from './PostRows.tsx'
import { useProposing } from './proposing.tsx'
import type { Asked } from './proposing.tsx'
import { postWords } from './proposalWords.ts'
import { usePostForms } from './usePostForms.ts'
import { register, unitWords } from './words.ts'

function Edges({ unit, edges, way }: { readonly unit: string; readonly edges: readonly ListedEdge[]; readonly way: 'above' | 'below' }) {
  const common = useWords(register)
  const words = useWords(unitWords)
  const those = edges.filter(edge => (way === 'above' ? edge.lower : edge.upper) === unit)
  const columns: readonly Column<ListedEdge>[] = [
    {
      key: 'unit',
      title: common.unit,
      headline: true,
      show: edge => (
        <Link to="/units/$id" params={{ id: way === 'above' ? edge.upper : edge.lower }} className="tap">
          <Own>{way === 'above' ? edge.upperName : edge.lowerName}</Own>
        </Link>
      ),
    },
    { key: 'level', title: common.level, show: edge => common.levels[way === 'above' ? edge.upperLevel : edge.lowerLevel] },
    { key: 'line', title: common.line, show: edge => common.lineNames[edge.line] },
    { key: 'kind', title: common.edgeKind, show: edge => common.edgeKinds[edge.kind] },
  ]
  return (
    <>
      <h2>{words[way]}</h2>
      <Rows
        rows={those}
        columns={columns}
        rowKey={edge => `${edge.lower} ${edge.upper} ${edge.line}`}
        caption={words[way]}
        empty={<p className="quiet">{words.noEdges}</p>}
      />
    </>
  )
}

function Facts({ unit }: { readonly unit: UnitPage }) {
  const common = useWords(register)
  const words = useWords(unitWords)
  const parent = unit.parent
  return (
    <dl className="pairs gap-below" aria-label={words.facts}>
      <div>
        <dt>{common.code}</dt>
        <dd>{unit.code}</dd>
      </div>
      <div>
        <dt>{common.kind}</dt>
        <dd>{common.kinds[unit.kind]}</dd>
      </div>
      <div>
        <dt>{common.parent}</dt>
        <dd>
          {parent === null ? (
            words.none
          ) : (
            <Link to="/units/$id" params={{ id: parent }}>
              <Own>{unit.parentName}</Own>
            </Link>
          )}
        </dd>
      </div>
      <div>
        <dt>{common.level}</dt>
        <dd>{common.levels[unit.level]}</dd>
      </div>
      <div>
        <dt>{common.organ}</dt>
        <dd>{common.organs[unit.organ]}</dd>
      </div>
      <div>
        <dt>{common.address}</dt>
        <dd>{unit.address === null ? '—' : <Own>{unit.address}</Own>}</dd>
      </div>
      <div>
        <dt>{common.state}</dt>
        <dd>{unit.closedOn === null ? <Tag color="success">{words.stands}</Tag> : <Tag>{words.until(unit.closedOn)}</Tag>}</dd>
      </div>
    </dl>
  )
}

/** What the system administrator may do by himself, and what he proposes. */
function Acts({ unit, ask, onRename }: { readonly unit: UnitPage; readonly ask: (asked: Asked) => void; readonly onRename: () => void }) {
  const common = useWords(register)
  const words = useWords(unitWords)
  const today = dayOfInstant(useNow())
  const from = field.day(words.moveFrom, words.fromHint)
  const move = (): void =>
    ask({
      title: words.move,
      required: unit.parent === null ? ['level', 'organ', 'from'] : ['parent', 'level', 'organ', 'from'],
      initial: { parent: unit.parent ?? undefined, level: unit.level, organ: unit.organ, from: today },
      fields: {
        ...(unit.parent === null ? {} : { parent: field.unit(common.parent) }),
        level: field.choice(common.level, common.levels),
        organ: field.choice(common.organ, common.organs),
        from,
      },
      wanted: typed => ({
        what: 'unit_moved',
        id: unit.id,
        ...(typed.parent ? { parent: String(typed.parent) } : {}),
        level: typed.level as Level,
        organ: typed.organ as Organ,
        from: String(typed.from),
      }),
    })
  const end = (): void =>
    ask({
      title: unit.closedOn === null ? words.closeUnit : words.reopen,
      required: ['from'],
      initial: { from: today },
      fields: { from },
      before: unit.closedOn === null ? <p>{words.closeNote}</p> : undefined,
      wanted: typed => ({ what: unit.closedOn === null ? 'unit_closed' : 'unit_reopened', id: unit.id, from: String(typed.from) }),
    })
  return (
    <Space wrap>
      <Button onClick={onRename}>{words.rename}</Button>
      {unit.closedOn === null ? <Button onClick={move}>{words.move}</Button> : null}
      <Button onClick={end}>{unit.closedOn === null ? words.closeUnit : words.reopen}</Button>
    </Space>
  )
}

function Posts({ unit, ask }: { readonly unit: UnitPage; readonly ask?: (asked: Asked) => void }) {
  const words = useWords(unitWords)
  const { give } = useWords(postWords)
  const forms = usePostForms()
  const columns = usePostColumns('unit', ask)
  const before = unit.posts.filter(post => post.time === 'past')
  return (
    <>
      <div className="titled">
        <h2>{words.heldNow}</h2>
        {ask ? <Button onClick={() => ask(forms.give({ unit: unit.id }))}>{give}</Button> : null}
      </div>
      <Rows
        rows={unit.posts.filter(post => post.time !== 'past')}
        columns={columns}
        rowKey={post => post.id}
        caption={words.heldNow}
        empty={<p className="quiet">{words.noPosts}</p>}
      />
      {before.length === 0 ? null : (
        <>
          <h2>{words.heldBefore}</h2>
          <Rows rows={before} columns={columns} rowKey={post => post.id} caption={words.heldBefore} />
        </>
      )}
    </>
  )
}

/** One unit: what it is, what stands above and below it, who holds its posts now and did before. */
export function Unit() {
  const common = useWords(register)
  const words = useWords(unitWords)
  const session = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { id } = useParams({ from: '/signed-in/units/$id' })
  const { ask, form } = useProposing()
  const holds = (role: 'system_admin' | 'security_admin'): boolean => session.posts.some(post => post.role === role)
  const [renaming, setRenaming] = useState(false)
  const rename = async (typed: Record<string, unknown>): Promise<void> => {
    await renameUnit(id, typed)
    setRenaming(false)
    message.success(words.renamed)
    await queries.invalidateQueries({ queryKey: ['register'] })
  }
  return (
    <Answered<UnitPage> query={useQuery({ queryKey: ['register', 'unit', id], queryFn: () => readUnitPage(id) })}>
      {unit => (
        <>
          <p>
            <Link to="/units" className="tap">
              {words.back}
            </Link>
          </p>
          <div className="titled">
            <h1>
              <Own>{unit.name}</Own>
            </h1>
            {holds('system_admin') ? <Acts unit={unit} ask={ask} onRename={() => setRenaming(true)} /> : null}
          </div>
          <Facts unit={unit} />
          <Posts unit={unit} {...(holds('security_admin') && unit.closedOn === null ? { ask } : {})} />
          <Edges unit={id} edges={unit.edges} way="above" />
          <Edges unit={id} edges={unit.edges} way="below" />
          <h2>{words.windows}</h2>
          {unit.windows.length === 0 ? (
            <p className="quiet">{words.noWindows}</p>
          ) : (
            <ul className="plain">
              {unit.windows.map(window => (
                <li key={window.id}>
                  <Own>{window.name}</Own> <span className="quiet small">{window.code}</span>
                </li>
              ))}
            </ul>
          )}
          {renaming ? (
            <FormModal
              title={words.rename}
              sendTitle={common.save}
              onClose={() => setRenaming(false)}
              onSend={rename}
              required={['name']}
              initial={{ name: unit.name, address: unit.address ?? undefined }}
              fields={{ name: field.text(common.name, 80), address: field.text(common.address, 120) }}
            />
          ) : null}
          {form}
        </>
      )}
    </Answered>
  )
}

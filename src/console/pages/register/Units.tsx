import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Tag } from 'antd'
import { useState } from 'react'
import { addUnit, listUnits } from '../../api/register.ts'
import type { ListedUnit, UnitsQuery } from '../../api/register.ts'
import { useSession } from '../../api/session.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import { Nothing } from '../../kit/states.tsx'
import { TakeOut } from '../../kit/TakeOut.tsx'
import { ChoiceFilter, SearchFilter } from './filters.tsx'
import { field, FormModal } from './FormModal.tsx'
import { register, unitWords } from './words.ts'

/** 单位: the register. A line opens the page of its unit. */
export function Units() {
  const common = useWords(register)
  const words = useWords(unitWords)
  const session = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const draws = session.posts.some(post => post.role === 'system_admin')
  const [query, setQuery] = useState<UnitsQuery>({ state: 'open' })
  const [adding, setAdding] = useState(false)
  const columns: readonly Column<ListedUnit>[] = [
    {
      key: 'name',
      title: common.name,
      headline: true,
      show: one => (
        <>
          <Link to="/units/$id" params={{ id: one.id }} className="tap">
            <Own>{one.name}</Own>
          </Link>{' '}
          <span className="quiet small">{one.code}</span>
        </>
      ),
    },
    { key: 'parent', title: common.parent, show: one => (one.parentName === null ? words.none : <Own>{one.parentName}</Own>) },
    { key: 'level', title: common.level, show: one => common.levels[one.level] },
    { key: 'organ', title: common.organ, show: one => common.organs[one.organ] },
    { key: 'posts', title: words.posts, align: 'right', show: one => one.posts },
    { key: 'windows', title: words.windows, align: 'right', show: one => one.windows },
    {
      key: 'state',
      title: common.state,
      show: one => (one.closedOn === null ? <Tag color="success">{words.stands}</Tag> : <Tag>{words.until(one.closedOn)}</Tag>),
    },
  ]
  const add = async (typed: Record<string, unknown>): Promise<void> => {
    const { id } = await addUnit(typed)
    message.success(words.added)
    await queries.invalidateQueries({ queryKey: ['register'] })
    void navigate({ to: '/units/$id', params: { id } })
  }
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="org_units" />
      </div>
      <p className="quiet">{words.note}</p>
      {draws ? (
        <Button type="primary" className="gap-below" onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      ) : null}
      <div className="filters" role="search">
        <SearchFilter hint={words.searchHint} onSearch={search => setQuery({ ...query, search })} />
        <ChoiceFilter title={common.level} value={query.level} labels={common.levels} onChoose={level => setQuery({ ...query, level })} />
        <ChoiceFilter title={common.organ} value={query.organ} labels={common.organs} onChoose={organ => setQuery({ ...query, organ })} />
        <ChoiceFilter
          title={common.state}
          value={query.state}
          labels={{ open: common.open, closed: common.closed }}
          onChoose={state => setQuery({ ...query, state })}
        />
      </div>
      <ServerTable<ListedUnit>
        queryKey={['register', 'units', query]}
        ask={cursor => listUnits(query, cursor)}
        columns={columns}
        rowKey={one => one.id}
        caption={words.title}
        empty={<Nothing title={words.empty} />}
      />
      {adding ? (
        <FormModal
          title={words.add}
          sendTitle={common.add}
          onClose={() => setAdding(false)}
          onSend={add}
          required={['name', 'code', 'kind', 'level', 'organ']}
          fields={{
            name: field.text(common.name, 80),
            code: field.text(common.code, 63, words.codeHint),
            kind: field.choice(common.kind, common.kinds),
            parent: field.unit(common.parent, words.parentHint),
            level: field.choice(common.level, common.levels),
            organ: field.choice(common.organ, common.organs),
            address: field.text(common.address, 120),
          }}
        />
      ) : null}
    </>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Space } from 'antd'
import { useState } from 'react'
import { addPerson, listPosts } from '../../api/register.ts'
import type { PostsQuery, PostView } from '../../api/register.ts'
import { useSession } from '../../api/session.ts'
import { useWords } from '../../kit/language.ts'
import { UnitPicker } from '../../kit/pickers.tsx'
import { ServerTable } from '../../kit/ServerTable.tsx'
import { Nothing } from '../../kit/states.tsx'
import { TakeOut } from '../../kit/TakeOut.tsx'
import { field, FormModal } from './FormModal.tsx'
import { usePostColumns } from './PostRows.tsx'
import { useProposing } from './proposing.tsx'
import { postWords, proposalWords } from './proposalWords.ts'
import { ChoiceFilter, SearchFilter } from './filters.tsx'
import { usePostForms } from './usePostForms.ts'
import { register } from './words.ts'

/** 任职: posts over time. The security administrator proposes each change, another settles it. */
export function Posts() {
  const common = useWords(register)
  const words = useWords(postWords)
  const { roles } = useWords(proposalWords)
  const session = useSession()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const proposes = session.posts.some(post => post.role === 'security_admin')
  const { ask, form } = useProposing()
  const forms = usePostForms()
  const columns = usePostColumns('all', proposes ? ask : undefined)
  const [query, setQuery] = useState<PostsQuery>({ time: 'now' })
  const [adding, setAdding] = useState(false)
  const { duty_leader: _, ...held } = roles
  const add = async (typed: Record<string, unknown>): Promise<void> => {
    await addPerson(typed)
    setAdding(false)
    message.success(words.personAdded)
    await queries.invalidateQueries({ queryKey: ['register'] })
  }
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="org_posts" />
      </div>
      <p className="quiet">{words.note}</p>
      {proposes ? (
        <Space wrap className="gap-below">
          <Button type="primary" onClick={() => ask(forms.give())}>
            {words.give}
          </Button>
          <Button onClick={() => setAdding(true)}>{words.addPerson}</Button>
        </Space>
      ) : null}
      <div className="filters" role="search">
        <SearchFilter hint={words.searchHint} onSearch={search => setQuery({ ...query, search })} />
        <label className="wide">
          {common.unit}
          <UnitPicker aria-label={common.unit} className="unit-filter" value={query.unit} onChange={unit => setQuery({ ...query, unit })} />
        </label>
        <ChoiceFilter title={words.role} value={query.role} labels={held} onChoose={role => setQuery({ ...query, role })} long />
        <ChoiceFilter
          title={words.time}
          value={query.time}
          labels={words.times}
          onChoose={time => setQuery({ ...query, time })}
          any={words.anyTime}
        />
      </div>
      <ServerTable<PostView>
        queryKey={['register', 'posts', query]}
        ask={cursor => listPosts(query, cursor)}
        columns={columns}
        rowKey={one => one.id}
        caption={words.title}
        empty={<Nothing title={words.empty} />}
      />
      {form}
      {adding ? (
        <FormModal
          title={words.addPerson}
          sendTitle={common.add}
          onClose={() => setAdding(false)}
          onSend={add}
          required={['name', 'code']}
          fields={{ name: field.text(common.name, 80), code: field.text(words.number, 63, words.numberHint) }}
        />
      ) : null}
    </>
  )
}

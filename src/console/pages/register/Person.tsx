import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Space, Tag } from 'antd'
import { readPerson } from '../../api/register.ts'
import type { PersonPage, TraceView } from '../../api/register.ts'
import { useSession } from '../../api/session.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Rows } from '../../kit/ServerTable.tsx'
import { Answered } from '../../kit/states.tsx'
import { usePostColumns } from './PostRows.tsx'
import { useProposing } from './proposing.tsx'
import { personWords } from './personWords.ts'
import { postWords } from './proposalWords.ts'
import { Ties } from './Ties.tsx'
import { usePostForms } from './usePostForms.ts'

function Traces({ title, rows, word }: { readonly title: string; readonly rows: readonly TraceView[]; readonly word: 'to' | 'for' }) {
  const words = useWords(personWords)
  return (
    <>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{words.noTraces}</p>
      ) : (
        <ul className="plain stack">
          {rows.map(row => (
            <li key={row.id}>
              <Own>{row.unitName}</Own> {row.title} {words[word]}{' '}
              <Link to="/people/$id" params={{ id: row.other }}>
                <Own>{row.otherName}</Own>
              </Link>
              　{words.trace(row.from, row.until)}　<Own>{row.reason}</Own>
              {row.ended ? (
                <>
                  {' '}
                  <Tag>{words.ended}</Tag>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** One person: posts now and before, accounts, and what was lent either way (AB角). */
export function Person() {
  const words = useWords(personWords)
  const session = useSession()
  const { id } = useParams({ from: '/signed-in/people/$id' })
  const { ask, form } = useProposing()
  const proposes = session.posts.some(post => post.role === 'security_admin') && id !== session.person
  const knowsTies = session.posts.some(post => post.role === 'security_admin' || post.role === 'audit_admin')
  const columns = usePostColumns('person', proposes ? ask : undefined)
  const forms = usePostForms()
  const { give, rename } = useWords(postWords)
  return (
    <Answered<PersonPage> query={useQuery({ queryKey: ['register', 'person', id], queryFn: () => readPerson(id) })}>
      {person => (
        <>
          <p>
            <Link to="/posts" className="tap">
              {words.back}
            </Link>
          </p>
          <div className="titled">
            <h1>
              <Own>{person.name}</Own> <span className="quiet small">{person.code}</span>
            </h1>
            {proposes ? (
              <Space wrap>
                <Button onClick={() => ask(forms.give({ person: id }))}>{give}</Button>
                <Button onClick={() => ask(forms.rename(person))}>{rename}</Button>
              </Space>
            ) : null}
          </div>
          <h2>{words.posts}</h2>
          <Rows
            rows={person.posts}
            columns={columns}
            rowKey={one => one.id}
            caption={words.posts}
            empty={<p className="quiet">{words.noPosts}</p>}
          />
          {knowsTies ? <Ties person={person} ask={proposes ? ask : undefined} /> : null}
          <h2>{words.accounts}</h2>
          {person.accounts.length === 0 ? (
            <p className="quiet">{words.noAccounts}</p>
          ) : (
            <ul className="plain">
              {person.accounts.map(account => (
                <li key={account.login}>
                  {account.login} <Tag>{words.states[account.state]}</Tag>
                </li>
              ))}
            </ul>
          )}
          <Traces title={words.lent} rows={person.lent} word="to" />
          <Traces title={words.borrowed} rows={person.borrowed} word="for" />
          {form}
        </>
      )}
    </Answered>
  )
}

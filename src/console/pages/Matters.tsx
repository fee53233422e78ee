import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import type { MatterView, Page } from '../api/matters.ts'
import { get } from '../api/client.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { useMatterColumns } from './MatterList.tsx'
import { UnitPicker } from '../kit/pickers.tsx'
import { ServerTable } from '../kit/ServerTable.tsx'
import { TakeOut } from '../kit/TakeOut.tsx'
import { Views } from '../kit/Views.tsx'
import { kit } from '../kit/words.ts'
import { kinds } from '../rooms.ts'
import { readMatterSearch } from '../matterSearch.ts'
import type { MatterSearch } from '../matterSearch.ts'
import { shell } from '../words.ts'

const stateOpen = { closed: false, all: undefined } as const

export function Matters() {
  const { matters: words } = useWords(shell)
  const kitWords = useWords(kit)
  const language = useLanguage()
  const search = useSearch({ from: '/signed-in/matters' })
  const navigate = useNavigate()
  const columns = useMatterColumns()
  const narrow = (change: Partial<MatterSearch>): void => {
    void navigate({ to: '/matters', search: { ...search, plain: true, ...change }, replace: true })
  }
  const { state, plain, ...filter } = search
  const query = { ...filter, open: state === undefined ? true : stateOpen[state] }
  const stages = search.kind === undefined ? undefined : kinds[search.kind]?.words[language].stages
  const chosen = Object.entries(search).some(([key, value]) => key !== 'plain' && value !== undefined)
  const { kind, stage, unit, mark, mine } = search
  const kept = Object.fromEntries(
    Object.entries({ kind, stage, unit, mark, mine: mine ? 'true' : undefined, state }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  )
  return (
    <>
      <div className="titled">
        <h1>{words.title}</h1>
        <TakeOut ledger="matters" filter={query} />
      </div>
      <div className="filters" role="search">
        <label>
          {words.find}
          <Input.Search
            key={search.find ?? search.number}
            allowClear
            maxLength={40}
            defaultValue={search.find ?? search.number}
            placeholder={words.findHint}
            onSearch={value => narrow({ number: undefined, find: value.trim().length > 1 ? value.trim() : undefined })}
          />
        </label>
        <label>
          {words.kind}
          <Select
            aria-label={words.kind}
            value={search.kind ?? ''}
            onChange={value => narrow({ kind: value || undefined, stage: undefined })}
            options={[
              { value: '', label: words.anyKind },
              ...Object.entries(kinds).map(([kind, screen]) => ({ value: kind, label: screen.words[language].title })),
            ]}
          />
        </label>
        {stages === undefined ? null : (
          <label>
            {words.stage}
            <Select
              aria-label={words.stage}
              value={search.stage ?? ''}
              popupMatchSelectWidth={false}
              onChange={value => narrow({ stage: value || undefined })}
              options={[
                { value: '', label: words.all },
                ...Object.entries(stages).map(([stage, title]) => ({ value: stage, label: title })),
              ]}
            />
          </label>
        )}
        <label>
          {words.state}
          <Select<'open' | 'closed' | 'all'>
            aria-label={words.state}
            value={state ?? 'open'}
            onChange={value => narrow({ state: value === 'open' ? undefined : value })}
            options={[
              { value: 'open', label: words.open },
              { value: 'closed', label: words.closed },
              { value: 'all', label: words.all },
            ]}
          />
        </label>
        <label>
          {words.mark}
          <Select<'' | 'near' | 'overdue'>
            aria-label={words.mark}
            value={search.mark ?? ''}
            onChange={value => narrow({ mark: value === '' ? undefined : value })}
            options={[
              { value: '', label: words.all },
              { value: 'near', label: words.near },
              { value: 'overdue', label: words.overdue },
            ]}
          />
        </label>
        <label>
          {words.unit}
          <UnitPicker aria-label={words.unit} className="unit-filter" value={search.unit} onChange={unit => narrow({ unit })} />
        </label>
        <Checkbox checked={search.mine === true} onChange={event => narrow({ mine: event.target.checked || undefined })}>
          {words.mine}
        </Checkbox>
        {chosen ? (
          <Button type="link" onClick={() => void navigate({ to: '/matters', search: { plain: true } })}>
            {kitWords.clearFilters}
          </Button>
        ) : null}
      </div>
      <Views
        list="matters"
        filter={kept}
        untouched={!chosen && !plain}
        onOpen={view => void navigate({ to: '/matters', search: readMatterSearch(view), replace: true })}
      />
      <ServerTable<MatterView>
        queryKey={['matters', query]}
        ask={cursor => get<Page<MatterView>>('/api/matters', { ...query, cursor, limit: 50 })}
        columns={columns}
        rowKey={matter => matter.id}
        caption={words.title}
      />
    </>
  )
}

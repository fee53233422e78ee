import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { findPeople } from '../api/register.ts'
import { useWords } from './language.ts'
import { kit } from './words.ts'

/** Finds a person by some characters of the name or by the staff number; the value is the id. For those who keep the register. */
export function PersonPicker({
  id,
  value,
  onChange,
  'aria-label': label,
}: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (person: string | undefined) => void
  readonly 'aria-label'?: string
}) {
  const words = useWords(kit)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['register', 'find-people', wanted],
    queryFn: () => findPeople(wanted),
    enabled: wanted !== '',
  })
  return (
    <Select
      id={id}
      aria-label={label}
      className="full"
      allowClear
      value={value}
      loading={isFetching}
      placeholder={words.personHint}
      notFoundContent={wanted === '' ? words.typeMore : words.noMatch}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      onChange={person => onChange?.(person)}
      options={(data ?? []).map(one => ({ value: one.id, label: `${one.name} ${one.code}` }))}
    />
  )
}

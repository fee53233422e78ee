import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { findPeople, findUnits } from '../api/org.ts'
import { useWords } from './language.ts'
import { kit } from './words.ts'

interface PickerProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string | undefined) => void
  readonly 'aria-label'?: string
  readonly className?: string
}

interface Found { readonly value: string; readonly label: string; readonly more?: string }

function Picker({ ask, find, hint, ...rest }: PickerProps & { readonly ask: string; readonly find: (search: string) => Promise<readonly Found[]>; readonly hint: string }) {
  const words = useWords(kit)
  const [search, setSearch] = useState('')
  const [label, setLabel] = useState<string>()
  const wanted = useDeferredValue(search.trim())
  const { data, isFetching } = useQuery({ queryKey: [ask, wanted], queryFn: () => find(wanted), enabled: wanted !== '', staleTime: 60_000 })
  const listed = data ?? (rest.value !== undefined && label !== undefined ? [{ value: rest.value, label }] : [])
  return (
    <Select
      {...rest}
      className={rest.className ?? 'full'}
      allowClear
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={isFetching}
      placeholder={hint}
      notFoundContent={wanted === '' ? words.typeMore : words.noMatch}
      onChange={(value: string | undefined) => {
        setLabel(listed.find(one => one.value === value)?.label)
        rest.onChange?.(value)
      }}
      options={listed.map(one => ({ value: one.value, label: one.more === undefined ? one.label : `${one.label}　${one.more}` }))}
    />
  )
}

/** Finds a unit by some characters of its name; the value is its id. */
export function UnitPicker(props: PickerProps) {
  const words = useWords(kit)
  return <Picker {...props} ask="units" hint={words.unitHint} find={async search => (await findUnits(search)).map(unit => ({ value: unit.id, label: unit.name, more: unit.parentName }))} />
}

/** Finds a person by name; post and unit tell namesakes apart. The value is the person's id. */
export function PersonPicker(props: PickerProps) {
  const words = useWords(kit)
  return <Picker {...props} ask="people" hint={words.personHint} find={async search => (await findPeople(search)).map(person => ({ value: person.id, label: person.name, more: [person.unitName, person.title].filter(Boolean).join(' ') }))} />
}

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { findUnits, readUnit } from '../api/org.ts'
import type { UnitFound } from '../api/org.ts'
import { useWords } from './language.ts'
import { kit } from './words.ts'

interface PickerProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string | undefined) => void
  readonly 'aria-label'?: string
  readonly className?: string
}

interface Labelled {
  readonly value: string
  readonly label: string
}

const named = ({ name, parentName }: UnitFound): string => (parentName === undefined ? name : `${name}　${parentName}`)

/** Finds a unit by some characters of its name; the value is its id. */
export function UnitPicker(props: PickerProps) {
  const words = useWords(kit)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const { data: found, isFetching } = useQuery({
    queryKey: ['units', wanted],
    queryFn: () => findUnits(wanted),
    enabled: wanted !== '',
    staleTime: 60_000,
  })
  const listed = (wanted === '' ? undefined : found) ?? []
  const inList = listed.find(unit => unit.id === props.value)
  // A list that was sent to somebody names its unit by the id in the address, which is no word for people.
  const { data: read } = useQuery({
    queryKey: ['unit', props.value],
    queryFn: () => readUnit(props.value ?? ''),
    enabled: props.value !== undefined && inList === undefined,
    staleTime: Infinity,
    retry: false,
  })
  const chosen = inList ?? read
  return (
    <Select<Labelled | undefined>
      {...props}
      labelInValue
      value={props.value === undefined ? undefined : { value: props.value, label: chosen === undefined ? '…' : named(chosen) }}
      className={props.className ?? 'full'}
      allowClear
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={isFetching}
      placeholder={words.unitHint}
      notFoundContent={wanted === '' ? words.typeMore : words.noMatch}
      onChange={picked => {
        props.onChange?.(picked?.value)
      }}
      options={listed.map(unit => ({ value: unit.id, label: named(unit) }))}
    />
  )
}

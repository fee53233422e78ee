import { Input, Select } from 'antd'
import { useWords } from '../../kit/language.ts'
import { register } from './words.ts'

export const choices = (any: string, labels: Readonly<Record<string, string>>): { value: string; label: string }[] => [
  { value: '', label: any },
  ...Object.entries(labels).map(([value, label]) => ({ value, label })),
]

interface ChoiceFilterProps<T extends string> {
  readonly title: string
  readonly value: T | undefined
  readonly labels: Readonly<Record<T, string>>
  readonly onChoose: (value: T | undefined) => void
  /** What stands for no choice; the register's usual word where nothing is said. */
  readonly any?: string
  /** Long labels: the list is as wide as they are, not as the box. */
  readonly long?: boolean
}

/** One of a list's filters, with a first line for all. */
export function ChoiceFilter<T extends string>({ title, value, labels, onChoose, any, long = false }: ChoiceFilterProps<T>) {
  const common = useWords(register)
  return (
    <label>
      {title}
      <Select
        aria-label={title}
        value={value ?? ''}
        {...(long ? { popupMatchSelectWidth: false } : {})}
        onChange={chosen => onChoose(chosen === '' ? undefined : (chosen as T))}
        options={choices(any ?? common.any, labels)}
      />
    </label>
  )
}

/** What the register's lists are searched by. */
export function SearchFilter({ hint, onSearch }: { readonly hint: string; readonly onSearch: (search: string) => void }) {
  const common = useWords(register)
  return (
    <label>
      {common.search}
      <Input.Search allowClear placeholder={hint} onSearch={search => onSearch(search.trim())} />
    </label>
  )
}

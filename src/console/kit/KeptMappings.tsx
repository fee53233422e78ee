import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { useWords } from './language.ts'
import { Own } from './Own.tsx'
import { UnitPicker } from './pickers.tsx'
import { kit } from './words.ts'

/** Which column of the file is which of our fields, and what stands in no column but holds for every row. */
export interface Mapping {
  readonly fields: Readonly<Record<string, string>>
  readonly constants: Readonly<Record<string, string>>
}

/** A comparison that was kept under a name, for one unit's ledgers. */
export interface KeptMapping {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly name: string
  readonly mapping: Mapping
}
export interface MappingShelf {
  readonly items: readonly KeptMapping[]
  readonly save: (unit: string, name: string, mapping: Mapping) => Promise<void>
  readonly remove: (id: string) => Promise<void>
}

/** What still fits the file at hand: a column that it has not is left for a person to say. */
const fittingTo = (columns: readonly string[], { fields, constants }: Mapping): Mapping => ({
  constants,
  fields: Object.fromEntries(Object.entries(fields).filter(([, column]) => columns.includes(column))),
})

/** Takes a kept comparison, or keeps the one on the screen. */
export function KeptMappings({
  shelf,
  columns,
  mapping,
  onChange,
}: {
  readonly shelf: MappingShelf
  readonly columns: readonly string[]
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}) {
  const words = useWords(kit).wizard
  const [taken, setTaken] = useState<string>()
  const [unit, setUnit] = useState<string>()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const during = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } finally {
      setBusy(false)
    }
  }
  const take = (id: string | undefined): void => {
    const one = shelf.items.find(item => item.id === id)
    setTaken(id)
    if (!one) return
    setUnit(one.unit)
    setName(one.name)
    onChange(fittingTo(columns, one.mapping))
  }
  return (
    <div className="filters">
      {shelf.items.length === 0 ? null : (
        <label className="wide">
          {words.kept}
          <Space.Compact>
            <Select
              aria-label={words.kept}
              allowClear
              className="unit-filter"
              value={taken}
              onChange={take}
              placeholder={words.chooseKept}
              options={shelf.items.map(item => ({ value: item.id, label: <Own>{`${item.unitName} · ${item.name}`}</Own> }))}
            />
            <Button
              icon={<DeleteOutlined />}
              aria-label={words.dropKept}
              disabled={taken === undefined || busy}
              onClick={() =>
                taken !== undefined &&
                void during(async () => {
                  await shelf.remove(taken)
                  setTaken(undefined)
                })
              }
            />
          </Space.Compact>
        </label>
      )}
      <label className="wide">
        {words.keepUnit}
        <UnitPicker aria-label={words.keepUnit} className="unit-filter" value={unit} onChange={setUnit} />
      </label>
      <label>
        {words.keepName}
        <Input aria-label={words.keepName} maxLength={40} value={name} onChange={event => setName(event.target.value)} />
      </label>
      <Button
        disabled={busy || unit === undefined || name.trim() === ''}
        onClick={() => unit !== undefined && void during(() => shelf.save(unit, name.trim(), mapping))}
      >
        {words.keep}
      </Button>
    </div>
  )
}

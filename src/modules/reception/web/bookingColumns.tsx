import { Link } from '@tanstack/react-router'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import type { Line, ListColumn } from './reception.ts'

/** Bookings as the server lists them: nobody's name. @param without columns that the page says elsewhere */
export function useBookingColumns(columns: readonly ListColumn[], without: readonly string[] = []): readonly Column<Line>[] {
  const language = useLanguage()
  const now = useNow()
  const show = (row: Line, { key, kind }: ListColumn) => {
    const value = row[key] ?? null
    if (value === null) return '—'
    if (key === 'number')
      return (
        <Link to="/matters/$id" params={{ id: row.id }} className="number" data-opens>
          {value}
        </Link>
      )
    return kind === 'day' ? sayDay(String(value), language, now) : <Own>{String(value)}</Own>
  }
  return columns
    .filter(column => !without.includes(column.key))
    .map(column => ({
      key: column.key,
      title: column.title,
      headline: column.key === 'number' || column.key === 'stage',
      show: row => show(row, column),
    }))
}

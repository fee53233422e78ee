import type { YearDays } from '../api/calendar.ts'
import { useWords } from '../kit/language.ts'
import { monthsOf } from './calendarYear.ts'
import { calendarWords } from './calendarWords.ts'

/** A whole year by month: what a person holds against the notice. Marks are letters too, so that no colour is needed. */
export function CalendarYear({ days }: { readonly days: YearDays }) {
  const words = useWords(calendarWords)
  const months = monthsOf(days)
  const all = months.flatMap(month => month.weeks.flat())
  return (
    <>
      <p className="small">
        {words.totals(all.filter(day => day?.mark === 'off').length, all.filter(day => day?.mark === 'made_up').length)}
        {'　'}
        <span className="quiet">{words.legend}</span>
      </p>
      <div className="year">
        {months.map(({ month, weeks }) => (
          <table key={month}>
            <caption>{words.months(month)}</caption>
            <thead>
              <tr>
                {words.week.map(name => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week, at) => (
                <tr key={at}>
                  {week.map((day, column) => (
                    <td key={column} className={day?.mark} title={day?.name} lang={day?.name === undefined ? undefined : 'zh-CN'}>
                      {day === undefined ? null : (
                        <>
                          {day.number}
                          <small>{words.marks[day.mark]}</small>
                        </>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  )
}

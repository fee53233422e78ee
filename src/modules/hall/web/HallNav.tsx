import { Link } from '@tanstack/react-router'
import { useWords } from '../../../console/kit/language.ts'
import { kinds, listOf } from './hall.ts'
import type { Kind } from './hall.ts'
import { hallWords } from './words.ts'

/** One register, several pages: shares, what is behind them, and for its keepers the file. */
export function HallNav({ here, mayChange = false }: { readonly here: 'board' | Kind | 'import'; readonly mayChange?: boolean }) {
  const words = useWords(hallWords)
  const current = (page: typeof here) => (page === here ? ('page' as const) : undefined)
  return (
    <nav className="pages-of-one no-print" aria-label={words.title}>
      <Link to="/hall" aria-current={current('board')} activeOptions={{ exact: true }}>
        {words.pages.board}
      </Link>
      {kinds.map(kind => (
        <Link key={kind} to={listOf[kind]} aria-current={current(kind)}>
          {words.pages[kind]}
        </Link>
      ))}
      {mayChange ? (
        <Link to="/hall/import" aria-current={current('import')}>
          {words.pages.import}
        </Link>
      ) : null}
    </nav>
  )
}

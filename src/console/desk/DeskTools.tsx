import { QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { choiceQuery, useChoose } from '../api/own.ts'
import type { Session } from '../api/session.ts'
import { useWords } from '../kit/language.ts'
import { paths } from '../menu.ts'
import type { PageKey } from '../menu.ts'
import { shell } from '../words.ts'
import { Bell } from './Bell.tsx'
import { Finder } from './Finder.tsx'
import { Help } from './Help.tsx'
import { useShortcuts } from './keys.ts'
import { Tour } from './Tour.tsx'
import { lead, useTouring } from './touring.ts'
import { tourOf } from './tours.ts'
import { desk } from './words.ts'

/** Boards in the order in which `g b` looks for them. */
const boards: readonly PageKey[] = ['loopHealth', 'discipline', 'evaluation', 'health']

/** What stands around every page: finding, the bell, help, keys, the tour of the post. */
export function DeskTools({ pages, session }: { readonly pages: readonly PageKey[]; readonly session: Session }) {
  const words = useWords(desk)
  const shellWords = useWords(shell)
  const navigate = useNavigate()
  const [open, setOpen] = useState<'find' | 'help'>()
  const { data: choice } = useQuery(choiceQuery)
  const choose = useChoose()
  const touring = useTouring()
  const path = useRouterState({ select: state => state.matches.at(-1)?.fullPath ?? '/' })
  // By what the pages are: the list itself is made anew whenever the frame is drawn, and a step must not begin again.
  const named = pages.join(' ')
  const steps = useMemo(() => tourOf(session.posts, named.split(' ').filter(page => page in paths) as PageKey[]), [session.posts, named])
  const current = pages.find(page => path.startsWith(paths[page]))
  const go = (place: 'work' | 'matters' | 'boards'): void => {
    const page = place === 'boards' ? boards.find(one => pages.includes(one)) : pages.includes(place) ? place : undefined
    if (page !== undefined) void navigate({ to: paths[page] })
  }
  useShortcuts(choice?.keys ?? false, { find: () => setOpen('find'), help: () => setOpen('help'), go })
  const leave = (): void => setOpen(undefined)
  return (
    <>
      <Button
        type="text"
        data-tour="find"
        aria-label={words.find}
        icon={<SearchOutlined aria-hidden="true" />}
        onClick={() => setOpen('find')}
      />
      <Bell />
      <Button
        type="text"
        data-tour="help"
        aria-label={words.help}
        icon={<QuestionCircleOutlined aria-hidden="true" />}
        onClick={() => setOpen('help')}
      />
      <Finder open={open === 'find'} onLeave={leave} pages={pages} />
      <Help
        open={open === 'help'}
        onLeave={leave}
        page={path === '/' ? path : path.replace(/\/$/, '')}
        title={current === undefined ? (path === '/account' ? shellWords.account.title : shellWords.workplace) : shellWords.pages[current]}
        steps={steps.length}
        onTour={step => {
          leave()
          lead(step)
        }}
      />
      {touring === undefined
        ? null
        : createPortal(
            <Tour
              steps={steps}
              at={touring}
              onStep={step => {
                lead(step)
                choose({ tour: 'left', tourStep: step })
              }}
              onLeave={() => {
                lead(undefined)
                choose({ tour: 'left', tourStep: touring })
              }}
              onDone={() => {
                lead(undefined)
                choose({ tour: 'done', tourStep: 0 })
              }}
            />,
            document.body,
          )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Grid } from 'antd'
import { choiceQuery, useChoose } from '../api/own.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { helpEn } from './help.en.ts'
import { helpZh } from './help.zh.ts'
import { desk } from './words.ts'

const pages: Readonly<Record<'zh' | 'en', Readonly<Record<string, readonly string[]>>>> = { zh: helpZh, en: helpEn }

/** Some plain sentences on a page. @param page its path in router.tsx */
export function Sentences({ page }: { readonly page: string }) {
  return (
    <ul className="plain-list help-sentences">
      {(pages[useLanguage()][page] ?? []).map(sentence => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

interface HelpProps {
  readonly open: boolean
  readonly onLeave: () => void
  readonly page: string
  readonly title: string
  readonly steps: number
  readonly onTour: (step: number) => void
}

/** What this page is and how to use it, the keys, and the tour of the post. */
export function Help({ open, onLeave, page, title, steps, onTour }: HelpProps) {
  const words = useWords(desk)
  const phone = !Grid.useBreakpoint().md
  const choose = useChoose()
  const { data: choice } = useQuery(choiceQuery)
  const left = choice?.tour === 'left' && choice.tourStep > 0 && choice.tourStep < steps ? choice.tourStep : undefined
  return (
    <Drawer
      open={open}
      title={words.helpTitle(title)}
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '85%' : 420}
      onClose={onLeave}
      destroyOnHidden
    >
      <div className="stack">
        <Sentences page={page} />
        {steps === 0 ? null : (
          <div className="action-bar">
            {left === undefined ? null : (
              <Button type="primary" onClick={() => onTour(left)}>
                {words.tourResume(left + 1)}
              </Button>
            )}
            <Button onClick={() => onTour(0)}>{choice === undefined || choice.tour === 'new' ? words.tourGo : words.tourAgain}</Button>
          </div>
        )}
        <section aria-label={words.keysTitle}>
          <h2 className="found-title">{words.keysTitle}</h2>
          <dl className="pairs keys">
            {words.keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <Checkbox checked={choice?.keys ?? true} onChange={event => choose({ keys: event.target.checked })}>
            {words.keysOn}
          </Checkbox>
          <p className="quiet small">{words.keysNote}</p>
        </section>
      </div>
    </Drawer>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useEffect, useRef } from 'react'
import { useLanguage, useWords } from '../kit/language.ts'
import { paths } from '../menu.ts'
import type { TourStep } from './tours.ts'
import { desk } from './words.ts'

/** Milliseconds: pages are fetched when they are first opened, on a slow line long after the step has begun. */
const lookEvery = 100

const targetOf = (step: TourStep): Element | undefined =>
  step.at.flatMap(selector => [...document.querySelectorAll(selector)]).find(one => one.checkVisibility())

/** Frames what the step points at once it is there; the better target, if it comes later. */
const usePointing = (step: TourStep | undefined): void => {
  useEffect(() => {
    if (step === undefined) return
    let pointed: Element | undefined
    const point = (): void => {
      const target = targetOf(step)
      if (target === undefined) return
      if (target !== pointed) {
        pointed?.classList.remove('tour-target')
        target.scrollIntoView({ block: 'center' })
        pointed = target
      }
      // Also where what was framed has been drawn anew meanwhile.
      target.classList.add('tour-target')
    }
    const looking = window.setInterval(point, lookEvery)
    return () => {
      window.clearInterval(looking)
      pointed?.classList.remove('tour-target')
    }
  }, [step])
}

interface TourProps {
  readonly steps: readonly TourStep[]
  readonly at: number
  readonly onStep: (step: number) => void
  readonly onLeave: () => void
  readonly onDone: () => void
}

/**
 * A tour of the post's pages: a card that says what is framed on the page. Not modal, so that one can try what it says; the focus
 * goes to its words at each step, Escape leaves it, and what was left is gone on with from the help.
 */
export function Tour({ steps, at, onStep, onLeave, onDone }: TourProps) {
  const words = useWords(desk)
  const language = useLanguage()
  const navigate = useNavigate()
  const said = useRef<HTMLHeadingElement>(null)
  const step = steps[at]
  useEffect(() => {
    if (step?.page !== undefined) void navigate({ to: paths[step.page] })
    said.current?.focus()
  }, [step, navigate])
  usePointing(step)
  if (step === undefined) return null
  const last = at === steps.length - 1
  return (
    <div
      className="tour"
      role="dialog"
      data-tour="card"
      aria-labelledby="tour-said"
      aria-describedby="tour-words"
      onKeyDown={event => {
        if (event.key === 'Escape') onLeave()
      }}
    >
      <h2 id="tour-said" ref={said} tabIndex={-1}>
        {words.tourTitle}　<span className="quiet small">{words.tourStep(at + 1, steps.length)}</span>
      </h2>
      <p id="tour-words">{step[language]}</p>
      <Space wrap>
        <Button type="primary" onClick={() => (last ? onDone() : onStep(at + 1))}>
          {last ? words.tourDone : words.tourNext}
        </Button>
        {at === 0 ? null : <Button onClick={() => onStep(at - 1)}>{words.tourBack}</Button>}
        {last ? null : <Button onClick={onLeave}>{words.tourLeave}</Button>}
      </Space>
    </div>
  )
}

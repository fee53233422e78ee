import { Popover } from 'antd'
import { explainOn } from './explain.ts'
import { useWords } from './language.ts'
import { kit } from './words.ts'

/** A figure that is kept back because it would tell who it was. It looks like an answer, not like a missing one. */
export function Withheld() {
  const words = useWords(kit)
  return (
    <Popover content={<div className="narrow-text">{words.withheldWhy}</div>} trigger={explainOn()}>
      <button type="button" className="linklike withheld">
        {words.withheld}
      </button>
    </Popover>
  )
}

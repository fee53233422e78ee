import { Popover } from 'antd'
import { useWords } from './language.ts'
import { kit } from './words.ts'

/** A figure that is kept back because it would tell who it was. It looks like an answer, not like a missing one. */
export function Withheld() {
  const words = useWords(kit)
  return (
    <Popover content={<div className="narrow-text">{words.withheldWhy}</div>} trigger={['hover', 'focus', 'click']}>
      <button type="button" className="linklike withheld">{words.withheld}</button>
    </Popover>
  )
}

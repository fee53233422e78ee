import { expect, it } from 'vitest'
import type { Flow } from '../../src/engine/rules/flow.ts'
import { flowsInTree } from './flows.ts'

/** Ends that no later no reopens, and why. */
const final: Readonly<Record<string, string>> = {
  withdrawn: 'her own word that nothing is to be done',
  unsolved: 'a no is kept there after the last round',
  unreached: 'a no is kept there after the last round',
  unhelped: 'a no is kept there after the last round',
  handed_over: 'it goes on with discipline inspection, and is told as decision 0007 says',
  moved: 'it goes on at the window of last resort, under the same code',
  missed: 'nothing was answered yet: she books again',
  called_off: 'nothing was answered yet: she books again',
  day_off: 'nothing was answered yet: she books again',
}
/** Of what she says whether it is solved; in all others a unit answers to another, papers are signed for, or somebody merely comes. */
const judged = ['callback', 'concern', 'hardship', 'reach', 'reception', 'stuck', 'zone']
const answersToUnits = [
  'appointment',
  'bundle',
  'class',
  'finding',
  'inspection',
  'marking',
  'order',
  'recheck',
  'repair',
  'report',
  'share',
  'slip',
]

/** @returns ends of a flow at which a no is not heard */
const deafEnds = (flow: Flow): readonly string[] =>
  Object.keys(flow.ends)
    .filter(end => final[end] === undefined)
    .filter(end => !Object.values(flow.actions).some(({ from, reopens }) => reopens === true && from !== 'open' && from.includes(end)))
    .map(end => `${flow.kind}: ${end}`)

it('a no is heard after every end of every room, also after a silence and after a yes that somebody wrote down', async () => {
  const flows = await flowsInTree()
  expect(flows.map(flow => flow.kind).toSorted(), 'a new room says whether the citizen judges it').toEqual(
    [...judged, ...answersToUnits].toSorted(),
  )
  const heard = flows.filter(flow => judged.includes(flow.kind))
  expect(heard.flatMap(deafEnds)).toEqual([])
  // A room that hears her until she was written down as content, and not afterwards.
  const deaf = heard.map(flow => ({
    ...flow,
    actions: Object.fromEntries(
      Object.entries(flow.actions).map(([name, action]) => [
        name,
        action.from === 'open' ? action : { ...action, from: action.from.filter(stage => stage !== 'solved' && stage !== 'reached') },
      ]),
    ),
  })) as readonly Flow[]
  expect(deaf.flatMap(deafEnds)).toEqual(expect.arrayContaining(['reception: solved', 'reach: reached', 'zone: solved', 'concern: solved']))
})

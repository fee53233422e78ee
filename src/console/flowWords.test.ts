import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Flow } from '../engine/rules/flow.ts'
import { callFlow } from '../modules/callback/flows/call.ts'
import { markingFlow } from '../modules/callback/flows/marking.ts'
import { orderFlow } from '../modules/callback/flows/order.ts'
import { recheckFlow } from '../modules/callback/flows/recheck.ts'
import { repairFlow } from '../modules/callback/flows/repair.ts'
import { slipFlow } from '../modules/callback/flows/slip.ts'
import { callFlowEn, markingFlowEn, orderFlowEn, recheckFlowEn, repairFlowEn, slipFlowEn } from '../modules/callback/web/flow.en.ts'
import { markingKind } from '../modules/callback/web/marking.words.ts'
import { callKind, orderKind, recheckKind, repairKind, slipKind } from '../modules/callback/web/words.ts'
import { reportFlow } from '../modules/discipline/flows/report.ts'
import { reportFlowEn } from '../modules/discipline/web/flow.en.ts'
import { reportKind } from '../modules/discipline/web/words.ts'
import { appointmentFlow } from '../modules/stuck/flows/appointment.ts'
import { classFlow } from '../modules/stuck/flows/class.ts'
import { hardshipFlow } from '../modules/hardship/flows/hardship.ts'
import { hardshipFlowEn } from '../modules/hardship/web/flow.en.ts'
import { hardshipKind } from '../modules/hardship/web/words.ts'
import { reachFlow } from '../modules/reach/flows/reach.ts'
import { reachFlowEn } from '../modules/reach/web/flow.en.ts'
import { reachKind } from '../modules/reach/web/words.ts'
import { concernFlow } from '../modules/rounds/flows/concern.ts'
import { findingFlow } from '../modules/rounds/flows/finding.ts'
import { inspectionFlow } from '../modules/rounds/flows/inspection.ts'
import { findingFlowEn, inspectionFlowEn } from '../modules/rounds/web/inspection.en.ts'
import { findingKind, inspectionKind } from '../modules/rounds/web/inspection.words.ts'
import { concernFlowEn } from '../modules/rounds/web/flow.en.ts'
import { concernKind } from '../modules/rounds/web/words.ts'
import { receptionFlow } from '../modules/reception/flows/reception.ts'
import { receptionFlowEn } from '../modules/reception/web/flow.en.ts'
import { receptionKind } from '../modules/reception/web/words.ts'
import { zoneFlow } from '../modules/zone/flows/zone.ts'
import { zoneFlowEn } from '../modules/zone/web/flow.en.ts'
import { zoneKind } from '../modules/zone/web/words.ts'
import { stuckFlow } from '../modules/stuck/flows/matter.ts'
import { bundleFlow } from '../modules/transfer/flows/bundle.ts'
import { bundleFlowEn } from '../modules/transfer/web/flow.en.ts'
import { bundleKind } from '../modules/transfer/web/words.ts'
import { shareFlow } from '../modules/stuck/flows/share.ts'
import { appointmentFlowEn, classFlowEn, shareFlowEn, stuckFlowEn } from '../modules/stuck/web/flow.en.ts'
import { appointmentKind } from '../modules/stuck/web/bookings.words.ts'
import { classKind, shareKind, stuckKind } from '../modules/stuck/web/words.ts'
import { mayIn } from './flowWords.ts'
import { fieldsOf } from './kit/schema.ts'

const chinese = /[\u3400-\u9fff]/
const flows = [
  ['callback', callFlow, callFlowEn, callKind],
  ['repair', repairFlow, repairFlowEn, repairKind],
  ['order', orderFlow, orderFlowEn, orderKind],
  ['recheck', recheckFlow, recheckFlowEn, recheckKind],
  ['marking', markingFlow, markingFlowEn, markingKind],
  ['slip', slipFlow, slipFlowEn, slipKind],
  ['report', reportFlow, reportFlowEn, reportKind],
  ['stuck', stuckFlow, stuckFlowEn, stuckKind],
  ['bundle', bundleFlow, bundleFlowEn, bundleKind],
  ['reach', reachFlow, reachFlowEn, reachKind],
  ['concern', concernFlow, concernFlowEn, concernKind],
  ['hardship', hardshipFlow, hardshipFlowEn, hardshipKind],
  ['reception', receptionFlow, receptionFlowEn, receptionKind],
  ['zone', zoneFlow, zoneFlowEn, zoneKind],
  ['inspection', inspectionFlow, inspectionFlowEn, inspectionKind],
  ['finding', findingFlow, findingFlowEn, findingKind],
  ['appointment', appointmentFlow, appointmentFlowEn, appointmentKind],
  ['share', shareFlow, shareFlowEn, shareKind],
  ['class', classFlow, classFlowEn, classKind],
] as const

describe.each(flows)('the flow %s speaks English wherever it speaks Chinese', (_kind, given, english, words) => {
  const flow = given as unknown as Flow
  test('every stage, clock, seat, action and question has its English word, and none is left over', () => {
    const keys = (record: object): string[] => Object.keys(record).sort()
    expect(keys(words.en.stages)).toEqual(keys({ ...flow.stages, ...(flow.alike ? { [flow.alike.as]: flow.alike.title } : {}) }))
    expect(keys(english.clocks)).toEqual(keys(flow.clocks))
    expect(keys(english.seats)).toEqual(keys(flow.seats))
    expect(keys(english.actions)).toEqual(keys(flow.actions))
    expect(keys(english.confirms)).toEqual(
      Object.entries(flow.actions)
        .filter(([, rule]) => rule.confirm !== undefined)
        .map(([action]) => action)
        .sort(),
    )
  })

  test.each(Object.entries(flow.actions).filter(([, rule]) => rule.records !== undefined))(
    'the form of %s has no Chinese word left',
    (action, rule) => {
      const may = mayIn(
        {
          action,
          title: rule.title,
          records: z.toJSONSchema(rule.records!, { io: 'input' }),
          ...(rule.confirm === undefined ? {} : { confirm: rule.confirm }),
        },
        english,
        words.en.records.values,
      )
      const said = [
        may.title,
        may.confirm ?? '',
        ...fieldsOf(may.records).flatMap(field => [field.title, ...(field.choices ?? []).map(one => one.label)]),
      ]
      expect(said.filter(word => chinese.test(word))).toEqual([])
    },
  )
})

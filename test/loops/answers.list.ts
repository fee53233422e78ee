import { administered } from './answers.administered.list.ts'
import { kept, matter } from './answers.kept.list.ts'
import { hall } from './answers.hall.list.ts'
import { hardship } from './answers.hardship.list.ts'
import { reach } from './answers.reach.list.ts'
import { rounds } from './answers.rounds.list.ts'
import { reception } from './answers.reception.list.ts'
import { zone } from './answers.zone.list.ts'
import { transfer } from './answers.transfer.list.ts'
import { stuck } from './answers.stuck.list.ts'

/** Kinds of reader, one login of the invented city for each; `public` has none, `key` is an agency's. */
export const readers = [
  'public',
  'key',
  'officer',
  'leader',
  'deputy_head',
  'head',
  'supervisor',
  'callback_centre',
  'discipline',
  'system_admin',
  'security_admin',
  'audit_admin',
  'stranger',
] as const
export type Reader = (typeof readers)[number]

/**
 * Asking → answer → who gets it. An answer is its status and, where it is JSON, every key in it, sorted; `401`, `403` and
 * `404` stand as explicitly as keys do.
 */
export const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /healthz': {
    '200 alive':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /readyz': {
    '200 ready':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/session': {
    '401': 'public',
    '403': 'key',
    '200 city cityName demo mustChange name person posts[].role posts[].title posts[].unit posts[].unitName secondDueAt secondEnrolled secondNeeded secondOverdue':
      'supervisor callback_centre discipline system_admin security_admin audit_admin',
    '200 city cityName demo desks[] mustChange name person posts[].role posts[].title posts[].unit posts[].unitName secondDueAt secondEnrolled secondNeeded secondOverdue':
      'officer leader deputy_head head stranger',
  },
  'GET /api/session/all': {
    '401': 'public',
    '403': 'key',
    '200 items[].here items[].id items[].seenAt items[].startedAt':
      'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/units /api/units?search=court': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/units/:id /api/units/{unit}': {
    '401': 'public',
    '403': 'key',
    '200 code id kind level name organ parentName posts[].deputy posts[].name posts[].person posts[].role posts[].title windows[].code windows[].id windows[].line windows[].name':
      'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/calendar': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 alarm because firstKnown lastKnown years[].notice years[].off[].from years[].off[].name years[].off[].to years[].worked[].days[] years[].worked[].name years[].year':
      'system_admin security_admin audit_admin',
  },
  'GET /api/callback/desk': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor discipline system_admin security_admin audit_admin stranger',
    '200 items[].clock.because[] items[].clock.clock items[].clock.dueAt items[].clock.dueOn items[].clock.mark items[].clock.round items[].clock.state items[].clock.title items[].id items[].number items[].own items[].returned items[].returns items[].round items[].stage items[].stageTitle items[].unitName':
      'callback_centre',
  },
  'GET /api/callback/desk/counts': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor discipline system_admin security_admin audit_admin stranger',
    '200 near overdue returned total units[].near units[].overdue units[].returned units[].total units[].unit units[].unitName':
      'callback_centre',
  },
  'GET /api/callback/script': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor discipline system_admin security_admin audit_admin stranger',
    '200 lines[] preview[] ruling usual.lines[] usual.ruling version versions[].keptAt versions[].keptByName versions[].lines[] versions[].ruling versions[].version':
      'callback_centre',
  },
  'POST /api/callback/script': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor discipline system_admin security_admin audit_admin stranger',
    '200 preview[]': 'callback_centre',
  },
  'GET /api/programme': {
    '401': 'public',
    '403': 'key',
    '200 name sentences[].group sentences[].origin sentences[].path sentences[].place sentences[].preset[].en sentences[].preset[].zh sentences[].said[].en sentences[].said[].zh version whole':
      'officer leader deputy_head head callback_centre discipline stranger',
    '200 name sentences[].group sentences[].origin sentences[].path sentences[].place sentences[].preset[].en sentences[].preset[].zh sentences[].rests.en sentences[].rests.zh sentences[].said[].en sentences[].said[].zh version whole':
      'supervisor system_admin security_admin audit_admin',
  },
  'GET /api/programme/versions': {
    '401': 'public',
    '403': 'key officer leader deputy_head head callback_centre discipline stranger',
    '200 folderDiffers items[].approvedAt items[].approvedByName items[].fromOn items[].id items[].mayApprove items[].mayWithdraw items[].note items[].openMatters items[].proposedAt items[].proposedByName items[].state items[].version items[].way items[].withdrawnAt items[].withdrawnByName text version':
      'supervisor system_admin security_admin audit_admin',
  },
  'GET /api/programme/versions/:id/differences /api/programme/versions/{adoption}/differences': {
    '401': 'public',
    '403': 'key officer leader deputy_head head callback_centre discipline stranger',
    '200 against differences[].after[].en differences[].after[].zh differences[].before[].en differences[].before[].zh differences[].group differences[].path':
      'supervisor system_admin security_admin audit_admin',
  },
  'GET /api/matters': {
    '200': 'officer system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
    [`200 ${matter('items[]')}`]: 'leader deputy_head head supervisor callback_centre discipline',
  },
  'GET /api/work': {
    '401': 'public',
    '403': 'key',
    '200 counts.mine counts.near counts.overdue':
      'officer head supervisor callback_centre system_admin security_admin audit_admin stranger',
    [`200 counts.mine counts.near counts.overdue ${matter('items[]')}`]: 'leader deputy_head discipline',
  },
  'GET /api/matters/:id /api/matters/{matter}': {
    '401': 'public',
    '403': 'key',
    '404': 'officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
    [`200 card.answer.found card.answer.from card.answer.measure card.contact.opened card.dimensions[].key card.dimensions[].level card.dimensions[].levelTitle card.dimensions[].title card.orders[].answers[].answeredOn card.orders[].answers[].done card.orders[].answers[].said card.orders[].by card.orders[].cause card.orders[].releasedOn card.orders[].responsible card.orders[].what card.reasons[].code card.reasons[].title card.rulingText card.safeWord card.script[] card.service.finishedOn card.service.line card.service.title card.service.unitName card.unit card.wish.by card.wish.helper card.wish.how card.words ${matter('matter', 'stoppedAt')} may[].action may[].confirm may[].not.because may[].not.title may[].not.values.count may[].not.values.days may[].records may[].title trail[].action trail[].at trail[].by trail[].input.because[] trail[].input.by trail[].input.cause trail[].input.evidence[] trail[].input.evidence_kind trail[].input.found trail[].input.from trail[].input.head trail[].input.how trail[].input.levels.result.level trail[].input.levels.result.levelTitle trail[].input.levels.result.title trail[].input.measure trail[].input.purpose trail[].input.reasons[] trail[].input.responsible trail[].input.route.told[] trail[].input.rung trail[].input.safeWord trail[].input.service.finishedOn trail[].input.service.lineName trail[].input.service.title trail[].input.service.unitName trail[].input.speed_agreed trail[].input.to trail[].input.told trail[].input.what_to_change trail[].input.what_was_wrong trail[].input.wish.by trail[].input.wish.helper trail[].input.wish.how trail[].input.words trail[].round trail[].rung.clock trail[].rung.do trail[].rung.tell trail[].seat trail[].seated[].post trail[].seated[].seat trail[].seated[].sight trail[].seq trail[].stage trail[].title`]:
      'deputy_head',
    [`200 ${matter('matter', 'stoppedAt')} trail[].action trail[].at trail[].by trail[].round trail[].rung.clock trail[].rung.do trail[].rung.tell trail[].seat trail[].seq trail[].stage trail[].title`]:
      'head supervisor',
  },
  'GET /api/matters/:id /api/matters/{report}': {
    '401': 'public',
    '403': 'key',
    '404': 'officer leader deputy_head head supervisor callback_centre system_admin security_admin audit_admin stranger',
    [`200 card.contact.left card.contact.opened card.contact.written card.safeWord ${matter('matter')} may[].action may[].confirm may[].records may[].title trail[].action trail[].at trail[].by trail[].input.about[] trail[].input.source trail[].input.unitName trail[].input.words trail[].round trail[].seat trail[].seated[].post trail[].seated[].seat trail[].seated[].sight trail[].seq trail[].stage trail[].title`]:
      'discipline',
  },
  'GET /api/evaluation/codes': {
    '401': 'public',
    '403': 'key leader head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '200 windows[].name windows[].unitName windows[].url': 'officer deputy_head',
  },
  'GET /api/evaluation/words /api/evaluation/words?state=unread': {
    '200': 'officer leader deputy_head head discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
    '200 items[].batch items[].id items[].mayDecide items[].text items[].unit items[].unitName items[].until items[].verified':
      'supervisor callback_centre',
  },
  'GET /api/evaluation/words /api/evaluation/words?state=released': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/evaluation/words/waiting': {
    '401': 'public',
    '403': 'key officer leader deputy_head head discipline system_admin security_admin audit_admin stranger',
    '200 count': 'supervisor callback_centre',
  },
  'GET /api/boards/evaluation /api/boards/evaluation?weeks=all': {
    '401': 'public',
    '403': 'key',
    '200 from levelTitles[] releasedUpTo rows[].batches rows[].calls rows[].coverage.delivered rows[].coverage.invited rows[].coverage.lines[].answered rows[].coverage.lines[].invited rows[].coverage.lines[].line rows[].coverage.lines[].rateable rows[].coverage.lines[].silent rows[].coverage.lines[].title rows[].coverage.rateable rows[].coverage.silent rows[].levels.overall.counts[] rows[].levels.overall.withheldBatches rows[].poor rows[].ratings rows[].reasons[].code rows[].reasons[].count rows[].reasons[].title rows[].unit rows[].unitName secondBuckets[] shown':
      'officer system_admin security_admin audit_admin',
    '200 from levelTitles[] releasedUpTo rows[].batches rows[].calls.confirmed rows[].calls.ended rows[].calls.opened rows[].calls.solved rows[].calls.unasked rows[].calls.unsolved rows[].coverage.delivered rows[].coverage.invited rows[].coverage.lines[].answered rows[].coverage.lines[].invited rows[].coverage.lines[].line rows[].coverage.lines[].rateable rows[].coverage.lines[].silent rows[].coverage.lines[].title rows[].coverage.rateable rows[].coverage.silent rows[].levels.overall.counts[] rows[].levels.overall.withheldBatches rows[].poor rows[].ratings rows[].reasons[].code rows[].reasons[].count rows[].reasons[].title rows[].unit rows[].unitName secondBuckets[] shown':
      'leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'GET /api/windows': {
    '200': 'supervisor callback_centre discipline',
    '401': 'public',
    '403': 'key officer security_admin audit_admin',
    '200 items[].address items[].code items[].name items[].unitName': 'leader deputy_head head system_admin stranger',
  },
  'GET /api/callback/repair-orders': {
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
    '200 items[].answers[].answeredOn items[].answers[].done items[].answers[].said items[].because[] items[].by items[].cause items[].causeTitle items[].id items[].releasedOn items[].responsible items[].unit items[].unitName items[].what today':
      'officer leader deputy_head',
    '200 today': 'supervisor callback_centre stranger',
  },
  'GET /api/callback/recovery': {
    '401': 'public',
    '403': 'key officer leader deputy_head head discipline system_admin security_admin audit_admin stranger',
    '200 confirmed since unasked': 'supervisor callback_centre',
  },
  'GET /api/callback/voices': {
    '401': 'public',
    '403': 'key officer leader deputy_head head discipline system_admin security_admin audit_admin stranger',
    '200 least since': 'callback_centre',
    '200 least since units[].asked units[].from units[].share units[].to units[].unit units[].unitName': 'supervisor',
  },
  'GET /api/callback/marks': {
    '401': 'public',
    '403': 'key officer leader deputy_head head discipline system_admin security_admin audit_admin stranger',
    '200 criteria[].key criteria[].points criteria[].says criteria[].says_en criteria[].title criteria[].title_en draws[].commitment draws[].drawn draws[].listed draws[].seed draws[].week least share.least share.percent since':
      'callback_centre',
    '200 criteria[].key criteria[].points criteria[].says criteria[].says_en criteria[].title criteria[].title_en draws[].commitment draws[].drawn draws[].listed draws[].seed draws[].week least share.least share.percent since units[].marked units[].missing[].criterion units[].missing[].share units[].unit units[].unitName units[].upheld':
      'supervisor',
  },
  'GET /api/callback/draws/:week /api/callback/draws/2026-07-27': {
    '401': 'public',
    '403': 'key officer leader deputy_head head discipline system_admin security_admin audit_admin stranger',
    '200 about commitment drawn[] least percent seed tickets[] week': 'supervisor callback_centre',
  },
  'GET /api/follow/:code /api/follow/{code}': {
    '200 again.dateText drawn[] earlier[].answer.found earlier[].answer.from earlier[].answer.measure earlier[].contacted earlier[].no earlier[].post earlier[].round judge late.since late.told[].day late.told[].whom promised.because[] promised.dateText rights[] safeWord steps[].at steps[].state steps[].title withdraw':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  ...stuck,
  ...transfer,
  ...reach,
  ...rounds,
  ...hardship,
  ...zone,
  ...reception,
  ...hall,
  'GET /api/boards/loop-health': {
    '401': 'public',
    '403': 'key',
    '200 asOf counts[].count counts[].key counts[].title':
      'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/boards/loop-health/:key /api/boards/loop-health/in_new_round': {
    '200': 'officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
    [`200 ${matter('items[]')}`]: 'deputy_head head supervisor',
  },
  'GET /api/discipline/desk': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre system_admin security_admin stranger',
    '200 chain.state changedAfterContact[].count changedAfterContact[].unitName opened[].on opened[].post opened[].unitName opened[].who opened[].why':
      'discipline',
    '200 chain.state openedByDay[].count openedByDay[].on': 'audit_admin',
  },
  'GET /api/audit': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre system_admin security_admin stranger',
    '200 items[].columns[].key items[].columns[].kind items[].columns[].title items[].name items[].note items[].title':
      'discipline audit_admin',
  },
  'GET /api/audit/:list /api/audit/opened?from=2026-01-01&until=2026-12-31': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre system_admin security_admin stranger',
    '200 items[].on items[].post items[].unit items[].who items[].why': 'discipline',
    '404': 'audit_admin',
  },
  'GET /api/audit/:list /api/audit/grants?from=2026-01-01&until=2026-12-31': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre system_admin security_admin stranger',
    '200 items[].by items[].kind items[].on items[].post items[].unit items[].until items[].who': 'discipline audit_admin',
  },
  'GET /r/:token /r/{token}': {
    '200 text/html':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /receipt/:code /receipt/{receipt}': {
    '200 changeUntil latestOn promisedOn receipt state waits wish':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /receipt/:code/change /receipt/{receipt}/change': {
    '200 text/html':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /receipt/:code/presence /receipt/{released}/presence': {
    '200 cohort digest path[] place root suite':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /w/:code /w/{window}': {
    '200 action':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /follow/:code /follow/{code}': {
    '200 text/html':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/calendar/preview': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '200 days.off[].from days.off[].name days.off[].to days.worked[].days[] days.worked[].name days.year': 'system_admin',
  },
  'POST /api/programme/preview': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '200 faults[].file faults[].line faults[].path faults[].sentence': 'system_admin',
  },
  'POST /api/programme/proposals': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '422': 'system_admin',
  },
  'POST /api/services': {
    '401': 'public',
    '403': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '200 results[].externalId results[].id results[].index results[].ratingUrl': 'key',
  },
  'POST /api/services/import': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '200 columns[] dryRun faultCount faults[].field faults[].line faults[].title fields[].name fields[].needed rows sample[][] services':
      'system_admin',
  },
  'POST /api/calendar/notices': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '201 version year': 'system_admin',
  },
  'POST /api/evaluation/words/:id /api/evaluation/words/{words}': {
    '401': 'public',
    '403': 'key officer leader deputy_head head discipline system_admin security_admin audit_admin stranger',
    '409': 'callback_centre',
    '200 state': 'supervisor',
  },
  'POST /api/callback/repair-orders/:id/answers /api/callback/repair-orders/{order}/answers': {
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
    '404': 'supervisor callback_centre stranger',
    '201 done': 'officer leader deputy_head',
  },
  'POST /api/matters/:id/actions/:action /api/matters/{matter}/actions/acknowledge': {
    '401': 'public',
    '403': 'key head supervisor',
    '404': 'officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
    [`200 done.matter done.round done.seq done.stage ${matter('matter', 'stoppedAt')} may[].action may[].confirm may[].not.because may[].not.title may[].not.values.count may[].not.values.days may[].records may[].title`]:
      'deputy_head',
  },
  'POST /r/:token /r/{token}': {
    '409': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '201 follow receipt': 'public',
  },
  'POST /receipt/:code/change /receipt/{receipt}/change': {
    '200 follow receipt':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /receipt/:code/tell /receipt/{receipt}/tell': {
    '429': 'head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '200 heard': 'public key officer leader deputy_head',
  },
  'POST /w/:code/:opening /w/{window}/{opening}': {
    '409': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '201 follow receipt': 'public',
  },
  'POST /api/files': {
    '401': 'public',
    '403': 'key',
    '404': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/files /api/files?matter={matter}': {
    '401': 'public',
    '403': 'key',
    '404': 'officer leader head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '200 digest id name size type': 'deputy_head',
  },
  ...kept,
  ...administered,
  'DELETE /api/session/others': {
    '401': 'public',
    '403': 'key',
    '200 ended': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/session': {
    '200 city cityName demo desks[] mustChange name person posts[].role posts[].title posts[].unit posts[].unitName secondDueAt secondEnrolled secondNeeded secondOverdue':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
}

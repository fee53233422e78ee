/** Every key of a matter as a list or a page shows it. */
// prettier-ignore
export const matter = (at: string, ...more: readonly string[]): string => [...['because[]', 'clock', 'dueAt', 'dueOn', 'mark', 'round', 'startedAt', 'state', ...more, 'title'].map(key => `clocks[].${key}`), 'id', 'kind', 'lane', 'length', 'number', 'openedAt', 'round', 'sight', 'stage', 'stageTitle', 'unit', 'unitName'].map(key => `${at}.${key}`).join(' ')

/** Of what officials keep beside their matters: factors, posts lent, things drawn, lists and papers taken out, forms. A part of `answers`. */
export const kept: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/session/factors': {
    '200 codesLeft items[].enrolledAt items[].id items[].kind items[].label takesKeys': 'officer',
    '200 codesLeft takesKeys':
      'leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/session/factors/challenge': {
    '200 options': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/session/second': {
    '401': 'public officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '403': 'key',
  },
  'POST /api/session/step-up': {
    '204 nothing': 'leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
    '422': 'officer',
  },
  'POST /api/session/factors/totp': {
    '200 code.path code.size id secret uri':
      'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/session/factors/totp/:id/confirm /api/session/factors/totp/{factor}/confirm': {
    '401': 'public',
    '403': 'key',
    '422': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/session/factors/key': {
    '401': 'public',
    '403': 'key',
    '409': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/session/factors/key/confirm': {
    '401': 'public',
    '403': 'key',
    '422': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/session/factors/recovery': {
    '200 codes[]': 'officer',
    '401': 'public',
    '403': 'key',
    '404': 'leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/delegations': {
    '200 daysAtMost': 'officer system_admin',
    '200 daysAtMost items[].deputyName items[].ended items[].from items[].id items[].lent items[].mayEnd items[].mine items[].personName items[].reason items[].title items[].unitName items[].until':
      'security_admin audit_admin',
    '200 daysAtMost items[].deputyName items[].ended items[].from items[].id items[].lent items[].mayEnd items[].mine items[].personName items[].reason items[].title items[].unitName items[].until posts[].deputies[].name posts[].deputies[].person posts[].role posts[].title posts[].unit posts[].unitName':
      'leader head',
    '200 daysAtMost posts[].deputies[].name posts[].deputies[].person posts[].role posts[].title posts[].unit posts[].unitName':
      'deputy_head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/access-trail': {
    '200 items[].about.by items[].about.count items[].about.delegation items[].about.file items[].about.from items[].about.fromOn items[].about.import items[].about.item items[].about.kind items[].about.list items[].about.login items[].about.name items[].about.proposal items[].about.reason items[].about.role items[].about.scope items[].about.scopes[] items[].about.second items[].about.services items[].about.to items[].about.unit items[].about.until items[].about.version items[].about.warrant items[].about.what[] items[].act items[].at items[].id items[].personName next':
      'audit_admin',
    '200 items[].about.count items[].about.login items[].about.name items[].about.proposal items[].about.reason items[].about.scopes[] items[].about.second items[].about.what[] items[].act items[].at items[].id items[].personName next':
      'security_admin',
    '200 items[].about.delegation items[].about.from items[].about.role items[].about.second items[].about.to items[].about.unit items[].about.until items[].act items[].at items[].id items[].personName next':
      'leader',
    '200 items[].about.from items[].about.kind items[].about.list items[].about.scope items[].about.second items[].about.until items[].about.warrant items[].act items[].at items[].id items[].personName next':
      'discipline',
    '200 items[].about.kind items[].about.scope items[].about.second items[].about.warrant items[].act items[].at items[].id items[].personName next':
      'supervisor',
    '200 items[].about.kind items[].act items[].at items[].id items[].personName next': 'officer',
    '200 items[].about.fromOn items[].about.item items[].about.second items[].about.version items[].act items[].at items[].id items[].personName next':
      'system_admin',
    '200 items[].about.second items[].act items[].at items[].id items[].personName next': 'deputy_head head callback_centre stranger',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/warrants': {
    '200 daysAtMost hoursAtMost mayAsk[] tellUntil': 'deputy_head head',
    '200 daysAtMost hoursAtMost items[].agreedByName items[].askedAt items[].askedByName items[].document items[].id items[].kind items[].mayAgree items[].mayEnd items[].mayOpen items[].reason items[].reference items[].scope items[].state items[].tellFrom items[].untilAt mayAsk[] tellUntil':
      'supervisor discipline',
    '200 daysAtMost hoursAtMost items[].agreedByName items[].askedAt items[].askedByName items[].document items[].id items[].kind items[].mayAgree items[].mayEnd items[].mayOpen items[].reason items[].reference items[].scope items[].state items[].tellFrom items[].untilAt tellUntil':
      'security_admin audit_admin',
    '401': 'public',
    '403': 'key officer leader callback_centre system_admin stranger',
  },
  'POST /api/warrants/:id/open /api/warrants/{warrant}/open': {
    [`200 found ${matter('matter', 'stoppedAt')} trail[].action trail[].at trail[].by trail[].input.because[] trail[].input.by trail[].input.cause trail[].input.evidence[] trail[].input.evidence_kind trail[].input.found trail[].input.from trail[].input.head trail[].input.how trail[].input.levels.result.level trail[].input.levels.result.levelTitle trail[].input.levels.result.title trail[].input.measure trail[].input.poor trail[].input.purpose trail[].input.reasons[] trail[].input.responsible trail[].input.rung trail[].input.service.finishedOn trail[].input.service.lawfulRoute trail[].input.service.line trail[].input.service.lineName trail[].input.service.title trail[].input.service.unit trail[].input.service.unitName trail[].input.speed_agreed trail[].input.to trail[].input.told trail[].input.what_to_change trail[].input.what_was_wrong trail[].input.wish.by trail[].input.wish.helper trail[].input.wish.how trail[].input.words trail[].round trail[].rung.clock trail[].rung.do trail[].rung.tell trail[].seat trail[].seated[].post trail[].seated[].seat trail[].seated[].sight trail[].seq trail[].stage trail[].title`]:
      'supervisor discipline',
    '401': 'public',
    '403': 'key officer leader callback_centre system_admin security_admin audit_admin stranger',
    '404': 'deputy_head head',
  },
  'POST /api/warrants/:id/open /api/warrants/{drawing}/open': {
    '401': 'public',
    '403': 'key officer leader callback_centre system_admin security_admin audit_admin stranger',
    '404': 'deputy_head head supervisor',
    '409': 'discipline',
  },
  'GET /api/services/imports': {
    '200 items[].byName items[].fileName items[].id items[].importedAt items[].links items[].mayUndo items[].services items[].undoUntil items[].undoneAt items[].undoneByName':
      'system_admin audit_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin stranger',
  },
  'GET /api/services/import/mappings': {
    '200 items[].id items[].mapping.fields.externalId items[].name items[].unit items[].unitName': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'GET /api/views': {
    '200 items[].filter.mark items[].first items[].id items[].list items[].mayDrop items[].name items[].own items[].shared mayShare':
      'leader',
    '200 mayShare': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/views': {
    '201 id': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/views/:id /api/views/{view}': {
    '204 nothing': 'leader',
    '401': 'public',
    '403': 'key',
    '404': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'DELETE /api/views/:id /api/views/{view}': {
    '204 nothing': 'leader',
    '401': 'public',
    '403': 'key',
    '404': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/own-choices': {
    '200 keys tour tourStep':
      'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/own-choices': {
    '204 nothing': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/bell': {
    '200 items[].about items[].id items[].matter.id items[].matter.number items[].on items[].read unread': 'leader deputy_head head',
    '200 items[].about items[].id items[].on items[].read unread': 'discipline system_admin security_admin audit_admin',
    '200 unread': 'officer supervisor callback_centre stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/bell/read': {
    '204 nothing': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/exports/ledgers': {
    '200 items[].chosenBy items[].chosen[].heading items[].chosen[].key items[].columns[].heading items[].columns[].key items[].name items[].personal items[].title':
      'officer',
    '200 items[].chosenBy items[].chosen[].heading items[].chosen[].key items[].columns[].heading items[].columns[].key items[].name items[].personal items[].title items[].unit items[].unitName':
      'leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/exports': {
    '200': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '200 items[].askedAt items[].bytes items[].done items[].expiresAt items[].format items[].id items[].ledger items[].number items[].opened items[].purpose items[].state items[].title items[].total':
      'leader',
    '401': 'public',
    '403': 'key',
  },
  'GET /api/exports/:id /api/exports/{taken}': {
    '200 askedAt bytes done expiresAt format id ledger number opened purpose state title total': 'leader',
    '401': 'public',
    '403': 'key',
    '404': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/exports/:id/file /api/exports/{taken}/file': {
    '200 text/csv': 'leader',
    '401': 'public',
    '403': 'key',
    '404': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/first-day': {
    '200 items[].aside.by items[].aside.on items[].aside.why items[].key items[].mayAside items[].says items[].state items[].title items[].why leads':
      'system_admin',
    '200 items[].key items[].mayAside items[].says items[].state items[].title items[].why leads': 'security_admin audit_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'POST /api/first-day/:key/aside': {
    '400': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'DELETE /api/first-day/:key/aside': {
    '400': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'GET /api/health': {
    '200 asOf readings[].key readings[].says readings[].state readings[].title readings[].todo': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'GET /api/health/messages': {
    '200': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'POST /api/health/messages/:id/send': {
    '400': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'POST /api/callback/inbound-sms': {
    '202 received': 'key',
    '401': 'public',
    '403': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/exports': {
    '201 askedAt bytes done expiresAt format id ledger number opened state title total':
      'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/exports/columns': {
    '204 nothing': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/exports/:id/revoke /api/exports/{taken}/revoke': {
    '204 nothing': 'leader',
    '401': 'public',
    '403': 'key',
    '404': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/delegations': {
    '201 id': 'leader',
    '401': 'public',
    '403': 'key',
    '422': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/delegations/:id/acts /api/delegations/{delegation}/acts': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
    '401': 'public',
    '403': 'key',
  },
  'POST /api/delegations/:id/end /api/delegations/{delegation}/end': {
    '204 nothing': 'leader',
    '401': 'public',
    '403': 'key',
    '404': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/services/import/mappings': {
    '204 nothing': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'DELETE /api/services/import/mappings/:id /api/services/import/mappings/{mapping}': {
    '204 nothing': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'POST /api/services/imports/:id/undo /api/services/imports/{import}/undo': {
    '204 nothing': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'POST /api/warrants': {
    '201 id': 'deputy_head head supervisor discipline',
    '401': 'public',
    '403': 'key officer leader callback_centre system_admin security_admin audit_admin stranger',
  },
  'POST /api/warrants/:id/agree /api/warrants/{drawing}/agree': {
    '401': 'public',
    '403': 'key officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
    '404': 'deputy_head head supervisor',
  },
  'POST /api/warrants/:id/end /api/warrants/{warrant}/end': {
    '204 nothing': 'supervisor',
    '401': 'public',
    '403': 'key officer leader callback_centre system_admin stranger',
    '404': 'deputy_head head audit_admin',
    '409': 'discipline security_admin',
  },
  'GET /api/boards/month-report': {
    '200 asOf counts[].count counts[].key counts[].matters[].dueOn counts[].matters[].id counts[].matters[].number counts[].matters[].stageTitle counts[].matters[].unitName counts[].title firstDay lastDay month releasedUpTo units[].calls.confirmed units[].calls.ended units[].calls.opened units[].calls.unsolved units[].poor units[].rateable units[].ratings units[].reasons[].count units[].reasons[].title units[].silent units[].unit units[].unitName whole':
      'leader deputy_head head supervisor callback_centre',
    '200 asOf counts[].count counts[].key counts[].title firstDay lastDay month releasedUpTo units[].calls.confirmed units[].calls.ended units[].calls.opened units[].calls.unsolved units[].poor units[].rateable units[].ratings units[].reasons[].count units[].reasons[].title units[].silent units[].unit units[].unitName whole':
      'discipline stranger',
    '401': 'public',
    '403': 'key officer system_admin security_admin audit_admin',
  },
  'POST /api/boards/month-report/paper': {
    '200 application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      'leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key officer system_admin security_admin audit_admin',
  },
  'POST /api/callback/repair-orders/paper': {
    '200 application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'officer leader deputy_head',
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
    '404': 'supervisor callback_centre stranger',
  },
  'GET /api/matters/:id/papers /api/matters/{matter}/papers': {
    '200 items[].not.because items[].not.title items[].paper items[].title scans': 'deputy_head head supervisor',
    '401': 'public',
    '403': 'key',
    '404': 'officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/matters/:id/papers /api/matters/{report}/papers': {
    '200 scans': 'discipline',
    '401': 'public',
    '403': 'key',
    '404': 'officer leader deputy_head head supervisor callback_centre system_admin security_admin audit_admin stranger',
  },
  'POST /api/matters/:id/papers/:paper /api/matters/{matter}/papers/closing_record': {
    '401': 'public',
    '403': 'key',
    '404': 'officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
    '409': 'deputy_head head supervisor',
  },
  'POST /api/matters/:id/dossier /api/matters/{matter}/dossier': {
    '200 application/pdf': 'deputy_head head supervisor',
    '401': 'public',
    '403': 'key',
    '404': 'officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /api/matters/:id/scans /api/matters/{matter}/scans': {
    '201 file name': 'deputy_head',
    '401': 'public',
    '403': 'key',
    '404': 'officer leader callback_centre discipline system_admin security_admin audit_admin stranger',
    '409': 'head supervisor',
  },
  'GET /api/templates': {
    '200 items[].fields[] items[].paper items[].rows[].fields[] items[].rows[].name items[].title items[].versions[].fileName items[].versions[].inForce items[].versions[].uploadedAt items[].versions[].uploadedByName items[].versions[].version':
      'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'GET /api/templates/:paper/:version /api/templates/{paper}/1': {
    '200 application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'GET /api/templates/:paper/:version/preview /api/templates/{paper}/1/preview': {
    '200 application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'POST /api/templates/:paper /api/templates/{paper}': {
    '200 faults[] version': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
  'POST /api/templates/:paper/adoptions /api/templates/{paper}/adoptions': {
    '200 version': 'system_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
  },
}

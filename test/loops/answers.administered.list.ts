/** Of what is administered: factors taken off, sessions ended, accounts, lost factors, keys. A part of `answers`. */
export const administered: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'DELETE /api/session/factors/:id /api/session/factors/{factor}': {
    '204 nothing': 'officer',
    '401': 'public',
    '403': 'key',
    '404': 'leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'DELETE /api/session/all/:id /api/session/all/{session}': {
    '204 nothing': 'leader',
    '401': 'public',
    '403': 'key',
    '404': 'officer deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'DELETE /api/people/:id/sessions /api/people/{elsewhere}/sessions': {
    '200 ended': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'GET /api/register/units': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 items[].address items[].closedOn items[].code items[].id items[].kind items[].level items[].name items[].organ items[].parent items[].parentName items[].posts items[].windows next':
      'system_admin security_admin audit_admin',
  },
  'POST /api/register/units': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'GET /api/register/units/:id /api/register/units/{unit}': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 address closedOn code id kind level name organ parent parentName posts[].deputy posts[].from posts[].id posts[].ownTitle posts[].person posts[].personCode posts[].personName posts[].role posts[].time posts[].title posts[].unit posts[].unitName posts[].until windows[].code windows[].id windows[].line windows[].name':
      'system_admin security_admin audit_admin',
  },
  'POST /api/register/units/:id': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'GET /api/register/posts': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 items[].deputy items[].from items[].id items[].ownTitle items[].person items[].personCode items[].personName items[].role items[].time items[].title items[].unit items[].unitName items[].until next':
      'system_admin security_admin audit_admin',
  },
  'GET /api/register/edges': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 items[].kind items[].line items[].lower items[].lowerLevel items[].lowerName items[].upper items[].upperLevel items[].upperName next':
      'system_admin security_admin audit_admin',
  },
  'GET /api/register/people': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '400': 'system_admin security_admin audit_admin',
  },
  'POST /api/register/people': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
    '400': 'security_admin',
  },
  'GET /api/register/people/:id /api/register/people/{officer}': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 accounts[].login accounts[].state code id name posts[].deputy posts[].from posts[].id posts[].ownTitle posts[].person posts[].personCode posts[].personName posts[].role posts[].time posts[].title posts[].unit posts[].unitName posts[].until ties[].from ties[].kind ties[].other ties[].otherName ties[].until':
      'security_admin audit_admin',
    '200 code id name posts[].deputy posts[].from posts[].id posts[].ownTitle posts[].person posts[].personCode posts[].personName posts[].role posts[].time posts[].title posts[].unit posts[].unitName posts[].until':
      'system_admin',
  },
  'GET /api/proposals': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 items[].appliedOn items[].approvers[] items[].changes[].about items[].changes[].fields[].after items[].changes[].fields[].before items[].changes[].fields[].field items[].changes[].what items[].count items[].expiresOn items[].from items[].id items[].mayDo[] items[].not items[].proposedAt items[].proposedByName items[].reason items[].settledByName items[].settledOn items[].settledReason items[].state items[].undoes items[].undoneBy items[].waits':
      'system_admin security_admin',
    '200 items[].appliedOn items[].approvers[] items[].changes[].about items[].changes[].fields[].after items[].changes[].fields[].before items[].changes[].fields[].field items[].changes[].what items[].count items[].expiresOn items[].from items[].id items[].not items[].proposedAt items[].proposedByName items[].reason items[].settledByName items[].settledOn items[].settledReason items[].state items[].undoes items[].undoneBy items[].waits':
      'audit_admin',
  },
  'POST /api/proposals': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline audit_admin stranger',
    '400': 'system_admin security_admin',
  },
  'GET /api/proposals/:id /api/proposals/{proposal}': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 appliedOn approvers[] changes[].about changes[].fields[].after changes[].fields[].before changes[].fields[].field changes[].what count expiresOn from id mayDo[] not proposedAt proposedByName reason settledByName settledOn settledReason state undoes undoneBy waits':
      'system_admin security_admin',
    '200 appliedOn approvers[] changes[].about changes[].fields[].after changes[].fields[].before changes[].fields[].field changes[].what count expiresOn from id not proposedAt proposedByName reason settledByName settledOn settledReason state undoes undoneBy waits':
      'audit_admin',
  },
  'POST /api/proposals/:id/approve': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '400': 'system_admin security_admin audit_admin',
  },
  'POST /api/proposals/:id/refuse': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '400': 'system_admin security_admin audit_admin',
  },
  'POST /api/proposals/:id/withdraw': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '400': 'system_admin security_admin audit_admin',
  },
  'POST /api/proposals/:id/undo': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline audit_admin stranger',
    '400': 'system_admin security_admin',
  },
  'POST /api/proposals/upload/preview': {
    '400': 'system_admin security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline audit_admin stranger',
  },
  'POST /api/proposals/upload': {
    '400': 'system_admin security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline audit_admin stranger',
  },
  'GET /api/register/windows': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 items[].closedOn items[].code items[].id items[].line items[].name items[].unit items[].unitName lines[].code lines[].title':
      'system_admin security_admin audit_admin',
  },
  'POST /api/register/windows': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'POST /api/register/windows/:id': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'POST /api/register/windows/:id/close': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'POST /api/register/windows/:id/open': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'POST /api/register/windows/:id/code': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'GET /api/register/duty': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline stranger',
    '200 items[].begun items[].fromAt items[].id items[].person items[].personName items[].unit items[].unitName items[].untilAt':
      'system_admin security_admin audit_admin',
  },
  'GET /api/register/duty/leaders': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'POST /api/register/duty': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'DELETE /api/register/duty/:id': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline security_admin audit_admin stranger',
    '400': 'system_admin',
  },
  'GET /api/accounts': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin stranger',
    '200 items[].account items[].code items[].isAdministrator items[].login items[].name items[].person items[].posts[].deputy items[].posts[].role items[].posts[].title items[].posts[].unit items[].posts[].unitName items[].sessions items[].state next':
      'security_admin audit_admin',
  },
  'POST /api/accounts': {
    '201 id login name password': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'POST /api/accounts/:id/disable /api/accounts/{account}/disable': {
    '204 nothing': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'POST /api/accounts/:id/enable /api/accounts/{account}/enable': {
    '204 nothing': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'GET /api/factor-resets': {
    '200 items[].agreedByName items[].askedAt items[].askedByName items[].decidedAt items[].id items[].mayAgree items[].mayEnd items[].personName items[].reason items[].state items[].what':
      'head system_admin security_admin audit_admin',
    '200': 'discipline',
    '401': 'public',
    '403': 'key officer leader deputy_head supervisor callback_centre stranger',
  },
  'POST /api/accounts/:id/factor-reset': {
    '400': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'POST /api/accounts/:id/password-reset': {
    '400': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'POST /api/factor-resets/:id/agree /api/factor-resets/{lostPassword}/agree': {
    '200 half': 'head',
    '401': 'public',
    '403': 'key officer leader deputy_head supervisor callback_centre security_admin audit_admin stranger',
    '404': 'discipline',
    '409': 'system_admin',
  },
  'POST /api/factor-resets/:id/agree /api/factor-resets/{lostFactor}/agree': {
    '204 nothing': 'head',
    '401': 'public',
    '403': 'key officer leader deputy_head supervisor callback_centre security_admin audit_admin stranger',
    '404': 'discipline',
    '409': 'system_admin',
  },
  'POST /api/factor-resets/:id/end /api/factor-resets/{lostFactor}/end': {
    '401': 'public',
    '403': 'key officer leader deputy_head supervisor callback_centre audit_admin stranger',
    '404': 'discipline',
    '409': 'head system_admin security_admin',
  },
  'GET /api/api-keys': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin stranger',
    '200 items[].expiresAt items[].id items[].lastUsedOn items[].lines items[].name items[].scopes[] items[].seesLinks items[].state items[].units lines[].code lines[].title':
      'security_admin audit_admin',
  },
  'POST /api/api-keys': {
    '201 id name token': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'POST /api/api-keys/:id/rotate /api/api-keys/{spareKey}/rotate': {
    '200 id name token': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
  'DELETE /api/api-keys/:id /api/api-keys/{spareKey}': {
    '204 nothing': 'security_admin',
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin audit_admin stranger',
  },
}

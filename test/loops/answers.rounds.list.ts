const everyStaff = 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger'

/** Of visits that the police make, whose people are none of the readers: each reads nothing. A part of `answers`. */
export const rounds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/rounds/campaigns': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'GET /api/rounds/list': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'GET /api/rounds/board': {
    '200 columns[].key columns[].kind columns[].title': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'GET /api/rounds/inspections': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'POST /api/rounds/inspections': { '401': 'public', '403': `key ${everyStaff}` },
  'GET /api/rounds/draws/:code/:week /api/rounds/draws/hall_random/2026-09-07': { '404': `public key ${everyStaff}` },
  'POST /api/rounds/visits': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /api/rounds/import': { '401': 'public', '403': `key ${everyStaff}` },
}

const everyStaff = 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger'

/** Of somebody who applies for help at an organ whose people are none of the readers: each reads that nobody applied. A part of `answers`. */
export const hardship: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/hardship/follow/:code /api/hardship/follow/{hardship}': {
    '200 alreadyHelped by late now number stopgap withdraw': `public key ${everyStaff}`,
  },
  'GET /api/hardship/places': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'GET /api/hardship/list': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'GET /api/hardship/board': {
    '200 columns[].key columns[].kind columns[].title': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'POST /api/hardship/intake': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /hardship': { '201 code number': `public key ${everyStaff}` },
}

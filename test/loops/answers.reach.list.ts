const everyStaff = 'officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger'

/** Of a party who asks for a case officer in a court whose people are none of the readers: each reads that nobody asks for him. A part of `answers`. */
export const reach: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/reach/follow/:code /api/reach/follow/{reach}': { '200 alreadyReached by late now number withdraw': `public key ${everyStaff}` },
  'GET /api/reach/places': {
    '200': 'officer leader deputy_head supervisor callback_centre stranger',
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
  },
  'GET /api/reach/list': {
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'GET /api/reach/board': {
    '200 columns[].key columns[].kind columns[].title': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
  },
  'POST /api/reach/intake': { '401': 'public', '403': `key ${everyStaff}` },
  'POST /reach': { '201 code number': `public key ${everyStaff}` },
}

/** Of what comes to a window of last resort. A part of `answers`. */
export const stuck: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/stuck/follow/:code /api/stuck/follow/{stuck}': {
    '200 final item judge number promised.because[] promised.dateText promised.late round steps[].at steps[].state steps[].title withdraw':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/stuck/book/follow/:code /api/stuck/book/follow/{slot}': {
    '200 address at callOff day matter number phone stage window':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'POST /stuck/book': {
    '201 at code number onDay window':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/stuck/bookings': {
    '200': 'officer leader deputy_head supervisor callback_centre',
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
    '200 today': 'stranger',
  },
  'POST /stuck': {
    '201 code number':
      'public key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
  'GET /api/stuck/windows': {
    '200': 'officer leader deputy_head supervisor callback_centre',
    '401': 'public',
    '403': 'key head discipline system_admin security_admin audit_admin',
    '200 categories[] items[].code items[].form items[].name key': 'stranger',
  },
  'GET /api/stuck/ledger': {
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'GET /api/stuck/board': {
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '200 choices.category[].title choices.category[].value choices.channel[].title choices.channel[].value choices.treatment[].title choices.treatment[].value columns[].key columns[].kind columns[].title counts.dissatisfied counts.doable counts.elsewhere counts.finished counts.forbidden counts.late counts.reported counts.responded counts.satisfied counts.settled counts.silent counts.unresponded windows[].code windows[].name':
      'officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'GET /api/stuck/clearing /api/stuck/clearing?week=2026-09-28': {
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '200 before monday opens over until': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'GET /api/stuck/clearing/lines /api/stuck/clearing/lines?week=2026-09-28': {
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'GET /api/stuck/months /api/stuck/months?month=2026-09': {
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '200 before due least month months office': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'GET /api/stuck/months/lines /api/stuck/months/lines?month=2026-09': {
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '200': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'POST /api/stuck/months/paper': {
    '401': 'public',
    '403': 'key system_admin security_admin audit_admin',
    '400': 'officer leader deputy_head head supervisor callback_centre discipline stranger',
  },
  'POST /api/stuck/classes': {
    '400': 'leader deputy_head head supervisor callback_centre discipline stranger',
    '401': 'public',
    '403': 'key officer system_admin security_admin audit_admin',
  },
  'POST /api/stuck/intake': {
    '401': 'public',
    '403': 'key officer leader deputy_head head supervisor callback_centre discipline system_admin security_admin audit_admin stranger',
  },
}

import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names a firm, a work or a person; 70 characters are one SMS. */
export const texts = defineTexts('zone', {
  'sms.arrived': '【回音】服务保障专区有1件交给您，请在时限内答复，尾号{tail}。',
  'sms.reopened': '【回音】服务保障专区有1件本人说没解决，请您亲自办，尾号{tail}。',
  'sms.not_delivered': '【回音】您有1件的短信没有送到本人，请另行告知，尾号{tail}。',
  'sms.remind': '【回音】服务保障专区有1件快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】服务保障专区有1件逾期未答复，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】服务保障专区有1件逾期未了，已到督办，请登录办理，尾号{tail}。',
  'sms.answered': '【回音】您在服务保障专区问的有答复了，解决没有，请用回执码告诉我们。',
})
export type TextKey = Parameters<typeof texts.say>[1]

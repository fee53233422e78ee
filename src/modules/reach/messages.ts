import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names an organ, a case or a person; 70 characters are one SMS. */
export const texts = defineTexts('reach', {
  'sms.arrived': '【回音】有1位当事人联系不上您，请在时限内联系，尾号{tail}。',
  'sms.returned': '【回音】有1件联系承办人被退回，请改派，尾号{tail}。',
  'sms.reopened': '【回音】有1位当事人说没联系上，请您亲自联系，尾号{tail}。',
  'sms.not_delivered': '【回音】您有1件的短信没有送到当事人，请另行告知，尾号{tail}。',
  'sms.remind': '【回音】有1件联系承办人快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】有1件联系承办人逾期未联系，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】有1件联系承办人逾期未了，已到督办，请登录办理，尾号{tail}。',
  'sms.answered': '【回音】您要联系的人已有回应，是不是联系上了，请用回执码告诉我们。',
  'sms.explained': '【回音】您问的事该找哪里，地址已写明，请用回执码查看。',
})
export type TextKey = Parameters<typeof texts.say>[1]

import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names a person, a day or what it is about; 70 characters are one SMS. */
export const texts = defineTexts('reception', {
  'sms.arrived': '【回音】领导接待日答应的1件交给您这边，请在时限内答复，尾号{tail}。',
  'sms.returned': '【回音】领导接待日的1件被退回，请改交，尾号{tail}。',
  'sms.reopened': '【回音】领导接待日有1件本人说没解决，请您亲自办，尾号{tail}。',
  'sms.not_delivered': '【回音】领导接待日有1件的短信没有送到本人，请另行告知，尾号{tail}。',
  'sms.remind': '【回音】领导接待日有1件快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】领导接待日有1件逾期，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】领导接待日有1件逾期未了，已到督办，请登录办理，尾号{tail}。',
  'sms.moved': '【回音】您预约的领导接待日有变动，请用回执码看新的安排，不方便可以取消。',
  'sms.day_off': '【回音】您预约的领导接待日取消了，原因和下一次请用回执码看，对不起。',
  'sms.promised': '【回音】领导答应您的事已经交办，谁办、哪天以前，请用回执码看。',
  'sms.answered': '【回音】您在领导接待日说的事有答复了，解决没有，请用回执码告诉我们。',
})
export type TextKey = Parameters<typeof texts.say>[1]

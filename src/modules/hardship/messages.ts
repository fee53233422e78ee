import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names an organ, a hardship, a sum or a person; 70 characters are one SMS. */
export const texts = defineTexts('hardship', {
  'sms.arrived': '【回音】有1件困难救助等您决定，请在时限内办理，尾号{tail}。',
  'sms.handed_over': '【回音】有1件困难救助转到您这里，请签收，尾号{tail}。',
  'sms.sent_back': '【回音】有1件困难救助被民政退回，请决定，尾号{tail}。',
  'sms.reopened': '【回音】有1位申请人说没有得到帮助，请您亲自看，尾号{tail}。',
  'sms.not_delivered': '【回音】您有1件的短信没有送到申请人，请另行告知，尾号{tail}。',
  'sms.remind': '【回音】有1件困难救助快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】有1件困难救助逾期，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】有1件困难救助逾期未了，已到督办，请登录办理，尾号{tail}。',
  'sms.result': '【回音】您申请的事有了结果，请用回执码查看。',
  'sms.moved': '【回音】您申请的事有了新的进展，请用回执码查看。',
  'sms.papers': '【回音】您申请的事，经办人想请您补一点情况，请用回执码查看；补不了也照样办。',
  'sms.given': '【回音】您申请的事已经办好，收到没有，请用回执码告诉我们。',
})
export type TextKey = Parameters<typeof texts.say>[1]

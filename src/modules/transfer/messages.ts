import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names an organ, a case or a person; 70 characters are one SMS. */
export const texts = defineTexts('transfer', {
  'sms.on_way': '【回音】有1袋材料交给您这边，请当面核封袋号后签收，尾号{tail}。',
  'sms.refused': '【回音】有1袋材料被拒收，请清点、重新封袋，尾号{tail}。',
  'sms.missing': '【回音】有1袋材料找不到了，请从最后签收处查找，尾号{tail}。',
  'sms.short': '【回音】有1袋材料照清单缺件，请登录补齐，尾号{tail}。',
  'sms.not_delivered': '【回音】您有1件的短信没有送到当事人，请另行告知，尾号{tail}。',
  'sms.remind': '【回音】有1袋材料快到停放时限或已到，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】有1袋材料停放超时或没有签收，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】有1袋材料逾期未了，已到督办，请登录办理，尾号{tail}。',
  'sms.arrived': '【回音】您交的材料，承办人单位已签收。请用回执码查看。',
  'sms.found': '【回音】您交的材料已找到，继续送。请用回执码查看。',
  'sms.searching': '【回音】您交的材料正在查找，找到就告诉您。请用回执码查看。',
  'sms.settled': '【回音】您交的材料有新的情况要告诉您，请用回执码查看。',
  'sms.fetch': '【回音】您交的材料请取回，地点和时间请用回执码查看。',
})
export type TextKey = Parameters<typeof texts.say>[1]

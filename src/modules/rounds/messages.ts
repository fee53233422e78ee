import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names a place, a person or what was said; 70 characters are one SMS. */
export const texts = defineTexts('rounds', {
  'sms.arrived': '【回音】有1条走访意见交给您单位，请在时限内办理答复，尾号{tail}。',
  'sms.returned': '【回音】有1条走访意见被退回，请改交，尾号{tail}。',
  'sms.answered': '【回音】有1条走访意见已答复，请告知本人、记下他怎么说，尾号{tail}。',
  'sms.reopened': '【回音】有1条走访意见本人说没解决，请您亲自看，尾号{tail}。',
  'sms.finding_opened': '【回音】巡查发现您单位有1个问题，请在时限内整改，尾号{tail}。',
  'sms.fixed': '【回音】有1个巡查问题报了整改，请复查，尾号{tail}。',
  'sms.refused': '【回音】有1个巡查问题没有改好，退回再改，尾号{tail}。',
  'sms.inspection_set': '【回音】有1次巡查，哪天、哪里请登录查看，尾号{tail}。',
  'sms.remind': '【回音】有1件走访意见或巡查快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】有1件走访意见或巡查逾期，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】有1件走访意见或巡查逾期未了，已到督办，请登录办理，尾号{tail}。',
})

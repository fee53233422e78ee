import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names a place, a person or what was said; 70 characters are one SMS. */
export const texts = defineTexts('rounds', {
  'sms.arrived': '【回音】有1条走访意见交给您单位，请在时限内办理答复，尾号{tail}。',
  'sms.returned': '【回音】有1条走访意见被退回，请改交，尾号{tail}。',
  'sms.answered': '【回音】有1条走访意见已答复，请告知本人、记下他怎么说，尾号{tail}。',
  'sms.reopened': '【回音】有1条走访意见本人说没解决，请您亲自看，尾号{tail}。',
  'sms.remind': '【回音】有1条走访意见快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】有1条走访意见逾期，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】有1条走访意见逾期未了，已到督办，请登录办理，尾号{tail}。',
})

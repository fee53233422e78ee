import { defineTexts } from '../../engine/index.ts'

/** Texts that leave the house. None names an organ, a business or a person; 70 characters are one SMS. */
export const texts = defineTexts('stuck', {
  'sms.arrived': '【回音】办不成事窗口有1件新反映，今天要联系，请登录办理，尾号{tail}。',
  'sms.dispatched': '【回音】有1件办不成事交到您这里，请登录办理，尾号{tail}。',
  'sms.returned': '【回音】有1件被退回，请登录改派，尾号{tail}。',
  'sms.lead_needed': '【回音】有1件要您定牵头，请登录办理，尾号{tail}。',
  'sms.second_reading': '【回音】有1件否定答复待复核，请登录办理，尾号{tail}。',
  'sms.negative_refused': '【回音】有1件否定答复没有同意，请登录重新办理，尾号{tail}。',
  'sms.extension_asked': '【回音】有1件申请延期，请登录定夺，尾号{tail}。',
  'sms.share': '【回音】有1件请您单位协办，请登录办理，尾号{tail}。',
  'sms.share_objected': '【回音】有1件协办提了异议，请登录定夺，尾号{tail}。',
  'sms.share_upheld': '【回音】协办的异议已定：仍请您单位办，尾号{tail}。',
  'sms.not_delivered': '【回音】您有1件的短信没有送到反映人，请另行告知，尾号{tail}。',
  'sms.remind': '【回音】您有1件快到期或已到期，请登录办理，尾号{tail}。',
  'sms.tell_superior': '【回音】有1件办不成事逾期，请登录督促，尾号{tail}。',
  'sms.supervision_slip': '【回音】有1件办不成事逾期，已到督办，请登录办理，尾号{tail}。',
  'sms.week_listed': '【回音】本周清理单出来了，请登录逐件清掉、说明或上报，没人动的到点自动上报。',
  'sms.week_escalated': '【回音】周清有上报或到点没人动的件，请登录查看、定夺。',
  'sms.month_drafted': '【回音】上个月的办不成事月结出来了，请登录查看反复出现的原因。',
  'sms.class_opened': '【回音】有1类事请您单位改，请登录查看、按日子办，尾号{tail}。',
  'sms.class_answered': '【回音】有1类事报来改好了，请登录核定，尾号{tail}。',
  'sms.class_returned': '【回音】有1类事没有改到位，退回再改，尾号{tail}。',
  'sms.class_closed': '【回音】您单位的1类事核定办成，尾号{tail}。',
  'sms.class_dropped': '【回音】您单位的1类事不立了，理由请登录查看，尾号{tail}。',
  'sms.answered': '【回音】您反映的事已有结果。请用回执码查看，解决没解决您说了算；没解决就换人重办。',
  'sms.hours_changed': '【回音】窗口的开门时间改了，您约的那个时间不开门，预约取消了。请用回执码查看，可以再约。',
  'sms.extended': '【回音】您反映的事延期了，理由和新的日子，请用回执码查看。只延这一次。',
})
export type TextKey = Parameters<typeof texts.say>[1]

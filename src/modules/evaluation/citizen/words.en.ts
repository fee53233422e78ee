import { frameEn } from '../../../kit/page.ts'
import type { WordKey } from './words.zh.ts'

export const en: Readonly<Record<WordKey, string>> = {
  ...frameEn,

  'rate.title': 'How was your visit?',
  'rate.sub': '20 seconds, no sign-in, no name',
  'rate.sub.change':
    'What you said before is not shown here, so nobody beside you can see it. The last one sent counts; what is already being put right will still be put right.',
  'rate.title.change': 'Change your rating',
  'promise.rated': 'The person you rate cannot see who rated; the counter cannot see whether you did.',
  'promise.number':
    'Without a number the rating cannot be matched to your name. Leave one and only your caller can open it; each opening is recorded.',
  'promise.safe':
    'Good or bad, your case is not affected. If anybody makes trouble, tell us with your receipt code; another body looks into it.',
  'promises.title': 'First of all',
  'how.title': 'How is that done, and where are its limits?',
  'how.batch':
    'Ratings stay locked until there are enough of them. Then they are shuffled and the unit sees totals: no time, no number, no officer. Where there are few visits it takes longer.',
  'how.words':
    'What you write is first read by someone above, who removes what could give a person away, and is passed on only when there is enough of it.',
  'how.call':
    'If you ask for a call, the caller ({post}, or {centre} if you choose) knows it is you. While it can be changed you can still ask with the receipt code; it cannot be taken back.',
  'how.call.overdue': ' If nobody has called by the promised day, {centre} calls instead, and whoever calls there then knows it is you.',
  'how.guess': 'In a small unit with few visits, whoever puts the matter right may guess that it was you. We cannot prevent that.',
  'how.law':
    'The system has no way to ask who rated. Once a batch is out, the locked originals are destroyed and we cannot find out either; before that, somebody with both the server and the key could open them, which only rules and supervision prevent.',
  'how.change': 'For at least seven days you can change or withdraw it with the receipt code.',

  ask: 'How did it go this time?',
  'ask.hint': 'Tap a face, then “Send”. That is all. If you cannot say, tap none and write below.',
  send: 'Send',
  'send.again': 'All done, send',
  'more.title': 'More to say? Everything below may stay empty',

  'line.ask': 'What did you come for?',
  'line.choose': 'Please choose one',
  'line.note':
    'This is a posted code and does not belong to one case. It is marked “unverified” and counted apart; what you report is read all the same.',

  'dimensions.title': 'One by one: {list}',
  'dimensions.hint': 'Leave out what you cannot say. A blank stays a blank; it is never counted as satisfied.',
  'dimension.none': 'Cannot say',
  'dimension.none.result': 'No result yet',

  'reasons.title': 'What went wrong, what could be better?',
  'reasons.hint': 'Choose several, or none.',
  'route.result':
    'If you do not accept the ruling or decision itself, the law gives a way: {route} We look into how you were treated all the same.',
  'route.unknown': 'please see the way and the time limit at the end of the document, and do not miss it.',

  'words.title': 'Anything else?',
  'words.hint':
    'You may leave it empty, or speak with the microphone of your keyboard. Please write no names, identity numbers or case numbers: they could give you away.',

  'call.title': 'Shall somebody get back to you?',
  'call.hint': 'You may ask whether it went well or badly. If you do not ask, it is put right all the same.',
  'call.kept': 'A call already agreed stays as it is; changing the rating does not cancel it.',
  'wish.title': 'In which way?',
  'wish.phone': 'Call me',
  'wish.sms': 'A text message will do',
  'wish.after': 'Contact me when my case is over',
  'wish.none': 'No need, just put it right',
  'by.title': 'Who should contact you?',
  'by.department': '{post} (will know that it is you and must not pass it on)',
  'by.centre': '{centre}, not a person of this department',
  'number.title': 'Which number?',
  'number.kept': 'The number I gave for my case',
  'number.other': 'Another number',
  'phone.label': 'Phone number',
  'when.title': 'When is a good time?',
  'when.morning': 'Morning',
  'when.afternoon': 'Afternoon',
  'when.evening': 'Before 7 in the evening',
  'when.weekend': 'Weekends too',
  'speech.title': 'How should we speak?',
  'speech.mandarin': 'Mandarin',
  'speech.local': 'The local dialect',
  'speech.loud': 'Loudly and slowly, please',
  'speech.family': 'Call a family member',
  'family.hint': 'Whom to call. Only the person who calls can see it, and each look is logged.',
  'family.name': 'Name to ask for',
  'family.phone': 'Their number',
  'call.safe':
    'The caller first says your safe word (you are told it after sending). If not, hang up. No caller of ours ever asks for a verification code, a bank card or a transfer.',

  'sealed.title': 'Did anybody ask for money or favours, or threaten you?',
  'sealed.text':
    'Please use the sealed way: only the discipline inspection body can read it. This unit cannot see it and does not learn that it exists; the receipt does not mention it.',
  'sealed.named':
    'You need not give a name. If you want the discipline body to contact you and tell you the outcome, write your name and number here too; the law protects them.',
  'sealed.tick': 'Sealed, for the discipline inspection body only',
  'sealed.words': 'Who, when, and what happened',

  helper: 'I am filling this in for an older relative',
  urgent: 'In danger call 110. In distress call 12356.',
  free: 'Rating is up to you. Not rating does not affect your case either.',

  'faults.title': 'Almost there. What you filled in is still here:',
  sending: 'Sending…',
  offline: 'No connection. Nothing is lost; it is sent as soon as the line is back. Please keep this page open.',
  waiting: 'Many people are sending now. Nothing is lost; you are in the queue. Please keep this page open.',
  retry: 'Send again now',

  'sheet.title': 'Please rate this window',
  'sheet.how': 'Scan, tap one face: 20 seconds. No sign-in, no name.',
  'sheet.what': 'You rate: {list}',
  'sheet.sms': 'Got a text message? Use its link. If not, scan here.',
  'sheet.address': 'Or type this address on your phone:',
  'sheet.help.title': 'Need help?',
  'sheet.help': 'Ask a guide or volunteer to open the large-type page or to read it to you. They turn away while you rate.',
  'sheet.sealed': 'Asked for money or gifts? Scan and use the sealed way: only the discipline inspection body can read it.',
  'sheet.print': 'To print press Ctrl+P; paper A4, scale 100%.',
  'withdraw.title': 'I want to withdraw this rating',
  'withdraw.text': 'A withdrawn rating counts nowhere. What is already being put right will still be put right.',
  'withdraw.do': 'Withdraw this rating',
  'change.until': 'You can change or withdraw it until {date}.',

  'receipt.title': 'Received. Thank you for being honest',
  'receipt.call': 'By {date} you will be contacted by {who}. If nobody does, the system reports it one level up by itself.',
  'receipt.call.past':
    'You were promised a contact by {who} by {date}. See under “See progress” how far it has come and whether it is late.',
  'receipt.call.undated':
    'You will be contacted by {who}. Next year’s holidays are not published yet; the date will stand under “See progress” once it is fixed.',
  'receipt.after':
    'When your case is over you will be contacted by {who} (whoever holds the post then); on {date} at the latest, even if we have not heard of its end. Until then it stays locked and nobody reads it.',
  'receipt.after.over':
    'Your case is over (or the latest day has come); it has gone to {who}, who will contact you. If somebody else takes over, “See progress” says so.',
  'receipt.none':
    'What you said is put together with what others said, shuffled, and then given to the unit. We look into it and put it right without disturbing you.',
  'receipt.none.released':
    'What you said has been shuffled and added up with what others said (in a small unit it is shown once there is enough). You asked for no call, so we do not disturb you.',
  'receipt.word': 'Your safe word',
  'receipt.safe':
    'Whoever contacts you first says this word. If not, hang up. No caller of ours ever asks for a verification code, a bank card or a transfer.',
  'receipt.code': 'Receipt code',
  'receipt.keep': 'Take a photograph or copy it. It bears no name, so we cannot find it again for you.',
  'receipt.shows': 'It shows how far the matter has come, never what you said: whoever holds it.',
  'receipt.change': 'You can change or withdraw until {date}; what is already being put right will still be put right.',
  'receipt.released': 'The ratings have been shuffled and added up; nobody can find yours, so it can no longer be changed or withdrawn.',
  'receipt.drawn':
    'On {date} this rating of yours was read under a formal order: two people agreed, the reason stands on record, and your number was not opened.',
  'receipt.hurt':
    'If anybody asks who rated, presses you to change it, or makes trouble: tell us below, at any time; another body looks into it.',
  'receipt.follow': 'See progress',
  'receipt.edit': 'Change or withdraw',
  'receipt.print': 'Print this page',

  'presence.text':
    'Your receipt is among those published for its week. With the proof anybody can check that it was not removed; it does not hold what you said.',
  'presence.roots': 'Seals published every week',
  'presence.do': 'Download the proof',
  'roots.title': 'Seals published every week',
  'roots.text':
    'The receipts and the published figures of each week are sealed into one value each, shown here. Copy them down: if anybody removes a receipt or alters a figure later, the seal no longer fits.',
  'roots.check': 'To check: download the proof on the receipt’s page, then npx huiyin verify-receipt FILE --root SEAL.',
  'roots.none': 'Nothing has been published yet.',
  'roots.window': 'posted codes (unverified)',
  'roots.receipts': 'Receipts',
  'roots.released': 'Published figures',

  'hurt.title': 'Somebody asks who rated, presses me to change it, or makes trouble',
  'hurt.text': 'Tell us. It goes past this department to another body. Your matter goes on as before.',
  'hurt.words': 'What happened? You may leave it empty',
  'hurt.do': 'I am being pressed, please look into it',
  'sealed.do': 'Send to the discipline body only',
  'heard.hurt': 'Received. Another body looks into it.',
  'heard.sealed': 'Received.',
  to_receipt: 'Back to the receipt',

  'window_used.title': 'This one has been sent',
  'window_used.text':
    'Each opening of the code takes one rating. For another service please scan it again; to change the one you sent, use the receipt code.',
  'window_used.again': 'Open it again',
  'used.title': 'This link has been used',
  'used.text': 'One link takes one rating. If it was you, change it with your receipt code.',
  'used.notme': 'If you have not rated, somebody may have done it in your place. Tell us; another body looks into it.',
  'used.notme.with': 'What you have just filled in is not lost and goes with it.',
  'used.notme.do': 'It was not me',
  'used.by_receipt': 'It was me, change with the code',
  'not_me.title': 'Noted',
  'not_me.text': 'Another body looks into it; the person rated and their unit do not learn of it. Your case is not affected.',
  'withdrawn.title': 'Withdrawn',
  'withdrawn.text': 'This rating counts nowhere now. What is already being put right will still be put right.',
  'closed.title': 'Ratings for this visit are closed',
  'closed.text': 'The days for rating are over. You can still report a problem by calling 12345.',
  'change_over.title': 'The days for changing are over',
  'change_over.text':
    'The ratings have been shuffled and added up; nobody can find yours any more. What is already being put right will still be put right; if you asked for a call, the receipt code still shows its progress.',
  'receipt_not_found.title': 'No such code',
  'receipt_not_found.text': 'Perhaps one digit was copied wrongly. Please type the code of the receipt once more, 16 digits.',
  'receipt_not_found.label': 'Receipt code',
  'receipt_not_found.hint': '16 digits, without spaces.',
  'receipt_not_found.do': 'Look up',
  'not_found.title': 'Page not found',
  'not_found.text':
    'Perhaps the link was copied with a letter wrong or missing. Please scan the code again, or tap the link in the message.',
  'busy.title': 'Many people are sending, please wait a little',
  'busy.text': 'Nothing is lost, it is all in this page. In about {seconds} seconds press the button below; nothing is sent twice.',
}

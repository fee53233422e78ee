import type { PageLanguage } from '../../kit/page.ts'

const zh = {
  brand: '回音', big: '大字版', usual: '标准字', read: '读给我听', stop: '别读了', skip: '直接看内容', otherLanguage: 'English',
  title: '首次启动',
  'what': '这是新装的系统。在这里选定本市的方案、设三位管理员；办完这一页就永远关闭。',
  'code': '启动码', 'code.hint': '在启动这台服务器的终端上，“setup”那一行末尾。只能用一次；重启服务器会换一个新的。', 'code.do': '开始',
  'code.wrong': '启动码不对。请对照终端再输一次；输错太多次就作废，要重启服务器。',
  'code.spent': '启动码已经用过了。如果不是您用的，或者那一页已经关掉，请重启服务器，换一个新的启动码。',
  'code.closed': '输错次数太多，启动码已作废。请重启服务器，换一个新的启动码，并查一查是谁在试。',
  'key.lost': '这一步已经过期：另有一页在办，或者服务器重启过。请从终端给出的地址重新开始。',
  'step': '第{at}步，共5步',
  'programme.title': '方案与单位',
  'programme.ask': '用哪个方案？', 'programme.given': '方案已由 HUIYIN_PROGRAMME 指定：',
  'programme.sound': '检查过，没有错误', 'programme.faults': '有{count}处错误，改好才能选：', 'programme.none': 'programmes 文件夹里没有方案。请照 README 复制一份、改好，再重启。',
  'programme.city': '城市代号', 'programme.version': '版本',
  'office': '三位管理员所在的单位', 'office.hint': '例如“市委政法委信息中心”。已导入过单位的，写它的名称或代码。',
  'next': '下一步', 'back': '退回上一步',
  'system_admin.title': '系统管理员', 'system_admin.text': '管办件导入、窗口评价牌、放假安排和运行状况；单位和方案在机房改。看不到任何件、评价和电话。',
  'security_admin.title': '安全管理员', 'security_admin.text': '管账号和接口密钥；人员、岗位从文件导入，谁也不能给自己授权。看不到任何件、评价和电话。',
  'audit_admin.title': '审计管理员', 'audit_admin.text': '在“访问留痕”查前两位和机房做过什么。看不到任何件、评价和电话，也不能改设置。',
  'apart': '三位必须是三个人。请把键盘交给本人，由本人设密码。',
  'name': '姓名', 'login': '账号', 'login.hint': '小写字母、数字、点、横线，两位以上',
  'password': '密码', 'again': '再输一遍密码', 'password.hint': '至少12位，含大写、小写、数字、符号中的三种；或者不少于20个字',
  'for': '密码是代设的，本人首次登录时必须更换',
  'confirm.title': '请核对', 'confirm.text': '确认以后就生效，这一页随即关闭，不能再来一次。',
  'confirm.programme': '方案', 'confirm.office': '单位', 'confirm.must': '首次登录须换密码', 'confirm.do': '确认，启动系统',
  'done.title': '办好了', 'done.text': '三位管理员已经设好，系统正在启动，几秒钟就好。没有替任何人登录，请各位用自己的账号登录。', 'done.go': '去工作台登录',
  'faults': '请改这几处：',
  'fault.name_not_possible': '姓名要有2到40个字。', 'fault.login_not_possible': '账号只能用小写字母、数字、点、横线、下划线，以字母或数字开头，两位以上。',
  'fault.administrator_twice': '这一位前面已经设过了。三位必须是三个人；同名的请在姓名后加记号，以便分清。',
  'fault.login_taken': '“{login}”已经是别人的账号或工号。', 'fault.again': '两遍密码不一样。', 'fault.password_same': '这个密码和另一位管理员的相同。请由本人另设一个。',
  'fault.programme': '请选一个没有错误的方案。', 'fault.office': '单位名称要有2到60个字。',
  'fault.already_founded': '这个城市已经有管理员了，首次启动到此为止。',
}
export type SetupWord = keyof typeof zh

const en: Readonly<Record<SetupWord, string>> = {
  brand: 'Huiyin', big: 'Large type', usual: 'Usual type', read: 'Read aloud', stop: 'Stop', skip: 'Skip to content', otherLanguage: '中文',
  title: 'First start',
  'what': 'This system is new. Choose the city’s programme and name its three administrators; then this page closes for good.',
  'code': 'Start code', 'code.hint': 'At the end of the line “setup” on the terminal of this server. Good once; a restart makes another.', 'code.do': 'Begin',
  'code.wrong': 'That is not the start code. Please compare it with the terminal; after too many tries it is void and the server must be restarted.',
  'code.spent': 'The start code has been used. If that was not you, or the page is closed, restart the server for a new one.',
  'code.closed': 'Too many wrong tries: the start code is void. Restart the server for a new one, and find out who tried.',
  'key.lost': 'This step is out of date: another page took over, or the server was restarted. Begin again from the address on the terminal.',
  'step': 'Step {at} of 5',
  'programme.title': 'Programme and office',
  'programme.ask': 'Which programme?', 'programme.given': 'HUIYIN_PROGRAMME names the programme:',
  'programme.sound': 'checked, no faults', 'programme.faults': '{count} faults; it can be chosen once they are mended:', 'programme.none': 'There is no programme in the folder programmes. Copy one and change it as the README says, then restart.',
  'programme.city': 'city', 'programme.version': 'version',
  'office': 'Office of the three administrators', 'office.hint': 'The name of a unit. If units were imported, its name or code.',
  'next': 'Next', 'back': 'One step back',
  'system_admin.title': 'System administrator', 'system_admin.text': 'Keeps imports, window sheets, public holidays and the health of the system; units and programme are changed in the machine room. Sees no matter, no rating, no number.',
  'security_admin.title': 'Security administrator', 'security_admin.text': 'Keeps accounts and API keys; people and posts come from files, and nobody appoints himself. Sees no matter, no rating, no number.',
  'audit_admin.title': 'Audit administrator', 'audit_admin.text': 'Reads in the trail of access what the other two and the machine room did. Sees no matter, no rating, no number, and changes no settings.',
  'apart': 'They must be three people. Please hand over the keyboard: each sets the password alone.',
  'name': 'Name', 'login': 'Account', 'login.hint': 'Small letters, digits, dots and hyphens; two or more',
  'password': 'Password', 'again': 'Password again', 'password.hint': 'At least 12 characters with three of capitals, small letters, digits and signs; or at least 20 of any',
  'for': 'I set this password for somebody else, who must change it at the first sign-in',
  'confirm.title': 'Please check', 'confirm.text': 'Once confirmed it holds, and this page closes for good.',
  'confirm.programme': 'Programme', 'confirm.office': 'Office', 'confirm.must': 'must change the password', 'confirm.do': 'Confirm and start',
  'done.title': 'Done', 'done.text': 'The three administrators are set and the system is starting, which takes a few seconds. Nobody was signed in: each signs in with their own account.', 'done.go': 'Sign in at the console',
  'faults': 'Please mend:',
  'fault.name_not_possible': 'A name has 2 to 40 characters.', 'fault.login_not_possible': 'An account is made of small letters, digits, dots, hyphens and underscores, begins with a letter or digit, and has two or more.',
  'fault.administrator_twice': 'This one was named before. They must be three people; where two share a name, add a mark that tells them apart.',
  'fault.login_taken': '“{login}” is somebody else’s account or staff number.', 'fault.again': 'The two passwords differ.', 'fault.password_same': 'Another administrator has this password. Please let each choose their own.',
  'fault.programme': 'Please choose a programme without faults.', 'fault.office': 'The name of the office has 2 to 60 characters.',
  'fault.already_founded': 'The city has administrators already: there is no first start any more.',
}

export type SaySetup = (word: SetupWord, values?: Readonly<Record<string, string | number>>) => string

export const setupWordsOf = (lang: PageLanguage): SaySetup => (word, values = {}) =>
  ({ zh, en })[lang][word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

export const isSetupWord = (word: string): word is SetupWord => Object.hasOwn(zh, word)

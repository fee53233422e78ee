import {
  AppstoreAddOutlined,
  AppstoreOutlined,
  ApartmentOutlined,
  ApiOutlined,
  AudioOutlined,
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  CommentOutlined,
  CustomerServiceOutlined,
  CompassOutlined,
  DashboardOutlined,
  FileAddOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileSearchOutlined,
  FolderOpenOutlined,
  FormOutlined,
  IdcardOutlined,
  LineChartOutlined,
  LogoutOutlined,
  MessageOutlined,
  MobileOutlined,
  PartitionOutlined,
  PrinterOutlined,
  QrcodeOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  ShopOutlined,
  SolutionOutlined,
  SwapOutlined,
  SyncOutlined,
  TableOutlined,
  TeamOutlined,
  ToolOutlined,
  UnorderedListOutlined,
  InboxOutlined,
  SendOutlined,
  BarsOutlined,
  PhoneOutlined,
  HomeOutlined,
  EditOutlined,
  HeartOutlined,
  EyeOutlined,
  CarryOutOutlined,
} from '@ant-design/icons'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { App, Button, Grid, Layout, Menu, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { whenSignedOut } from '../api/client.ts'
import { useLive } from '../api/live.ts'
import { signOut, useSession } from '../api/session.ts'
import { useLeading } from './administration/firstDay.ts'
import icon from '../icon.svg'
import { languageNow, speak, useWords } from '../kit/language.ts'
import { useBackToOpener } from '../kit/backToOpener.ts'
import { usePageTitle } from '../kit/pageTitle.ts'
import { menuOf, paths } from '../menu.ts'
import type { PageKey } from '../menu.ts'
import { shell } from '../words.ts'
import { DeskTools } from '../desk/DeskTools.tsx'
import { TourOffer } from '../desk/TourOffer.tsx'
import { DemoBar } from './DemoBar.tsx'
import { SignInForm } from './SignInForm.tsx'
import { StepUp } from './StepUp.tsx'
import { Nothing } from '../kit/states.tsx'

const icons: Record<PageKey, typeof SyncOutlined> = {
  work: CheckSquareOutlined,
  matters: FolderOpenOutlined,
  evaluation: LineChartOutlined,
  loopHealth: SyncOutlined,
  discipline: SafetyOutlined,
  audit: UnorderedListOutlined,
  import: CloudUploadOutlined,
  windows: PrinterOutlined,
  showCode: QrcodeOutlined,
  orders: ToolOutlined,
  words: CommentOutlined,
  unitWords: MessageOutlined,
  calendar: CalendarOutlined,
  health: DashboardOutlined,
  firstDay: CompassOutlined,
  templates: FileWordOutlined,
  monthReport: FileTextOutlined,
  people: TeamOutlined,
  apiKeys: ApiOutlined,
  trail: AuditOutlined,
  units: ApartmentOutlined,
  windowList: ShopOutlined,
  duty: ScheduleOutlined,
  posts: IdcardOutlined,
  edges: PartitionOutlined,
  proposals: SolutionOutlined,
  takeIn: FileAddOutlined,
  delegations: SwapOutlined,
  warrants: FileSearchOutlined,
  factorResets: MobileOutlined,
  programme: BookOutlined,
  script: AudioOutlined,
  centre: CustomerServiceOutlined,
  quality: SafetyCertificateOutlined,
  stuckIntake: FormOutlined,
  stuckLedger: TableOutlined,
  transferIntake: InboxOutlined,
  transferList: SendOutlined,
  reachIntake: FormOutlined,
  reachList: PhoneOutlined,
  visitEntry: EditOutlined,
  visits: HomeOutlined,
  hardshipIntake: FormOutlined,
  hardshipList: HeartOutlined,
  zoneIntake: AppstoreAddOutlined,
  zoneList: AppstoreOutlined,
  receptionDays: ScheduleOutlined,
  receptionIntake: PhoneOutlined,
  receptionList: TeamOutlined,
  inspections: EyeOutlined,
  stuckClearing: CarryOutOutlined,
  stuckMonths: BarsOutlined,
  stuckBookings: CalendarOutlined,
  hall: BankOutlined,
}

/** Asks for the password over the page when the session ends, so that what was typed stays where it is. */
function SignInAgain({ person }: { readonly person: string }) {
  const words = useWords(shell)
  const { message } = App.useApp()
  const answer = useRef<(again: boolean) => void>(undefined)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    whenSignedOut(
      () =>
        new Promise(resolve => {
          answer.current = resolve
          setOpen(true)
        }),
    )
    return () => whenSignedOut(undefined)
  }, [])
  const finish = (again: boolean): void => {
    setOpen(false)
    answer.current?.(again)
    answer.current = undefined
  }
  return (
    <Modal open={open} title={words.signInAgain} footer={null} onCancel={() => finish(false)} destroyOnHidden>
      <SignInForm
        onDone={session => {
          if (session.person === person) return finish(true)
          // Somebody else at the same screen must not inherit what the first one typed.
          message.warning(words.wrongPerson)
          location.assign('/console/')
        }}
      />
    </Modal>
  )
}

export function Shell() {
  const words = useWords(shell)
  const session = useSession()
  usePageTitle(words.product)
  useBackToOpener()
  const shut = session.mustChange || session.secondOverdue
  const away = useLive(!shut)
  const phone = !Grid.useBreakpoint().md
  const here = useRouterState({ select: state => state.location.pathname })
  const leads = useLeading(shut ? [] : session.posts)
  const pages = shut ? [] : menuOf(session.posts, session.desks, leads)
  // Own password and sessions belong to every post, also to one without a page, and come before all others.
  const nowhere = pages.length === 0 && here !== '/account'
  const current = pages.find(page => here.startsWith(paths[page]))
  const post = session.posts[0]
  const tabs = useRef<HTMLElement>(null)
  useEffect(() => {
    const tab = current && tabs.current?.querySelector<HTMLElement>(`[data-page="${current}"]`)
    if (tabs.current && tab) tabs.current.scrollLeft = tab.offsetLeft + tab.offsetWidth / 2 - tabs.current.clientWidth / 2
  }, [current])
  const lender = post?.forName

  const leave = async (): Promise<void> => {
    await signOut().catch(() => undefined)
    // A page of its own: nothing of what was on the screen stays in memory.
    location.assign('/console/sign-in')
  }
  const menu = pages.map(page => {
    const Icon = icons[page]
    return {
      key: page,
      icon: <Icon aria-hidden="true" />,
      label: (
        <Link to={paths[page]} data-page={page}>
          {words.pages[page]}
        </Link>
      ),
    }
  })

  return (
    <Layout className="shell">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      {phone ? null : (
        <Layout.Sider width={200}>
          <div className="brand">
            <img src={icon} alt="" width={32} height={32} />
            <span>
              {words.product}
              <small lang="zh-CN">{session.cityName}</small>
            </span>
          </div>
          <nav aria-label={words.menu}>
            <Menu theme="dark" mode="inline" selectedKeys={current ? [current] : []} items={menu} />
          </nav>
        </Layout.Sider>
      )}
      <Layout>
        <DemoBar />
        <header className="topbar ant-layout-header">
          {phone ? <strong className="brand-short">{words.product}</strong> : <span className="quiet">{words.slogan}</span>}
          <span className="away quiet small" role="status">
            {away ? words.away : null}
          </span>
          {shut ? null : <DeskTools pages={pages} session={session} />}
          <span className="who" lang="zh-CN">
            <Link to="/account" data-tour="account" aria-label={`${session.name}，${words.account.title}`}>
              <strong>{session.name}</strong>
            </Link>
            {post ? (
              <span className="quiet small">
                {phone ? <br /> : '　'}
                {phone ? '' : `${post.unitName} `}
                {post.title}
                {lender === undefined ? '' : `（代${lender}）`}
              </span>
            ) : null}
          </span>
          <Button
            type="text"
            size="small"
            lang={languageNow() === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => speak(languageNow() === 'zh' ? 'en' : 'zh')}
          >
            {words.otherLanguage}
          </Button>
          <Button type="text" icon={<LogoutOutlined aria-hidden="true" />} aria-label={words.signOut} onClick={() => void leave()}>
            {phone ? null : words.signOut}
          </Button>
        </header>
        <main id="main" className="page" tabIndex={-1}>
          {nowhere ? (
            <>
              <h1>{words.workplace}</h1>
              <Nothing title={words.noPages} />
            </>
          ) : (
            <>
              {!shut && current !== undefined && current === pages[0] ? <TourOffer /> : null}
              <Outlet />
            </>
          )}
        </main>
      </Layout>
      {phone ? (
        <nav ref={tabs} className="tabs" aria-label={words.menu}>
          {pages.map(page => {
            const Icon = icons[page]
            return (
              <Link key={page} to={paths[page]} data-page={page} aria-current={page === current ? 'page' : undefined}>
                <Icon aria-hidden="true" />
                {words.pages[page]}
              </Link>
            )
          })}
        </nav>
      ) : null}
      <SignInAgain person={session.person} />
      <StepUp secondEnrolled={session.secondEnrolled} />
    </Layout>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { Button, Card } from 'antd'
import { sessionQuery } from '../api/session.ts'
import icon from '../icon.svg'
import { Sentences } from '../desk/Help.tsx'
import { desk } from '../desk/words.ts'
import { languageNow, speak, useWords } from '../kit/language.ts'
import { usePageTitle } from '../kit/pageTitle.ts'
import { firstPage } from '../menu.ts'
import { shell } from '../words.ts'
import { DemoBar } from './DemoBar.tsx'
import { SignInForm } from './SignInForm.tsx'

export function SignIn() {
  const words = useWords(shell)
  usePageTitle(words.signIn)
  const queries = useQueryClient()
  const router = useRouter()
  const { back } = useSearch({ from: '/sign-in' })
  return (
    <div className="sign-in">
      <DemoBar />
      <main>
        <div className="sign-in-card">
          <div className="sign-in-head">
            <img src={icon} alt="" />
            <h1>{words.product}</h1>
            <div className="quiet">{words.slogan}</div>
          </div>
          <Card title={words.signInHello}>
            <SignInForm
              onDone={session => {
                queries.clear()
                queries.setQueryData(sessionQuery.queryKey, session)
                router.history.push(`/console${back ?? firstPage(session.posts, session.desks)}`)
              }}
            />
          </Card>
          <p className="quiet small">{words.forgotten}</p>
          <details className="fold">
            <summary>
              <h2>{useWords(desk).help}</h2>
            </summary>
            <div className="fold-body">
              <Sentences page="/sign-in" />
            </div>
          </details>
          <Button
            type="link"
            size="small"
            lang={languageNow() === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => speak(languageNow() === 'zh' ? 'en' : 'zh')}
          >
            {words.otherLanguage}
          </Button>
        </div>
      </main>
    </div>
  )
}

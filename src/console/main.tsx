import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import english from 'antd/locale/en_US'
import chinese from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Fault } from './api/problem.ts'
import './console.css'
import { useLanguage } from './kit/language.ts'
import { makeRouter } from './router.tsx'
import { giveStylesNonce, nonceOfPage } from './styleNonce.ts'
import { theme } from './theme.ts'

const nonce = nonceOfPage()
giveStylesNonce(nonce)

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a lost connection or a busy server is worth another try.
      retry: (failures, error) => failures < 2 && (!(error instanceof Fault) || error.problem.status === 0 || error.problem.status >= 500),
    },
  },
})
const router = makeRouter(queries)

function Console() {
  const language = useLanguage()
  return (
    <ConfigProvider
      locale={language === 'zh' ? chinese : english}
      theme={theme}
      csp={nonce ? { nonce } : undefined}
      button={{ autoInsertSpace: false }}
    >
      <App message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}

const place = document.getElementById('root')
if (place)
  createRoot(place).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  )

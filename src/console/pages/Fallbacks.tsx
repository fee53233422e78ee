import { Link } from '@tanstack/react-router'
import { Result } from 'antd'
import { Failed } from '../kit/states.tsx'
import { useWords } from '../kit/language.ts'
import { shell } from '../words.ts'

export function NotFound() {
  const words = useWords(shell)
  return <Result status="info" title={words.notFound} extra={<Link to="/">{words.home}</Link>} />
}

export function PageFailed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return <Failed error={error} onAgain={reset} />
}

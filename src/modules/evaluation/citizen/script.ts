import { readFileSync } from 'node:fs'

/** The browser file as text; the room's routes serve it at `enhancePath`. Comments and indentation stay at home. */
export const enhanceScript: string = readFileSync(new URL('./enhance.js', import.meta.url), 'utf8')
  .replace(/^\/\*[\s\S]*?\*\/\n/, '')
  .split('\n')
  .map(line => line.trim())
  .filter(line => line !== '' && !line.startsWith('// '))
  .join('\n')

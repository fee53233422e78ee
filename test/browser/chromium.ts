import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * The machine may have no Chinese font and no browser. Both come from npm: two weights of Noto Sans SC, shown to the
 * browser through a fontconfig file, and a headless Chromium that is unpacked once into the temp folder.
 */
const folder = join(tmpdir(), 'huiyin-browser')

const writeFontsConfig = (): string => {
  const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  const file = join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(fonts, '400Regular')}</dir><dir>${join(fonts, '700Bold')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'fontcache')}</cachedir>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias><alias><family>monospace</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>`,
  )
  return file
}

/** Several test files may start at once: only one unpacks, the others wait. A lock left by a killed run is taken over. */
const unpacked = async (): Promise<string> => {
  const lock = join(folder, 'unpacking')
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      if (waited > 60_000) {
        rmSync(lock, { recursive: true, force: true })
        continue
      }
      await pause(200)
    }
  }
  try {
    return await sparticuz.executablePath()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

const debian = '/usr/bin/chromium'

/**
 * Debian's Chromium where it is installed, else the one from npm, by switches of our own: that one's would draw by a
 * software renderer, switch off what keeps one origin from another, which is part of what is tested, and run in one
 * process, where the first context that closes takes the browser with it.
 */
export const openBrowser = async (): Promise<Browser> => {
  mkdirSync(folder, { recursive: true })
  const fonts = writeFontsConfig()
  const executablePath = existsSync(debian) ? debian : await unpacked()
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--no-zygote',
      // Every page here is of one site: a process for each would be paid for nothing.
      '--disable-features=IsolateOrigins,site-per-process',
      '--in-process-gpu',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, FONTCONFIG_FILE: fonts, FONTCONFIG_PATH: folder } as Record<string, string>,
    headless: true,
  })
}

import { defineConfig } from 'vite'
import react from '@vitejs/plugin-react'

/**
 * Builds src/console into dist/console, served by our own server under /console. The server replaces __NONCE__ in
 * index.html with a fresh nonce per answer, so that the content policy needs no 'unsafe-inline'.
 */
export default defineConfig({
  root: new URL('./src/console', import.meta.url).pathname,
  base: '/console/',
  publicDir: false,
  html: { cspNonce: '__NONCE__' },
  plugins: [react()],
  build: {
    outDir: new URL('./dist/console', import.meta.url).pathname,
    assetsDir: 'assets',
    emptyOutDir: true,
    target: 'es2022',
    // A data: URI in a style would need a wider content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
  },
})

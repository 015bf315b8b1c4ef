import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The publisher that `npm run dev` speaks to. */
const publisher = process.env.SLUICE_PUBLISHER ?? 'https://localhost:9443';
const proxied = ['/api', '/scim2', '/oauth2', '/portal/session', '/portal/sign-in', '/portal/sign-out', '/portal/settings'];

export default defineConfig({
  plugins: [react()],
  base: '/portal/',
  build: {
    target: 'es2022',
    // The content security policy has no data: but for images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      onwarn(warning, warn) {
        // Of comments in libraries.
        if (warning.code !== 'INVALID_ANNOTATION') {
          warn(warning);
        }
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      proxied.map((path) => [path, { target: publisher, secure: false, changeOrigin: true, headers: { Origin: publisher } }]),
    ),
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    css: false,
    restoreMocks: true,
  },
});

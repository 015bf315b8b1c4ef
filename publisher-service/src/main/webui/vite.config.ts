import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The publisher that `npm run dev` speaks to. */
const publisher = process.env.SLUICE_PUBLISHER ?? 'https://localhost:9443';
const proxied = ['/api', '/scim2', '/oauth2', '/portal/session', '/portal/sign-in', '/portal/sign-out', '/portal/settings'];

/** In development, too, the portals' addresses show index.html, as at the publisher. */
const shells: Plugin = {
  name: 'shells',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (request.url !== undefined && /^\/(?:publisher|devportal|admin|portal\/signed-in)(?:[/?]|$)/.test(request.url)) {
        request.url = '/portal/index.html';
      }
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), shells],
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
    testTimeout: 20_000,
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Hundreds of modules of plain data: Node reads them faster than they could be transformed.
    server: { deps: { external: [/\/policy\/catalog\/(?:services\/|directory\.mjs)/] } },
    pool: 'forks',
    maxWorkers: 2,
  },
});

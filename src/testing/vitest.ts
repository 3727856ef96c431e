/** The types of the matchers for Vitest: `import 'stint/testing/vitest'` beside `expect.extend(stintMatchers)`. */
import type {} from 'vitest';
import type { StintMatchers } from './matchers.ts';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: declarations merge only with the same parameters
  interface Matchers<T = any> extends StintMatchers<T> {}
}

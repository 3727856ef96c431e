/** The types of the matchers for Jest's `expect` and `@jest/globals`: `import 'stint/testing/jest'`. */
import type {} from 'expect';
import type { StintMatchers } from './matchers.ts';

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends StintMatchers<R> {}
}

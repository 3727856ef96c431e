export type { Answered } from './api.ts';
export { IN_MEMORY, type NodeOptions, StintNode } from './node.ts';
export { type Serving, type ServeOptions, serve } from './serve.ts';
export {
  isLoopback,
  listenHost,
  readSettings,
  type Settings,
  SettingsError,
  type SettingsInput,
  settingsSchema,
} from './settings.ts';

export { adminClient, type FoundEvent, type OperatorConnection, OperatorError } from './admin-client.ts';
export { adminSocketOf } from './admin-socket.ts';
export type { Answered } from './api.ts';
export { bootstrap, type FirstAccount } from './bootstrap.ts';
export { describeFault, type ServerLog, serverLog } from './log.ts';
export { type NodeOptions, StintNode } from './node.ts';
export { type ConnectionOptions, operatorConnection } from './operator-connection.ts';
export { restoreData } from './restore.ts';
export { type ServeOptions, type Serving, serve } from './serve.ts';
export {
  IN_MEMORY,
  isLoopback,
  listenHost,
  readSettings,
  type Settings,
  SettingsError,
  type SettingsInput,
  settingsSchema,
} from './settings.ts';

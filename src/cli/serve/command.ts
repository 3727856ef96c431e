import { command } from '../command.ts';
import { SERVER_FLAGS } from '../settings-flags.ts';

export const serveCommand = command({
  command: 'serve',
  summary: 'Serve IAM and STS from a data directory',
  options: SERVER_FLAGS,
  examples: [
    ['$0 serve --data /var/lib/stint --master-key-file /etc/stint/master.key', 'for this machine'],
    ['$0 serve --config stint.yaml', 'settings from a file'],
    ['STINT_LISTEN=127.0.0.1:0 $0 serve', 'a setting from the environment'],
  ],
  notes:
    'All settings: docs/reference/configuration.md. A flag wins over the environment, which wins over the file.',
  run: async (given) => (await import('./serve.ts')).runServe(given),
});

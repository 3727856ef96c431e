import { command } from '../command.ts';
import { DEVELOPMENT_FLAGS } from '../settings-flags.ts';

export const devCommand = command({
  command: 'dev',
  summary: 'Serve for development: any 12 digits sign in as the root of that account',
  options: DEVELOPMENT_FLAGS,
  examples: [
    ['$0 dev', 'in memory, on 127.0.0.1:4780'],
    ['$0 dev --seed world.yaml --listen 127.0.0.1:0', 'with accounts, on a free port'],
    ['$0 dev --data ./dev-data', 'what is made stays'],
  ],
  notes: 'Policies are enforced as by `stint serve`. Loopback only: whoever can connect is trusted.',
  run: async (given) => (await import('./dev.ts')).runDev(given),
});

import { command } from '../command.ts';

export const demoCommand = command({
  command: 'demo',
  summary: 'Play the story of user against role, in a temporary server, and tell each decision',
  options: {},
  examples: [['$0 demo', 'seconds, and nothing is left behind']],
  notes: 'Ends with 0 only if every step was decided as it should be.',
  run: async (given) => (await import('./demo.ts')).runDemo(given),
});

/** `stint policy`: what can be done with policies without a server. */
import type { CommandGroup } from '../command.ts';

export const policyCommands: CommandGroup = {
  command: 'policy',
  summary: 'Test, check and compare policies, without a server',
  members: [],
};

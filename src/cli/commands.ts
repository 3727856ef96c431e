/** Every command there is. */

import { assumeCommand } from './assume/command.ts';
import type { AnyCommand, CommandGroup } from './command.ts';
import { demoCommand } from './demo/command.ts';
import {
  accountsCommands,
  backupCommand,
  eventsCommand,
  keyringCommands,
  restoreCommand,
  rootCommands,
} from './operator/command.ts';
import { policyCommands } from './policy/command.ts';
import { serveCommand } from './serve/command.ts';
import { devCommand } from './serve/dev-command.ts';

export const COMMANDS: readonly (AnyCommand | CommandGroup)[] = [
  serveCommand,
  devCommand,
  demoCommand,
  assumeCommand,
  policyCommands,
  accountsCommands,
  rootCommands,
  eventsCommand,
  keyringCommands,
  backupCommand,
  restoreCommand,
];

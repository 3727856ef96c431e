/** Every command there is. */
import type { AnyCommand, CommandGroup } from './command.ts';
import { demoCommand, demoCommand } from './demo/command.ts';
import { serveCommand } from './serve/command.ts';
import { devCommand } from './serve/dev-command.ts';

export const COMMANDS: readonly (AnyCommand | CommandGroup)[] = [serveCommand, devCommand, demoCommand];

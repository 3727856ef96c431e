/** How credentials can be printed. Apart from formats.ts, for the table of commands is loaded by every command. */
export const FORMAT_NAMES = ['env', 'json', 'credential-process', 'profile'] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];

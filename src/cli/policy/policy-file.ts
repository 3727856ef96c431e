/** Policies in files, for the commands that read them. */
import { readFileSync } from 'node:fs';
import { ANY_SIZE, type PolicyDocument, type PolicyKind, parse } from '../../policy/index.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { printable } from '../output.ts';

/** @param file `-` is standard input. @throws CommandError */
export function readPolicyText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`, EXIT.usage);
  }
}

/** The kind that a text looks like: with principals, a trust policy if it names no resource; else an identity policy. */
export function kindOf(text: string): PolicyKind {
  const has = (name: string) => new RegExp(`"(?:Not)?${name}"\\s*:`).test(text);
  if (!has('Principal')) return 'inline';
  return has('Resource') ? 'resource' : 'trust';
}

/** @throws CommandError that names file, line and column. */
export function readPolicy(file: string, kind?: PolicyKind): PolicyDocument {
  return parsePolicy(file, readPolicyText(file), kind);
}

/** @param file where the text is from. @throws CommandError that names file, line and column. */
export function parsePolicy(file: string, text: string, kind?: PolicyKind): PolicyDocument {
  const { document, errors } = parse(text, kind ?? kindOf(text), ANY_SIZE);
  if (document !== undefined) return document;
  const lines = errors.map(({ line, column, message, hint }) =>
    printable(`${file === '-' ? 'standard input' : file}:${line}:${column}: ${message} ${hint}`),
  );
  throw new CommandError(lines.slice(0, 10).join('\n'), EXIT.usage);
}

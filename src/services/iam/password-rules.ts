/**
 * What a new password has to be. IAM User Guide, "Set an account password policy for IAM users": the account's own
 * policy, or the default of AWS where there is none. Every rule that is not kept is told, at once.
 */
import type { AccountRecord, PasswordPolicy } from '../../directory/index.ts';
import { passwordPolicyViolation } from './errors.ts';

/** The guide's list, as the rule's text shows it. */
const SYMBOLS = "! @ # $ % ^ & * ( ) _ + - = [ ] { } | '";
const symbols: ReadonlySet<string> = new Set(SYMBOLS.split(' '));

type Requirement = {
  [Key in keyof PasswordPolicy]-?: PasswordPolicy[Key] extends boolean ? Key : never;
}[keyof PasswordPolicy];

interface CharacterClass {
  readonly required: Requirement;
  readonly isIn: (password: string) => boolean;
  readonly text: string;
}

/** Letters are those of the Latin alphabet without marks. */
const CLASSES: readonly CharacterClass[] = [
  {
    required: 'requireUppercaseCharacters',
    isIn: (password) => /[A-Z]/.test(password),
    text: 'Password should have at least one uppercase letter',
  },
  {
    required: 'requireLowercaseCharacters',
    isIn: (password) => /[a-z]/.test(password),
    text: 'Password should have at least one lowercase letter',
  },
  {
    required: 'requireNumbers',
    isIn: (password) => /[0-9]/.test(password),
    text: 'Password should have at least one number',
  },
  {
    required: 'requireSymbols',
    isIn: (password) => [...password].some((character) => symbols.has(character)),
    text: `Password should have at least one of the following symbols: ${SYMBOLS}`,
  },
];

/** Of AWS's default policy, which holds for the root too. */
const DEFAULT_MINIMUM_LENGTH = 8;
const DEFAULT_CLASSES = 3;
const NOT_CONFORMING = 'Password does not conform to the account password policy.';

const tooShort = (minimum: number): string => `Password should have a minimum length of ${minimum}`;

function brokenOwn(policy: PasswordPolicy, password: string): string[] {
  const broken = CLASSES.filter(({ required, isIn }) => policy[required] && !isIn(password)).map(
    ({ text }) => text,
  );
  const minimum = policy.minimumPasswordLength;
  return password.length < minimum ? [tooShort(minimum), ...broken] : broken;
}

function brokenDefault(accountName: string, password: string): string[] {
  const isMixed = CLASSES.filter(({ isIn }) => isIn(password)).length >= DEFAULT_CLASSES;
  const isName = password.toLowerCase() === accountName.toLowerCase();
  return [
    ...(password.length < DEFAULT_MINIMUM_LENGTH ? [tooShort(DEFAULT_MINIMUM_LENGTH)] : []),
    ...(isMixed && !isName ? [] : [NOT_CONFORMING]),
  ];
}

/** The rules that a new password of this owner (a user's unique id, or `root`) breaks, each in a text. */
export function brokenPasswordRules(
  { name, passwordPolicy }: Pick<AccountRecord, 'name' | 'passwordPolicy'>,
  owner: string,
  password: string,
): readonly string[] {
  return passwordPolicy === undefined || owner === 'root'
    ? brokenDefault(name, password)
    : brokenOwn(passwordPolicy, password);
}

/** @throws AwsError PasswordPolicyViolation that names every rule that is broken. */
export function checkPassword(
  record: Pick<AccountRecord, 'name' | 'passwordPolicy'>,
  owner: string,
  password: string,
): void {
  const broken = brokenPasswordRules(record, owner, password);
  if (broken.length > 0) throw passwordPolicyViolation(broken.join('; '));
}

/** How many of an owner's newest passwords, the present one among them, must not be set again. */
export function passwordsToAvoid(
  { passwordPolicy }: Pick<AccountRecord, 'passwordPolicy'>,
  owner: string,
): number {
  return owner === 'root' ? 0 : (passwordPolicy?.passwordReusePrevention ?? 0);
}

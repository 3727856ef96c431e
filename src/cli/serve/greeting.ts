/** What a server says when it is ready, with lines that work when they are pasted. */
import { resolve } from 'node:path';
import type { FirstAccount } from '../../server/index.ts';
import { styled } from '../output.ts';
import { shellWord, thisProgram } from '../shell.ts';
import { version } from '../version.ts';

const REGION = 'us-east-1';

export function describePlace(url: string, what: string): string {
  return `${styled('bold', `Stint ${version()}`)} at ${styled('bold', url)} (${what})`;
}

type Variables = Readonly<Record<string, string>>;

function assignments(variables: Variables): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${shellWord(value)}`)
    .join(' ');
}

/** A certificate of one's own is not among those that clients know. */
function tryLines(url: string, identity: Variables, certificate: string | undefined): string[] {
  const known: Variables = { ...identity, AWS_REGION: REGION };
  const forCli = certificate === undefined ? known : { ...known, AWS_CA_BUNDLE: resolve(certificate) };
  const forSdk: Variables = {
    ...forCli,
    AWS_ENDPOINT_URL: url,
    ...(certificate === undefined ? {} : { NODE_EXTRA_CA_CERTS: resolve(certificate) }),
  };
  return [
    // The option, for AWS_ENDPOINT_URL is not known to every version of the AWS CLI.
    `  ${assignments(forCli)} aws --endpoint-url ${url} sts get-caller-identity`,
    `  export ${assignments(forSdk)}   # for an SDK, or Terraform`,
    `  ${thisProgram()} demo   # users, roles and policies, played through in a server of its own`,
  ];
}

/** @param certificate of the server, when it has one. */
export function firstStartLines(
  url: string,
  { accountId, credentialsFile }: FirstAccount,
  certificate: string | undefined,
): string[] {
  const identity = { AWS_SHARED_CREDENTIALS_FILE: credentialsFile, AWS_PROFILE: 'stint-root' };
  return [
    '',
    `First start: there is an account ${styled('bold', accountId)} now.`,
    `The credentials of its root are in ${credentialsFile} (profile stint-root).`,
    '',
    ...tryLines(url, identity, certificate),
  ];
}

export function developmentLines(url: string, certificate: string | undefined): string[] {
  const identity = { AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'any' };
  return [
    'Any 12 digits are the access key id of the root of that account, with any secret.',
    '',
    ...tryLines(url, identity, certificate),
  ];
}

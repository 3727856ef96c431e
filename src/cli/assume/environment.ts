/** The environment that a session's processes have. */
import type { Session } from './session.ts';
import type { Source } from './source-client.ts';

type Variables = Readonly<Record<string, string>>;

/** An SDK prefers some of these to the keys in the environment, and would be somebody else. */
export const DISPLACED = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  'AWS_SECURITY_TOKEN',
] as const;

const AWS_HOST = /\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;

/** Of IAM and STS only: where the other services are is not known from where these two are. */
function endpointVariables(endpoint: string): Variables {
  if (AWS_HOST.test(new URL(endpoint).hostname)) return {};
  return { AWS_ENDPOINT_URL_IAM: endpoint, AWS_ENDPOINT_URL_STS: endpoint };
}

/** What is set for the session; the profile that region and endpoint came from is not in effect any more. */
export function sessionVariables(
  { accessKeyId, secretAccessKey, sessionToken, expiration }: Session,
  { endpoint, region }: Pick<Source, 'endpoint' | 'region'>,
): Variables {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_CREDENTIAL_EXPIRATION: expiration,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...endpointVariables(endpoint),
  };
}

/** An environment with the session instead of whoever was in it. */
export function environmentWith(variables: Variables, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const environment = { ...base, ...variables };
  for (const name of DISPLACED) delete environment[name];
  return environment;
}

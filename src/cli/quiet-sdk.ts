const VARIABLE = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/**
 * Keeps the AWS SDK from warning that its later versions need a later Node: which version is used is this package's
 * choice, not its user's. To be called before a client is made.
 */
export function quietSdk(environment: NodeJS.ProcessEnv = process.env): void {
  environment[VARIABLE] ??= 'true';
}

import { percentEncode } from './percent-encoding.ts';

/** Services that sign the path as sent: for an object store `a//b` and `a/./b` are names. S3 API Reference, "Signature calculations". */
const PATH_AS_SENT: ReadonlySet<string> = new Set(['s3', 's3express', 's3-object-lambda', 's3-outposts']);

/** Removes empty and dot segments (RFC 3986 section 5.2.4, and AWS folds slashes); a final slash stays. */
function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`;
}

/**
 * The canonical URI of a path as it was sent: normalised, and each segment encoded once more, for all services but S3.
 * IAM User Guide, "Create a signed AWS API request", step 1.
 */
export function canonicalPath(path: string, service: string): string {
  if (path === '' || path === '/') return '/';
  if (PATH_AS_SENT.has(service)) return path;
  return normalizePath(path).split('/').map(percentEncode).join('/');
}

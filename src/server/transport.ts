/** A request as the transport delivers it to the pipeline: raw, with what the socket knows. */
import type { RawRequest } from '../sigv4/index.ts';

export interface ApiRequest extends RawRequest {
  /** The peer's address, or the client's as a trusted proxy named it: never one that the client itself can choose. */
  readonly sourceIp: string;
  readonly secureTransport: boolean;
  readonly tls?: { readonly tlsVersion: string; readonly cipherSuite: string } | undefined;
}

export interface ApiResponse {
  readonly status: number;
  readonly contentType: string;
  readonly requestId: string;
  readonly body: string;
}

/** The first value of a header, by lower-case name; repeated security headers were refused before. */
export function headerOf(rawHeaders: readonly string[], name: string): string | undefined {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const header = rawHeaders[i] as string;
    if (header.length === name.length && header.toLowerCase() === name) return rawHeaders[i + 1];
  }
  return undefined;
}

/** All values of a header, in order of arrival. */
export function headersOf(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const header = rawHeaders[i] as string;
    if (header.length === name.length && header.toLowerCase() === name) values.push(rawHeaders[i + 1]!);
  }
  return values;
}

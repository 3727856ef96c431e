/**
 * A request as it stood on the wire, before anything was decoded, merged or normalised. Strings hold one byte a
 * character (latin1), which is how Node's `IncomingMessage` delivers its `url` and `rawHeaders`.
 */
export interface RawRequest {
  readonly method: string;
  /** The request-target as received: origin form (`/path?query`) or absolute form (`http://host/path?query`). */
  readonly target: string;
  /** Name, value, name, value … in order of arrival, repeated headers kept apart (`IncomingMessage.rawHeaders`). */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** `true` if every character is one byte, so that the string can stand for what was on the wire. */
export function isByteString(text: string): boolean {
  return !/[^\x00-\xff]/.test(text);
}

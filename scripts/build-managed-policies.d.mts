/** What the asset holds, before compression. */
export function managedPoliciesContent(): Buffer;
/** The asset's bytes. */
export function compressedAsset(content: Buffer): Buffer;

/**
 * The length of a document as quotas count it: its characters without the white space (tab, line feed, carriage return,
 * space) that stands outside JSON strings. IAM User Guide, "IAM and AWS STS quotas". Linear; needs no valid JSON.
 */
export function effectivePolicySize(text: string): number {
  let size = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!inString && (unit === 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d)) continue;
    size++;
    if (unit === 0x22) inString = !inString;
    else if (inString && unit === 0x5c && i + 1 < text.length) {
      size++;
      i++;
    }
  }
  return size;
}

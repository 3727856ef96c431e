/** Path below `src/policy/catalog/` → what stands there. */
export function catalogFiles(): Map<string, string>;

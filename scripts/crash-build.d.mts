export function buildTree(folders: readonly string[]): string;

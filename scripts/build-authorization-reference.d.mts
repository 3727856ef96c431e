/** The text of the file. */
export function referenceText(): string;

/** An answer of the SDK without what the SDK itself adds. */
export async function answerOf(answer: Promise<object>): Promise<Record<string, unknown>> {
  const { $metadata: _, ...members } = (await answer) as Record<string, unknown>;
  return members;
}

/** `stint demo`: tells the story while it is played. */
import { CommandError, EXIT } from '../exit-codes.ts';
import { printable, printJson, printLine, styled } from '../output.ts';
import { quietSdk } from '../quiet-sdk.ts';
import { raiseStage, type Stage } from './stage.ts';
import type { Outcome } from './step.ts';
import { playStory } from './story.ts';

function outcomeLines({ step, behaved, decided, code, why }: Outcome): string[] {
  const mark = behaved ? styled('green', '✓') : styled('red', '✗');
  const verdict = styled(decided === 'allowed' ? 'green' : 'yellow', decided.toUpperCase());
  const withCode = code === undefined ? '' : ` ${code}:`;
  return [
    `  ${mark} ${printable(step)}`,
    `      ${verdict}${withCode === '' ? ' ' : `${withCode} `}${printable(why)}`,
    ...(behaved ? [] : [`      ${styled('red', 'It should have been decided otherwise.')}`]),
  ];
}

/** Tells a chapter's title before its first step. */
function storyteller(): (outcome: Outcome) => void {
  let chapter = '';
  return (outcome) => {
    if (outcome.chapter !== chapter) {
      chapter = outcome.chapter;
      printLine(`\n${styled('bold', chapter)}`);
    }
    for (const line of outcomeLines(outcome)) printLine(line);
  };
}

/** The default of these signals would leave the server's socket behind. */
function endInOrder(stage: Stage): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stage.close().finally(() => process.exit(EXIT.interrupted)));
  }
}

export async function runDemo({ json }: { readonly json?: boolean | undefined }): Promise<number> {
  const started = performance.now();
  const outcomes: Outcome[] = [];
  const tell = json === true ? () => undefined : storyteller();
  quietSdk();
  const stage = await raiseStage();
  endInOrder(stage);
  let broken: string | undefined;
  try {
    await playStory(stage, (outcome) => {
      outcomes.push(outcome);
      tell(outcome);
    });
  } catch (error) {
    broken = (error as Error).message;
  } finally {
    await stage.close();
  }
  const isGood = broken === undefined && stage.faults.length === 0 && outcomes.every((one) => one.behaved);
  const seconds = Number(((performance.now() - started) / 1000).toFixed(2));
  if (json === true) printJson({ behaved: isGood, seconds, steps: outcomes, faults: stage.faults, broken });
  if (broken !== undefined) throw new CommandError(`the story broke off: ${broken}`);
  for (const fault of stage.faults) throw new CommandError(`the server failed: ${fault}`);
  if (json !== true) {
    const count = `${outcomes.filter((one) => one.behaved).length} of ${outcomes.length} steps`;
    printLine(`\n${count} were decided as they should be, in ${seconds} s.`);
  }
  return isGood ? EXIT.ok : EXIT.failed;
}

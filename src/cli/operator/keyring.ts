/** `stint keyring`. */
import type { Given } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { printJson, printLine, table } from '../output.ts';
import type { DATA_FLAGS } from '../settings-flags.ts';
import type { PURPOSES, ROTATE_FLAGS } from './command.ts';
import { readableTime, withIsoTimes, withOperator } from './connection.ts';

interface Described {
  readonly Purposes: readonly {
    readonly Purpose: string;
    readonly Versions: readonly { readonly Version: number; readonly CreateDate: number }[];
  }[];
}

interface Rotated {
  readonly Purposes: readonly {
    readonly Purpose: string;
    readonly Version: number;
    readonly Renewed: number;
    readonly RetiredVersions: readonly number[];
  }[];
}

export async function showKeyring(given: Given<typeof DATA_FLAGS>): Promise<number> {
  const keyring = await withOperator(given, (operator) => operator.call<Described>('DescribeKeyring', {}));
  if (given.json === true) printJson(withIsoTimes(keyring));
  else {
    const rows = keyring.Purposes.flatMap(({ Purpose, Versions }) =>
      Versions.map(({ Version, CreateDate }) => [Purpose, String(Version), readableTime(CreateDate)]),
    );
    printLine(table(['PURPOSE', 'VERSION', 'CREATED'], rows));
  }
  return EXIT.ok;
}

export async function rotateKeyring(given: Given<typeof ROTATE_FLAGS, typeof PURPOSES>): Promise<number> {
  const { purposes = [], retire, resume } = given;
  const rotated = await withOperator(given, (operator) =>
    operator.call<Rotated>('RotateKeyring', {
      ...(purposes.length === 0 ? {} : { Purposes: purposes }),
      Retire: retire === true,
      Resume: resume === true,
    }),
  );
  if (given.json === true) printJson(rotated);
  else {
    const rows = rotated.Purposes.map(({ Purpose, Version, Renewed, RetiredVersions }) => [
      Purpose,
      String(Version),
      String(Renewed),
      RetiredVersions.length === 0 ? '-' : RetiredVersions.join(', '),
    ]);
    printLine(table(['PURPOSE', 'NEWEST', 'SEALED ANEW', 'RETIRED'], rows));
  }
  return EXIT.ok;
}

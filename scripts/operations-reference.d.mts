export function operationsReference(
  services: readonly {
    readonly service: 'iam' | 'sts';
    readonly version: string;
    readonly names: readonly string[];
    readonly built: ReadonlySet<string>;
  }[],
): string;

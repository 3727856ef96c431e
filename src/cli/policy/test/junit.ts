/** Results as JUnit XML, in the form that CI systems read: suites of cases, with failures and errors. */
import { escapeXml } from '../../../wire/index.ts';
import { placeText } from './nodes.ts';
import type { CaseResult, FileResult, Results } from './results.ts';
import { details } from './terminal.ts';

export function junitXml({ files }: Results): string {
  const counts = files.map(countsOf);
  const total = counts.reduce((sum, one) => ({
    tests: sum.tests + one.tests,
    failures: sum.failures + one.failures,
    errors: sum.errors + one.errors,
    milliseconds: sum.milliseconds + one.milliseconds,
  }));
  const suites = files.map((file, index) => suite(file, counts[index]!));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', { name: 'stint policy test', ...attributesOf(total) }, suites),
    '',
  ].join('\n');
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly milliseconds: number;
}

/** A file that cannot be read is an error of its suite. */
function countsOf({ cases, faults }: FileResult): Counts {
  const count = (status: CaseResult['status']) => cases.filter((one) => one.status === status).length;
  const isUnreadable = faults.length > 0 ? 1 : 0;
  return {
    tests: cases.length + isUnreadable,
    failures: count('failed'),
    errors: count('error') + isUnreadable,
    milliseconds: cases.reduce((sum, one) => sum + one.milliseconds, 0),
  };
}

function attributesOf({ tests, failures, errors, milliseconds }: Counts): Record<string, string> {
  return {
    tests: String(tests),
    failures: String(failures),
    errors: String(errors),
    time: seconds(milliseconds),
  };
}

function suite({ file, faults, cases }: FileResult, counts: Counts): string {
  const unreadable = faults.map(({ at, message }) => `${placeText(at)}: ${message}`);
  const children =
    unreadable.length === 0
      ? cases.map((one) => testCase(file, one))
      : [
          element('testcase', { name: 'the file can be read', classname: file, time: '0.000' }, [
            problem('error', unreadable[0]!, unreadable),
          ]),
        ];
  return element('testsuite', { name: file, ...attributesOf(counts) }, children);
}

function testCase(file: string, result: CaseResult): string {
  const { name, at } = result.case;
  const attributes = {
    name,
    classname: file,
    file,
    line: String(at.line),
    time: seconds(result.milliseconds),
  };
  if (result.status === 'passed') return element('testcase', attributes, []);
  const lines = details(result);
  return element('testcase', attributes, [
    problem(result.status === 'failed' ? 'failure' : 'error', lines[0]!, lines),
  ]);
}

function problem(name: 'failure' | 'error', message: string, lines: readonly string[]): string {
  return `<${name}${attributesText({ message })}>${escapeXml(lines.join('\n'))}</${name}>`;
}

function element(name: string, attributes: Record<string, string>, children: readonly string[]): string {
  const start = `<${name}${attributesText(attributes)}`;
  if (children.length === 0) return `${start}/>`;
  const inner = children.join('\n').replaceAll(/^(?= *<)/gm, '  ');
  return `${start}>\n${inner}\n</${name}>`;
}

/** A line feed in an attribute would reach the reader as a blank. */
function attributesText(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(
      ([name, value]) => ` ${name}="${escapeXml(value).replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;')}"`,
    )
    .join('');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

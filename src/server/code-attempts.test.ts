import { describe, expect, it } from 'vitest';
import { CodeAttempts } from './code-attempts.ts';

const MINUTE = 60_000;

describe('wrong codes of a device', () => {
  it('are five before none is tried, until none was wrong for five minutes', () => {
    const attempts = new CodeAttempts();
    for (let i = 0; i < 5; i++) {
      expect(attempts.mayTry('a', i)).toBe(true);
      attempts.noteWrong('a', i);
    }
    expect(attempts.mayTry('a', 5)).toBe(false);
    expect(attempts.mayTry('b', 5)).toBe(true);
    expect(attempts.mayTry('a', 5 * MINUTE + 3)).toBe(false);
    expect(attempts.mayTry('a', 5 * MINUTE + 4)).toBe(true);
  });

  it('are forgotten once a good one was given', () => {
    const attempts = new CodeAttempts();
    for (let i = 0; i < 4; i++) attempts.noteWrong('a', i);
    attempts.noteGood('a');
    attempts.noteWrong('a', 5);
    expect(attempts.mayTry('a', 6)).toBe(true);
  });
});

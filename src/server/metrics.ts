/** What the installation tells Prometheus: requests, the store, accounts, the audit log, and the process. */
import type { Registry } from 'prom-client';
import { SqliteStore } from '../store/index.ts';
import type { StintNode } from './node.ts';

type Gauge = readonly [name: string, help: string, read: (node: StintNode) => number | undefined];

const storeCount = (name: 'commits' | 'transactions' | 'conflicts' | 'failures') => (node: StintNode) =>
  node.store instanceof SqliteStore ? node.store.counters()[name] : undefined;

/** Totals that grow. */
const COUNTERS: readonly Gauge[] = [
  [
    'stint_store_commits_total',
    'Commits of the store; each waited for one sync of the disk.',
    storeCount('commits'),
  ],
  [
    'stint_store_transactions_total',
    'Transactions that these commits made durable.',
    storeCount('transactions'),
  ],
  ['stint_store_conflicts_total', 'Transactions refused by a check.', storeCount('conflicts')],
  ['stint_store_failures_total', 'Commits that the disk refused.', storeCount('failures')],
  [
    'stint_account_transactions_total',
    'Transactions of changed accounts.',
    ({ accounts }) => accounts.counts.transactions,
  ],
  [
    'stint_account_drafts_total',
    'Changes of accounts in them: drafts a transaction is how well writers share a commit.',
    ({ accounts }) => accounts.counts.drafts,
  ],
  [
    'stint_password_hashes_total',
    'Passwords that were hashed, to keep or to compare.',
    ({ hashing }) => hashing.queue.total,
  ],
  [
    'stint_audit_lost_events_total',
    'Events lost, and counted in gap records.',
    ({ audit }) => audit.state().lostEvents,
  ],
];

const GAUGES: readonly Gauge[] = [
  ['stint_accounts', 'Accounts of the installation.', ({ accounts }) => [...accounts.records()].length],
  ['stint_accounts_loaded', 'Accounts in memory.', ({ accounts }) => accounts.loadedCount],
  [
    'stint_password_hashes_waiting',
    'Passwords that wait to be hashed; beyond 64 they are refused.',
    ({ hashing }) => hashing.queue.waiting,
  ],
  [
    'stint_audit_writable',
    'Whether events can be kept; without it nothing is changed.',
    ({ audit }) => Number(audit.writable),
  ],
  ['stint_audit_queued_events', 'Events that wait for the disk.', ({ audit }) => audit.state().queuedEvents],
  ['stint_audit_queued_bytes', 'Their size.', ({ audit }) => audit.state().queuedBytes],
  [
    'stint_audit_outbox_pending',
    'Recorded events that the outbox may still hold.',
    ({ audit }) => audit.state().outboxPending,
  ],
  ['stint_audit_position', 'The newest durable record.', ({ audit }) => audit.state().head.seq],
];

function lines(node: StintNode, rows: readonly Gauge[], type: 'counter' | 'gauge'): string[] {
  return rows.flatMap(([name, help, read]) => {
    const value = read(node);
    return value === undefined
      ? []
      : [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, `${name} ${value}`];
  });
}

export class Metrics {
  private readonly node: StintNode;
  private process: Promise<Registry> | undefined;

  constructor(node: StintNode) {
    this.node = node;
  }

  /** In Prometheus's text format. The process is measured from the first call on. */
  async text(): Promise<string> {
    this.process ??= processRegistry();
    const registry = await this.process;
    return [
      this.node.requests.text(),
      [...lines(this.node, COUNTERS, 'counter'), ...lines(this.node, GAUGES, 'gauge'), ''].join('\n'),
      await registry.metrics(),
    ].join('');
  }
}

/** Memory, CPU, event-loop lag and the like. Loaded when first asked for: a start does not wait for it. */
async function processRegistry(): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/**
 * A writable copy of one account. It remembers which documents it wrote, so that they can be stored; the account it
 * was made from never changes. A draft that is not committed leaves no trace.
 */
import type { AccountState } from './account-state.ts';
import type {
  AccessKey,
  AccountRecord,
  Group,
  InstanceProfile,
  LoginProfile,
  ManagedPolicy,
  MfaDevice,
  Role,
  User,
} from './entities.ts';
import type { Table, TableView } from './table.ts';

/** A table that a handler may write. */
export interface WritableTable<E> extends TableView<E> {
  put(entity: E): void;
  delete(id: string): void;
}

/** One entity that a draft wrote; `entity` is absent when it was deleted. */
export interface EntityChange {
  readonly kind: string;
  readonly id: string;
  readonly before: unknown;
  readonly entity: unknown;
}

type Entity = { readonly id: string };

class DraftTable<E extends Entity> implements WritableTable<E> {
  private readonly before: Table<E>;
  private copy: Table<E> | undefined;
  private readonly changed = new Set<string>();

  constructor(before: Table<E>) {
    this.before = before;
  }

  get now(): Table<E> {
    return this.copy ?? this.before;
  }
  get version(): number {
    return this.now.version;
  }
  get size(): number {
    return this.now.size;
  }
  get(id: string): E | undefined {
    return this.now.get(id);
  }
  find(index: string, key: string): E | undefined {
    return this.now.find(index, key);
  }
  scan(index: string, from?: string): IterableIterator<[string, E]> {
    return this.now.scan(index, from);
  }
  withPrefix(index: string, prefix: string): IterableIterator<E> {
    return this.now.withPrefix(index, prefix);
  }
  values(): IterableIterator<E> {
    return this.now.values();
  }
  put(entity: E): void {
    this.writable().put(entity);
    this.changed.add(entity.id);
  }
  delete(id: string): void {
    if (this.get(id) === undefined) return;
    this.writable().delete(id);
    this.changed.add(id);
  }

  changes(): EntityChange[] {
    const changes: EntityChange[] = [];
    for (const id of this.changed) {
      const before = this.before.get(id);
      const entity = this.now.get(id);
      if (before !== entity) changes.push({ kind: this.before.shape.kind, id, before, entity });
    }
    return changes;
  }

  private writable(): Table<E> {
    this.copy ??= this.before.clone();
    return this.copy;
  }
}

export class AccountDraft {
  readonly accountId: string;
  readonly users: DraftTable<User>;
  readonly groups: DraftTable<Group>;
  readonly roles: DraftTable<Role>;
  readonly accessKeys: DraftTable<AccessKey>;
  readonly policies: DraftTable<ManagedPolicy>;
  readonly instanceProfiles: DraftTable<InstanceProfile>;
  readonly mfaDevices: DraftTable<MfaDevice>;
  readonly loginProfiles: DraftTable<LoginProfile>;
  private readonly recordBefore: AccountRecord;
  private recordNow: AccountRecord;

  constructor(state: AccountState) {
    this.accountId = state.accountId;
    this.recordBefore = state.record;
    this.recordNow = state.record;
    this.users = new DraftTable(state.users);
    this.groups = new DraftTable(state.groups);
    this.roles = new DraftTable(state.roles);
    this.accessKeys = new DraftTable(state.accessKeys);
    this.policies = new DraftTable(state.policies);
    this.instanceProfiles = new DraftTable(state.instanceProfiles);
    this.mfaDevices = new DraftTable(state.mfaDevices);
    this.loginProfiles = new DraftTable(state.loginProfiles);
  }

  get record(): AccountRecord {
    return this.recordNow;
  }

  putRecord(record: AccountRecord): void {
    this.recordNow = record;
  }

  /** The account as the draft leaves it. */
  state(): AccountState {
    return {
      accountId: this.accountId,
      record: this.recordNow,
      users: this.users.now,
      groups: this.groups.now,
      roles: this.roles.now,
      accessKeys: this.accessKeys.now,
      policies: this.policies.now,
      instanceProfiles: this.instanceProfiles.now,
      mfaDevices: this.mfaDevices.now,
      loginProfiles: this.loginProfiles.now,
    };
  }

  /** What was written, one entry an entity, in no particular order. Empty when the handler changed nothing. */
  changes(): EntityChange[] {
    const changes: EntityChange[] = [];
    if (this.recordNow !== this.recordBefore) {
      changes.push({ kind: 'account', id: 'account', before: this.recordBefore, entity: this.recordNow });
    }
    const tables = [
      this.users,
      this.groups,
      this.roles,
      this.accessKeys,
      this.policies,
      this.instanceProfiles,
      this.mfaDevices,
      this.loginProfiles,
    ];
    for (const table of tables) changes.push(...table.changes());
    return changes;
  }
}

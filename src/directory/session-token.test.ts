import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Keyring, MasterKey, MemoryStore } from '../store/index.ts';
import {
  MAXIMUM_PACKED_BYTES,
  openSession,
  packedPolicySize,
  type Session,
  type SessionSealer,
  sealSession,
} from './index.ts';

const context = Buffer.from('session');
let keyring: Keyring;
let sealer: SessionSealer;

function sealerOf(ring: Keyring): SessionSealer {
  return {
    seal: (packed) => ring.seal('session-tokens', packed, context),
    open: (sealed) => {
      try {
        return ring.open('session-tokens', sealed, context);
      } catch {
        return undefined;
      }
    },
  };
}

beforeAll(async () => {
  keyring = await Keyring.load(new MemoryStore(), new MasterKey(randomBytes(32)));
  sealer = sealerOf(keyring);
});

const base = {
  accessKeyId: 'ASIAY34FZKBOKMUTVV7A',
  secretAccessKey: 'x'.repeat(40),
  accountId: '111122223333',
  issuedAt: 1_700_000_000_000,
  expiresAt: 1_700_003_600_000,
};
const role: Session = {
  ...base,
  kind: 'role',
  roleId: 'AROAAAAAAAAAAAAAAAAAA',
  sessionName: 'work',
  tags: [{ Key: 'team', Value: 'red' }],
  transitiveTagKeys: ['team'],
  sourceIdentity: 'alice',
  chained: true,
  policy: '{"Version":"2012-10-17","Statement":[]}',
  policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  mfaAt: 1_700_000_000_000,
};

describe('session tokens', () => {
  it.each<[string, Session]>([
    ['a role session with everything', role],
    [
      'a bare role session',
      {
        ...base,
        kind: 'role',
        roleId: 'AROAB',
        sessionName: 'w2',
        tags: [],
        transitiveTagKeys: [],
        chained: false,
      },
    ],
    ['a session of GetSessionToken', { ...base, kind: 'user', userId: 'AIDAB' }],
    ["the root's session", { ...base, kind: 'user', userId: 'root' }],
    [
      'a federated session',
      { ...base, kind: 'federated', userId: 'AIDAB', name: 'fred', tags: [{ Key: 'ä', Value: '日本' }] },
    ],
  ])('carry %s', (_, session) => {
    expect(openSession(sealer, sealSession(sealer, session))).toEqual(session);
  });

  it('case 28: no change of one bit, and no cut or longer token, opens', () => {
    const token = Buffer.from(sealSession(sealer, role), 'base64');
    for (let bit = 0; bit < token.length * 8; bit += 7) {
      const changed = Buffer.from(token);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(openSession(sealer, changed.toString('base64'))).toBeUndefined();
    }
    for (const length of [0, 1, 12, token.length - 1]) {
      expect(openSession(sealer, token.subarray(0, length).toString('base64'))).toBeUndefined();
    }
    expect(openSession(sealer, Buffer.concat([token, Buffer.of(0)]).toString('base64'))).toBeUndefined();
  });

  it('case 28: a token of another keyring does not open', async () => {
    const other = sealerOf(await Keyring.load(new MemoryStore(), new MasterKey(randomBytes(32))));
    expect(openSession(other, sealSession(sealer, role))).toBeUndefined();
  });

  it('case 29: only the one base64 text of a token opens', () => {
    const token = sealSession(sealer, role);
    const variants = [
      ` ${token}`,
      `${token}\n`,
      `${token}=`,
      token.replace(/=+$/, ''),
      `${token.slice(0, 20)}!${token.slice(20)}`,
      token.replaceAll('+', '-').replaceAll('/', '_'),
    ];
    for (const variant of variants.filter((one) => one !== token)) {
      expect(openSession(sealer, variant)).toBeUndefined();
    }
  });

  it('arbitrary text opens nothing and throws nothing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => openSession(sealer, text) === undefined));
    fc.assert(
      fc.property(fc.base64String({ maxLength: 400 }), (text) => openSession(sealer, text) === undefined),
    );
  });

  it('case 179: a token of an older key version opens until that version is retired', async () => {
    const ring = await Keyring.load(new MemoryStore(), new MasterKey(randomBytes(32)));
    const own = sealerOf(ring);
    const token = sealSession(own, role);
    await ring.rotate('session-tokens');
    expect(openSession(own, token)).toEqual(role);
    await ring.retire('session-tokens', 1);
    expect(openSession(own, token)).toBeUndefined();
  });
});

describe('packed size', () => {
  it('is nothing without policies and tags, and grows with them to the maximum', () => {
    expect(packedPolicySize({})).toBe(0);
    expect(packedPolicySize({ tags: [{ Key: 'a', Value: 'b' }] })).toBeGreaterThan(0);
    const incompressible = (bytes: number): string => randomBytes(bytes).toString('hex');
    expect(packedPolicySize({ policy: incompressible(MAXIMUM_PACKED_BYTES) })).toBeGreaterThan(100);
  });

  it('of fifty tags of ordinary length and a full policy stays within it', () => {
    const tags = Array.from({ length: 50 }, (_, i) => ({
      Key: `department-${i}`,
      Value: randomBytes(24).toString('hex'),
    }));
    expect(packedPolicySize({ tags, policy: randomBytes(1024).toString('hex') })).toBeLessThanOrEqual(100);
  });
});

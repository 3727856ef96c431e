import { describe, expect, it } from 'vitest';
import { changesThatFlip } from './changes-that-flip.ts';
import { explain } from './explain.ts';
import { explanationTree } from './explanation-tree.ts';
import type { PolicySets } from './model.ts';
import { A, allow, attached, B, context, deny, request, session, trusting } from './policy.fixture.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderText } from './render-text.ts';

const question = request({ context: context({ 'aws:username': 'alice', 'aws:SourceIp': '203.0.113.9' }) });
const policies: PolicySets = {
  identity: [
    attached('inline', [
      allow({ Sid: 'home', Action: 's3:*', Resource: 'arn:aws:s3:::home/${aws:username}/*' }),
      allow({
        Action: 's3:Get*',
        Resource: 'arn:aws:s3:::bucket/*',
        Condition: {
          IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
          StringEquals: { 'aws:PrincipalTag/t': '${aws:PrincipalTag/u}' },
        },
      }),
      allow({ Action: 'iam:*' }),
    ]),
  ],
  boundary: attached('managed', [allow({ Action: 's3:*' })]),
};

describe('an explanation as text', () => {
  it('says the verdict, why, what each policy says, and what would turn it', () => {
    const changes = changesThatFlip(question, policies);
    expect(renderText(explain(question, policies), { changes })).toMatchInlineSnapshot(`
      "DENIED  arn:aws:iam::111122223333:user/team/alice  s3:GetObject  arn:aws:s3:::bucket/key
      AWS says: User: arn:aws:iam::111122223333:user/team/alice is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::bucket/key because no identity-based policy allows the s3:GetObject action

      arn:aws:iam::111122223333:user/team/alice may not do s3:GetObject on arn:aws:s3:::bucket/key: no statement of the identity-based policies allows it (same account: the identity side decides). Statement 2 of the inline policy "inline-policy" would allow it but for its condition IpAddress on aws:SourceIp (203.0.113.9) and its condition StringEquals on aws:PrincipalTag/t (the request has no such key).

      – resource control policies: no organization, or the type is not enabled
      – service control policies: no organization, or the type is not enabled
      – VPC endpoint policy: the request came through no VPC endpoint
      – resource-based policy: the resource has none
      · identity-based policies: nothing matches
        · inline policy "inline-policy": nothing matches
          · statement "home" (Allow, line 1) does not match: resource
            ✓ Action: "s3:*" matches
            ✗ Resource: nothing that is listed matches
          · statement 2 (Allow, line 1) does not match: condition
            ✓ Action: "s3:Get*" matches
            ✓ Resource: "arn:aws:s3:::bucket/*" matches
            ✗ IpAddress on aws:SourceIp: "10.0.0.0/8"; the request has "203.0.113.9"
            ✗ StringEquals on aws:PrincipalTag/t: "\${aws:PrincipalTag/u}" (a variable has no value); the request lacks the key
          · 1 more statement is about other actions
      ✓ permissions boundary: an Allow matches
        ✓ managed policy "managed-policy": an Allow matches
          ✓ statement 1 (Allow, line 1) matches
            ✓ Action: "s3:*" matches
            ✓ Resource: "*" matches
      – session policies: the session has none

      The request lacks: aws:PrincipalTag/t, aws:PrincipalTag/u

      What would allow it
      1. Add to the inline policy "inline-policy" the statement: Allow s3:GetObject on arn:aws:s3:::bucket/key.
         {"op":"add","path":"/Statement/-","value":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/key"}}
      "
    `);
  });

  it('shows every statement when told to', () => {
    const text = renderText(explain(question, policies), { everything: true });
    expect(text).toContain('· statement 3 (Allow, line 1) does not match: action');
    expect(text).not.toContain('about other actions');
  });

  it('is coloured when told to, and its words are the same', () => {
    const explanation = explain(question, policies);
    const coloured = renderText(explanation, { color: true });
    expect(coloured).toContain('\u001b[31mDENIED\u001b[0m');
    expect(coloured.replace(/\u001b\[[0-9]+m/g, '')).toBe(renderText(explanation));
  });
});

describe('an explanation as Markdown', () => {
  it('says the same in lists and code', () => {
    const sets = {
      identity: [],
      resource: {
        attached: attached('trust', [trusting({ AWS: `arn:aws:iam::${A}:user/bob` })]),
        mode: 'trust',
      } as const,
    };
    const asked = request({ action: 'sts:AssumeRole', resource: `arn:aws:iam::${A}:role/r2` });
    const changes = changesThatFlip(asked, sets);
    expect(
      renderMarkdown(explain(asked, sets), { changes: { ...changes, flips: changes.flips.slice(0, 1) } }),
    ).toMatchInlineSnapshot(`
      "## Denied: \`sts:AssumeRole\`

      - Caller: \`arn:aws:iam::111122223333:user/team/alice\`
      - Resource: \`arn:aws:iam::111122223333:role/r2\`

      > User: arn:aws:iam::111122223333:user/team/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/r2

      arn:aws:iam::111122223333:user/team/alice may not do sts:AssumeRole on arn:aws:iam::111122223333:role/r2: no statement of the role trust policy allows it (same account: the resource policy is required and does not name the caller or its account). Beside that it is refused by: identity-based policies (nothing allows it).

      ### Policies

      - ➖ resource control policies: no organization, or the type is not enabled
      - ➖ service control policies: no organization, or the type is not enabled
      - ➖ VPC endpoint policy: the request came through no VPC endpoint
      - ▫️ role trust policy: nothing matches
        - ▫️ trust policy "trust-policy": nothing matches
          - ▫️ statement 1 (Allow, line 1) does not match: principal
            - ✗ Principal: does not name the caller
            - ✓ Action: "sts:AssumeRole" matches
      - ▫️ identity-based policies: nothing matches
      - ➖ permissions boundary: the caller has none
      - ➖ session policies: the session has none

      ### What would allow it

      1. Statement 1 of the trust policy "trust-policy" names arn:aws:iam::111122223333:user/bob; name the caller too: {"AWS":\\["arn:aws:iam::111122223333:user/team/alice"\\]}.

         \`\`\`json
         {
           "op": "replace",
           "path": "/Statement/0/Principal",
           "value": {
             "AWS": [
               "arn:aws:iam::111122223333:user/bob",
               "arn:aws:iam::111122223333:user/team/alice"
             ]
           }
         }
         \`\`\`
      "
    `);
  });
});

describe('an explanation as a tree', () => {
  it('has the place of each document and statement, to be highlighted', () => {
    const [scp] = explanationTree(
      explain(question, {
        ...policies,
        scp: [{ target: 'r-1', policies: [attached('scp', [deny({ Sid: 'no' })])] }],
      }),
    ).children.filter(({ kind, verdict }) => kind === 'type' && verdict === 'deny');
    expect(scp).toMatchObject({
      label: 'service control policies: a Deny matches',
      children: [
        {
          kind: 'level',
          label: 'level r-1: a Deny matches',
          children: [
            {
              kind: 'document',
              position: { place: { type: 'scp', level: 0, document: 0 } },
              children: [
                {
                  kind: 'statement',
                  verdict: 'deny',
                  position: {
                    place: { type: 'scp', level: 0, document: 0 },
                    line: 1,
                    column: 38,
                    endLine: 1,
                  },
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('says why a type takes no part', () => {
    const { children } = explanationTree(explain(request({ principal: session }), { identity: [] }));
    expect(children.map(({ label, verdict }) => [label, verdict])).toEqual([
      ['resource control policies: no organization, or the type is not enabled', 'absent'],
      ['service control policies: no organization, or the type is not enabled', 'absent'],
      ['VPC endpoint policy: the request came through no VPC endpoint', 'absent'],
      ['resource-based policy: the resource has none', 'absent'],
      ['identity-based policies: nothing matches', 'none'],
      ['permissions boundary: the caller has none', 'absent'],
      ['session policies: the session has none', 'absent'],
    ]);
  });
});

describe('texts of strangers have no effect where they are shown', () => {
  const hostile = 'x\n\u001b[2J\r\u0007\u009b31m\u202e\u2028<b>`a`</b> [l](http://e.example) www.e.example *';
  const { policy } = attached('resource', [
    allow({ Principal: { AWS: B }, Resource: 'arn:aws:s3:::bucket/*' }),
    allow({ Principal: { AWS: A }, Condition: { StringEquals: { [`aws:RequestTag/${hostile}`]: hostile } } }),
  ]);
  const source = { kind: 'resource', name: hostile, attachedTo: hostile } as const;
  const sets = { identity: [], resource: { attached: { policy, source }, mode: 'optional' } } as const;
  const asked = request({
    resource: `arn:aws:s3:::bucket/${hostile}`,
    context: context({ [`aws:RequestTag/${hostile}`]: hostile }),
  });
  const explanation = explain(asked, sets);
  const changes = changesThatFlip(asked, sets);
  const options = { everything: true, changes };

  it('of a terminal: no control or format character but the line feeds between lines', () => {
    const text = renderText(explanation, options);
    expect(text).toContain('x\\u000a\\u001b[2J\\u000d\\u0007\\u009b31m\\u202e\\u2028');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('of Markdown: nothing of them is markup outside code', () => {
    const markdown = renderMarkdown(explanation, options);
    expect(markdown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|\u202e/u);
    const outsideCode = markdown
      .replace(/^( *)```json\n[\s\S]*?^\1```$/gm, '')
      .replace(/(`+)[^`].*?[^`]\1(?!`)/g, '');
    expect(outsideCode).not.toMatch(/(?<!\\)[<[]|(?<!\\)\*|https?:\/\/|www\./);
  });

  it.each(['why', 'label', 'sentence'])('of whoever prints a %s', (what) => {
    const texts = {
      why: [explanation.why],
      label: [JSON.stringify(explanationTree(explanation, options))],
      sentence: changes.flips.map(({ sentence }) => sentence),
    }[what]!;
    for (const text of texts) expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

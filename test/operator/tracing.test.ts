/** OpenTelemetry, as an operator turns it on: a tracer provider is registered before the server starts. */
import { CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Tracing } from '../../src/server/tracing.ts';
import { startServer, type TestServer } from '../support/server.ts';

const exporter = new InMemorySpanExporter();
const ACCOUNT = '111122223333';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

/** What a span says, in short. */
const spans = () =>
  exporter.getFinishedSpans().map(({ name, kind, status, attributes }) => ({
    name,
    kind,
    isError: status.code === SpanStatusCode.ERROR,
    ...attributes,
  }));

/** What the exporter of the next span throws. */
let broken: Error | undefined;
const breaking: SpanProcessor = {
  onStart: () => undefined,
  onEnd: () => {
    if (broken !== undefined) throw broken;
  },
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};

describe('with a tracer provider', () => {
  let server: TestServer;
  beforeAll(async () => {
    expect(Tracing.ofProcess()).toBeUndefined();
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter), breaking] }),
    );
    propagation.setGlobalPropagator({
      fields: () => ['traceparent'],
      inject: () => undefined,
      extract: (context, carrier, getter) => {
        const given = getter.get(carrier, 'traceparent');
        const [, traceId, spanId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(String(given)) ?? [];
        if (traceId === undefined || spanId === undefined) return context;
        return trace.setSpanContext(context, { traceId, spanId, traceFlags: 1, isRemote: true });
      },
    });
    server = await startServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => exporter.reset());

  it('each answered request has a span, with the id by which its event is found', async () => {
    const { $metadata } = await server
      .iam(server.root(ACCOUNT))
      .send(new CreateUserCommand({ UserName: 'a' }));
    expect(spans()).toEqual([
      {
        name: 'IAM.CreateUser',
        kind: SpanKind.SERVER,
        isError: false,
        'rpc.system': 'aws-api',
        'rpc.service': 'IAM',
        'rpc.method': 'CreateUser',
        'http.response.status_code': 200,
        'aws.request_id': $metadata.requestId,
      },
    ]);
  });

  it('a refusal has its code, and is no error of the server', async () => {
    await server
      .iam(server.root(ACCOUNT))
      .send(new GetUserCommand({ UserName: 'nobody' }))
      .catch(() => undefined);
    expect(spans()).toMatchObject([{ name: 'IAM.GetUser', isError: false, 'error.type': 'NoSuchEntity' }]);
  });

  it('a span is a child of the one that the request names', async () => {
    const sts = server.sts(server.root(ACCOUNT));
    sts.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers['traceparent'] =
          `00-${TRACE}-${PARENT}-01`;
        return next(args);
      },
      { step: 'build' },
    );
    await sts.send(new GetCallerIdentityCommand({}));
    const [span] = exporter.getFinishedSpans();
    expect(span?.spanContext().traceId).toBe(TRACE);
    expect(span?.parentSpanContext?.spanId).toBe(PARENT);
  });

  it('one that cannot be exported takes no answer away, and the operator is told', async () => {
    broken = new Error('the exporter is broken');
    try {
      const { $metadata } = await server
        .iam(server.root(ACCOUNT))
        .send(new CreateUserCommand({ UserName: 'told' }));
      expect($metadata.httpStatusCode).toBe(200);
      expect(server.faults.splice(0)).toEqual([broken]);
    } finally {
      broken = undefined;
    }
  });

  it('what a request said of itself is in none', async () => {
    const { accessKeyId } = server.root(ACCOUNT);
    await server.iam(server.root(ACCOUNT)).send(new CreateUserCommand({ UserName: 'told-to-nobody' }));
    await fetch(server.url, {
      method: 'POST',
      headers: { authorization: 'Basic told-to-nobody' },
      body: 'Action=x',
    });
    const text = JSON.stringify(spans());
    expect(spans()).toHaveLength(2);
    for (const secret of ['told-to-nobody', accessKeyId, ACCOUNT]) expect(text).not.toContain(secret);
  });
});

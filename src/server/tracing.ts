/**
 * OpenTelemetry: a span for each answered request, when the process was started with a tracer provider (`node --import`
 * of an SDK's register module). Without one nothing is loaded and a request costs nothing more.
 *
 * The span says what the metrics say, and the request id by which the event is found: no principal, no parameter.
 * The names are those of the semantic conventions for AWS SDK client spans, here of the other side.
 */
import { createRequire } from 'node:module';
import type { TextMapGetter, Tracer } from '@opentelemetry/api';
import type { Answered } from './api.ts';
import { headerOf } from './transport.ts';

type OpenTelemetry = typeof import('@opentelemetry/api');

/** Where every copy of the API, version 1, finds what was registered. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** As SDKs name the services. */
const SERVICE_IDS: Readonly<Record<string, string>> = { iam: 'IAM', sts: 'STS', stint: 'Stint' };

const HEADERS: TextMapGetter<readonly string[]> = {
  keys: (rawHeaders) => rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase()),
  get: (rawHeaders, name) => headerOf(rawHeaders, name.toLowerCase()),
};

export class Tracing {
  private readonly api: OpenTelemetry;
  private readonly tracer: Tracer;

  private constructor(api: OpenTelemetry) {
    this.api = api;
    this.tracer = api.trace.getTracer('stint');
  }

  /** @returns undefined when nobody takes spans. */
  static ofProcess(): Tracing | undefined {
    const registered = (globalThis as { [REGISTERED]?: { readonly trace?: unknown } })[REGISTERED];
    if (registered?.trace === undefined) return undefined;
    return new Tracing(createRequire(import.meta.url)('@opentelemetry/api') as OpenTelemetry);
  }

  /** Told of a request when it was answered. */
  note(
    { service, operation, status, code, seconds, requestId }: Answered,
    rawHeaders: readonly string[],
  ): void {
    const { context, propagation, SpanKind, SpanStatusCode } = this.api;
    const id = SERVICE_IDS[service] ?? service;
    const end = Date.now();
    const span = this.tracer.startSpan(
      `${id}.${operation}`,
      {
        kind: SpanKind.SERVER,
        startTime: end - seconds * 1000,
        attributes: {
          'rpc.system': 'aws-api',
          'rpc.service': id,
          'rpc.method': operation,
          'http.response.status_code': status,
          'aws.request_id': requestId,
          ...(code === undefined ? {} : { 'error.type': code }),
        },
      },
      propagation.extract(context.active(), rawHeaders, HEADERS),
    );
    // A refusal is an answer like any other; only the server's own faults are errors of its span.
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(end);
  }
}

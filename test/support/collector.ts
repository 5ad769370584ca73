// A collector on this machine: an OTLP receiver over HTTP that keeps what it gets, and behaves as a test says.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `late`: it takes the batch and answers too late; `hang`: it never answers. */
export type Manner = 'take' | 'hang' | { readonly status: number };

export interface Received {
  readonly body: string;
  readonly severity: number;
  readonly severityText: string;
  readonly eventName: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Collector {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** The headers of each request that came, taken or not. */
  readonly requests: readonly {
    readonly path: string;
    readonly headers: Readonly<Record<string, unknown>>;
  }[];
  /** The resource attributes of the last batch. */
  readonly resource: () => Readonly<Record<string, unknown>>;
  readonly behave: (manner: Manner) => void;
  readonly close: () => Promise<void>;
}

export async function startCollector(port = 0): Promise<Collector> {
  const received: Received[] = [];
  const requests: { path: string; headers: Record<string, unknown> }[] = [];
  let resource: Record<string, unknown> = {};
  let manner: Manner = 'take';
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      requests.push({ path: request.url ?? '', headers: { ...request.headers } });
      if (manner === 'hang') return;
      if (manner === 'take') {
        const batch = JSON.parse(text);
        for (const { resource: of, scopeLogs } of batch.resourceLogs) {
          resource = plain(of.attributes);
          for (const { logRecords } of scopeLogs) received.push(...logRecords.map(recordOf));
        }
      }
      response.writeHead(manner === 'take' ? 200 : manner.status, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = portOf(server);
  return {
    url: `http://127.0.0.1:${at}`,
    port: at,
    received,
    requests,
    resource: () => resource,
    behave: (now) => void (manner = now),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the collector does not listen');
  return address.port;
}

interface Attribute {
  readonly key: string;
  readonly value: Value;
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values: readonly Value[] };
}

function recordOf(record: {
  readonly timeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: Value;
  readonly attributes: readonly Attribute[];
}): Received {
  return {
    body: String(record.body.stringValue),
    severity: record.severityNumber,
    severityText: record.severityText,
    eventName: record.eventName,
    time: Number(BigInt(record.timeUnixNano) / 1_000_000n),
    attributes: plain(record.attributes),
  };
}

function plain(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue({ stringValue, intValue, doubleValue, boolValue, arrayValue }: Value): unknown {
  if (arrayValue) return arrayValue.values.map(plainValue);
  return stringValue ?? (intValue === undefined ? (doubleValue ?? boolValue) : Number(intValue));
}

// Sends entries to a collector over OTLP/HTTP. This is the only file that opens an outbound connection, and it is loaded
// only when a person has named a collector.
import { SeverityNumber, type LogRecord } from '@opentelemetry/api-logs';
import { ExportResultCode } from '@opentelemetry/core';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, type ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { JournalEntry } from '../../policy/journal.ts';
import { logRecordOf, type LogRecordFields } from '../../policy/export/logRecord.ts';
import type { SendResult, Sender } from './sender.ts';

export interface OtlpOptions {
  /** As `readEndpoint` gives it. */
  readonly url: string;
  /** Beside those of the environment, `OTEL_EXPORTER_OTLP_HEADERS`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly version: string;
  /** Milliseconds for one batch. */
  readonly timeout?: number;
}

export function openOtlp({ url, headers = {}, version, timeout = 10_000 }: OtlpOptions): Sender {
  const collected: ReadableLogRecord[] = [];
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ 'service.name': 'portcullis', 'service.version': version }),
    // The library makes the records; when they go, and what becomes of them, is for the stream to say.
    processors: [
      {
        onEmit: (record) => void collected.push(record),
        forceFlush: () => Promise.resolve(),
        shutdown: () => Promise.resolve(),
      },
    ],
  });
  const logger = provider.getLogger('portcullis.journal', version);
  const exporter = new OTLPLogExporter({ url, headers: { ...headers }, timeoutMillis: timeout });
  return {
    send(entries) {
      collected.length = 0;
      for (const entry of entries) logger.emit(recordOf(entry));
      const records = collected.splice(0);
      return new Promise((resolve) => {
        exporter.export(records, ({ code, error }) =>
          resolve(code === ExportResultCode.SUCCESS ? { type: 'sent' } : resultOf(error)),
        );
      });
    },
    async close() {
      await exporter.shutdown();
      await provider.shutdown();
    },
  };
}

function recordOf(entry: JournalEntry): LogRecord {
  const { timestamp, severity, eventName, body, attributes } = logRecordOf(entry);
  const severityNumber = SeverityNumber[severity];
  return { timestamp, observedTimestamp: timestamp, severityNumber, severityText: severity, eventName, body, attributes: mutable(attributes) };
} // prettier-ignore

/** The library's types ask for lists that may be changed. */
function mutable(attributes: LogRecordFields['attributes']): NonNullable<LogRecord['attributes']> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
}

/** What the collector refuses for good is of no use a second time; all else may pass later. */
function resultOf(error: (Error & { readonly code?: unknown }) | undefined): SendResult {
  const code = error?.code;
  const problem = [code, error?.message].filter((part) => part !== undefined && part !== '').join(' ') || 'no answer';
  const refused = typeof code === 'number' && code >= 400 && code < 500 && !passing.has(code);
  return { type: refused ? 'refused' : 'failed', problem };
} // prettier-ignore

/** Not authorized yet, not found yet, too slow, too many: a person or time may mend these. */
const passing: ReadonlySet<number> = new Set([401, 403, 404, 407, 408, 425, 429]);

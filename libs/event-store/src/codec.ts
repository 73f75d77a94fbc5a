/**
 * The one place that turns domain events into stored ones and back. Every type has a schema version; older stored forms
 * are lifted, step by step, to the newest before they are checked. What does not fit is refused by name, never skipped.
 */
import { type EventType, eventSchemas, isEventType, type LedgerEvent } from '@case';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { BadStoredEvent } from './errors';
import { EventMetadata } from './metadata';

/** Lifts the data of an event from one schema version to the next. */
export type Upcast = (data: Record<string, unknown>) => Record<string, unknown>;

/** For each type the lifts from version 1 on; its newest version is one more than there are lifts. */
export type Upcasts = Partial<Record<EventType, readonly Upcast[]>>;

/** An event as the store returns it. */
export interface StoredForm {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

export interface DecodedEvent {
  readonly event: LedgerEvent;
  readonly metadata: EventMetadata;
}

const ajv = addFormats(new Ajv({ strict: true, allErrors: false, keywords: ['x-personal'] }));
const checkMetadata = ajv.compile<EventMetadata>(EventMetadata);
const checkData = new Map<string, ValidateFunction>(
  Object.entries(eventSchemas).map(([type, schema]) => [type, ajv.compile(schema)]),
);

export class EventCodec {
  constructor(private readonly upcasts: Upcasts = {}) {}

  /** Version that events of this type are written in. */
  schemaVersion(type: EventType): number {
    return (this.upcasts[type]?.length ?? 0) + 1;
  }

  /** Throws where an event to be written does not match its own schema: a defect of ours, not of the caller. */
  assertWritable({ type, data }: LedgerEvent): void {
    const check = checkData.get(type);
    if (!check?.(data)) throw new Error(`${type} does not match its schema: ${problemOf(check)}`);
  }

  /** Throws {@link BadStoredEvent} naming stream and revision, and the field, never its value. */
  decode({ stream, revision, type, data, metadata }: StoredForm): DecodedEvent {
    const bad = (reason: string) => new BadStoredEvent(stream, revision, reason);
    if (!checkMetadata(metadata)) throw bad(`metadata ${problemOf(checkMetadata)}`);
    if (!isEventType(type)) throw bad(`unknown event type ${type}`);
    const newest = this.schemaVersion(type);
    if (metadata.schemaVersion > newest) throw bad(`schema version ${metadata.schemaVersion} is newer than ${newest}`);
    const lifted = this.#lift(type, metadata.schemaVersion, data);
    const check = checkData.get(type);
    if (!check?.(lifted)) throw bad(`data ${problemOf(check)}`);
    return { event: { type, data: lifted, occurredAt: metadata.occurredAt } as LedgerEvent, metadata };
  }

  #lift(type: EventType, version: number, data: unknown): unknown {
    if (typeof data !== 'object' || data === null) return data;
    const steps = this.upcasts[type]?.slice(version - 1) ?? [];
    return steps.reduce<Record<string, unknown>>((form, step) => step(form), { ...data });
  }
}

/** Where and what, without the value at fault, which may be somebody's name. */
function problemOf(check: ValidateFunction | undefined): string {
  const error = check?.errors?.[0];
  return error ? `${error.instancePath || 'as a whole'} fails ${error.keyword}` : 'has no schema';
}

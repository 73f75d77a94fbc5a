/** What both kinds of append have in common: the request, checked and in our own words. */
import { isUtf8 } from 'node:buffer';
import type { UUID } from '@eventstore/db-client/generated/shared_pb';
import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { status } from '@grpc/grpc-js';
import { isUuid, type ProposedEvent } from './record';
import type { AppendRequest, ExpectedRevision } from './storage';

/** As on the real server: data, metadata and twice the type of all events of one append. */
export const MAX_APPEND_BYTES = 1024 * 1024;

/** Small ones cost more than their bytes. */
const MOST_EVENTS = 20_000;

const EVENT_OVERHEAD = 256;

/** Longer than any name with a meaning. */
const MAX_NAME_BYTES = 2048;

const METADATA_STREAM = '$$';
const NO_METADATA_STREAMS =
  'stream metadata is not offered by this node: a ledger never truncates, expires or deletes what it holds';

/** What would not come out of the database as it went in. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

type Proposed = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

/** Why an append is refused before anything is looked up. */
export interface Refused {
  readonly code: status;
  readonly reason: 'size' | 'metadata-property' | 'other';
  readonly details: string;
}

const UNTYPED = 'an event has a type';

const tooLong = (name: string): boolean => Buffer.byteLength(name) > MAX_NAME_BYTES;

function faultOf({ id, type }: ProposedEvent): string | undefined {
  if (type === '') return UNTYPED;
  if (tooLong(type) || UNKEEPABLE.test(type)) return `a type has at most ${MAX_NAME_BYTES} bytes of UTF-8, and no NUL`;
  return isUuid(id) ? undefined : 'an event has a UUID for its id';
}

/** Gathers one append as its parts come in, and never more of it than an append may hold. */
export class Gathering {
  readonly #events: ProposedEvent[] = [];
  #size = 0;
  #count = 0;
  #kept = 0;
  #fault: string | undefined;

  constructor(
    private readonly stream: string,
    private readonly expected: ExpectedRevision,
  ) {}

  /** What it takes in memory, roughly: an event is more than its bytes. */
  get bytes(): number {
    return this.#kept;
  }

  add(message: Proposed): void {
    const event = toEvent(message);
    this.#count += 1;
    this.#size += event.data.length + event.metadata.length + 2 * event.type.length;
    // What will be refused is not kept until then.
    this.#fault ??= this.#count > MOST_EVENTS ? `an append holds at most ${MOST_EVENTS} events` : faultOf(event);
    if (this.#size <= MAX_APPEND_BYTES && this.#fault === undefined) {
      this.#events.push(event);
      this.#kept += event.data.length + event.metadata.length + EVENT_OVERHEAD;
    } else {
      this.#events.length = 0;
      this.#kept = 0;
    }
  }

  /** The request that the parts came to, or why it is none. */
  finish(): AppendRequest | Refused {
    const { stream, expected } = this;
    const invalid = (details: string, reason: Refused['reason'] = 'other'): Refused => ({
      code: status.INVALID_ARGUMENT,
      reason,
      details,
    });
    if (this.#size > MAX_APPEND_BYTES) return invalid(`an append holds at most ${MAX_APPEND_BYTES} bytes`, 'size');
    if (stream.startsWith(METADATA_STREAM)) {
      return { code: status.UNIMPLEMENTED, reason: 'other', details: NO_METADATA_STREAMS };
    }
    if (stream === '' || stream === '$all' || tooLong(stream)) {
      return invalid(`a stream has a name of 1 to ${MAX_NAME_BYTES} bytes of UTF-8 without NUL, and is not $all`);
    }
    if (this.#fault !== undefined) return invalid(this.#fault, this.#fault === UNTYPED ? 'metadata-property' : 'other');
    return { stream, expected, events: this.#events };
  }
}

/** The expected revision of a request whose revision field is a decimal of up to 64 bits. */
export function expectedRevision(
  options: { hasNoStream(): boolean; hasAny(): boolean; hasStreamExists(): boolean },
  revision: string,
): ExpectedRevision {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream_exists' : Number(revision);
}

function toEvent(message: Proposed): ProposedEvent {
  const contentType = message.getMetadataMap().get('content-type');
  return {
    id: uuidText(message.getId()),
    type: message.getMetadataMap().get('type') ?? '',
    contentType: contentType === 'application/json' ? contentType : 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** A UUID in lower case, whichever of the two forms it came in. */
export function uuidText(uuid: UUID | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString().toLowerCase() ?? '';
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The name of the stream; empty where there is none, or where its bytes are no text that can be kept. */
export function nameOf(identifier: { getStreamName_asU8(): Uint8Array } | undefined): string {
  const bytes = identifier?.getStreamName_asU8() ?? new Uint8Array();
  const name = isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : '';
  return name.includes('\0') ? '' : name;
}

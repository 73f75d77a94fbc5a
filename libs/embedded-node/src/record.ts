/** Events as bytes: built once at the commit, framed without being decoded at every read. */
import { crc32 } from 'node:zlib';
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';

export interface ProposedEvent {
  /** UUID in lower case. */
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json' | 'application/octet-stream';
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Epoch milliseconds. */
  readonly created: number;
}

const { ReadEvent } = ReadResp;
const { RecordedEvent } = ReadEvent;

/** Clients count creation times in steps of 100 ns. */
const TICKS_PER_MS = 10_000n;

/** The bytes of a RecordedEvent message. */
export function encodeRecord(event: ProposedEvent, { stream, revision, position, created }: Place): Buffer {
  const record = new RecordedEvent();
  record.setId(new UUID().setString(event.id));
  record.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)));
  record.setStreamRevision(String(revision));
  record.setCommitPosition(String(position));
  record.setPreparePosition(String(position));
  record.getMetadataMap().set('type', event.type);
  record.getMetadataMap().set('content-type', event.contentType);
  record.getMetadataMap().set('created', String(BigInt(created) * TICKS_PER_MS));
  record.setCustomMetadata(event.metadata);
  record.setData(event.data);
  return Buffer.from(record.serializeBinary());
}

/** What a stored event is found by; the record says the same. */
export interface StoredPlace {
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly type: string;
}

/** CRC-32 of the record and of what it is found by: a byte that the disk changed is noticed by whoever reads it. */
export const checksumOf = ({ position, revision, stream, type }: StoredPlace, record: Uint8Array): number =>
  crc32(record, crc32(`${position} ${revision} ${type} ${stream}`));

const UUID_TEXT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID_TEXT.test(text);

/** The sixteen bytes of a UUID in lower case. */
export function idBytes(id: string): Buffer {
  if (!isUuid(id)) throw new Error('an event id is not a UUID');
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

/** What a record says of itself, to compare it with what it is found by. */
export function decodeRecord(bytes: Uint8Array): StoredPlace & { readonly id: string } {
  const record = RecordedEvent.deserializeBinary(bytes);
  return {
    position: Number(record.getCommitPosition()),
    revision: Number(record.getStreamRevision()),
    stream: Buffer.from(record.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    type: record.getMetadataMap().get('type') ?? '',
    id: record.getId()?.getString() ?? '',
  };
}

/** The same record with its id as two numbers, for clients that ask for structured ids. */
export function withStructuredId(bytes: Buffer): Buffer {
  const record = RecordedEvent.deserializeBinary(bytes);
  const hex = (record.getId()?.getString() ?? '').replaceAll('-', '');
  const structured = new UUID.Structured();
  structured.setMostSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`)).toString());
  structured.setLeastSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`)).toString());
  record.setId(new UUID().setStructured(structured));
  return Buffer.from(record.serializeBinary());
}

/** Field numbers of ReadResp.event, ReadEvent.event and ReadEvent.commit_position, with their wire types. */
const EVENT_TAG = Buffer.of(0x0a);
const COMMIT_POSITION_TAG = Buffer.of(0x18);

/** A read answer around the stored bytes. */
export function frame(record: Buffer, position: number): Buffer {
  const commit = varint(position);
  const length = varint(record.length);
  const inner = EVENT_TAG.length + length.length + record.length + COMMIT_POSITION_TAG.length + commit.length;
  return Buffer.concat([EVENT_TAG, varint(inner), EVENT_TAG, length, record, COMMIT_POSITION_TAG, commit]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

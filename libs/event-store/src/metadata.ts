/** What is stored beside every event. */
import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;

/** Who is answerable for an event. */
export const Actor = Type.Object({ id: Type.String(), role: Type.String() }, closed);
export type Actor = Static<typeof Actor>;

export const EventMetadata = Type.Object(
  {
    schemaVersion: Type.Integer({ minimum: 1 }),
    commandId: Type.String({ description: 'the Idempotency-Key, else the fact’s own id' }),
    payloadHash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'HMAC-SHA-256 of the command’s body' }),
    actor: Actor,
    occurredAt: Type.String({ format: 'date-time', description: 'when it happened' }),
    recordedAt: Type.String({
      format: 'date-time',
      description: 'when the ledger learnt of it; never falls in a stream',
    }),
    imported: Type.Optional(
      Type.Object(
        { source: Type.String(), line: Type.Integer({ minimum: 1 }) },
        { ...closed, description: 'the line of a file that told of it; files of one import share the correlationId' },
      ),
    ),
    correlationId: Type.String(),
    causationId: Type.String(),
    previousHash: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'of the stream’s previous event; 64 zeros for the first',
    }),
  },
  closed,
);
export type EventMetadata = Static<typeof EventMetadata>;

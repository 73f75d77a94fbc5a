/** What an import answers: a line for each line of the file, and in the end what they came to. */
import { createHash } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const Decimal = Type.String({ pattern: '^[0-9]+$' });
const words = <const T extends readonly string[]>(list: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...list] });
const Count = Type.Integer({ minimum: 0 });

const line = {
  line: Type.Integer({ minimum: 1, description: 'counted from 1; in a JSON document, which of its list' }),
};

export const ImportLine = Type.Union(
  [
    Type.Object(
      {
        ...line,
        outcome: words(['recorded', 'repeated'] as const),
        kind: words(['call', 'recording', 'note', 'check'] as const),
        caseId: Type.Optional(Type.String()),
        id: Type.String({ description: 'of the call, recording or note' }),
        position: Decimal,
      },
      closed,
    ),
    Type.Object(
      {
        ...line,
        outcome: words(['joined'] as const),
        to: Type.Integer({ description: 'the line of the first leg of the call' }),
      },
      closed,
    ),
    Type.Object(
      {
        ...line,
        outcome: words(['quarantined'] as const),
        code: Type.String({ description: 'stable' }),
        field: Type.Optional(Type.String()),
        detail: Type.String(),
      },
      closed,
    ),
  ],
  { description: 'what became of a line; nothing of a quarantined one is recorded' },
);
export type ImportLine = Static<typeof ImportLine>;

export const ImportSummary = Type.Object(
  {
    summary: Type.Object(
      {
        dryRun: Type.Boolean(),
        recorded: Count,
        repeated: Count,
        joined: Count,
        quarantined: Count,
        position: { ...Decimal, description: 'newest of what is on record of the file' },
        sha256: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'of the file' }),
      },
      closed,
    ),
  },
  { ...closed, description: 'the last line: all of the file was read' },
);
export type ImportSummary = Static<typeof ImportSummary>;

export const ImportStop = Type.Object(
  {
    stopped: Type.Object(
      { after: { ...Count, description: 'lines that were told of' }, code: Type.String(), detail: Type.String() },
      closed,
    ),
  },
  { ...closed, description: 'the last line: it could not go on; import the file again' },
);
export type ImportStop = Static<typeof ImportStop>;

/** Counts lines by what became of them. */
export class Tally {
  readonly #hash = createHash('sha256');
  readonly #counts = { recorded: 0, repeated: 0, joined: 0, quarantined: 0 };
  #position = 0n;
  lines = 0;

  constructor(private readonly dryRun: boolean) {}

  async *watched(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  add(one: ImportLine): void {
    this.lines += 1;
    this.#counts[one.outcome] += 1;
    if ('position' in one && BigInt(one.position) > this.#position) this.#position = BigInt(one.position);
  }

  summary(): ImportSummary {
    const sha256 = this.#hash.digest('hex');
    return { summary: { dryRun: this.dryRun, ...this.#counts, position: String(this.#position), sha256 } };
  }
}

/** `GET /v1/cases/{caseId}/evidence`: everything about a case that an auditor can check without the ledger. */
import { isDeepStrictEqual } from 'node:util';
import { type BoundPolicy, caseStream, type LedgerEvent, recordingStream } from '@case';
import { EventStore, type RecordedEvent } from '@event-store';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import {
  CHECKPOINT,
  EARLIER,
  eventsFile,
  type Hash,
  type ProvedEvent,
  provedLines,
  type SignerKey,
  sealed,
} from '@proof';
import { zipSync } from 'fflate';
import { notFound } from '../cases/answers';
import { GetFindings } from '../cases/findings-query';
import { PolicyBook } from '../cases/policy-book';
import { GetCase, GetReplay } from '../cases/queries';
import { Problem } from '../http/problem';
import { GetAuditTrail } from '../read-models/queries';
import { ABOUT } from './about';
import { LogBook } from './log-book';
import { casePage } from './page';

/** A case that is signed for soon, and stays as it is, is waited for no longer in all. */
const WAIT_MS = 4_000;
const LOOK_MS = 50;

/** Signs for what the log has come to; here asked to do so now. */
export interface Signing {
  readonly signer: SignerKey;
  signNow(): void;
}
export const SIGNING = Symbol('signing');

export class GetEvidence extends Query<Uint8Array> {
  /** `since`: sizes of the log from which something is to lead to that of the bundle; `all` are those that were signed for. */
  constructor(
    readonly caseId: string,
    readonly since: readonly number[] | 'all',
  ) {
    super();
  }
}

@QueryHandler(GetEvidence)
export class GetEvidenceHandler implements IQueryHandler<GetEvidence> {
  readonly #book: LogBook;

  constructor(
    private readonly store: EventStore,
    private readonly queries: QueryBus,
    private readonly policies: PolicyBook,
    @Inject(SIGNING) private readonly signing: Signing,
  ) {
    this.#book = new LogBook(store);
  }

  /** Throws `not-signed-yet` where no checkpoint comes to cover the newest of its events. */
  async execute({ caseId, since }: GetEvidence): Promise<Uint8Array> {
    const end = performance.now() + WAIT_MS;
    for (;;) {
      const files = await this.#filesOf(caseId, since, end);
      if (files)
        return zipSync(Object.fromEntries([...sealed(files, this.signing.signer)].map(packed)), { mtime: FIXED });
      if (performance.now() > end) throw new Problem('not-signed-yet', 'the case changes faster than it is signed for');
    }
  }

  /** All of one moment; undefined where something was recorded meanwhile. */
  async #filesOf(
    caseId: string,
    since: readonly number[] | 'all',
    end: number,
  ): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
    const own = await this.store.read(caseStream(caseId));
    if (own.length === 0) throw notFound();
    const trail = await this.queries.execute(new GetAuditTrail(caseId, undefined, undefined));
    const recordings = await Promise.all(recordingsIn(trail.entries).map((id) => this.store.read(recordingStream(id))));
    const streams = [own, ...recordings.filter((events) => events.length > 0)];
    const { note, size } = await this.#covered(
      streams.flatMap((events) => events.at(-1)?.position ?? []),
      end,
    );
    const [standing, findings, replay] = [
      await this.queries.execute(new GetCase(caseId, undefined)),
      await this.queries.execute(new GetFindings(caseId, undefined)),
      await this.queries.execute(new GetReplay(caseId, { limit: Number.MAX_SAFE_INTEGER })),
    ];
    const again = await this.queries.execute(new GetAuditTrail(caseId, undefined, undefined));
    if (!isDeepStrictEqual(again.entries, trail.entries) || !(await this.#areAll(streams))) return undefined;
    const earlier = await this.#book.earlier(since, size);
    const packs = this.policies.contentOf(own.flatMap(({ event }) => policiesIn(event)));
    const files = new Map<string, string>([
      ['README.txt', ABOUT],
      [CHECKPOINT, note],
      [EARLIER, provedLines(earlier.map(({ size, proof }) => ({ size, proof: textsOf(proof) })))],
      ...streams.map(
        (events) =>
          [eventsFile(events[0]?.stream ?? ''), provedLines(events.map((one) => this.#proved(one, size)))] as const,
      ),
      ['case.json', json(standing)],
      ['audit-trail.json', json(trail)],
      ['findings.json', json(findings)],
      ['replay.json', json(replay)],
      ...packs.map(({ ref, content }) => [`policies/${ref}.json`, json(content)] as const),
      ['case.html', casePage({ standing, trail, findings, replay, note })],
    ]);
    return new Map([...files].map(([name, text]) => [name, Buffer.from(text)]));
  }

  /** Whether nothing has come since to the streams, of which these are all events: what is told of them would name it. */
  async #areAll(streams: readonly (readonly RecordedEvent[])[]): Promise<boolean> {
    const again = await Promise.all(streams.map(([first]) => this.store.read(first?.stream ?? '')));
    return again.every((events, i) => events.length === streams[i]?.length);
  }

  #proved({ position, stream, revision, id, type, data, metadata }: RecordedEvent, size: number): ProvedEvent {
    const { index, proof } = this.#book.proofOf(position, size);
    const event = { stream, revision, id, type, data, metadata };
    return { index, proof: textsOf(proof), event };
  }

  /** The checkpoint that covers them; until `end`, by the clock of this process. */
  async #covered(positions: readonly bigint[], end: number): Promise<{ readonly note: string; readonly size: number }> {
    for (;;) {
      await this.#book.refresh();
      const { newest } = this.#book;
      if (newest && positions.every((position) => this.#book.covers(position))) return newest;
      if (performance.now() > end) throw new Problem('not-signed-yet', 'no checkpoint covers the newest events yet');
      this.signing.signNow();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}

const textsOf = (proof: readonly Hash[]): string[] => proof.map((hash) => hash.toString('base64'));

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Everything that was ever bound: findings are judged by the rule books of their time. */
const policiesIn = (event: LedgerEvent): readonly BoundPolicy[] =>
  event.type === 'CaseOpened' || event.type === 'PolicyBound' ? event.data.policies : [];

/** Hashes do not become less by being packed, and there may be many. */
const packed = ([name, bytes]: readonly [string, Uint8Array]): [string, [Uint8Array, { level: 0 | 6 }]] => [
  name,
  [bytes, { level: name === EARLIER ? 0 : 6 }],
];

/** The same bundle has the same bytes whenever it is packed. */
const FIXED = new Date('2000-01-01T00:00:00Z');

function recordingsIn(entries: readonly object[]): readonly string[] {
  const ids = entries.flatMap((entry) =>
    ['recording', 'segments', 'duplicates', 'candidates'].flatMap((name) => {
      const value: unknown = Reflect.get(entry, name);
      return (Array.isArray(value) ? value : [value]).map((one) => Reflect.get(Object(one), 'recordingId'));
    }),
  );
  const named = entries.flatMap((entry) => streamsIn(Reflect.get(entry, 'findings')));
  return [...new Set([...ids.filter((id) => typeof id === 'string'), ...named])].sort();
}

/** Recordings that only a finding names: another call's, or claimed by several. */
const streamsIn = (findings: unknown): readonly string[] =>
  (Array.isArray(findings) ? findings : [])
    .flatMap((one: { readonly evidence?: readonly { readonly stream: string }[] }) => one.evidence ?? [])
    .flatMap(({ stream }) => (stream.startsWith(RECORDING) ? [stream.slice(RECORDING.length)] : []));

const RECORDING = recordingStream('');

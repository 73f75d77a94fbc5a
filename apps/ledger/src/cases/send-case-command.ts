/** One handler for every command of a case: identify, decide on what is known, append where the case is believed to end. */
import {
  type CaseCommand,
  type CaseEvent,
  type CommandName,
  caseStream,
  decide,
  evolve,
  findRepeat,
  onlyFacts,
  Refusal,
  type Repeat,
  toFact,
  whoseInCase,
} from '@case';
import {
  type Actor,
  type CommandMetadata,
  chainOn,
  EventCodec,
  type EventMetadata,
  EventStore,
  StoreConflict,
} from '@event-store';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Scope } from '../access/caller';
import { Clock } from '../clock';
import { Problem } from '../http/problem';
import { type CommandAnswer, type EventForm, mustBeOpen, notFound, nowFor, standingAt, toEventAnswer } from './answers';
import { CaseStreams, type KnownCase } from './case-streams';
import { CommandContext } from './command-context';
import { type IdentifiedCommand, identify, LEDGER_SECRET } from './command-identity';
import { InTurn } from './in-turn';
import { PolicyBook } from './policy-book';

/** What comes with every request beside its body. */
export interface RequestContext {
  readonly actor: Actor;
  readonly correlationId: string;
  readonly idempotencyKey: string | undefined;
  /** Revisions that If-Match allows; undefined without the header. */
  readonly ifMatch: IfMatch | undefined;
  /** What the caller may see; everything where it is left out. */
  readonly scope?: Scope;
  /** The line of a file that it comes from. */
  readonly imported?: EventMetadata['imported'];
  /** Decides, and records nothing. */
  readonly dryRun?: boolean;
}

/** What is stored beside the events of a command that somebody sent. */
export const metadataOf = (
  { commandId, payloadHash }: Pick<CommandMetadata, 'commandId' | 'payloadHash'>,
  { actor, correlationId, imported }: RequestContext,
): CommandMetadata => ({ commandId, payloadHash, actor, imported, correlationId, causationId: correlationId });

export interface IfMatch {
  allows(revision: number): boolean;
}

export interface Outcome<A> {
  readonly answer: A;
  readonly kind: 'recorded' | 'unchanged' | 'repeated';
}

export class SendCaseCommand extends Command<Outcome<CommandAnswer>> {
  constructor(
    readonly name: CommandName,
    readonly caseId: string | undefined,
    readonly body: object,
    readonly context: RequestContext,
  ) {
    super();
  }
}

/** After so many conflicts in a row somebody else is writing faster than we can read. */
const ATTEMPTS = 32;

type CaseData = CaseCommand['data'];

/** One command under way. */
interface Sent {
  readonly caseId: string;
  readonly name: CommandName;
  readonly identified: IdentifiedCommand<CaseData>;
  readonly context: RequestContext;
}

@CommandHandler(SendCaseCommand)
export class SendCaseCommandHandler implements ICommandHandler<SendCaseCommand> {
  readonly #inTurn = new InTurn();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly cases: CaseStreams,
    private readonly policies: PolicyBook,
    private readonly contexts: CommandContext,
    private readonly clock: Clock,
    @Inject(LEDGER_SECRET) private readonly secret: string,
  ) {}

  execute({ name, caseId, body, context }: SendCaseCommand): Promise<Outcome<CommandAnswer>> {
    // Keys of two creditors must not meet.
    const within = caseId ?? ('creditorId' in body ? String(body.creditorId) : '');
    const identified = identify<CaseData>(name, within, body, context.idempotencyKey, this.secret);
    const opening = 'caseId' in identified.data ? identified.data.caseId : '';
    const sent = { caseId: caseId ?? opening, name, identified, context };
    return this.#inTurn.run(sent.caseId, () => this.#record(sent));
  }

  /** Decides on the cached case; only when that turns out stale, or would refuse, is the store read. */
  async #record(sent: Sent): Promise<Outcome<CommandAnswer>> {
    let cached = this.cases.cached(sent.caseId);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const current = cached === undefined;
      try {
        return await this.#attempt(sent, cached ?? (await this.cases.read(sent.caseId)), current);
      } catch (error) {
        const stale = error instanceof StoreConflict || (!current && isRefusal(error));
        if (!stale) throw error;
        cached = undefined;
      }
    }
    throw new Problem('store-unavailable', 'the case changes faster than it can be read; send the request again');
  }

  async #attempt(sent: Sent, known: KnownCase, current: boolean): Promise<Outcome<CommandAnswer>> {
    const { caseId, identified, context } = sent;
    const repeat = findRepeat(known.state, identified);
    if (repeat) return this.#repeated(caseId, known, repeat);
    if (known.state.status === 'unopened' && sent.name !== 'open-case') throw notFound();
    if (context.ifMatch && !context.ifMatch.allows(known.tail.revision)) {
      const revision = String(known.tail.revision);
      throw new Problem('revision-mismatch', 'If-Match names another revision', undefined, { revision });
    }
    const now = this.clock.now();
    const command = this.#bound(sent);
    const events = decide(known.state, command, await this.contexts.of(command, known.state, now, context.scope));
    if (events.length > 0) return this.#append(sent, known, events, now);
    if (!current) throw new StoreConflict(caseStream(caseId));
    return { kind: 'unchanged', answer: this.#answerOf(caseId, known, now, []) };
  }

  /** The command as the domain takes it: names of packs become what they stand for today. */
  #bound({ name, identified }: Sent): CaseCommand {
    const command = { name, data: identified.data } as CaseCommand;
    if (command.name !== 'open-case' && command.name !== 'bind-policy') return command;
    const policies = this.policies.bind(command.data);
    return { name, data: { ...command.data, policies } } as CaseCommand;
  }

  async #append(
    { caseId, identified, context }: Sent,
    known: KnownCase,
    events: readonly CaseEvent[],
    now: number,
  ): Promise<Outcome<CommandAnswer>> {
    const stream = caseStream(caseId);
    if (context.dryRun) return { kind: 'recorded', answer: this.#answerOf(caseId, known, now, []) };
    const whose = whoseInCase(caseId, known.state, events);
    const metadata = metadataOf(identified, context);
    const encoder = await this.codec.encoder(stream, events, whose);
    const { outgoing, tail } = chainOn(stream, known.tail, events, metadata, now, encoder);
    const { position } = await this.store.append(stream, known.tail.revision, outgoing);
    const { commandId, payloadHash } = identified;
    const facts = events.map((event, index) =>
      toFact(event, { commandId, payloadHash, recordedAt: tail.recordedAt, revision: known.tail.revision + 1 + index }),
    );
    const { age } = known;
    const fresh = { state: evolve(known.state, facts), tail, position, age };
    // What may not be shown is not kept as it came: the next look reads it as it is shown.
    if (encoder.hides) this.cases.drop(caseId);
    else this.cases.remember(caseId, fresh);
    return { kind: 'recorded', answer: this.#answerOf(caseId, fresh, tail.recordedAt, outgoing) };
  }

  /** The original answer: its events, and the standing as it was then. */
  async #repeated(caseId: string, known: KnownCase, { facts, revision }: Repeat): Promise<Outcome<CommandAnswer>> {
    const first = facts[0]?.revision ?? revision;
    const events = await this.store.readPage(caseStream(caseId), first, facts.length);
    const then: KnownCase = {
      ...known,
      state: onlyFacts(known.state, (fact) => fact.revision <= revision),
      position: events.at(-1)?.position ?? known.position,
    };
    return { kind: 'repeated', answer: this.#answerOf(caseId, then, facts.at(-1)?.recordedAt ?? 0, events) };
  }

  #answerOf(caseId: string, { state, position }: KnownCase, at: number, events: readonly EventForm[]): CommandAnswer {
    const open = mustBeOpen(state);
    return {
      caseId,
      revision: String(state.revision),
      position: String(position),
      events: events.map((event) => toEventAnswer(caseStream(caseId), event)),
      standing: standingAt(open, this.policies.of, nowFor(open, at)),
    };
  }
}

const isRefusal = (error: unknown): boolean => error instanceof Refusal || error instanceof Problem;

/** Repeats: the stream itself remembers every command for ever, so a retry is answered and never recorded twice. */
import { Refusal } from './refusal';
import { allFacts, type CaseState, type Fact, type OpenCase, type Recorded } from './state';

/** How a command is told apart: by its own id, by the id of the fact it reports, and by a keyed hash of its body. */
export interface CommandIdentity {
  readonly commandId: string;
  readonly naturalKey: string | undefined;
  /** The field that names the fact. */
  readonly ownId?: string | undefined;
  readonly payloadHash: string;
}

/** The facts that the command recorded when it was first sent, with the revision it left the case at. */
export interface Repeat {
  readonly facts: readonly Fact[];
  readonly revision: number;
}

/**
 * What the same command recorded before; undefined for a new one. Throws `idempotency-key-reused` where the key came with
 * another body, `id-already-used` where the fact's id did.
 */
export function findRepeat(state: CaseState, command: CommandIdentity): Repeat | undefined {
  const first = firstOf(state, command);
  if (!first) return undefined;
  assertSameRequest(first, command);
  const facts = allFacts(state)
    .filter((fact) => fact.commandId === first.commandId)
    .sort((a, b) => a.revision - b.revision);
  return { facts, revision: Math.max(...facts.map((fact) => fact.revision)) };
}

/** The facts of a case by the commands that recorded them and the ids that they have, up to a revision. */
interface Index {
  revision: number;
  readonly byCommand: Map<string, Fact>;
  readonly byKey: Map<string, Fact>;
}

/** By the opening of the case: a case that grows needs only what is new to be added. */
const indices = new WeakMap<OpenCase['opened'], Index>();

function firstOf(state: CaseState, { commandId, naturalKey }: CommandIdentity): Fact | undefined {
  if (state.status === 'unopened') return undefined;
  const { byCommand, byKey } = indexOf(state);
  return byCommand.get(commandId) ?? (naturalKey === undefined ? undefined : byKey.get(naturalKey));
}

function indexOf(state: OpenCase): Index {
  let index = indices.get(state.opened);
  if (!index || index.revision > state.revision) {
    index = { revision: -1, byCommand: new Map(), byKey: new Map() };
    indices.set(state.opened, index);
  }
  let missing = state.revision - index.revision;
  if (missing === 0) return index;
  const fresh: Fact[] = [];
  // What is new happened last, as a rule.
  for (let i = state.facts.length - 1; i >= 0 && missing > 0; i--) {
    const fact = state.facts[i];
    if (!fact || fact.revision <= index.revision) continue;
    fresh.push(fact);
    missing -= 1;
  }
  if (index.revision < state.opened.revision) fresh.push(state.opened);
  for (const fact of fresh.sort((a, b) => a.revision - b.revision)) {
    if (!index.byCommand.has(fact.commandId)) index.byCommand.set(fact.commandId, fact);
    if (fact.key !== undefined && !index.byKey.has(fact.key)) index.byKey.set(fact.key, fact);
  }
  index.revision = state.revision;
  return index;
}

/** Throws, as {@link findRepeat} does, where what is on record under this key or id came with another body. */
export function assertSameRequest(
  recorded: Pick<Recorded, 'commandId' | 'payloadHash'>,
  { commandId, naturalKey, ownId, payloadHash }: CommandIdentity,
): void {
  if (recorded.payloadHash === payloadHash) return;
  if (recorded.commandId === commandId && commandId !== naturalKey) {
    throw new Refusal('idempotency-key-reused', 'this Idempotency-Key came with another request', 'Idempotency-Key');
  }
  throw new Refusal('id-already-used', 'this id is on record, and it says something else', ownId);
}

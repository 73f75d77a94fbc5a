/** Repeats: the stream itself remembers every command for ever, so a retry is answered and never recorded twice. */
import { Refusal } from './refusal';
import { allFacts, type CaseState, type Fact, type Recorded } from './state';

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
  const recorded = allFacts(state);
  const first =
    recorded.find((fact) => fact.commandId === command.commandId) ??
    (command.naturalKey ? recorded.find((fact) => fact.key === command.naturalKey) : undefined);
  if (!first) return undefined;
  assertSameRequest(first, command);
  const facts = recorded.filter((fact) => fact.commandId === first.commandId).sort((a, b) => a.revision - b.revision);
  return { facts, revision: Math.max(...facts.map((fact) => fact.revision)) };
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

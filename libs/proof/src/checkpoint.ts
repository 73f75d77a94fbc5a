/** Checkpoints of the log of all events, as C2SP writes them: whose log it is, how many events it holds, and the tree's root. */
import type { Hash } from './merkle';
import { BadNote, openNote, type SignerKey, signNote, type VerifierKey } from './signed-note';

export interface Checkpoint {
  /** Name of the log, and of the key that signs for it. */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

export const signCheckpoint = (size: number, root: Hash, signer: SignerKey): string =>
  signNote(`${signer.verifier.name}\n${size}\n${root.toString('base64')}\n`, signer);

/** Throws {@link BadNote} where it is no checkpoint of that key's log. */
export function openCheckpoint(note: string, verifier: VerifierKey): Checkpoint {
  const [origin = '', size = '', root = ''] = openNote(note, verifier).split('\n');
  const hash = Buffer.from(root, 'base64');
  if (origin !== verifier.name || !/^(0|[1-9]\d{0,15})$/.test(size) || hash.length !== 32)
    throw new BadNote('the note is no checkpoint');
  return { origin, size: Number(size), root: hash };
}

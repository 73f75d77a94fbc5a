/**
 * Signed notes as C2SP writes them: a text that ends with a line break, an empty line, and lines of signatures. Keys are
 * one line each, as the tools around transparency logs read them.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

const ED25519 = 1;
/** What stands before a seed, or a public key, of 32 bytes in the form that Node reads. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const MARK = '— ';

export class BadNote extends Error {}

export interface VerifierKey {
  readonly name: string;
  /** The first four bytes of a hash over name and key, as hex. */
  readonly id: string;
  readonly key: KeyObject;
  /** `name+id+key`, to be given away. */
  readonly text: string;
}

export interface SignerKey {
  readonly verifier: VerifierKey;
  readonly key: KeyObject;
  /** `PRIVATE+KEY+name+id+seed`, to be kept. */
  readonly text: string;
}

/** `name` has no space and no plus sign. */
export function newSignerKey(name: string): SignerKey {
  const seed = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
  return signerOf(name, seed);
}

/** Throws {@link BadNote} where the text is no signing key, or was damaged. */
export function parseSignerKey(text: string): SignerKey {
  const [, name = '', id, secret = ''] = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+(\S+)\s*$/.exec(text) ?? [];
  const bytes = Buffer.from(secret, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ED25519) throw new BadNote('this is no Ed25519 signing key');
  const signer = signerOf(name, bytes.subarray(1));
  if (signer.verifier.id !== id) throw new BadNote('the signing key is damaged: it is not the one that its id names');
  return signer;
}

/** Throws {@link BadNote} where the text is no verifier key, or was damaged. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', id, key = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)\s*$/.exec(text) ?? [];
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ED25519) throw new BadNote('this is no Ed25519 verifier key');
  const verifier = verifierOf(name, bytes.subarray(1));
  if (verifier.id !== id) throw new BadNote('the verifier key is damaged: it is not the one that its id names');
  return verifier;
}

function signerOf(name: string, seed: Buffer): SignerKey {
  if (!/^[^+\s]+$/.test(name)) throw new BadNote('a key’s name has no space and no plus sign');
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const verifier = verifierOf(name, raw);
  const secret = Buffer.concat([Buffer.of(ED25519), seed]).toString('base64');
  return { verifier, key, text: `PRIVATE+KEY+${name}+${verifier.id}+${secret}` };
}

function verifierOf(name: string, raw: Buffer): VerifierKey {
  const bytes = Buffer.concat([Buffer.of(ED25519), raw]);
  const id = createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, 4).toString('hex');
  const key = createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
  return { name, id, key, text: `${name}+${id}+${bytes.toString('base64')}` };
}

/** `text` ends with a line break. */
export function signNote(text: string, { key, verifier }: SignerKey): string {
  if (!text.endsWith('\n')) throw new BadNote('a note’s text ends with a line break');
  const signature = Buffer.concat([Buffer.from(verifier.id, 'hex'), sign(null, Buffer.from(text), key)]);
  return `${text}\n${MARK}${verifier.name} ${signature.toString('base64')}\n`;
}

/** The text of a note that this key signed; other signatures on it are passed over. Throws {@link BadNote}. */
export function openNote(note: string, { name, id, key }: VerifierKey): string {
  const end = note.lastIndexOf(`\n\n${MARK}`);
  if (end < 0 || !note.endsWith('\n')) throw new BadNote('this is no signed note');
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, signer, encoded = ''] = /^— ([^+\s]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (signer === undefined) throw new BadNote('a line of the signatures is none');
    if (signer !== name || bytes.subarray(0, 4).toString('hex') !== id) continue;
    if (verify(null, Buffer.from(text), key, bytes.subarray(4))) return text;
    throw new BadNote(`the signature of ${name} does not hold`);
  }
  throw new BadNote(`the note is not signed by ${name}`);
}

/** The Merkle tree of RFC 6962 over hashes of events: its root, and proofs that a leaf is in it and that it has only grown. */
import { hash } from 'node:crypto';

export type Hash = Buffer;

/** At once, and as hex: for so few bytes that is several times faster than piece by piece, or as bytes. */
const sha256 = (bytes: Buffer): Hash => Buffer.from(hash('sha256', bytes, 'hex'), 'hex');

const HASH_BYTES = 32;
const LEAF = Buffer.of(0);

/** What two nodes are hashed in, over and over: 1, and the hashes of both. */
const pair = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** Of what a leaf stands for. */
export const leafHash = (data: Buffer): Hash => sha256(Buffer.concat([LEAF, data]));

function nodeHash(left: Hash, right: Hash): Hash {
  left.copy(pair, 1);
  right.copy(pair, 1 + HASH_BYTES);
  return sha256(pair);
}

export const EMPTY_ROOT: Hash = sha256(Buffer.alloc(0));

/** A tree that only grows, of which nothing is kept but what its next root needs. */
export class Frontier {
  /** Roots of the complete subtrees that it is made of, the largest first. */
  readonly #peaks: Hash[];
  #size: number;

  constructor(size = 0, peaks: readonly Hash[] = []) {
    if (peaks.length !== bits(size)) throw new Error('a tree of this size is made of other subtrees');
    this.#size = size;
    this.#peaks = [...peaks];
  }

  get size(): number {
    return this.#size;
  }

  get peaks(): readonly Hash[] {
    return this.#peaks;
  }

  append(leaf: Hash): void {
    let node = leaf;
    for (let size = this.#size; size % 2 === 1; size = (size - 1) / 2) node = nodeHash(this.#peaks.pop() ?? node, node);
    this.#peaks.push(node);
    this.#size += 1;
  }

  get root(): Hash {
    return (
      this.#peaks.reduceRight<Hash | undefined>((right, peak) => (right ? nodeHash(peak, right) : peak), undefined) ??
      EMPTY_ROOT
    );
  }
}

const bits = (size: number): number => size.toString(2).replaceAll('0', '').length;

/** Hashes one behind the other, without an object for each. */
export class HashList {
  #bytes = Buffer.alloc(HASH_BYTES);
  length = 0;

  push(hash: Hash): void {
    if ((this.length + 1) * HASH_BYTES > this.#bytes.length) {
      const larger = Buffer.alloc(2 * this.#bytes.length);
      this.#bytes.copy(larger);
      this.#bytes = larger;
    }
    hash.copy(this.#bytes, this.length * HASH_BYTES);
    this.length += 1;
  }

  at(index: number): Hash | undefined {
    if (index < 0 || index >= this.length) return undefined;
    return this.#bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}

/** All leaves of a tree, for proofs about any of its sizes. */
export class Tree {
  /** Roots of all complete subtrees of 1, 2, 4 … leaves. */
  readonly #levels: HashList[] = [new HashList()];

  constructor(leaves: Iterable<Hash> = []) {
    for (const leaf of leaves) this.append(leaf);
  }

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  leaf(index: number): Hash | undefined {
    return this.#levels[0]?.at(index);
  }

  append(leaf: Hash): void {
    let node = leaf;
    for (let level = 0; ; level++) {
      const row = this.#levels[level] ?? new HashList();
      this.#levels[level] = row;
      row.push(node);
      const left = row.at(row.length - 2);
      if (row.length % 2 === 1 || !left) return;
      node = nodeHash(left, node);
    }
  }

  /** Of the first `size` leaves. */
  root(size = this.size): Hash {
    if (size > this.size) throw new RangeError('the tree is not that large');
    return size === 0 ? EMPTY_ROOT : this.#range(0, size);
  }

  /** What leads from a leaf to the root of the first `size` leaves. */
  inclusionProof(index: number, size = this.size): readonly Hash[] {
    if (index >= size || size > this.size) throw new RangeError('there is no such leaf');
    return this.#path(index, 0, size);
  }

  /** What leads from the root of the first `from` leaves to that of the first `to`. */
  consistencyProof(from: number, to = this.size): readonly Hash[] {
    if (from > to || to > this.size) throw new RangeError('the tree is not that large');
    return from === 0 || from === to ? [] : this.#subproof(from, 0, to, true);
  }

  #path(index: number, start: number, size: number): readonly Hash[] {
    if (size === 1) return [];
    const half = splitOf(size);
    return index < half
      ? [...this.#path(index, start, half), this.#range(start + half, size - half)]
      : [...this.#path(index - half, start + half, size - half), this.#range(start, half)];
  }

  #subproof(from: number, start: number, size: number, whole: boolean): readonly Hash[] {
    if (from === size) return whole ? [] : [this.#range(start, size)];
    const half = splitOf(size);
    return from <= half
      ? [...this.#subproof(from, start, half, whole), this.#range(start + half, size - half)]
      : [...this.#subproof(from - half, start + half, size - half, false), this.#range(start, half)];
  }

  /** Root over `size` leaves from `start` on, which is a multiple of the largest power of two within. */
  #range(start: number, size: number): Hash {
    const level = Math.log2(size);
    if (Number.isInteger(level)) {
      const known = this.#levels[level]?.at(start / size);
      if (known) return known;
    }
    const half = splitOf(size);
    return nodeHash(this.#range(start, half), this.#range(start + half, size - half));
  }
}

/** The largest power of two smaller than it. */
const splitOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1);

/** Does the proof lead from the leaf, at this place among so many, to the root? (RFC 9162, 2.1.3.2) */
export function includes(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (index >= size) return false;
  let node = leaf;
  const reached = climb(index, size - 1, proof, (sibling, isLeft) => {
    node = isLeft ? nodeHash(sibling, node) : nodeHash(node, sibling);
  });
  return reached && node.equals(root);
}

/** Does the proof lead from a tree of `from` leaves to one of `to` that begins with the same? (RFC 9162, 2.1.4.2) */
export function isConsistent(
  from: { readonly size: number; readonly root: Hash },
  to: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && from.root.equals(to.root);
  if (from.size === 0) return proof.length === 0;
  // A complete tree is its own first step.
  const steps = Number.isInteger(Math.log2(from.size)) ? [from.root, ...proof] : proof;
  const [first, ...rest] = steps;
  if (!first) return false;
  let [place, last] = [from.size - 1, to.size - 1];
  while (place % 2 === 1) [place, last] = [halved(place), halved(last)];
  let [older, newer] = [first, first];
  const reached = climb(place, last, rest, (sibling, isLeft) => {
    if (isLeft) older = nodeHash(sibling, older);
    newer = isLeft ? nodeHash(sibling, newer) : nodeHash(newer, sibling);
  });
  return reached && older.equals(from.root) && newer.equals(to.root);
}

/** Tells of each step on the way up on which side the sibling stands; false where the way does not end with the last step. */
function climb(
  from: number,
  end: number,
  steps: readonly Hash[],
  tell: (sibling: Hash, isLeft: boolean) => void,
): boolean {
  let [place, last] = [from, end];
  for (const sibling of steps) {
    if (last === 0) return false;
    const isLeft = place % 2 === 1 || place === last;
    tell(sibling, isLeft);
    // The last of a row that is not full has no sibling until further up.
    if (isLeft) while (place % 2 === 0 && place !== 0) [place, last] = [halved(place), halved(last)];
    [place, last] = [halved(place), halved(last)];
  }
  return last === 0;
}

const halved = (n: number): number => Math.floor(n / 2);

import fc from 'fast-check';
import { EMPTY_ROOT, Frontier, includes, isConsistent, leafHash, Tree } from './merkle';

/** The inputs and roots that the Certificate Transparency project tests its own trees with. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaves = INPUTS.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const numbered = (size: number) => Array.from({ length: size }, (_, i) => leafHash(Buffer.from(String(i))));
const changed = (hash: Buffer): Buffer => Buffer.from(hash.map((byte, i) => (i === 0 ? byte ^ 1 : byte)));

describe('the Merkle tree of RFC 6962', () => {
  it('has the roots that others find', () => {
    const frontier = new Frontier();
    expect(frontier.root).toEqual(EMPTY_ROOT);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const [i, leaf] of leaves.entries()) {
      frontier.append(leaf);
      expect(frontier.root.toString('hex')).toBe(ROOTS[i]);
      expect(new Tree(leaves).root(i + 1).toString('hex')).toBe(ROOTS[i]);
    }
  });

  it('goes on from what was kept of it, and from nothing else', () => {
    const kept = new Frontier();
    for (const leaf of leaves.slice(0, 5)) kept.append(leaf);
    const resumed = new Frontier(kept.size, kept.peaks);
    for (const leaf of leaves.slice(5)) resumed.append(leaf);
    expect(resumed.root.toString('hex')).toBe(ROOTS[7]);
    expect(() => new Frontier(5, kept.peaks.slice(1))).toThrow('other subtrees');
  });

  it('proves every leaf of every size, and no other place, leaf or root', () => {
    for (let size = 1; size <= 33; size++) {
      const all = numbered(size);
      const tree = new Tree(all);
      for (const [index, leaf] of all.entries()) {
        const proof = tree.inclusionProof(index);
        expect(includes(leaf, index, size, proof, tree.root())).toBe(true);
        expect(includes(changed(leaf), index, size, proof, tree.root())).toBe(false);
        expect(includes(leaf, index, size, proof, changed(tree.root()))).toBe(false);
        expect(includes(leaf, index, size, [...proof, leaf], tree.root())).toBe(false);
        if (size > 1) expect(includes(leaf, (index + 1) % size, size, proof, tree.root())).toBe(false);
      }
    }
  });

  it('proves that it has only grown, and nothing else', () => {
    const tree = new Tree(numbered(40));
    const sizes = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(sizes, ([from, to]) => {
        const proof = tree.consistencyProof(from, to);
        const [older, newer] = [
          { size: from, root: tree.root(from) },
          { size: to, root: tree.root(to) },
        ];
        expect(isConsistent(older, newer, proof)).toBe(true);
        if (from > 0) expect(isConsistent({ size: from, root: changed(older.root) }, newer, proof)).toBe(false);
        if (from > 0) expect(isConsistent(older, { size: to, root: changed(newer.root) }, proof)).toBe(false);
      }),
    );
  });
});

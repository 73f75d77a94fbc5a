import fc from 'fast-check';
import { openCheckpoint, signCheckpoint } from './checkpoint';
import { EMPTY_ROOT } from './merkle';
import { BadNote, newSignerKey, openNote, parseSignerKey, parseVerifierKey, signNote } from './signed-note';

/** A key and a note that the Go implementation of signed notes has among its tests. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const signer = newSignerKey('ledger.example/loans');

describe('signed notes', () => {
  it('of others are read', () => {
    expect(openNote(NOTE, parseVerifierKey(PETER))).toBe(`${NOTE.split('\n\n')[0]}\n`);
    expect(() => openNote(NOTE.replace('answer', 'Answer'), parseVerifierKey(PETER))).toThrow('does not hold');
  });

  it('are signed by a key that can be kept as a line of text', () => {
    const kept = parseSignerKey(`${signer.text}\n`);
    const note = signNote('what was so\n', kept);
    expect(openNote(note, parseVerifierKey(signer.verifier.text))).toBe('what was so\n');
    expect(() => openNote(note, newSignerKey('ledger.example/loans').verifier)).toThrow(BadNote);
  });

  it('with any character changed are refused', () => {
    const note = signCheckpoint(17, EMPTY_ROOT, signer);
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.constantFrom('0', 'x', '\n', '+'), (place, letter) => {
        fc.pre(note[place] !== letter);
        const changed = note.slice(0, place) + letter + note.slice(place + 1);
        // The last bits of base64 can be written in more ways than one.
        fc.pre(changed.trim() !== note.trim() && decoded(changed) !== decoded(note));
        expect(() => openCheckpoint(changed, signer.verifier)).toThrow(BadNote);
      }),
      { numRuns: 500 },
    );
  });

  it('keys that are damaged are refused', () => {
    expect(() => parseVerifierKey(PETER.replace('c74f', 'c74e'))).toThrow('damaged');
    expect(() => parseSignerKey(signer.text.replace('PRIVATE', 'PUBLIC'))).toThrow('no Ed25519 signing key');
    expect(() => newSignerKey('a name')).toThrow('no space');
  });
});

const decoded = (note: string): string => {
  const [text = '', signature = ''] = note.split(`\n\n— ${signer.verifier.name} `);
  return `${text}|${Buffer.from(signature, 'base64').toString('hex')}`;
};

describe('checkpoints', () => {
  it('say how many events there are and what they come to', () => {
    expect(openCheckpoint(signCheckpoint(5, EMPTY_ROOT, signer), signer.verifier)).toEqual({
      origin: 'ledger.example/loans',
      size: 5,
      root: EMPTY_ROOT,
    });
  });

  it('are nothing else that the same key signed', () => {
    expect(() => openCheckpoint(signNote('hello\n', signer), signer.verifier)).toThrow('no checkpoint');
    expect(() => openCheckpoint(signNote('other\n5\nAAAA\n', signer), signer.verifier)).toThrow('no checkpoint');
  });
});

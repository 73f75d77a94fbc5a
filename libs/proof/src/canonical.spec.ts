import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalForm } from './canonical';

describe('the canonical form', () => {
  it('is that of the library, for any JSON, in order or not', () => {
    const names = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('1', '9', '10', 'a', 'B', 'é', '\ud83d\ude00', 'ﬀ', '__proto__'),
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.double(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(names, tie('value'), { maxKeys: 5 }),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        const stored: unknown = JSON.parse(JSON.stringify(value));
        expect(canonicalForm(stored)).toBe(canonicalize(stored));
        const sorted: unknown = JSON.parse(canonicalize(stored) ?? '');
        expect(canonicalForm(sorted)).toBe(canonicalize(stored));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [{ a: undefined, b: 1 }],
    [{ a: new Date(0) }],
    [[undefined, 1]],
    [{ toJSON: 'text' }],
    [Object.create({ toJSON: () => 'another' }, { a: { value: 1, enumerable: true } })],
  ])('leaves what is no plain JSON to the library: %j', (value) => {
    expect(canonicalForm(value)).toBe(canonicalize(value) ?? '');
  });
});

/** Lines of a file as it streams in, each decoded by itself: one that cannot be read takes no other with it. */
import { Unreadable } from './unreadable';

/** Longer than any line of ours; nobody has to hold more than this. */
const LONGEST_LINE_BYTES = 256 * 1024;

export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly wrong?: Unreadable;
}

const NEW_LINE = 0x0a;

/** `mostBytes` is how long a line may be. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  encoding = 'utf-8',
  mostBytes = LONGEST_LINE_BYTES,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let parts: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  const keep = (part: Uint8Array): void => {
    length += part.length;
    if (length <= mostBytes) parts.push(part);
  };
  const take = (): Line => {
    number += 1;
    const line = length > mostBytes ? tooLong(number, mostBytes) : decoded(decoder, Buffer.concat(parts), number);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, from)) {
      keep(chunk.subarray(from, at));
      from = at + 1;
      yield take();
    }
    // A chunk may be reused by whoever gives it.
    if (from < chunk.length) keep(Uint8Array.prototype.slice.call(chunk, from));
  }
  if (length > 0) yield take();
}

const tooLong = (number: number, mostBytes: number): Line => ({
  number,
  text: '',
  wrong: new Unreadable('too-long', undefined, `the line is longer than ${mostBytes / 1024} KiB`),
});

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer, number: number): Line {
  try {
    return { number, text: decoder.decode(bytes).replace(/\r$/, '') };
  } catch {
    const detail = `the line is not ${decoder.encoding}; declare the encoding of the source`;
    return { number, text: '', wrong: new Unreadable('not-in-encoding', undefined, detail) };
  }
}

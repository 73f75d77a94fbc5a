/** `audio FOLDER`: looks at every file of a folder, and has the ledger compare them with the recordings that are registered. */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  type Dirent,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';
import { parseFile } from 'music-metadata';
import { type Args, nameIn, Wrong } from './args';
import { sendFile } from './import';

export async function checkAudio(args: Args): Promise<void> {
  const folder = nameIn(args);
  if (!existsSync(folder)) throw new Wrong(`there is no folder ${folder}`);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const work = mkdtempSync(join(tmpdir(), 'case-ledger-audio-'));
  const bar = new SingleBar({ format: 'listening  {bar} {value} of {total}  {eta_formatted} left' });
  if (!args.values.json && process.stderr.isTTY) bar.start(files.length, 0);
  const sent: string[] = [];
  try {
    const list = join(work, 'audio.ndjson');
    await pipeline(async function* () {
      for (const [name, paths] of byName(files)) {
        const looks = await Promise.all(paths.map((path) => lookAt(path).catch(() => refused(path, 'cannot be read'))));
        bar.increment(paths.length);
        const found = looks.flatMap((look) => look ?? []);
        // A name is all that the ledger knows them by.
        if (new Set(found.map(({ sha256 }) => sha256)).size > 1)
          for (const path of paths) refused(path, 'is not sent: another file of this name is not the same');
        else if (found[0]) {
          sent.push(paths.map((path) => relative(folder, path)).join(', '));
          yield `${JSON.stringify({ file: name, ...found[0] })}\n`;
        }
      }
    }, createWriteStream(list));
    bar.stop();
    await sendFile('audio', list, args, 'audio.quarantine.ndjson', (line) => sent[line - 1]);
  } finally {
    bar.stop();
    rmSync(work, { recursive: true, force: true });
  }
}

function byName(files: readonly Dirent[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const { name, parentPath } of files) paths.set(name, [...(paths.get(name) ?? []), join(parentPath, name)]);
  return paths;
}

function refused(path: string, why: string): undefined {
  process.stderr.write(`${path} ${why}\n`);
  process.exitCode = 1;
}

async function lookAt(path: string): Promise<{ sha256: string; durationMs?: number }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const seconds = await lengthOf(path);
  return { sha256: hash.digest('hex'), ...(seconds !== undefined && { durationMs: Math.round(seconds * 1_000) }) };
}

/** Undefined for what is no audio that can be measured. */
async function lengthOf(path: string): Promise<number | undefined> {
  try {
    return (await parseFile(path, { duration: true, skipCovers: true })).format.duration;
  } catch {
    return undefined;
  }
}

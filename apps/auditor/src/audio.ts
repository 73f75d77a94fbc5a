/** `audio FOLDER`: looks at every file of a folder, and has the ledger compare them with the recordings that are registered. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
      for (const { name, parentPath } of files) {
        const path = join(parentPath, name);
        bar.increment();
        const found = await lookAt(path).catch(() => undefined);
        if (found) {
          sent.push(relative(folder, path));
          yield `${JSON.stringify({ file: name, ...found })}\n`;
        } else {
          process.stderr.write(`${path} cannot be read\n`);
          process.exitCode = 1;
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

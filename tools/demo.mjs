// Plays one week of collection work through the running service and tells what the ledger makes of it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { DateTime } from 'luxon';

if (existsSync('.env')) process.loadEnvFile('.env');
const url = process.env.LEDGER_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
const week = JSON.parse(readFileSync('test/fixtures/collection-week.json', 'utf8'));
const monday = DateTime.now().setZone(week.timeZone).startOf('week').minus({ weeks: 1 });

const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
const [bold, dim, green, yellow, red, cyan] = ['1', '2', '32', '33', '31', '36'].map(paint);

// {{0 09:02}} is Monday of last week at two past nine, {{date -3}} the Friday before, {{case}} the case of this week.
const when = (day, time) => {
  const [hour, minute, second = 0] = time.split(':').map(Number);
  return monday
    .plus({ days: Number(day) })
    .set({ hour, minute, second })
    .toUTC()
    .toISO();
};
const fill = (text) =>
  text
    .replace(/\{\{(-?\d+) ([\d:]+)\}\}/g, (_, day, time) => when(day, time))
    .replace(/\{\{date (-?\d+)\}\}/g, (_, day) => monday.plus({ days: Number(day) }).toISODate())
    .replaceAll('{{case}}', () => caseId);
const caseId = week.caseId.replace('{{date 0}}', monday.toISODate());

const token = process.env.LEDGER_TOKEN;
const authorized = token ? { Authorization: `Bearer ${token}` } : {};

async function call(method, path, body) {
  const response = await fetch(url + path, {
    method,
    headers: { ...(body && { 'Content-Type': 'application/json' }), ...authorized },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.code}: ${answer.detail}`);
  return { answer, repeated: response.headers.get('Idempotency-Replayed') === 'true' };
}

const money = ({ currency, minor }) => `${(minor / 100).toFixed(2)} ${currency}`;
const local = (instant) => DateTime.fromISO(instant, { zone: week.timeZone, locale: 'en' });
const levels = [green, green, yellow, yellow, red, red];

function tell({ daysPastDue, bucket, stage, tone, promise, overdue }) {
  const days = daysPastDue > 0 ? `${daysPastDue} days past due (${bucket})` : 'nothing past due';
  const rules = [...stage.because, ...tone.because, ...promise.because].map(({ rule }) => rule);
  const parts = [
    `stage ${bold(stage.name)}`,
    `tone ${levels[tone.level](`${tone.level} ${tone.name}`)}`,
    `promise ${promise.state}${promise.paid ? ` (${money(promise.paid)} of ${money(promise.amount)})` : ''}`,
    days,
    `${money(overdue)} overdue`,
  ];
  console.log(`    ${parts.join(' · ')}  ${dim(`because ${[...new Set(rules)].join(', ')}`)}`);
}

async function play({ at, say, send, body }) {
  console.log(`\n${cyan(local(at).toFormat('ccc dd LLL HH:mm'))}  ${say}`);
  if (send) {
    const [method, path] = send.includes(' ') ? send.split(' ') : ['POST', send];
    const { answer, repeated } = await call(method, path, body);
    const types = answer.events.map(({ type, revision, stream }) => `${type} ${dim(`${stream}@${revision}`)}`);
    console.log(`    recorded ${types.join(', ') || 'nothing new'}${repeated ? dim('  (on record already)') : ''}`);
    position = answer.position;
    if (answer.recordingId) return;
  }
  const { answer } = await call('GET', `/v1/cases/${caseId}?at=${at}`);
  tell(answer.standing);
}

let position = '0';

async function main() {
  console.log(bold(week.title));
  const steps = JSON.parse(fill(JSON.stringify(week.steps)));
  for (const step of steps) await play(step);

  const { answer: trail } = await call('GET', `/v1/cases/${caseId}/audit-trail?minPosition=${position}`);
  console.log(`\n${bold('The audit trail: does every call have its recording and its note?')}`);
  for (const { call: made, recording, notes, class: entryClass, findings } of trail.entries) {
    const at = made?.startedAt ?? recording?.startedAt ?? notes[0]?.writtenAt;
    const has = [made && 'call', recording && 'recording', notes.length > 0 && 'note'].filter(Boolean).join(' + ');
    const mark = entryClass === 'matched' ? green : entryClass === 'pending' ? yellow : red;
    const found = findings.map(({ code }) => code).join(', ');
    console.log(`  ${cyan(local(at).toFormat('ccc HH:mm'))}  ${has.padEnd(24)} ${mark(entryClass)}  ${dim(found)}`);
  }
  console.log(
    `\n${bold('A day of two other agents, with things going wrong of which only the simulator knows: what is found out?')}`,
  );
  const simulator = 'dist/apps/simulator/apps/simulator/src/main.js';
  const played = spawnSync(process.execPath, [simulator, '--url', url, '--agents', '2'], { stdio: 'inherit' });
  if (played.status !== 0) throw new Error('the simulator ended early');
  console.log(
    `\nSee it all: ${url}/v1/cases/${caseId}/replay\nRun this again: nothing is recorded twice, and the past is told as it is known by then.`,
  );
}

main().catch((error) => {
  const away = error.cause?.code === 'ECONNREFUSED';
  console.error(away ? `Nothing answers at ${url}. Start the service first: npm start` : error.message);
  process.exitCode = 1;
});

// Runs the crash tests with more of everything: npm run test:crash -- --kills 200 [--appends 10000] [--away 60]
// or those of the read models on a PostgreSQL: npm run test:crash -- --events 100000
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    appends: { type: 'string', default: '10000' },
    away: { type: 'string', default: '60' },
    events: { type: 'string' },
  },
});
const { kills, appends, away, events } = values;
const env = { ...process.env, KILLS: kills, APPENDS: appends, AWAY_SECONDS: away, ...(events && { EVENTS: events }) };
const args = events
  ? ['tools/with-postgres.mjs', process.execPath, 'tools/jest.mjs', 'test/read-models/kills']
  : ['tools/jest.mjs', 'test/crash', '--runInBand'];
const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env });
process.exit(status ?? 1);

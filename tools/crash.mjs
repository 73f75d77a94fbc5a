// Runs the crash tests with more of everything: npm run test:crash -- --kills 200 [--appends 10000] [--away 60]
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    appends: { type: 'string', default: '10000' },
    away: { type: 'string', default: '60' },
  },
});
const env = { ...process.env, KILLS: values.kills, APPENDS: values.appends, AWAY_SECONDS: values.away };
const { status } = spawnSync(process.execPath, ['tools/jest.mjs', 'test/crash', '--runInBand'], {
  stdio: 'inherit',
  env,
});
process.exit(status ?? 1);

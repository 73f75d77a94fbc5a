import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

it('the committed contract is what the code says', async () => {
  const check = promisify(execFile)(process.execPath, [
    '--require',
    '@swc-node/register',
    'tools/contracts.ts',
    '--check',
  ]);
  await expect(check).resolves.toBeDefined();
});

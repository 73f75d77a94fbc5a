/** The report in a real browser, without a network: its plots are drawn. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { runApp } from '../harness/job';
import { TestLedger } from '../harness/ledger';
import { temporaryFolder } from '../harness/node';
import { workPortfolio } from '../harness/portfolio-over-http';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Where the pictures are left, to be looked at. */
const PICTURES = resolve('coverage/screenshots');

jest.setTimeout(120_000);

let folder: string;
let ledger: TestLedger;
let browser: Browser;

beforeAll(async () => {
  folder = temporaryFolder();
  mkdirSync(PICTURES, { recursive: true });
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  ledger = await TestLedger.start('2026-11-20T12:00:00.000Z');
  await workPortfolio(ledger, 60);
  await ledger.ready();
});

afterAll(async () => {
  await browser?.close();
  await ledger?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs in the page: for each plot, how many of its points have exactly the colour of the first line. */
const COUNT_INK = `[...document.querySelectorAll('.u-wrap canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i] === 0x1f && data[i + 1] === 0x5f && data[i + 2] === 0xbf) count += 1;
  return count;
})`;

it('shows the recovery curve and the work by day', async () => {
  const url = `http://127.0.0.1:${ledger.port}`;
  const { code } = await runApp('reporting', ['--url', url, '--out', folder, '--today', '2026-11-20', '--once']);
  expect(code).toBe(0);
  const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const address = pathToFileURL(join(folder, 'report.html')).href;
  await page.goto(address);
  await page.waitForSelector('.u-wrap canvas');
  await page.screenshot({ path: join(PICTURES, 'report.png'), fullPage: true });
  expect(errors).toEqual([]);
  expect(asked).toEqual([address]);
  expect(await page.locator('.u-title').allTextContents()).toEqual([
    'Recovered by day after the due date, EUR',
    'Work by day, all collectors',
  ]);
  // Each plot holds ink of the colour of its first line, and a good part of it.
  const ink = await page.evaluate<number[]>(COUNT_INK);
  expect(ink).toHaveLength(2);
  for (const pixels of ink) expect(pixels).toBeGreaterThan(300);
  expect(await page.locator('table').first().textContent()).toMatch(/EUR.*%/);
  await page.close();
});

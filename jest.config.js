const { availableParallelism } = require('node:os');
const { compilerOptions } = require('./tsconfig.json');

// The editor, the build and the tests resolve the libraries by the same paths.
const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([name, [path]]) => [`^${name}$`, `<rootDir>/${path}`]),
);

const toCommonJs = (parser, transform = {}) => [
  '@swc/jest',
  { jsc: { target: 'es2022', parser, transform }, module: { type: 'commonjs' } },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  // Suites that need Debian's packages have commands of their own, which fail where those are missing.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.TEST_POSTGRES_URL ? [] : ['<rootDir>/test/postgres/']),
    ...(process.env.TEST_BROWSER ? [] : ['<rootDir>/test/browser/']),
  ],
  testRegex: '\\.(spec|test)\\.ts$',
  moduleNameMapper,
  transform: {
    '^.+\\.ts$': toCommonJs(
      { syntax: 'typescript', decorators: true },
      { legacyDecorator: true, decoratorMetadata: true },
    ),
    // It comes as ES modules only, which Node loads and jest does not.
    '/node_modules/jose/.+\\.js$': toCommonJs({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  testTimeout: 30_000,
  // Most suites wait for a process of theirs half of the time.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // A process that has loaded many suites spends its time looking for garbage: a fresh one takes over.
  workerIdleMemoryLimit: '700MB',
};

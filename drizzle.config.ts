import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './libs/read-models/src/schema.ts',
  out: './libs/read-models/migrations',
});

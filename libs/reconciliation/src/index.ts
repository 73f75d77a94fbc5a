export * from './audit-trail';
export * from './clocks';
export * from './evidence';
export * from './findings';
export { apartOf, sharesId } from './fit';
export { SAME_TIME_MS } from './match';
export * from './reconcile';
export type { LinkedBy } from './slot';

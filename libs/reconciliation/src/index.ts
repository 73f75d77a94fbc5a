export * from './audit-trail';
export * from './clocks';
export * from './evidence';
export * from './findings';
export { apartOf, sharesId } from './fit';
export * from './reconcile';
export type { LinkedBy } from './slot';

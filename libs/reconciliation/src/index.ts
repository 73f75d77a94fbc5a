export * from './audit-trail';
export * from './evidence';
export * from './match';

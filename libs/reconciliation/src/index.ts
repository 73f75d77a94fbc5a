export * from './audit-trail';
export * from './evidence';
export { apartOf, sharesId } from './fit';
export * from './match';

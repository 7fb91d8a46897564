// What scripts offer that can't import each other: data files call what is registered, and chunks that are loaded on use hand themselves over.

/** The one global. @type {Record<string, any>} */
const offered = ((/** @type {any} */ (globalThis)).Recto ??= {});

/**
 * @template {string} Name
 * @param {Name} name
 * @param {Name extends keyof Chunks ? Chunks[Name] : unknown} value
 */
export const register = (name, value) => void (offered[name] = value);

/** @param {string} name @returns {any} undefined while nobody offers it */
export const registered = (name) => offered[name];

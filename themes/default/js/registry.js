// A registry for scripts that can't import each other: data files call registered functions, and chunks that are loaded on use register themselves.

/** The one global. @type {Record<string, any>} */
const registry = ((/** @type {any} */ (globalThis)).Recto ??= {});

/**
 * Offers a value under a name.
 * @template {string} Name
 * @param {Name} name
 * @param {Name extends keyof Chunks ? Chunks[Name] : unknown} value
 */
export const register = (name, value) => void (registry[name] = value);

/** What is offered under a name. @param {string} name @returns {any} undefined until it is registered */
export const registered = (name) => registry[name];

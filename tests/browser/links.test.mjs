// Every address in the output leads somewhere, inside the site by relative addresses only, and nothing is inline or foreign.
import assert from 'node:assert/strict';
import test from 'node:test';
import { none } from './support/none.mjs';
import { BASE, files, guide, read, sites } from './support/site.mjs';
import { tags } from './support/html.mjs';


/** Attributes that hold an address to follow. */
const FOLLOWED = ['href', 'src', 'action', 'poster', 'data-target'];
/** Elements that load what they name. */
const LOADING = new Set(['script', 'img', 'source', 'iframe', 'object', 'embed', 'video', 'audio', 'use', 'image']);
const EXTERNAL = /^(https?:|mailto:|tel:)/;

const pages = (site) => files(site, '.html').map((file) => ({ file, tags: tags(read(site, file)) }));

/** The file that an address leads to from a page, and the fragment; the file is `null` outside the site. */
function resolve(file, address) {
  const url = new URL(address, `http://site/${file}`);
  return { path: url.host === 'site' ? decodeURIComponent(url.pathname.slice(1)) : null, fragment: decodeURIComponent(url.hash.slice(1)) };
}

for (const [name, site] of Object.entries(sites())) {
  const all = pages(site);
  const existing = new Set(files(site));
  const ids = new Map(all.map(({ file, tags }) => [file, new Set(tags.map((tag) => tag.attributes.id).filter(Boolean))]));

  test(`${name}: every relative address leads to a file and every fragment to an element`, () => {
    const broken = [];
    for (const { file, tags } of all) {
      // Hosts serve this page at any depth: its addresses begin at the site's root.
      const from = file === '404.html' ? 'index.html' : file;
      for (const tag of tags) {
        for (const attribute of FOLLOWED) {
          const address = tag.attributes[attribute];
          if (address === undefined || EXTERNAL.test(address) || address.startsWith('data:')) continue;
          const local = file === '404.html' ? address.replace(/^\/(guide\/)?/, '') || 'index.html' : address;
          const { path, fragment } = resolve(from, local);
          const target = path === null ? '' : path === '' ? 'index.html' : path;
          if (!existing.has(target)) broken.push(`${file}: ${address}`);
          else if (fragment && target.endsWith('.html') && !ids.get(target)?.has(fragment)) broken.push(`${file}: ${address} (no such place)`);
        }
      }
    }
    none(broken, 'broken addresses');
  });

  test(`${name}: no page but 404.html has an address that begins at a root`, () => {
    const rooted = [];
    for (const { file, tags } of all.filter(({ file }) => file !== '404.html')) {
      for (const { name, attributes } of tags) {
        for (const attribute of FOLLOWED) {
          const address = attributes[attribute] ?? '';
          // Search engines ask for whole addresses of the page and of its translations.
          const whole = name === 'link' && (attributes.rel === 'canonical' || (attributes.rel === 'alternate' && attributes.hreflang));
          const own = address.startsWith(BASE) && !whole;
          if (address.startsWith('/') || own) rooted.push(`${file}: <${name}> ${address}`);
        }
      }
    }
    none(rooted);
  });

  test(`${name}: links name files, so that they work from disk`, () => {
    const folders = [];
    for (const { file, tags } of all.filter(({ file }) => file !== '404.html')) {
      for (const { attributes } of tags) {
        const address = attributes.href ?? '';
        if (address !== '' && !EXTERNAL.test(address) && !/^#|^[^?#]*\.\w+($|[?#])/.test(address)) folders.push(`${file}: ${address}`);
      }
    }
    none(folders);
  });

  test(`${name}: nothing is loaded from elsewhere`, () => {
    const foreign = [];
    for (const { file, tags } of all) {
      for (const { name, attributes } of tags) {
        const loads = LOADING.has(name) || (name === 'link' && /stylesheet|icon|preload|manifest/.test(attributes.rel ?? ''));
        const addresses = [attributes.src, attributes.href, attributes['xlink:href'], ...(attributes.srcset ?? '').split(',')];
        if (loads) foreign.push(...addresses.filter((a) => /^\s*(\w+:)?\/\//.test(a ?? '')).map((a) => `${file}: ${a}`));
      }
    }
    for (const file of files(site, '.css')) if (/@import|url\(\s*["']?(https?:)?\/\//.test(read(site, file))) foreign.push(file);
    none(foreign);
  });

  test(`${name}: no inline script, style or handler, and a policy that forbids them`, () => {
    const inline = [];
    for (const { file, tags } of all) {
      for (const { name, attributes, text } of tags) {
        const data = attributes.type === 'application/ld+json' || attributes.type === 'application/json';
        if (name === 'style' || (name === 'script' && text.trim() !== '' && !data)) inline.push(`${file}: <${name}>`);
        if ('style' in attributes) inline.push(`${file}: <${name} style="${attributes.style}">`);
        inline.push(...Object.keys(attributes).filter((key) => key.startsWith('on')).map((key) => `${file}: ${key}`));
        if (/^\s*(javascript|vbscript|data):/i.test(attributes.href ?? '')) inline.push(`${file}: ${attributes.href}`);
      }
      const policy = tags.find((tag) => tag.attributes['http-equiv'] === 'Content-Security-Policy')?.attributes.content ?? '';
      if (!/default-src '(self|none)'/.test(policy) || policy.includes('unsafe')) inline.push(`${file}: policy "${policy}"`);
    }
    none(inline);
  });

  test(`${name}: every id stands once on its page`, () => {
    const twice = [];
    for (const { file, tags } of all) {
      const seen = new Set();
      for (const { attributes } of tags) {
        if (attributes.id && seen.has(attributes.id)) twice.push(`${file}: ${attributes.id}`);
        seen.add(attributes.id);
      }
    }
    none(twice);
  });
}

test('the sitemap lists every page that is for readers, and only such', () => {
  const site = guide();
  const listed = [...read(site, 'sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
  assert.ok(listed.every((address) => address.startsWith(BASE)), 'absolute addresses under the base');
  const paths = listed.map((address) => decodeURIComponent(address.slice(BASE.length)) || 'index.html');
  const existing = new Set(files(site));
  none(paths.filter((path) => !existing.has(path) && !existing.has(`${path}index.html`)));
  const cards = Object.values(JSON.parse(read(site, 'guide.json')).cards).map((card) => card.url);
  none(cards.filter((url) => !paths.includes(decodeURIComponent(url))));
});

// A host such as GitHub Pages: the site under a path, and 404.html for what is not there.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.xml': 'application/xml',
};

/** `RECTO_SLOW=8`: each answer comes up to so many times 20 ms late, no two alike. */
const LATE = Number(process.env.RECTO_SLOW ?? 1) - 1;

/** The theme's modules, for tests that import one into a page. */
const MODULES = fileURLToPath(new URL('../../../themes/default/js/', import.meta.url));

/** Serves `site`, as it is at each request, under `path` with these headers, and the theme's modules under `/modules/`; `base` is the address of its home page without `index.html`. With `gzip` texts are compressed, as such hosts do. */
export async function serve(site, path = '/guide/', headers = {}, gzip = false) {
  let down = false;
  let sent = 0;
  /** Fulfilled when answers are given again. @type {Promise<void>} */
  let open = Promise.resolve();
  const server = createServer(async (request, response) => {
    if (LATE > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * LATE * 20));
    await open;
    if (down) return void request.socket.destroy();
    const asked = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const inside = asked.startsWith(path) ? normalize(`/${asked.slice(path.length)}`) : null;
    let file = asked.startsWith('/modules/') ? join(MODULES, normalize(asked.slice('/modules'.length))) : inside === null ? '' : join(site, inside);
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = file !== '' && existsSync(file);
    if (!found) file = join(site, '404.html');
    const compress = gzip && extname(file) in TYPES && extname(file) !== '.png';
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...(compress && { 'content-encoding': 'gzip' }), ...headers });
    const bytes = createReadStream(file);
    const body = compress ? bytes.pipe(createGzip()) : bytes;
    body.on('data', (part) => (sent += part.length)).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}${path}`,
    /** Bytes of bodies so far. */
    sent: () => sent,
    /** Cuts the network, or joins it again. @param {boolean} is */
    cut: (is) => void (down = is),
    /** Gives no answer until what is returned is called. */
    hold() {
      let release = () => {};
      open = new Promise((resolve) => (release = () => resolve(undefined)));
      return () => release();
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

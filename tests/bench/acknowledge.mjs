// From the key press that grades a card to the moment when the page goes on, which it does once the grade is on disk.
// `node tests/bench/acknowledge.mjs [grades]` prints median, 95th percentile and worst, over HTTP and from disk, in milliseconds.
import { pathToFileURL } from 'node:url';
import { serve } from '../browser/support/server.mjs';
import { study } from '../browser/support/site.mjs';
import { scratch, start } from '../faults/learner.mjs';

const GRADES = Number(process.argv[2] ?? 200);
const site = study();
const server = await serve(site);

/** @param {string} base */
async function measure(base) {
  const { folder, remove } = scratch();
  const { page, kill } = await start(folder);
  try {
    await page.goto(`${base}study.html?topic=left&mode=new`);
    await page.waitForSelector('#app-study:not([data-state=loading])');
    await page.evaluate(() => localStorage.setItem(`recto:${document.documentElement.dataset.book}:study`, '{"fresh":999}'));
    await page.reload();
    await page.waitForSelector('#app-study[data-state=setup]');
    return await page.evaluate(async (grades) => {
      const app = document.getElementById('app-study');
      const is = (wanted) => new Promise((resolve) => {
        const look = () => (wanted(app.dataset.state) ? (observer.disconnect(), resolve(performance.now())) : undefined);
        const observer = new MutationObserver(look);
        observer.observe(app, { attributeFilter: ['data-state'] });
        look();
      });
      /** Presses until it counts, which it does not soon after another press. @param {string} button @param {string} state that it ends */
      const press = async (button, state) => {
        let pressed = 0;
        while (app.dataset.state === state) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          pressed = performance.now();
          document.querySelector(button).click();
        }
        return pressed;
      };
      document.getElementById('study-start').click();
      const times = [];
      for (let i = 0; i < grades; i++) {
        await is((state) => state === 'question');
        await press('#study-show', 'question');
        await is((state) => state === 'answer');
        const pressed = await press('[data-grade="4"]', 'answer');
        times.push((await is((state) => state !== 'saving')) - pressed);
      }
      return times.sort((a, b) => a - b);
    }, GRADES);
  } finally {
    await kill();
    remove();
  }
}

for (const [name, base] of [['over HTTP', server.base], ['from disk', `${pathToFileURL(site).href}/`]]) {
  const times = await measure(base);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(`${name}: ${times.length} grades, median ${at(0.5)} ms, 95% ${at(0.95)} ms, worst ${at(1)} ms`);
}
server.close();
process.exit(0);

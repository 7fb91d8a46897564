// Every page is valid HTML, by a validator that knows the standard's content model.
import test from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { files, read, sites } from './support/site.mjs';
import { none } from './support/none.mjs';

const loader = new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Matters of taste, not of validity.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    // A field of its own submits with Enter.
    'wcag/h32': 'off',
    // What assistive technology relies on may be said twice.
    'no-redundant-role': 'off',
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    'no-inline-style': 'error',
    'no-implicit-button-type': 'error',
  },
});
// All pages have the same: it is worked out once, not for each.
const config = await loader.getConfigFor('');
loader.getConfigFor = () => config;
const validator = new HtmlValidate(loader);

for (const [name, site] of Object.entries(sites())) {
  test(`${name}: every page is valid`, async () => {
    const found = [];
    for (const file of files(site, '.html')) {
      const report = await validator.validateString(read(site, file), file);
      for (const { messages } of report.results) {
        found.push(...messages.map(({ line, column, ruleId, message }) => `${file}:${line}:${column}: ${message} (${ruleId})`));
      }
    }
    none(found);
  });
}

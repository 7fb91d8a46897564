// Runs before the first paint, and so the only script that blocks (keep it under 1 KB): says that scripts run, names the app's manifest, and takes
// the colours that the reader chose. The switch itself is js/theme-switch.js.

const root = document.documentElement;
root.classList.add('js');
// From disk a browser would only complain of it.
if (root.hasAttribute('data-manifest') && location.protocol !== 'file:') {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = `${root.dataset.root}app.webmanifest`;
  document.head.append(link);
}
try {
  const theme = JSON.parse(localStorage.getItem('recto:theme') ?? 'null');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
} catch {
  // Storage is blocked or holds something foreign: the device's colours.
}

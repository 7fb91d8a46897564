// Runs before the first paint, and so the only script that blocks (keep it under 1 KB): says that scripts run, and takes the
// colours that the reader chose. The switch itself is js/theme.js.

const root = document.documentElement;
root.classList.add('js');
try {
  const theme = JSON.parse(localStorage.getItem('recto:theme') ?? 'null');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
} catch {
  // Storage is blocked or holds something foreign: the device's colours.
}

// Runs inside the audited copy of a page and tells the studio what axe found.
addEventListener('load', async () => {
  if (!globalThis.axe) return parent.postMessage({ error: 'axe-core is not here: run Scripts/setup.sh test, or give --axe FILE.' }, location.origin);
  try {
    const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], preload: false });
    parent.postMessage({
      version: axe.version, passes: found.passes.length,
      contrast: found.passes.find(rule => rule.id === 'color-contrast')?.nodes.length ?? 0,
      violations: found.violations.map(rule => ({ id: rule.id, help: rule.help, targets: rule.nodes.slice(0, 3).map(node => String(node.target)) })),
    }, location.origin);
  } catch (error) { parent.postMessage({ error: String(error) }, location.origin); }
});

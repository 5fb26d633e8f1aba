// Package templates is the data that documents are made from: texts, wording, faces, the skeleton of a
// dossier. It embeds them and knows nothing of what they mean.
package templates

import "embed"

// Files are resolution/*.md, asks/*.toml, briefing/*.md, letters/*.md, preview/ (the page of the preview), page.css,
// page.js, briefing.toml, letters.toml, wording.toml, audit.toml, comparison.toml, style.toml, fonts/*.ttf,
// hyphenation/*.txt and dossier/; and in es/ the briefing in Spanish: briefing/*.md, briefing.toml and wording.toml.
//
//go:embed resolution asks briefing briefing.toml letters letters.toml preview page.css page.js wording.toml audit.toml comparison.toml style.toml fonts hyphenation dossier es
var Files embed.FS

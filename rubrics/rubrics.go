// Package rubrics holds the data that judgement rests on: rubrics, vocabularies, base authority, filing
// rules. It embeds them and knows nothing of what they mean.
package rubrics

import "embed"

// Files are *.toml, filing/*.toml and phrasing/*.toml; and in es/ what the vocabulary and the rubric say in Spanish.
//
//go:embed *.toml filing/*.toml phrasing/*.toml es/*.toml
var Files embed.FS

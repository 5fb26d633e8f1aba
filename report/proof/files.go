package proof

import (
	"slices"

	"whereas/report/dossier"
)

// Files are the records of a dossier's proofs, by name within its folder: proofs.lock.toml, and one in private/ for
// quotes that stand only there. What was proven before stays, unless its quote is gone.
func Files(d *dossier.Dossier, proven []*dossier.Proof) map[string][]byte {
	proofs := slices.Clone(proven)
	has := map[[2]string]bool{}
	for _, p := range proofs {
		has[[2]string{p.Source, p.Quote}] = true
	}
	for _, p := range d.Proofs {
		if key := [2]string{p.Source, p.Quote}; !has[key] {
			has[key] = true
			proofs = append(proofs, p)
		}
	}
	var public, private []*dossier.Proof
	for _, p := range proofs {
		switch anywhere, onlyPrivate := d.Quoted(p.Source, p.Quote); {
		case onlyPrivate:
			private = append(private, p)
		case anywhere:
			public = append(public, p)
		}
	}
	files := map[string][]byte{dossier.ProofFile: dossier.FormatProofs(public)}
	if len(private) > 0 {
		files["private/"+dossier.ProofFile] = dossier.FormatProofs(private)
	}
	return files
}

package dossier

// Names are the names that a printed line never divides: those of the company, of its group and of the publishers.
func (d *Dossier) Names() []string {
	out := []string{d.Company.Name, d.Company.Short}
	for _, e := range d.Entities {
		if e.Type == "affiliate" || e.Type == "subsidiary" {
			out = append(out, e.Name, e.Short)
		}
	}
	for _, s := range d.Sources {
		out = append(out, s.Publisher)
	}
	return out
}

package grade

import (
	"maps"
	"slices"
	"strings"

	"whereas/report/authority"
	"whereas/report/dossier"
	"whereas/report/vocab"
)

// Unknown is the origin of a piece of which nobody knows where it comes from: it belongs to no cluster.
const Unknown = "unknown"

// CompanyCluster is the one cluster of all of the company's own papers.
const CompanyCluster = "company"

// voices tells which voice each source of a dossier is. A voice, or cluster, is who perceived what is told, or decided
// to tell it: a newsroom, a commission, the company.
type voices struct {
	dossier   *dossier.Dossier
	company   map[*dossier.Source]bool
	publisher map[*dossier.Source]string   // of sources that don't say their cluster
	labels    map[*dossier.Source][]string // of those that were looked at
	documents map[*dossier.Source]string   // id of the first source that is the same document
}

func voicesOf(d *dossier.Dossier, a *authority.Authority) voices {
	v := voices{d, companies(d, a), publishers(d), map[*dossier.Source][]string{}, documents(d)}
	for _, s := range d.Sources { // in their order, so that the order of the evidence moves nothing
		v.ofSource(s)
	}
	return v
}

// ofClaim gives each piece of a claim its cluster. A source that rests on several others is one voice with the one of
// them that speaks in this claim besides, else with the first by name: the order of the pieces moves nothing.
func (v voices) ofClaim(g *Claim) {
	var several []int
	speaks := map[string]bool{}
	labels := make([][]string, len(g.Evidence))
	for i, e := range g.Evidence {
		labels[i] = v.ofPiece(e)
		switch len(labels[i]) {
		case 0:
		case 1:
			g.Pieces[i].Cluster = labels[i][0]
			speaks[labels[i][0]] = true
		default:
			several = append(several, i)
		}
	}
	for _, i := range several {
		g.Pieces[i].Cluster = labels[i][0]
		if at := slices.IndexFunc(labels[i], func(l string) bool { return speaks[l] }); at >= 0 {
			g.Pieces[i].Cluster = labels[i][at]
		}
	}
}

// ofPiece are the labels of a piece: of what it says it comes from, else of its source. All of the company's own papers
// are one voice, whatever they say they come from. None is for an unknown origin.
func (v voices) ofPiece(e *dossier.Evidence) []string {
	s := v.dossier.Source(e.Source.S)
	switch {
	case s == nil || e.Origin == Unknown:
		return nil
	case v.company[s]:
		return []string{CompanyCluster}
	case e.Origin != "":
		return v.named(e.Origin)
	}
	return v.ofSource(s)
}

// companies are the sources in which the company itself speaks, by their type or as their publisher.
func companies(d *dossier.Dossier, a *authority.Authority) map[*dossier.Source]bool {
	names := []string{dossier.PublisherName(d.Company.Name), dossier.PublisherName(d.Company.Short)}
	out := map[*dossier.Source]bool{}
	for _, s := range d.Sources {
		name := dossier.PublisherName(s.Publisher)
		out[s] = a.Type(s.Type.S).Company || name != "" && slices.Contains(names, name)
	}
	return out
}

// named are the labels that a name in origin or cluster stands for: where it is the id of a source, those of that
// source.
func (v voices) named(name string) []string {
	if s := v.dossier.Source(name); s != nil {
		return v.ofSource(s)
	}
	return []string{name}
}

// ofSource are the labels of a source, sorted: those of what it rests on, since who repeats isn't a second witness;
// else what it says its cluster is; else its publisher's; else its own id. None is for an unknown one.
func (v voices) ofSource(s *dossier.Source) []string {
	if labels, ok := v.labels[s]; ok {
		return labels
	}
	v.labels[s] = []string{s.ID.S} // a circle ends here, as one voice
	labels := v.restsOn(s)
	switch {
	case v.company[s]:
		labels = []string{CompanyCluster}
	case s.Cluster == Unknown:
		labels = nil
	case len(labels) > 0:
	case s.Cluster != "":
		labels = v.named(s.Cluster)
	case v.publisher[s] != "":
		labels = []string{v.publisher[s]}
	default:
		labels = []string{s.ID.S}
	}
	v.labels[s] = labels
	return labels
}

func (v voices) restsOn(s *dossier.Source) []string {
	found := map[string]bool{}
	for _, r := range s.RestsOn {
		if on := v.dossier.Source(r.S); on != nil {
			for _, label := range v.ofSource(on) {
				found[label] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// documents are the sources that are one document: parts of one, and editions of one page.
func documents(d *dossier.Dossier) map[*dossier.Source]string {
	first := map[string]string{} // id of the first source with an address
	out := map[*dossier.Source]string{}
	for _, s := range d.Sources {
		whole := d.Whole(s)
		out[s] = whole.ID.S
		key := dossier.DocumentAddress(whole.URL.S)
		if key == "" {
			continue
		}
		if id, ok := first[key]; ok {
			out[s] = id
		} else {
			first[key] = whole.ID.S
		}
	}
	return out
}

// publishers gives the papers of one publisher one label, but for those that say their cluster themselves, or why they
// are independent: the cluster that the others of the publisher name, where they name one, else the publisher's own
// name. Only what a claim leads to is looked at: a source that nobody cites moves no grade.
func publishers(d *dossier.Dossier) map[*dossier.Source]string {
	papers, named := map[string][]*dossier.Source{}, map[string][]string{}
	used := usedBy(d)
	for _, s := range d.Sources {
		switch name := dossier.PublisherName(s.Publisher); {
		case name == "" || !used[s] || s.Independent != "" || s.Cluster == Unknown:
		case s.Cluster == "":
			papers[name] = append(papers[name], s)
		case !slices.Contains(named[name], s.Cluster):
			named[name] = append(named[name], s.Cluster)
		}
	}
	out := map[*dossier.Source]string{}
	for name, ss := range papers {
		label := strings.ReplaceAll(name, " ", "-")
		switch {
		case len(named[name]) == 1:
			label = named[name][0]
		case len(ss) == 1:
			label = ss[0].ID.S
		}
		for _, s := range ss {
			out[s] = label
		}
	}
	return out
}

// usedBy are the sources that the evidence of a dossier cites or names as its origin, and those whose voice or part
// they are.
func usedBy(d *dossier.Dossier) map[*dossier.Source]bool {
	used := map[*dossier.Source]bool{}
	var use func(id string)
	use = func(id string) {
		s := d.Source(id)
		if s == nil || used[s] {
			return
		}
		used[s] = true
		use(s.Cluster)
		use(s.PartOf.S)
		for _, r := range s.RestsOn {
			use(r.S)
		}
	}
	for _, c := range d.Claims {
		for _, e := range c.Evidence {
			use(e.Source.S)
			use(e.Origin)
		}
	}
	return used
}

// Clusters are the labels of pieces that count as independent of each other, sorted: of base 3 or more and at most one
// step from the record, no two of one voice, and no two in one document. An article and the company's words that it
// quotes are one document, and an article that tells of two reports is one witness for either. Of the ways to pair
// voices with documents it takes one with the most pairs (maximum bipartite matching, by augmenting paths).
func Clusters(pieces []Piece, stance vocab.Stance) []string {
	documents := map[string][]string{} // of a label
	for _, p := range pieces {
		if p.raises(stance) {
			documents[p.Cluster] = append(documents[p.Cluster], p.Document)
		}
	}
	speaker := map[string]string{} // the label that a document is paired with
	var pair func(label string, tried map[string]bool) bool
	pair = func(label string, tried map[string]bool) bool {
		for _, doc := range documents[label] {
			if tried[doc] {
				continue
			}
			tried[doc] = true
			if other, taken := speaker[doc]; !taken || pair(other, tried) {
				speaker[doc] = label
				return true
			}
		}
		return false
	}
	for _, label := range slices.Sorted(maps.Keys(documents)) {
		pair(label, map[string]bool{}) // once paired, a label stays so: an augmenting path moves it to another document
	}
	return slices.Sorted(maps.Values(speaker))
}

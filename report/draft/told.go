package draft

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/doc"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// Reason is why a claim is told in a resolution, or isn't.
type Reason string

// The reasons, in the order in which they are looked at.
const (
	Told       Reason = "told"
	Uncited    Reason = "uncited"    // the text is somebody's own, and doesn't cite it
	Restricted Reason = "restricted" // it may be told to nobody outside
	Weak       Reason = "weak"       // of grade 1 or 0
	Contested  Reason = "contested"  // evidence speaks against it
	NoRecital  Reason = "no-recital" // nobody wrote the sentence by which it would be told
	Untied     Reason = "untied"     // it speaks of others alone, and nothing told ties them to the company
	NoPlace    Reason = "no-place"   // the plan has no further place for what it does in a text
	NoRoom     Reason = "no-room"    // it was tried, and the text would have been too long
)

// Telling is a claim of the edition, and whether it is told.
type Telling struct {
	Claim  string
	Role   Role
	Grade  int
	Reason Reason
	Words  int // that it would have taken with its note, where there was no room
}

// barred is why a claim may not stand in a filed text, "" where it may: one that is restricted or names what is, which
// the internal edition has, one of grade 1 or 0, or contested, and one that has no sentence to be told by.
func barred(g *grade.Claim, d *dossier.Dossier) Reason {
	switch {
	case g.Handling == vocab.Restricted || slices.ContainsFunc(g.Entities(), func(id string) bool {
		return restricted(d.Entity(id))
	}):
		return Restricted
	case g.Grade < 2:
		return Weak
	case g.Contested:
		return Contested
	case g.Recital.S == "":
		return NoRecital
	}
	return ""
}

func restricted(e *dossier.Entity) bool { return e != nil && e.Handling == vocab.Restricted }

// tellings are all claims of the edition in the order of the dossier, with what became of those that were candidates.
func (in Input) tellings(became map[string]Telling) []Telling {
	var out []Telling
	for _, g := range in.Set.Claims {
		t, ok := became[g.ID.S]
		if !ok {
			t = Telling{Reason: barred(g, in.Set.Dossier)}
		}
		t.Claim, t.Role, t.Grade = g.ID.S, roleOf(g), g.Grade
		out = append(out, t)
	}
	return out
}

// ownTellings is tellings for a text of somebody's own: what it cites is told.
func (in Input) ownTellings(d *doc.Document) []Telling {
	became := map[string]Telling{}
	for _, g := range in.Set.Claims {
		became[g.ID.S] = Telling{Reason: Uncited}
	}
	for _, m := range doc.Marks(d.Blocks) {
		if in.Set.Claim(m.ID) != nil {
			became[m.ID] = Telling{Reason: Told}
		}
	}
	return in.tellings(became)
}

// Why says in a sentence why a claim is told or isn't, and what would change it. An id that isn't one of the edition's
// claims gives "".
func (r *Resolution) Why(id string) string {
	i := slices.IndexFunc(r.Told, func(t Telling) bool { return t.Claim == id })
	if i < 0 {
		return ""
	}
	t := r.Told[i]
	switch t.Reason {
	case Told:
		return fmt.Sprintf("%s is told, as %s.", id, roleWords[t.Role])
	case Uncited:
		return fmt.Sprintf("%s isn't told: resolution.md is your own text, and has no note [^%s].", id, id)
	case Restricted:
		return fmt.Sprintf("%s isn't told: it, or something that it names, is restricted.", id)
	case Weak:
		return fmt.Sprintf("%s isn't told: it has grade %d, and a filed text tells claims of grade 2 or more. "+
			"score --explain %s says what would raise it.", id, t.Grade, id)
	case Contested:
		return fmt.Sprintf("%s isn't told: evidence in the dossier speaks against it. In a resolution.md of your own "+
			"it can be told with who contests it.", id)
	case NoRecital:
		return fmt.Sprintf("%s isn't told: it has no recital, the sentence by which it would be told. Add "+
			"recital = \"…\".", id)
	case Untied:
		return fmt.Sprintf("%s isn't told: it speaks of others alone, and the links of no claim that is told "+
			"lead from them to the company or its products.", id)
	case NoPlace:
		return fmt.Sprintf("%s isn't told: all places that the plan has for %s were given to others "+
			"(templates/wording.toml, plan).", id, roleWords[t.Role])
	case NoRoom:
		return fmt.Sprintf("%s isn't told: there was no room for it; with its note it takes %d words. A shorter "+
			"recital may fit, or leave out another's.", id, t.Words)
	}
	return ""
}

// roleWords say what a claim does in a text.
var roleWords = map[Role]string{
	Norm: "what a standard asks", Record: "what is on record", Gap: "what wasn't found",
	Answer: "what the company says", Exposure: "what is at stake",
}

// Table is which claims the text tells, by what they do in it, and which it doesn't, by why: for a terminal of so many
// columns. Of many that share a reason the first are named.
func (r *Resolution) Table(columns int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Told, with %d of %d words:\n", r.Counted, r.Limit)
	told := 0
	for _, role := range roles {
		told += r.row(&b, columns, roleWords[role], func(t Telling) bool { return t.Reason == Told && t.Role == role })
	}
	if told == 0 {
		b.WriteString("  nothing\n")
	}
	if told == len(r.Told) {
		return b.String()
	}
	b.WriteString("Not told (draft --why ID says more):\n")
	for _, x := range []struct {
		reason Reason
		words  string
	}{{NoRoom, "no room"}, {NoPlace, "no place in the plan"}, {Untied, "no tie is told"},
		{NoRecital, "no recital"}, {Contested, "contested"},
		{Weak, "grade 1 or 0"}, {Restricted, "restricted"}, {Uncited, "not cited there"}} {
		r.row(&b, columns, x.words, func(t Telling) bool { return t.Reason == x.reason })
	}
	return b.String()
}

// row writes a line of a table, broken where the terminal ends, and returns how many claims it is about.
func (r *Resolution) row(b *strings.Builder, columns int, title string, is func(Telling) bool) int {
	const most, indent = 12, 24
	var names []string
	n := 0
	for _, t := range r.Told {
		if !is(t) {
			continue
		}
		if n++; n > most {
			continue
		}
		name := t.Claim
		if t.Reason == NoRoom {
			name = fmt.Sprintf("%s (%d words)", name, t.Words)
		}
		names = append(names, name)
	}
	if n == 0 {
		return 0
	}
	if n > most {
		names = append(names, fmt.Sprintf("and %d more", n-most))
	}
	line := fmt.Sprintf("  %-*s", indent-2, title)
	for i, name := range names {
		if i < len(names)-1 {
			name += ","
		}
		if len([]rune(line))+1+len([]rune(name)) > columns && len([]rune(line)) > indent {
			b.WriteString(line + "\n")
			line = strings.Repeat(" ", indent)
		}
		line += " " + name
	}
	b.WriteString(line + "\n")
	return n
}

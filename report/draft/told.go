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
	Unwanted   Reason = "unwanted"   // its author says that it isn't told
	NoMove     Reason = "no-move"    // no move of the plan is filled with what it is
	Little     Reason = "little"     // it is worth less than the plan asks of what does what it does
	Untied     Reason = "untied"     // it speaks of others alone, and nothing told ties them to the company
	Alone      Reason = "alone"      // its author wants it told with another, which isn't told
	Overtaken  Reason = "overtaken"  // a later claim overtakes it, and isn't told
	Instead    Reason = "instead"    // its author doesn't want it told beside another, which is
	NoPlace    Reason = "no-place"   // the places that the plan has for what it does go to what is worth more
	NoRoom     Reason = "no-room"    // the words do
)

// Telling is a claim of the edition, and whether it is told.
type Telling struct {
	Claim  string
	Move   string // what it does in the text, in the plan's words; "" where no move takes it
	Grade  int
	Reason Reason
	Words  int    // that it takes with its note
	Parts  []Part // what it is worth, where it was a candidate
	Other  string // the claim with which it would be told, or in whose place
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
	case g.Tell == vocab.TellNever:
		return Unwanted
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
		t.Claim, t.Grade = g.ID.S, g.Grade
		out = append(out, t)
	}
	return out
}

// ownTellings is tellings for a text of somebody's own: what it cites is told.
func (in Input) ownTellings(d *doc.Document) []Telling {
	became := map[string]Telling{}
	does := map[string]string{}
	for _, g := range in.Set.Claims {
		became[g.ID.S] = Telling{Reason: Uncited}
		does[g.ID.S] = cited
		for _, fits := range []func(m Move) bool{
			func(m Move) bool { return m.takes(in, g) },
			func(m Move) bool { return slices.Contains(m.kinds, g.Kind) }, // weak, and cited all the same
		} {
			if i := slices.IndexFunc(in.Plan.Moves, fits); i >= 0 {
				does[g.ID.S] = in.Plan.Moves[i].Does
				break
			}
		}
	}
	for _, m := range doc.Marks(d.Blocks) {
		if in.Set.Claim(m.ID) != nil {
			became[m.ID] = Telling{Reason: Told, Move: does[m.ID]}
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
		if t.Parts == nil {
			return fmt.Sprintf("%s is told: resolution.md cites it.", id)
		}
		return fmt.Sprintf("%s is told, as %s. %s", id, t.Move, t.price())
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
	case Unwanted:
		return fmt.Sprintf("%s isn't told: its claim says tell = \"never\".", id)
	case NoMove:
		return fmt.Sprintf("%s isn't told: no move of the plan is filled with what it is (its kind, grade and links).",
			id)
	case Little:
		return fmt.Sprintf("%s isn't told: as %s a claim must be worth more (least, in the plan). It is worth %d: %s.",
			id, t.Move, total(t.Parts), describe(t.Parts))
	case Untied:
		return fmt.Sprintf("%s isn't told: it speaks of others alone, and the links of no claim that is told "+
			"lead from them to the company or its products.", id)
	case Alone:
		return fmt.Sprintf("%s isn't told: its claim says that it is told with %s, and that isn't told.", id, t.Other)
	case Overtaken:
		return fmt.Sprintf("%s isn't told: %s overtakes it, and isn't told beside it.", id, t.Other)
	case Instead:
		return fmt.Sprintf("%s isn't told: its claim says that it isn't told beside %s, which is.", id, t.Other)
	case NoPlace:
		return fmt.Sprintf("%s isn't told: the places for %s go to claims that are worth more together. %s", id, t.Move,
			t.price())
	case NoRoom:
		return fmt.Sprintf("%s isn't told: there is no room for it. %s A shorter recital may fit, or "+
			"tell = \"always\".", id, t.price())
	}
	return ""
}

// price says what a candidate takes and is worth.
func (t Telling) price() string {
	return fmt.Sprintf("It takes %d words with its note, and is worth %d: %s.", t.Words, total(t.Parts),
		describe(t.Parts))
}

// cited is what a claim does in a text of somebody's own where no move of the plan takes it.
const cited = "cited there"

// Table is which claims the text tells, by what they do in it, and which it doesn't, by why: for a terminal of so many
// columns. Of many that share a reason the first are named.
func (r *Resolution) Table(columns int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Told, with %d of %d words:\n", r.Counted, r.Limit)
	if r.unproven {
		b.WriteString("  (There was too much to choose from: another choice may be worth more.)\n")
	}
	told := 0
	for _, move := range r.moves {
		told += r.row(&b, columns, move, func(t Telling) bool { return t.Reason == Told && t.Move == move })
	}
	if told == 0 {
		b.WriteString("  nothing\n")
	}
	if told == len(r.Told) {
		return b.String()
	}
	b.WriteString("Not told (draft --why ID says more):\n")
	for _, x := range notTold {
		r.row(&b, columns, x.words, func(t Telling) bool { return t.Reason == x.reason })
	}
	return b.String()
}

// notTold are the reasons for which a claim isn't told, in the order in which a table lists them.
var notTold = []struct {
	reason Reason
	words  string
}{{NoRoom, "no room"}, {NoPlace, "others are worth more"}, {Little, "worth too little"},
	{Untied, "no tie is told"}, {Overtaken, "overtaken"},
	{Alone, "not with another"},
	{Instead, "in another's place"}, {NoMove, "no move takes it"}, {Contested, "contested"},
	{Weak, "grade 1 or 0"}, {Unwanted, "tell = \"never\""}, {Restricted, "restricted"},
	{Uncited, "not cited there"}}

// Words say a reason in a few words, as the table does.
func (r Reason) Words() string {
	for _, x := range notTold {
		if x.reason == r {
			return x.words
		}
	}
	return string(r)
}

// ReasonsNotTold are the words of all reasons for which a claim isn't told, in the order of a table.
func ReasonsNotTold() []string {
	var out []string
	for _, x := range notTold {
		out = append(out, x.words)
	}
	return out
}

// Moves are what told claims do in the text, in its order.
func (r *Resolution) Moves() []string { return r.moves }

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

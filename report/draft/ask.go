package draft

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Ask is what a resolution requests, as data: templates/asks.
type Ask struct {
	ID, Title string
	Clause    string   // %s: where it names products and customers; the filing rules say what stands before it
	Scope     string   // %s: the products with their customers; it stands in the clause
	Elements  string   // a sentence on what the report could describe
	words     int      // most words of the clause: products and customers are named as far as it reaches
	products  int      // most products that are named
	customers int      // most customers of each
	stands    []string // the indicators by whose pairs products and customers are named; all where it names none
	own       string   // the dossier's clause, in place of Clause
}

// Asks are all files of templates/asks.
type Asks []Ask

// usual is the ask of a dossier that chooses none.
const usual = "third-party-report"

// Choose is the ask that a dossier names, or the usual one, with the dossier's own clause where it has one. An id that
// no ask has is a fault in l, and then nothing is chosen.
func (as Asks) Choose(own dossier.Ask, l *diag.List) (ask Ask, ok bool) {
	id := own.Use.S
	if id == "" {
		id = usual
	}
	var ids []string
	for _, a := range as {
		if a.ID == id {
			a.own = own.Clause.S
			return a, true
		}
		ids = append(ids, a.ID)
	}
	if dg := l.Errorf(own.Use.At, diag.UnknownAsk, "there is no ask %q", id); diag.Nearest(id, ids) != "" {
		dg.WithHint("did you mean %q?", diag.Nearest(id, ids))
	} else {
		dg.WithHint("known: %s", strings.Join(ids, ", "))
	}
	return Ask{}, false
}

// ParseAsk reads a file of templates/asks. Faults go to l.
func ParseAsk(name string, b []byte, l *diag.List) Ask {
	var a Ask
	root := source.Parse(name, b, l)
	if t := root.Table("ask"); t != nil {
		t.NeedInt("format", 1, 1)
		a.ID, a.Title, a.Elements = t.Need("id").S, t.Need("title").S, t.Need("elements").S
		a.Clause, a.Scope = t.NeedPhrase("clause", "%s"), t.NeedPhrase("scope", "%s")
		a.words, _, _ = t.NeedInt("words", 20, 200)
		a.products, _, _ = t.NeedInt("products", 0, 9)
		a.customers, _, _ = t.NeedInt("customers", 1, 9)
		for _, id := range t.Texts("indicators") {
			a.stands = append(a.stands, id.S)
		}
		t.Need("why")
		t.Close()
	} else {
		l.Errorf(root.At, diag.MissingKey, "the file has no [ask] heading")
	}
	root.Close()
	return a
}

// request is the clause with the company and the gravest products and customers in it, as many as its words allow; and
// the ids of those that it names. What a clause of somebody's own names is found by its words.
func (in Input) request(a Ask) (clause prose.Markdown, named map[string]bool) {
	if a.own != "" {
		return prose.EscapeLine(clauseOf(a.own)), in.namedIn(a.own)
	}
	fits := func(products, customers, skip int) bool {
		var words string
		words, named = in.gravest(a, products, customers, skip)
		clause = prose.Markdown(in.put(a, fmt.Sprintf(a.Scope, words)))
		return words != "" && len(strings.Fields(string(clause))) <= a.words
	}
	for products := a.products; products > 0; products-- {
		for customers := a.customers; customers > 0; customers-- {
			if fits(products, customers, 0) {
				return clause, named
			}
		}
	}
	const most = 9                        // products; a clause that names none of so many names none
	for skip := 1; skip <= most; skip++ { // a name that is too long gives way to the next
		if fits(1, 1, skip) {
			return clause, named
		}
	}
	return prose.Markdown(in.put(a, "")), nil
}

// put is the clause with a scope, as the rules of the meeting want it: a request, or a resolution that directs.
func (in Input) put(a Ask, scope string) string {
	return fmt.Sprintf(in.Rules.Form, prose.Escape(in.Set.Dossier.Company.Name), fmt.Sprintf(a.Clause, scope))
}

// namedIn are the customers and products whose names stand in a text as whole words.
func (in Input) namedIn(text string) map[string]bool {
	words := func(s string) string {
		return " " + strings.Join(strings.FieldsFunc(s, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r)
		}), " ") + " "
	}
	text = words(text)
	named := map[string]bool{}
	for _, e := range in.Set.Dossier.Entities {
		if !slices.Contains(in.Wording.together, e.Type) {
			continue
		}
		for _, name := range []string{e.Name, e.Short} {
			if s := words(name); s != "  " && strings.Contains(text, s) {
				named[e.ID.S] = true
			}
		}
	}
	return named
}

// label matches what the template prints before the clause, where somebody's own has it as well.
var label = regexp.MustCompile(`(?i)^\s*(?:be it )?resolved\s*[:,]\s*`)

// ended matches a sentence that has its mark, within quotation marks or brackets too.
var ended = regexp.MustCompile(`[.!?…][)"'”’]*$`)

// clauseOf is a clause of somebody's own as a sentence behind "Resolved:": without that word, and with its full stop.
func clauseOf(own string) string {
	s := strings.TrimSpace(label.ReplaceAllString(own, ""))
	if s != "" && !ended.MatchString(s) {
		s += "."
	}
	return s
}

// pair is a product and a customer, and how high an indicator of the card stands by them.
type pair struct {
	product, customer, indicator string
	value                        float64
}

// pairs are those by which the indicators of an ask stand, the gravest first. A pair whose level no coding of credible
// claims reaches isn't among them.
func (in Input) pairs(a Ask) []pair {
	var pairs []pair
	for _, cat := range in.Card.Categories {
		for _, c := range cat.Indicators {
			if len(a.stands) > 0 && !slices.Contains(a.stands, c.ID) {
				continue
			}
			if len(c.Pair) == 2 && c.Best != nil && *c.Best >= 1 && c.Value != nil {
				pairs = append(pairs, pair{c.Pair[0], c.Pair[1], c.ID, *c.Value})
			}
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Compare(y.value, x.value) })
	return pairs
}

// tellable tells whether a pair may be named: its product is the company's own, nothing of it is restricted, and a
// claim shows it.
func (in Input) tellable(p pair) bool {
	buyer := in.Set.Dossier.Entity(p.customer)
	return in.held.sold[p.product] && !restricted(in.Set.Dossier.Entity(p.product)) && buyer != nil &&
		!restricted(buyer) && in.shows(p) != nil
}

// shows is the claim that shows best that a product is a customer's, nil where none does: whoever coded the pair may
// have put it together from claims of which none says so. Of those that carry the level at which the indicator stands
// it is one whose links lead from the product to the customer, and of several one that links them to each other, then
// one that says little else, then the strongest.
func (in Input) shows(p pair) *grade.Claim {
	c := in.Card.Indicator(p.indicator)
	var best *grade.Claim
	direct := func(g *grade.Claim) bool {
		return slices.ContainsFunc(g.Links, func(l dossier.Link) bool {
			return l.Subject == p.product && l.Object == p.customer || l.Subject == p.customer && l.Object == p.product
		})
	}
	const much = 5 // links: a claim that says more than so much is as strong as its weakest part
	better := func(g, than *grade.Claim) bool {
		if d := direct(g); d != direct(than) {
			return d
		}
		if little := len(g.Links) <= much; little != (len(than.Links) <= much) {
			return little
		}
		return g.Grade > than.Grade
	}
	for _, k := range c.Codings {
		if !k.Counts || float64(k.Level) != *c.Best {
			continue
		}
		for _, id := range k.Claims {
			g := in.Set.Claim(id)
			if g == nil || g.Kind == vocab.CustomerRecord || !leads(g, p.product, p.customer) {
				continue
			}
			if best == nil || better(g, best) {
				best = g
			}
		}
	}
	return best
}

// leads tells whether the links of a claim lead from one entity to another. What is a part of a customer isn't the
// customer: those links lead nowhere.
func leads(g *grade.Claim, from, to string) bool {
	reached := []string{from}
	for i := 0; i < len(reached); i++ {
		if reached[i] == to {
			return true
		}
		for _, l := range g.Links {
			for _, way := range [][2]string{{l.Subject, l.Object}, {l.Object, l.Subject}} {
				if l.Verb != "part-of" && way[0] == reached[i] && !slices.Contains(reached, way[1]) {
					reached = append(reached, way[1])
				}
			}
		}
	}
	return false
}

// gravest names the products and customers of the indicators that stand highest, those of one product together. A pair
// whose level no coding of credible claims reaches isn't named, nor one that stands by no indicator of the ask's (the
// police at home in a request about conflict areas); and systems that others make aren't the company's. What is
// restricted isn't named in any edition, and what has the same name is named once. words is "" where nothing is named.
func (in Input) gravest(a Ask, most, buyers, skip int) (words string, named map[string]bool) {
	var skipped, products []prose.Markdown
	named = map[string]bool{}
	customers := map[prose.Markdown][]string{}
	for _, p := range in.pairs(a) {
		if !in.tellable(p) {
			continue
		}
		product, customer := in.productName(p.product), string(prose.Escape(in.Set.Dossier.Entity(p.customer).Name))
		if slices.Contains(skipped, product) {
			continue
		}
		if !slices.Contains(products, product) {
			if len(skipped) < skip {
				skipped = append(skipped, product)
				continue
			}
			if len(products) == most {
				continue
			}
			products = append(products, product)
		}
		if c := customers[product]; len(c) < buyers && !slices.Contains(c, customer) {
			customers[product] = append(c, customer)
			named[p.product], named[p.customer] = true, true
		}
	}
	var out []string
	for _, p := range products {
		out = append(out, fmt.Sprintf("%s (%s)", p, strings.Join(customers[p], ", ")))
	}
	return strings.Join(out, " and "), named
}

// product tells whether entities of a type are sold, or made for a customer.
func product(kind string) bool { return kind == "product" || kind == "programme" }

// productName is the name that people know a product by: CLEAR, and not what its letters stand for.
func (in Input) productName(id string) prose.Markdown {
	e := in.Set.Dossier.Entity(id)
	if e.Type == "product" && e.Short != "" && !strings.Contains(e.Name, e.Short) {
		return prose.Escape(e.Short)
	}
	return prose.Escape(e.Name)
}

package invent

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/rubric"
	"whereas/report/vocab"
)

// assessment codes the claims by the rubric, so that every state of an indicator comes up.
func (v *inventor) assessment() []byte {
	v.load = map[string]map[string]bool{}
	var b strings.Builder
	fmt.Fprintf(
		&b,
		"# Invented codings.\n\n[assessment]\nformat = 1\nrubric = %q\ncoder = \"invented coder\"\ndate = "+
			"\"2026-06-25\"\nnote = \"Invented, for tests and measurements.\"\n",
		v.rubric.ID,
	)
	for _, in := range v.rubric.Indicators {
		switch {
		case v.oneIn(8): // not assessed
		case in.MayNotApply != "" && v.oneIn(4):
			fmt.Fprintf(
				&b,
				"\n[indicator.%s]\nnot_applicable = { why = \"it doesn't arise for an invented company\", by = "+
					"\"invented coder\", confirmed_by = \"second invented coder\" }\n",
				in.ID,
			)
		case in.Kind == rubric.Disclosure:
			b.WriteString(v.disclosure(in))
		default:
			b.WriteString(v.conduct(in))
		}
	}
	v.severities(&b)
	return []byte(b.String())
}

func (v *inventor) conduct(in *rubric.Indicator) string {
	var b strings.Builder
	head := fmt.Sprintf("\n[indicator.%s]\n", in.ID)
	top := len(in.Levels) - 1
	level := 1 + v.n(top)
	switch {
	case v.oneIn(6) && len(in.Closes) > 0: // searched, and nothing found
		return head + fmt.Sprintf("closed = { above = 0, search = %q, why = \"an invented search of all of it\" }\n",
			v.search(in.Closes))
	case v.oneIn(6): // undetermined: what is coded can't bear it
		b.WriteString(v.coding(in, level, func(c *claim) bool { return c.strength == weak || c.strength == lead }))
	default:
		b.WriteString(v.coding(in, level, func(c *claim) bool { return c.strength == sound || c.strength == shared }))
		if b.Len() > 0 && level < top && len(in.Closes) > 0 && v.oneIn(3) {
			fmt.Fprintf(&b, "closed = { above = %d, search = %q, why = \"an invented search for more\" }\n", level,
				v.search(in.Closes))
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return head + b.String()
}

// coding shows a level with claims that meet one of its needs, "" where the dossier has none that do.
func (v *inventor) coding(in *rubric.Indicator, level int, fit func(*claim) bool) string {
	for _, n := range in.Levels[level].Needs {
		free := func(c *claim, but *claim) bool {
			used := v.load[c.id]
			if c.ended && in.Levels[level].Present {
				return false
			}
			return fit(c) && !c.restricted && c != but && (used[in.ID] || len(used) < v.rubric.ClaimShare)
		}
		find := func(kinds []vocab.Kind, statuses []vocab.Status, clusters int, but *claim) *claim {
			for _, i := range v.chance.Perm(len(v.claims)) {
				if c := v.claims[i]; free(c, but) && slices.Contains(kinds, c.kind) &&
					(len(statuses) == 0 || slices.Contains(statuses, c.status)) &&
					(clusters < 2 || c.strength == shared) {
					return c
				}
			}
			return nil
		}
		var cited []*claim
		tie := find(n.Link, nil, 0, nil)
		if len(n.Link) > 0 && tie == nil {
			continue
		}
		cited = append(cited, tie)
		if len(n.Fact) > 0 {
			fact := find(n.Fact, n.Statuses, n.Clusters, tie)
			if fact == nil {
				continue
			}
			cited = append(cited, fact)
		}
		var ids []string
		for _, c := range cited {
			ids = append(ids, fmt.Sprintf("%q", c.id))
			if slices.Contains(n.Fact, c.kind) {
				v.carry(c, in.ID)
			}
		}
		tie.product.used, tie.agency.used = true, true
		return fmt.Sprintf(
			"pair = [%q, %q]\nlevel.%d = [ { claims = [%s], why = \"invented claims that show it\" } ]\n",
			tie.product.id, tie.agency.id, level, strings.Join(ids, ", "))
	}
	return ""
}

func (v *inventor) carry(c *claim, indicator string) {
	if v.load[c.id] == nil {
		v.load[c.id] = map[string]bool{}
	}
	v.load[c.id][indicator] = true
}

func (v *inventor) disclosure(in *rubric.Indicator) string {
	var policies []*claim
	for _, c := range v.claims {
		if c.kind == vocab.Policy && c.strength == sound && !c.restricted && len(v.load[c.id]) < v.rubric.ClaimShare {
			policies = append(policies, c)
		}
	}
	search := ""
	var b strings.Builder
	for _, e := range in.Elements {
		answer := pick(v,
			[]string{"full", "partial", "none", "searched_none", "searched_none", "not_applicable", "", ""})
		switch {
		case answer == "":
			continue
		case answer == "not_applicable":
			fmt.Fprintf(&b, "%s = { answer = %q, why = \"it isn't asked of an invented company\" }\n", e.ID, answer)
			continue
		case answer == "searched_none" || len(policies) == 0:
			if search == "" {
				search = v.search(
					[]string{"proxy", "annual-report", "human-rights-pages", "product-terms", "site-search",
						"company-asked"},
				)
			}
			fmt.Fprintf(
				&b,
				"%s = { answer = \"searched_none\", search = %q, why = \"invented documents that say nothing of it\" "+
					"}\n",
				e.ID,
				search,
			)
			continue
		}
		c := pick(v, policies)
		v.carry(c, in.ID)
		fmt.Fprintf(&b, "%s = { answer = %q, claims = [%q], why = \"as an invented report has it\" }\n", e.ID, answer,
			c.id)
	}
	if b.Len() == 0 {
		return ""
	}
	return fmt.Sprintf("\n[indicator.%s]\n", in.ID) + b.String()
}

// severities weigh some of the harms, and say how the company is tied to some of them.
func (v *inventor) severities(b *strings.Builder) {
	var ties []string
	for _, c := range v.claims {
		if c.kind == "relationship" && !c.restricted {
			ties = append(ties, c.id)
		}
	}
	for _, c := range v.claims {
		if c.kind != "use" && c.kind != "customer-record" || c.restricted || !v.oneIn(3) {
			continue
		}
		fmt.Fprintf(
			b,
			"\n[severity.%s]\nscale = %d\nscope = %d\nirremediability = %d\nwhy = \"an invented harm\"\nby = "+
				"\"invented coder\"\nsecond_by = \"second invented coder\"\n",
			c.id,
			1+v.n(4),
			1+v.n(4),
			1+v.n(4),
		)
		if c.kind == "use" && v.oneIn(2) {
			fmt.Fprintf(b,
				"\n[involvement.%s]\nlink = [%q]\nuse = [%q]\nwhy = \"an invented tie\"\nby = \"invented coder\"\n",
				c.id, pick(v, ties), c.id)
		}
	}
}

// search is a log of a search that covers what it must; its id.
func (v *inventor) search(covers []string) string {
	v.searchCount++
	id := fmt.Sprintf("invented-search-%d", v.searchCount)
	var fields []string
	for _, f := range covers {
		fields = append(fields, fmt.Sprintf("%q", f))
	}
	filing := v.sourceOf("company-filing")
	filing.searched = true
	by, asked := `"invented coder"`, "false"
	if v.oneIn(2) {
		by, asked = `"invented coder", "second invented coder"`,
			`{ date = "2026-05-11", channel = "invented letter", answer = "none came" }`
	}
	fmt.Fprintf(
		&v.searches,
		"\n[search.%s]\ndate = \"2026-06-%02d\"\nby = [%s]\ndocuments = [ { source = %q, read = \"whole\" }, { name = "+
			"\"invented pages %d\", read = \"whole\" } ]\nterms = [\"invented term\", %s]\nlanguages = "+
			"[\"en\"]\nasked = %s\ncovers = [%s]\nfound = \"Invented: nothing was found.\"\n",
		id,
		1+v.n(20),
		by,
		filing.id,
		v.searchCount,
		text(pick(v, placeNames)),
		asked,
		strings.Join(fields, ", "),
	)
	return id
}

func (v *inventor) writeSearches() []byte {
	return []byte("# Invented searches: nobody looked.\n" + v.searches.String())
}

// replies are what the company and its customers say, in every state.
func (v *inventor) replies() {
	for i := range v.n(4) {
		state := pick(v, []string{"stated", "replied", "no_reply", "declined", "sent", "not_sent"})
		who := "company"
		if a := pick(v, v.agencies); i > 0 && a.used {
			who = a.id
		}
		if i == 0 {
			v.replied.WriteString("# Invented replies: nobody was asked.\n")
		}
		fmt.Fprintf(&v.replied, "\n[reply.invented-%d]\norganisation = %q\nstate = %q\n", i+1, who, state)
		if state != "not_sent" {
			fmt.Fprintf(&v.replied, "date = \"2026-05-%02d\"\nchannel = \"invented letter\"\n", 1+v.n(28))
		}
		if state != "stated" && state != "replied" {
			continue
		}
		s := v.sourceOf("company-statement")
		fmt.Fprintf(&v.replied, "source = %q\nanswers = [\n", s.id)
		for range 1 + v.n(3) {
			c := pick(v, v.claims)
			answer := pick(v,
				[]string{"accepts", "corrects", "disputes_with_document", "disputes", "non_denial", "not_addressed"})
			fmt.Fprintf(&v.replied, "  { claims = [%q], answer = %q", c.id, answer)
			if answer != "not_addressed" {
				fmt.Fprintf(&v.replied, ", at = \"p. %d\", quote = %s, says = %s", 1+v.n(9), text(v.quote(s)),
					text(c.text))
			}
			v.replied.WriteString(" },\n")
		}
		v.replied.WriteString("]\n")
	}
}

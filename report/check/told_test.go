package check

import (
	"fmt"
	"strings"
	"testing"

	"whereas/report/diag"
	"whereas/report/filing"
)

// halves is a dossier in which claims have what belongs to them.
const halves = `
[company]
name = "Acme, Inc."
short = "Acme"
[entity]
rival = { name = "Rival Corporation", short = "Rival", type = "company" }
police = { name = "City Police", type = "agency" }
lens = { name = "Lens", type = "product" }
third = { name = "Third Company", type = "company" }
[source.article]
type = "journalism"
title = "The article"
published = "2024-03-05"
[source.second]
type = "journalism"
title = "The second"
published = "2024-02"
[source.january]
type = "journalism"
title = "Of January"
published = "2024-01"
[source.undated]
type = "journalism"
title = "Of a year"
published = "2024"
[source.page]
type = "company-statement"
title = "The page"
[source.deal]
type = "procurement"
title = "The contract"
[source.post]
type = "advocacy"
title = "The post"
`

// fact is a claim of kind use, with further keys and evidence behind what supports it.
func fact(id, keys, more string) string {
	if !strings.Contains(keys, "as_of") && !strings.Contains(keys, "until") && !strings.Contains(keys, "since") {
		keys += "; as_of = \"2023\""
	}
	if !strings.Contains(keys, "kind") {
		keys += "; kind = \"use\""
	}
	if !strings.Contains(more, `"supports"`) {
		more = `{ source = "article", at = "p. 9", stance = "supports", says = "cameras were used" }, ` + more
	}
	return fmt.Sprintf("[claim.%s]\ntext = \"x\"\nstatus = \"reported\"\n%s\nevidence = [ %s ]\n", id,
		strings.ReplaceAll(keys, "; ", "\n"), more)
}

// tell checks a text as a resolution is, for what it tells by halves, and gives "code:line" of each.
func tell(t *testing.T, toml, text string) string {
	t.Helper()
	set := graded(t, halves+toml)
	var l diag.List
	d := parsed(text)
	overtaken(d, set, &l)
	halfTold(d, set, wording, &l)
	var out []string
	for _, x := range l.Sorted() {
		out = append(out, x.Severity.String()+" "+string(x.Code))
		if len(x.Notes) != 1 || x.Notes[0].At.Line == 0 || x.At.File != "x.md" || x.Hint == "" {
			t.Errorf("%v doesn't say both places and what to do", x)
		}
	}
	return strings.Join(out, ", ")
}

// A claim that another overtakes isn't told without that one.
func TestOvertaken(t *testing.T) {
	const old, later = `about = ["lens"]`, `about = ["lens"]; as_of = "2024"; overtakes = ["old"]`
	link := `links = ["police uses lens"]; `
	for _, v := range []struct{ name, toml, text, want string }{
		{"alone", fact("old", old, "") + fact("later", later, ""), "It did.[^old]", "warning overtaken-told"},
		{"twice", fact("old", old, "") + fact("later", later, ""), "It did.[^old] It did.[^old]", "warning overtaken-told"},
		{"with what overtakes it", fact("old", old, "") + fact("later", later, ""), "It did.[^old] It ended.[^later]", ""},
		{"the later one alone", fact("old", old, "") + fact("later", later, ""), "It ended.[^later]", ""},
		{"the last of a row told", fact("old", old, "") + fact("later", later, "") +
			fact("last", `about = ["lens"]; as_of = "2025"; overtakes = "later"`, ""), "It did.[^old] It goes on.[^last]", ""},
		{"the second of a row told, and not the last", fact("old", old, "") + fact("later", later, "") +
			fact("last", `about = ["lens"]; as_of = "2025"; overtakes = "later"`, ""), "It ended.[^later]",
			"warning overtaken-told"},
		{"two overtake it, one is told", fact("old", old, "") + fact("later", later, "") +
			fact("other", `about = ["lens"]; as_of = "2025"; overtakes = "old"`, ""), "It did.[^old] It ended.[^later]",
			"warning overtaken-told"},
		{"overtaken by what can't be told", fact("old", old, "") +
			fact("later", later, `{ source = "post", at = "1", stance = "supports", says = "x" }`), "It did.[^old]",
			"notice overtaken-told"},
		{"ended by the same link, and nothing says that it overtakes", fact("old", link+`as_of = "2023"`, "") +
			fact("later", link+`until = "2024"`, ""), "They use it.[^old]", "notice ended-since"},
		{"ended by a claim that overtakes another", fact("old", link+`as_of = "2023"`, "") + fact("other", old, "") +
			fact("later", link+`until = "2024"; overtakes = ["other"]`, ""), "They use it.[^old]", ""},
		{"a claim without any time, which is an error of its own", fact("old", link+`# as_of`, "") +
			fact("later", link+`until = "2024"`, ""), "They use it.[^old]", ""},
		{"looked at since", fact("old", link+`as_of = "2023"; checked = "2025"`, "") + fact("later", link+`until = "2024"`, ""),
			"They use it.[^old]", ""},
		{"looked at before", fact("old", link+`as_of = "2022"; checked = "2023"`, "") + fact("later", link+`until = "2024"`, ""),
			"They use it.[^old]", "notice ended-since"},
		{"told with its own end", fact("old", link+`until = "2023"`, "") + fact("later", link+`until = "2024"`, ""),
			"They use it.[^old]", ""},
		{"both told", fact("old", link+`as_of = "2023"`, "") + fact("later", link+`until = "2024"`, ""),
			"They use it.[^old] Until 2024.[^later]", ""},
		{"ended before", fact("old", link+`as_of = "2025"`, "") + fact("later", link+`until = "2024"`, ""),
			"They use it.[^old]", ""},
		{"perhaps in the same year", fact("old", link+`as_of = "2024"`, "") + fact("later", link+`until = "2024-06"`, ""),
			"They use it.[^old]", ""},
		{"another verb", fact("old", `links = ["police contracts lens"]; as_of = "2023"`, "") +
			fact("later", link+`until = "2024"`, ""), "They use it.[^old]", ""},
		{"another customer", fact("old", `links = ["rival uses lens"]; as_of = "2023"`, "") +
			fact("later", link+`until = "2024"`, ""), "They use it.[^old]", ""},
		{"another product", fact("old", `links = ["police uses rival"]; as_of = "2023"`, "") +
			fact("later", link+`until = "2024"`, ""), "They use it.[^old]", ""},
		{"another kind", fact("old", link+`as_of = "2023"; kind = "act"`, "") + fact("later", link+`until = "2024"`, ""),
			"They use it.[^old]", ""},
		{"ended by what can't be told", fact("old", link+`as_of = "2023"`, "") + fact("later", link+`until = "2024"`,
			`{ source = "post", at = "1", stance = "supports", says = "x" }`), "They use it.[^old]", ""},
	} {
		if got := tell(t, v.toml, v.text); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// What narrows or disputes a claim is told with it.
func TestLeftOut(t *testing.T) {
	const narrows = `{ source = "second", at = "p. 2", stance = "qualifies", says = "trained officers alone operate them" }`
	const about = `about = ["police"]`
	answer := func(kind, claims string) string {
		return fmt.Sprintf("[reply.r]\norganisation = \"company\"\nstate = \"stated\"\ndate = \"2024\"\nchannel = \"c\"\n"+
			"source = \"page\"\nanswers = [ { claims = [%s], answer = %q, at = \"p. 3\", quote = \"contracts were "+
			"cancelled\", says = \"Acme cancelled the contracts\" } ]\n", claims, kind)
	}
	for _, v := range []struct{ name, toml, text, want string }{
		{"what narrows it", fact("a", about, narrows), "Police used cameras.[^a]", "warning left-out"},
		{"said in other words of it", fact("a", about, narrows), "Trained officers used cameras.[^a]", ""},
		{"one word of it is too few", fact("a", about, narrows), "Officers used cameras.[^a]", "warning left-out"},
		{"said in the next sentence", fact("a", about, narrows), "Police used cameras.[^a] Trained officers did.[^a]", ""},
		{"said in another paragraph that doesn't cite it", fact("a", about, narrows),
			"Police used cameras.[^a]\n\nTrained officers did. {.opinion}", "warning left-out"},
		{"in another paragraph that does", fact("a", about, narrows),
			"Police used cameras.[^a]\n\nTrained officers did.[^a]", ""},
		{"told twice, left out once", fact("a", about, narrows), "Police used cameras.[^a]\n\nThey used them.[^a]",
			"warning left-out"},
		{"a claim that rests on the passage is told", fact("a", about, narrows) + fact("b", about,
			`{ source = "second", at = "p. 2", stance = "supports", says = "x" }`),
			"Police used cameras.[^a] Who may is set down.[^b]", ""},
		{"one that rests on another place", fact("a", about, narrows) + fact("b", about,
			`{ source = "second", at = "p. 4", stance = "supports", says = "x" }`),
			"Police used cameras.[^a] Who may is set down.[^b]", "warning left-out"},
		{"names don't count", fact("a", `about = ["police", "lens"]`,
			`{ source = "second", at = "1", stance = "qualifies", says = "City Police say Lens was returned" }`),
			"City Police used Lens.[^a]", "warning left-out"},
		{"what contradicts it", fact("a", about,
			`{ source = "second", at = "1", stance = "contradicts", says = "nobody bought any" }`),
			"Police used cameras.[^a]", "warning left-out"},
		{"what is silent", fact("a", about, `{ source = "second", at = "1", stance = "silent", says = "nobody bought any" }`),
			"Police used cameras.[^a]", ""},
		{"the same thing from two sources", fact("a", about, narrows+", "+strings.Replace(narrows, "second", "article", 1)),
			"Police used cameras.[^a]", "warning left-out"},
		{"an answer that disputes", fact("a", about, "") + answer("disputes", `"a"`), "Police used cameras.[^a]",
			"warning left-out"},
		{"an answer that corrects", fact("a", about, "") + answer("corrects", `"a"`), "Police used cameras.[^a]",
			"warning left-out"},
		{"its words are told", fact("a", about, "") + answer("disputes_with_document", `"a"`),
			"Police used cameras; the contracts were cancelled since.[^a]", ""},
		{"the same thing narrowed and answered", fact("a", about,
			`{ source = "second", at = "p. 2", stance = "qualifies", says = "Acme cancelled the contracts" }`) +
			answer("disputes", `"a"`), "Police used cameras.[^a]", "warning left-out"},
		{"who speaks isn't what is said", fact("a", about,
			`{ source = "second", at = "1", stance = "qualifies", says = "the company refunded buyers" }`),
			"The company refunded nobody.[^a]", "warning left-out"},
		{"nor are those who speak", fact("a", about,
			`{ source = "second", at = "1", stance = "qualifies", says = "companies refunded buyers" }`),
			"Companies refunded nobody.[^a]", "warning left-out"},
		{"a passage of one word, and it is said", fact("a", about,
			`{ source = "second", at = "1", stance = "qualifies", says = "it was cancelled" }`),
			"Police used cameras, since cancelled.[^a]", ""},
		{"its own support at the same place", fact("a", about, `{ source = "second", at = "p. 2", stance = "supports", `+
			`says = "cameras" }, `+narrows), "Police used cameras.[^a]", "warning left-out"},
		{"a claim that only qualifies by the passage", fact("a", about, narrows) + fact("b", about,
			`{ source = "second", at = "p. 2", stance = "silent", says = "x" }`),
			"Police used cameras.[^a] Who may is set down.[^b]", "warning left-out"},
		{"one that rests on that page of another paper", fact("a", about, narrows) + fact("b", about,
			`{ source = "article", at = "p. 2", stance = "supports", says = "x" }`),
			"Police used cameras.[^a] Who may is set down.[^b]", "warning left-out"},
		{"a claim that rests on the answer's place is told", fact("a", about, "") + answer("disputes", `"a"`) + fact("b",
			about, `{ source = "page", at = "p. 3", stance = "supports", says = "x" }`),
			"Police used cameras.[^a] It ended that.[^b]", ""},
		{"no paragraph, and an id that isn't there", fact("a", about, ""), "## A heading\n\nPolice used it.[^a][^none]", ""},
		{"an answer that accepts", fact("a", about, "") + answer("accepts", `"a"`), "Police used cameras.[^a]", ""},
		{"an answer that denies nothing", fact("a", about, "") + answer("non_denial", `"a"`), "Police used cameras.[^a]", ""},
		{"an answer to another claim", fact("a", about, "") + fact("b", about, "") + answer("disputes", `"b"`),
			"Police used cameras.[^a]", ""},
		{"a passage that says nothing by itself", fact("a", about,
			`{ source = "second", at = "1", stance = "qualifies", says = "it" }`), "Police used cameras.[^a]",
			""},
	} {
		if got := tell(t, v.toml, v.text); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// Whoever quotes a page of the company's in part is told so.
func TestNeighbours(t *testing.T) {
	at := func(source, at string) string {
		return fmt.Sprintf(`{ source = %q, at = %q, stance = "supports", says = "x" }`, source, at)
	}
	const about = `about = ["lens"]; kind = "policy"`
	for _, v := range []struct{ name, toml, text, want string }{
		{"the next sentence of the page", fact("a", about, at("page", "p. 3")) + fact("b", about, at("page", "p. 3")),
			"It reviews uses.[^a]", "notice neighbour-untold"},
		{"both told", fact("a", about, at("page", "p. 3")) + fact("b", about, at("page", "p. 3")),
			"It reviews uses.[^a] It turns some down.[^b]", ""},
		{"another page", fact("a", about, at("page", "p. 3")) + fact("b", about, at("page", "p. 4")), "It reviews uses.[^a]",
			""},
		{"another paper", fact("a", about, at("page", "p. 3")) + fact("b", about, at("second", "p. 3")),
			"It reviews uses.[^a]", ""},
		{"a newspaper's page", fact("a", about, at("article", "p. 3")) + fact("b", about, at("article", "p. 3")),
			"It reviews uses.[^a]", ""},
		{"about something else", fact("a", about, at("page", "p. 3")) +
			fact("b", `about = ["rival"]; kind = "policy"`, at("page", "p. 3")), "It reviews uses.[^a]", ""},
		{"of another kind", fact("a", about, at("page", "p. 3")) + fact("b", `about = ["lens"]; kind = "exposure"`,
			at("page", "p. 3")), "It reviews uses.[^a]", ""},
		{"that can't be told", fact("a", about, at("page", "p. 3")) + fact("b", about+`; status = "retracted"`,
			at("page", "p. 3")), "It reviews uses.[^a]", ""},
		{"that is contested", fact("a", about, at("page", "p. 3")) + fact("b", about, at("page", "p. 3")+
			`, { source = "post", at = "1", stance = "contradicts", says = "y" }`), "It reviews uses.[^a]", ""},
		{"its own silence there", fact("a", about, at("article", "p. 3")+
			`, { source = "page", at = "p. 3", stance = "silent", says = "y" }`) + fact("b", about, at("page", "p. 3")),
			"It reviews uses.[^a]", ""},
		{"that is uncorroborated", fact("a", `about = ["lens"]; kind = "use"`, at("page", "p. 3")) +
			fact("b", `about = ["lens"]; kind = "use"`, at("page", "p. 3")), "It reviews uses.[^a]", ""},
		{"that only qualifies", fact("a", about, at("page", "p. 3")) + fact("b", about, at("page", "p. 4")+
			`, { source = "page", at = "p. 3", stance = "qualifies", says = "y" }`), "It reviews uses.[^a]", ""},
	} {
		toml := v.toml
		if strings.Contains(toml, "retracted") {
			toml = strings.Replace(toml, "status = \"reported\"\nabout = [\"lens\"]\nkind = \"policy\"\nstatus",
				"about = [\"lens\"]\nkind = \"policy\"\nstatus", 1)
		}
		if got := tell(t, toml, v.text); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// A denial is told with the claim that it denies.
func TestStrayDenial(t *testing.T) {
	answer := func(kind, claims, quote string) string {
		return fmt.Sprintf("[reply.%s]\norganisation = \"company\"\nstate = \"stated\"\ndate = \"2024\"\nchannel = \"c\"\n"+
			"source = \"page\"\nanswers = [ { claims = [%s], answer = %q, at = \"p. 3\", quote = %q, says = \"Acme "+
			"denies evading obligations\" } ]\n", strings.ReplaceAll(kind, "_", "-"), claims, kind, quote)
	}
	const about = `about = ["police"]`
	const quote = "evades no legal obligations"
	const text = "The contract bars limits; Acme denies evading legal obligations.[^a]"
	for _, v := range []struct{ name, toml, text, want string }{
		{"an answer that neither accepts nor denies", fact("a", about, "") + answer("non_denial", `"a"`, quote), text,
			"warning stray-denial"},
		{"an answer that denies it", fact("a", about, "") + answer("disputes", `"a"`, quote), text, ""},
		{"an answer that corrects it", fact("a", about, "") + answer("corrects", `"a"`, quote), text, ""},
		{"an answer that denies another claim", fact("a", about, "") + fact("b", about, "") +
			answer("disputes", `"b"`, quote), text, "warning stray-denial"},
		{"of both one denies", fact("a", about, "") + fact("b", about, "") + answer("disputes", `"a"`, "never so") +
			answer("non_denial", `"a"`, quote), strings.Replace(text, "limits", "limits, never", 1), ""},
		{"other words", fact("a", about, "") + answer("non_denial", `"a"`, "puts customers first"), text, ""},
		{"no denial", fact("a", about, "") + answer("non_denial", `"a"`, quote),
			"The contract bars limits, legal obligations aside.[^a]", ""},
		{"no answer", fact("a", about, ""), text, ""},
		{"evidence that contradicts it", fact("a", about,
			`{ source = "page", at = "1", stance = "contradicts", says = "evading legal obligations" }`) +
			answer("non_denial", `"a"`, quote), text, ""},
		{"the claim is the denial", fact("a", about+`; kind = "policy"`, "") + answer("non_denial", `"a"`, quote), text, ""},
		{"the claim is of a vote", fact("a", about+`; kind = "history"`, "") + answer("non_denial", `"a"`, quote), text, ""},
		{"the claim is of others", fact("a", about+`; kind = "peer"`, "") + answer("non_denial", `"a"`, quote), text, ""},
		{"a sentence that cites nothing", fact("a", about, "") + fact("b", about, "") + answer("disputes", `"b"`, quote),
			"Police used it.[^a] Acme denies evading legal obligations. {.opinion}", ""},
		{"names alone in common", fact("a", about, "") + answer("non_denial", `"a"`, "City Police evade"),
			"Acme denies that City Police evade.[^a]", ""},
		{"the denial's own word in common", fact("a", about, "") + answer("non_denial", `"a"`, "denies obligations"),
			"Acme denies obligations.[^a]", ""},
		{"two words in common", fact("a", about, "") + answer("non_denial", `"a"`, "evades obligations"),
			"Acme denies evading obligations.[^a]", "warning stray-denial"},
		{"it is denied first, and another claim then", fact("a", about, "") + fact("b", about, "") +
			answer("corrects", `"a"`, "never so") + answer("disputes", `"b"`, quote), text, ""},
		{"another claim is denied in other words", fact("a", about, "") + fact("b", about, "") +
			answer("disputes", `"b"`, "puts customers first"), text, ""},
		{"another claim isn't denied in these words", fact("a", about, "") + fact("b", about, "") +
			answer("non_denial", `"b"`, quote), text, ""},
		{"only an acceptance", fact("a", about, "") + answer("accepts", `"a"`, quote), text, ""},
	} {
		if got := tell(t, v.toml, v.text); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// The day of an article isn't the day of the fact.
func TestArticleDate(t *testing.T) {
	const about = `about = ["police"]; as_of = "2024-03"`
	for _, v := range []struct{ name, toml, text, want string }{
		{"the month of the article", fact("a", about, ""), "In March 2024 police used it.[^a]", "notice article-date"},
		{"its day", fact("a", `about = ["police"]; as_of = "2024-03-05"`, ""), "On 5 March 2024 police used it.[^a]",
			"notice article-date"},
		{"the month that a sentence begins with", fact("a", about, ""), "March 2024 is when police used it.[^a]",
			"notice article-date"},
		{"marked twice", fact("a", about, ""), "In March 2024 police used it.[^a][^a]", "notice article-date"},
		{"January", fact("a", `about = ["police"]; as_of = "2024-01"`,
			`{ source = "january", at = "1", stance = "supports", says = "x" }`), "In January 2024 police used it.[^a]",
			"notice article-date"},
		{"that month of another year", fact("a", `about = ["police"]; as_of = "2023-03"`, ""),
			"In March 2023 police used it.[^a]", ""},
		{"a year alone, as of the article", fact("a", `about = ["police"]; as_of = "2024"`,
			`{ source = "undated", at = "1", stance = "supports", says = "x" }`), "In 2024 police used it.[^a]", ""},
		{"nothing supports it", fact("a", about, `{ source = "article", at = "1", stance = "silent", says = '"supports"' }`),
			"In March 2024 police used it.[^a]", ""},
		{"said as reported", fact("a", about, ""), "In March 2024 a paper reported that police used it.[^a]", ""},
		{"by then", fact("a", about, ""), "By March 2024 police used it.[^a]", ""},
		{"by late then", fact("a", about, ""), "By late March 2024 police used it.[^a]", ""},
		{"as of then", fact("a", about, ""), "Police use it as of March 2024.[^a]", ""},
		{"the month isn't told", fact("a", about, ""), "Police used it.[^a]", ""},
		{"another month", fact("a", `about = ["police"]; as_of = "2024-01"`, ""), "In January 2024 police used it.[^a]", ""},
		{"a year alone", fact("a", `about = ["police"]; as_of = "2024"`, ""), "In 2024 police used it.[^a]", ""},
		{"a second article, of another month", fact("a", about,
			`{ source = "second", at = "1", stance = "supports", says = "x" }, `+
				`{ source = "article", at = "1", stance = "supports", says = "x" }`), "In March 2024 police used it.[^a]", ""},
		{"the record itself", fact("a", about, `{ source = "deal", at = "1", stance = "supports", says = "x" }`),
			"In March 2024 police used it.[^a]", ""},
		{"who saw it", fact("a", about, `{ source = "article", at = "1", stance = "supports", says = "x", distance = 0 }`),
			"In March 2024 police used it.[^a]", ""},
		{"an act", fact("a", about+`; kind = "act"`, ""), "In March 2024 police bought it.[^a]", ""},
	} {
		if got := tell(t, v.toml, v.text); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
}

// A sum of several companies isn't told as one's.
func TestSumOfSeveral(t *testing.T) {
	passage := func(says string) string {
		return fmt.Sprintf(`{ source = "article", at = "1", stance = "supports", says = %q }`, says)
	}
	const about = `about = ["police"]`
	for _, v := range []struct{ name, says, text, want string }{
		{"told of one", "Acme and Rival got $1.2bn", "Acme got $1.2 billion.[^a]", "warning sum-of-several"},
		{"told of both", "Acme and Rival got $1.2bn", "Acme and Rival got $1.2 billion.[^a]", ""},
		{"told as shared", "Acme and Rival got $1.2bn", "Acme has a share of $1.2 billion.[^a]", ""},
		{"told as of companies", "Acme and Rival got $1.2bn", "Acme and other companies got $1.2 billion.[^a]", ""},
		{"no company named", "Acme and Rival got $1.2bn", "Police paid $1.2 billion.[^a]", ""},
		{"another sum", "Acme and Rival got $1.2bn", "Acme got $3 million.[^a]", ""},
		{"the passage tells of one", "Acme got $1.2bn", "Acme got $1.2 billion.[^a]", ""},
		{"in words", "hundreds of millions for Acme, Rival", "Acme got hundreds of millions.[^a]", "warning sum-of-several"},
		{"a name within a word", "Acmeology and Rival got $1.2bn", "Acme got $1.2 billion.[^a]", ""},
		{"the name of another behind it", "Acmeology, Acme, and Rival got $1.2bn", "Acme got $1.2 billion.[^a]",
			"warning sum-of-several"},
		{"a name that ends another", "MegaAcme and Rival got $1.2bn", "Acme got $1.2 billion.[^a]", ""},
		{"no sum", "Acme and Rival got money", "Acme got 12 contracts.[^a]", ""},
	} {
		if got := tell(t, fact("a", about, passage(v.says)), v.text); got != v.want {
			t.Errorf("%s: %q, want %q", v.name, got, v.want)
		}
	}
	qualifies := fact("a", about, `{ source = "article", at = "1", stance = "silent", says = "Acme and Rival got $9m" }`)
	if got := tell(t, qualifies, "Acme got $9m.[^a]"); got != "" {
		t.Error(got)
	}
}

// A stray denial says which claim the answer is to, the first that has its words.
func TestStrayDenialNamesTheClaim(t *testing.T) {
	answer := func(id, claim, kind string) string {
		return fmt.Sprintf("[reply.%s]\norganisation = \"company\"\nstate = \"stated\"\ndate = \"2024\"\nchannel = "+
			"\"c\"\nsource = \"page\"\nanswers = [ { claims = [%q], answer = %q, at = \"1\", quote = \"evades no legal "+
			"obligations\", says = \"s\" } ]\n", id, claim, kind)
	}
	of := func(id string) string { return fact(id, `about = ["police"]`, "") }
	for _, v := range []struct{ toml, want string }{
		{answer("one", "a", "non_denial"), `tells a denial of claim "a", and`},
		{answer("one", "b", "disputes") + answer("two", "c", "disputes"), `is to another claim, "b": `},
	} {
		var l diag.List
		halfTold(parsed("Acme denies evading legal obligations.[^a]"), graded(t, halves+of("a")+of("b")+of("c")+v.toml),
			wording, &l)
		if ds := l.Sorted(); len(ds) != 1 || !strings.Contains(ds[0].Message, v.want) {
			t.Errorf("%s: %v", v.want, ds)
		}
	}
}

// What a text tells by halves is told of a resolution; that a claim is overtaken, of a briefing too.
func TestWhoIsToldOfHalves(t *testing.T) {
	set := graded(t, halves+fact("a", `about = ["lens"]`,
		`{ source = "second", at = "p. 2", stance = "qualifies", says = "trained officers alone" }`)+
		fact("b", `about = ["lens"]; as_of = "2024"; overtakes = ["a"]`, ""))
	const text = "Resolved: shareholders request it.\n\nIt is used.[^a]"
	rules := &filing.Rules{Asking: []string{"request"}, Words: filing.Words{Limit: 500, Warn: 500}}
	var l diag.List
	Resolution(parsed(text), set, rules, wording, "x.md", &l)
	if got := codes(&l); got != "left-out overtaken-told" {
		t.Errorf("a resolution: %s", got)
	}
	l = diag.List{}
	if Briefing(parsed(text), set, wording, "x.md", &l); codes(&l) != "overtaken-told" {
		t.Errorf("a briefing: %v", l.Sorted())
	}
}

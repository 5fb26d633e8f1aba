package check

import (
	"slices"
	"strings"

	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/filing"
)

// Listing says so where the rules are for listed companies alone and nothing says that the company is one: a notice
// where it names no exchange, a warning where it says that it has none or names one that the rules don't know. Whoever
// files with a private company is refused, and the text would have been written for nothing.
func Listing(rules *filing.Rules, c dossier.Company, l *diag.List) {
	if len(rules.Exchanges) == 0 {
		return
	}
	known := strings.Join(rules.Exchanges, ", ")
	switch exchange := strings.TrimSpace(c.Exchange); {
	case exchange == "":
		l.Noticef(c.At, diag.UnlistedCompany, "%s is for listed companies, and the dossier names no exchange for %s",
			rules.Name, c.Short).
			WithHint("say under [company] where its shares are traded: exchange = \"…\" (%s); exchange = \"none\" "+
				"where they aren't", known)
	case strings.EqualFold(exchange, "none"):
		l.Warnf(c.At, diag.UnlistedCompany, "%s is for listed companies, and %s isn't listed: it needn't take this "+
			"proposal", rules.Name, c.Short).
			WithHint("leave [meeting] out, and make the briefing alone: whereas brief DIR")
	case !slices.ContainsFunc(rules.Exchanges, func(e string) bool { return strings.EqualFold(e, exchange) }):
		l.Warnf(c.At, diag.UnlistedCompany, "%s is for companies listed on some exchanges, and %q isn't among "+
			"those that its file names", rules.Name, exchange).
			WithHint("known: %s; look whether a company listed elsewhere must keep these rules", known)
	}
}

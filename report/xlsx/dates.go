package xlsx

import (
	"whereas/report/civil"
	"whereas/report/dossier"
)

// begins is the first day of the time of which a claim speaks, as far as it is known: what tables are sorted by.
func begins(c *dossier.Claim) civil.Date {
	if !c.Since.IsZero() {
		return opens(c.Since.Date)
	}
	return opens(c.AsOf.Date)
}

// when is the time of which a claim speaks, as precisely as it is known.
func when(c *dossier.Claim) string {
	switch {
	case !c.AsOf.IsZero():
		return c.AsOf.String()
	case c.Until.IsZero():
		return "since " + c.Since.String()
	case c.Since.IsZero():
		return "until " + c.Until.String()
	}
	return c.Since.String() + " to " + c.Until.String()
}

// opens is the first day of a date that may be known to the month or the year alone.
func opens(d civil.Date) civil.Date {
	if d.IsZero() {
		return d
	}
	return civil.Date{Year: d.Year, Month: max(1, d.Month), Day: max(1, d.Day)}
}

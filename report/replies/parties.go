package replies

import (
	"fmt"
	"slices"
	"strings"

	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/vocab"
)

// Party is an organisation of which a text tells something adverse.
type Party struct {
	Entity *dossier.Entity
	Claims []*grade.Claim // adverse to it, in the order of the text
	// Unheard are those of them that no reply record stands for.
	Unheard []*grade.Claim
	Reason  dossier.NotAsked // why it wasn't asked; zero where no reason is given
	// Waiting is the record of a question whose time to answer hasn't passed on the day of the text; nil where there is
	// none.
	Waiting *dossier.Reply
	Records []*dossier.Reply // of the organisation, and of who speaks for it
}

// Excused tells whether a reason stands for claims that nobody put to it.
func (p *Party) Excused() bool { return len(p.Unheard) > 0 && p.Reason.Reason.S != "" }

// Refused tells whether the text may not go out: something adverse was put to nobody, and no reason is given.
func (p *Party) Refused() bool { return len(p.Unheard) > 0 && p.Reason.Reason.S == "" }

// Parties are the organisations of which claims tell something adverse, in the order of the claims. day is that of the
// text: a question that may still be answered then isn't a record yet.
func (k *Desk) Parties(told []*grade.Claim, day civil.Date) []*Party {
	var out []*Party
	for _, g := range told {
		for _, id := range k.Adverse(g.Claim) {
			i := slices.IndexFunc(out, func(p *Party) bool { return p.Entity.ID.S == id })
			if i < 0 {
				i = len(out)
				out = append(out, &Party{Entity: k.dossier.Entity(id), Reason: k.reason(id), Records: k.records(id)})
			}
			p := out[i]
			p.Claims = append(p.Claims, g)
			heard, waiting := heard(p.Records, g.ID.S, day)
			if waiting != nil {
				p.Waiting = waiting
			}
			if !heard {
				p.Unheard = append(p.Unheard, g)
			}
		}
	}
	return out
}

// records are the replies of an organisation, and of who speaks for it.
func (k *Desk) records(id string) (out []*dossier.Reply) {
	speakers := k.speakers(id)
	for _, r := range k.dossier.Replies {
		if slices.Contains(speakers, r.Organisation.S) || k.group(id, r.Organisation.S) {
			out = append(out, r)
		}
	}
	return out
}

// heard tells whether one of an organisation's replies stands for a claim. Whoever was asked for this dossier was asked
// about all; a statement that was published, and what somebody else was told, stand for the claims that they were
// looked through for. A newspaper that got no comment on one thing gave nobody a chance to answer another.
func heard(records []*dossier.Reply, claim string, day civil.Date) (heard bool, waiting *dossier.Reply) {
	for _, r := range records {
		switch r.State {
		case vocab.Replied, vocab.NoReply, vocab.Declined, vocab.Stated:
			heard = heard || r.State != vocab.Stated && r.Asked()
			r.EachAnswer(func(_, of string, _ *dossier.Answer) { heard = heard || of == claim })
		case vocab.Sent:
			if r.Deadline.IsZero() || !day.IsZero() && day.First() <= r.Deadline.Last() {
				waiting = r
			} else {
				heard = true
			}
		case vocab.NotSent:
		}
	}
	if heard {
		waiting = nil
	}
	return heard, waiting
}

// group tells whether both are of the company's group, whose parts are the company.
func (k *Desk) group(id, other string) bool {
	return id == dossier.CompanyID && slices.Contains(k.speakers(other), dossier.CompanyID)
}

// reason is the reason that the dossier gives for not having asked an organisation: its own, that of who speaks for it,
// or that of the whole dossier.
func (k *Desk) reason(id string) dossier.NotAsked {
	for _, of := range append(k.speakers(id), dossier.AllOrganisations) {
		for _, n := range k.dossier.NotAsked {
			if n.Organisation.S == of {
				return n
			}
		}
	}
	return dossier.NotAsked{}
}

// Tell reports each organisation that had no chance to answer.
func Tell(parties []*Party, l *diag.List) {
	for _, p := range parties {
		if p.Refused() {
			p.tell(l)
		}
	}
}

func (p *Party) tell(l *diag.List) {
	name, id, claims := p.Entity.Label(), p.Entity.ID.S, "claim "+listed(p.Unheard)
	if n := len(p.Unheard); n > 1 {
		claims = fmt.Sprintf("%d claims %s", n, listed(p.Unheard))
	}
	const came = `say what came: state = "replied", "no_reply" or "declined"`
	switch r := p.Waiting; {
	case r == nil:
		dg := l.Errorf(p.Unheard[0].ID.At, diag.NoReply, "%s had no chance to answer %s", name, claims).
			WithHint("put it to them: whereas letters makes the letter; or say why not, which is printed: "+
				"[no-reply-asked] %s = \"…\" (whereas words no-reply-reason)", id)
		const most = 3
		for _, g := range p.Unheard[1:min(most, len(p.Unheard))] {
			dg.WithNote(g.ID.At, "another of them stands here")
		}
		for _, r := range p.Records {
			if (r.State == vocab.Replied || r.State == vocab.Declined) && !r.Asked() {
				dg.WithNote(r.ID.At, "reply %q has no deadline: it stands for the claims in its answers alone", r.ID.S)
			}
		}
	case r.Deadline.IsZero():
		l.Errorf(r.ID.At, diag.NoReply, "%s was asked, and reply %q doesn't say by when: %s", name, r.ID.S, claims).
			WithHint("add deadline = \"…\" to it; or %s", came)
	default:
		l.Errorf(r.ID.At, diag.NoReply, "%s has until %s to answer, so nothing adverse goes out yet: %s", name,
			r.Deadline.Date, claims).
			WithHint("wait; or %s", came)
	}
}

// listed are the ids of some claims, the first of them.
func listed(claims []*grade.Claim) string {
	const most = 5
	var ids []string
	for _, g := range claims[:min(most, len(claims))] {
		ids = append(ids, fmt.Sprintf("%q", g.ID.S))
	}
	s := strings.Join(ids, ", ")
	if more := len(claims) - most; more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	return s
}

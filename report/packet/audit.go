package packet

import (
	"fmt"
	"io/fs"

	"whereas/report/audit"
	"whereas/report/check"
	"whereas/report/civil"
	"whereas/report/diag"
	"whereas/report/filing"
	"whereas/report/grade"
)

// Audit reads a text that somebody already has and says what stands in it; what is wrong with it goes to l. It is held
// to the rules of an id, and set beside graded claims where there are any. The result is nil where data is, and
// where the text can't be read.
func (t *Tools) Audit(name string, data []byte, rules string, beside *grade.Set, today civil.Date, l *diag.List) (
	*audit.Result, error) {
	if data == nil {
		return nil, nil
	}
	in := audit.Input{Phrasing: t.Phrasing, Today: today}
	var err error
	if in.Wording, err = t.auditing(l); err != nil {
		return nil, err
	}
	if in.Rules, err = filing.Load(t.Filing, rules, l); err != nil {
		return nil, err
	}
	if beside != nil {
		d := beside.Dossier
		in.Filing = filed("", d)
		in.Allowed = d.Allowed
	}
	text := audit.Read(name, data, in.Wording, l)
	if text == nil {
		return nil, nil
	}
	r := audit.Look(text, in, l)
	if beside != nil {
		r.SetBeside(beside, in.Wording, l)
	}
	return r, nil
}

// Against reads the statement of a board and sets it beside graded claims: those that a proposal tells, where there is
// one. It is nil where data is, and where the text can't be read.
func (t *Tools) Against(name string, data []byte, proposal *audit.Result, claims *grade.Set, l *diag.List) (
	*audit.Statement, error) {
	if data == nil {
		return nil, nil
	}
	words, err := t.auditing(l)
	if err != nil {
		return nil, err
	}
	text := audit.Read(name, data, words, l)
	if text == nil {
		return nil, nil
	}
	return audit.Against(text, proposal, claims, words, l), nil
}

// auditing reads the words that an audit looks for.
func (t *Tools) auditing(l *diag.List) (audit.Wording, error) {
	const name = "audit.toml"
	b, err := fs.ReadFile(t.Templates, name)
	if err != nil {
		return audit.Wording{}, fmt.Errorf("read the words of an audit: %w", err)
	}
	return audit.ParseWording(name, b, t.Telling.Words, t.Capitals, l), nil
}

// Due is check.Due.
func (*Tools) Due(set *grade.Set, filing civil.Date, l *diag.List) (claims, sources int) {
	return check.Due(set, filing, l)
}

// RuleNames are the rules of filing that there are.
func (t *Tools) RuleNames() []string { return filing.Names(t.Filing) }

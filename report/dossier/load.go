package dossier

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"whereas/report/diag"
	"whereas/report/source"
	"whereas/report/vocab"
)

// Options of Load.
type Options struct {
	Prefix   string // shown before file names, "examples/amazon/"
	Internal bool   // read private/ as well
}

// loader holds what the readers of the single tables share.
type loader struct {
	d       *Dossier
	vocab   vocab.Vocabulary
	list    *diag.List
	docs    []*source.Doc
	heads   []diag.Span // of the [dossier] tables
	guesses diag.Guesses
	unread  bool // a file of the dossier isn't read at all: anything may stand in it

	tables map[*Source]*source.Table // where each source stands
	told   []namedDate

	meant   map[[2]string]bool // by kind and id, what misspelt ids were most likely meant to be
	missing []missing          // ids that are named and defined nowhere
	missed  map[[2]string]int  // where each stands in missing, by its kind and id; -1 where it may be defined in damage
}

// namedDate is a date that may not lie after the dossier's own.
type namedDate struct {
	key  string
	date source.Date
}

// Load reads a dossier folder. Faults of the input go to l; an error means that the folder couldn't be
// read at all. The dossier is never nil without an error, and as whole as its files allow.
func Load(fsys fs.FS, slug string, words vocab.Vocabulary, opts Options, l *diag.List) (*Dossier, error) {
	d := &Dossier{Slug: slug, Language: "en-US", Texts: diag.Texts{}, prefix: opts.Prefix}
	ld := &loader{d: d, vocab: words, list: l, guesses: diag.ManyGuesses, tables: map[*Source]*source.Table{}}

	names, err := ld.tomlFiles(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("list the dossier: %w", err)
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == ProofFile })
	if opts.Internal {
		more, err := ld.tomlFiles(fsys, "private")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("list private: %w", err)
		}
		names = append(names, slices.DeleteFunc(more, func(n string) bool { return n == "private/"+ProofFile })...)
	}
	misnamed := misnamed(fsys, opts.Internal)
	if len(names) == 0 {
		dg := l.Errorf(diag.Span{File: strings.TrimSuffix(opts.Prefix, "/")}, diag.EmptyDossier,
			"the folder holds no dossier: there is no *.toml in it")
		dg.WithHint("make one with: whereas new DIR")
		if i := slices.IndexFunc(misnamed, func(m misname) bool { return path.Ext(m.meant) == ".toml" }); i >= 0 {
			dg.WithHint("rename %q to %q", misnamed[i].name, misnamed[i].meant)
		}
		d.Index()
		return d, nil
	}
	ld.tellMisnamed(misnamed)
	if len(names) > MaxFiles {
		l.Errorf(diag.Span{File: strings.TrimSuffix(opts.Prefix, "/")}, diag.TooManyFiles,
			"the folder holds %d TOML files; at most %d are read", len(names), MaxFiles)
		names = names[:MaxFiles]
	}
	for _, name := range names {
		t, err := ld.read(fsys, name, opts.Prefix)
		if err != nil {
			return nil, err
		}
		if t != nil {
			ld.file(t)
		}
	}
	if len(ld.heads) == 0 && !ld.anyDamage() {
		l.Errorf(diag.Span{File: opts.Prefix + names[0]}, diag.MissingKey,
			"no file of the folder has a [dossier] heading").
			WithHint("add:\n[dossier]\nformat = %d\nas_of = \"…\"", Format)
	}
	if err := ld.proofs(fsys, ProofFile, opts.Prefix); err != nil {
		return nil, err
	}
	if opts.Internal {
		if err := ld.proofs(fsys, "private/"+ProofFile, opts.Prefix); err != nil {
			return nil, err
		}
	}
	assessments, err := ld.tomlFiles(fsys, "assessments")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list assessments: %w", err)
	}
	for _, name := range assessments {
		t, err := ld.read(fsys, name, opts.Prefix)
		if err != nil {
			return nil, err
		}
		if t != nil {
			d.Assessments = append(d.Assessments, ld.assessment(opts.Prefix+name, t))
		}
	}
	if d.Resolution, err = ld.prose(fsys, "resolution.md", opts.Prefix); err != nil {
		return nil, err
	}
	if d.Briefing, err = ld.prose(fsys, "briefing.md", opts.Prefix); err != nil {
		return nil, err
	}
	d.Index()
	ld.check()
	d.Damaged = ld.anyDamage()
	return d, nil
}

// prose reads a text of the user's own, nil where there is none.
func (ld *loader) prose(fsys fs.FS, name, prefix string) ([]byte, error) {
	if _, err := fs.Stat(fsys, name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	info, err := ld.look(fsys, name, prefix)
	if err != nil || info == nil {
		return nil, err
	}
	if info.Size() > MaxProse {
		ld.list.Errorf(diag.Span{File: prefix + name}, diag.FileTooLarge, "the file has %d bytes; at most %d are read",
			info.Size(), MaxProse)
		return nil, nil
	}
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", prefix+name, err)
	}
	faults := ld.list.Count(diag.Error)
	text := source.Prose(prefix+name, b, ld.list)
	ld.d.Texts[prefix+name] = string(text)
	if ld.list.Count(diag.Error) > faults { // they point into the text as it lies there
		ld.d.Texts[prefix+name] = string(source.Lines(prefix+name, b, &diag.List{}))
	}
	return text, nil
}

// proofs reads a record of proofs, if there is one.
func (ld *loader) proofs(fsys fs.FS, name, prefix string) error {
	if _, err := fs.Stat(fsys, name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	data, err := ld.bytes(fsys, name, prefix)
	if err != nil || data == nil {
		return err
	}
	text := string(data)
	if ps, ok := plainProofs(prefix+name, text); ok {
		ld.d.Texts[prefix+name] = text
		ld.d.Proofs = append(ld.d.Proofs, ps...)
		return nil
	}
	t := ld.parse(name, prefix, data)
	if h := t.Table("proofs"); h != nil {
		h.NeedInt("format", 1, 1e6)
		h.Close()
	}
	ld.d.Proofs = append(ld.d.Proofs, readProofs(t)...)
	t.Close()
	return nil
}

func (ld *loader) tomlFiles(fsys fs.FS, dir string) ([]string, error) {
	info, err := fs.Stat(fsys, dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil, err
		}
		ld.list.Errorf(diag.Span{File: ld.d.prefix + dir}, diag.OutsideFolder,
			"the folder can't be opened inside the dossier").
			WithHint("a link that leads out of the dossier, or nowhere, isn't followed: put the folder itself here")
		return nil, nil
	}
	if !info.IsDir() { // whoever opens a pipe may wait for ever
		ld.list.Errorf(diag.Span{File: ld.d.prefix + dir}, diag.NoFile, "%q isn't a folder", dir).
			WithHint("put a folder in its place, or take it away")
		return nil, nil
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(strings.ToLower(e.Name()), ".toml") && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, path.Join(dir, e.Name()))
		}
	}
	slices.Sort(names)
	return names, nil
}

// read parses one file; nil without an error where it isn't read, which is a diagnostic.
func (ld *loader) read(fsys fs.FS, name, prefix string) (*source.Table, error) {
	data, err := ld.bytes(fsys, name, prefix)
	if err != nil || data == nil {
		return nil, err
	}
	return ld.parse(name, prefix, data), nil
}

func (ld *loader) parse(name, prefix string, data []byte) *source.Table {
	t := source.Parse(prefix+name, data, ld.list)
	ld.docs = append(ld.docs, t.Doc())
	ld.d.Texts[prefix+name] = t.Doc().Text()
	return t
}

// look is what is known of a file before it is opened; nil without an error where it mustn't be, which is a diagnostic:
// it lies outside the folder, or it is a pipe or the like, and who opens one may wait for ever.
func (ld *loader) look(fsys fs.FS, name, prefix string) (fs.FileInfo, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		if errors.Is(err, fs.ErrPermission) {
			return nil, fmt.Errorf("read %s: %w", prefix+name, err)
		}
		ld.list.Errorf(diag.Span{File: prefix + name}, diag.OutsideFolder,
			"the file can't be opened inside its folder").
			WithHint("a link that leads out of the dossier, or nowhere, isn't followed: put the file itself here")
		ld.unread = true
		return nil, nil
	}
	if !info.Mode().IsRegular() {
		ld.list.Errorf(diag.Span{File: prefix + name}, diag.NoFile, "%q isn't a file", name).
			WithHint("put a file in its place, or take it away")
		ld.unread = true
		return nil, nil
	}
	return info, nil
}

// bytes reads one file; nil without an error where it can't be read as one, or is too large.
func (ld *loader) bytes(fsys fs.FS, name, prefix string) ([]byte, error) {
	info, err := ld.look(fsys, name, prefix)
	if err != nil || info == nil {
		return nil, err
	}
	if info.Size() > source.MaxFileSize {
		ld.list.Errorf(diag.Span{File: prefix + name}, diag.FileTooLarge, "the file has %d bytes; at most %d are read",
			info.Size(), source.MaxFileSize).
			WithHint("split it: every *.toml in the folder is read, so claims can stand in several files")
		ld.unread = true
		return nil, nil
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", prefix+name, err)
	}
	if data == nil { // an empty file is read all the same
		data = []byte{}
	}
	return data, nil
}

// file reads the tables of one file of the folder.
func (ld *loader) file(root *source.Table) {
	d := ld.d
	if t := root.Table("dossier"); t != nil {
		if len(ld.heads) > 0 {
			ld.list.Errorf(t.At, diag.DuplicateID, "heading %q stands twice", "dossier").
				WithNote(ld.heads[0], "it stands here first")
		}
		ld.heads = append(ld.heads, t.At)
		if v, at, ok := t.NeedInt("format", 1, 1e6); ok && v > Format {
			ld.list.Errorf(at, diag.NewerFormat, "this dossier has format %d; this program reads formats up to %d", v,
				Format).
				WithHint("get a newer version of the program")
		}
		d.AsOf = t.NeedDate("as_of")
		if s := t.Text("language", MaxLabel).S; s != "" {
			d.Language = s
		}
		d.Note = t.Text("note", MaxField).S
		t.Close()
	}
	if t := root.Table("company"); t != nil {
		c := Company{
			At:           t.At,
			Name:         t.Need("name", MaxName).S,
			Short:        t.Text("short", MaxLabel).S,
			Ticker:       t.Text("ticker", MaxLabel).S,
			Exchange:     t.Text("exchange", MaxLabel).S,
			Incorporated: t.Text("incorporated", MaxLabel).S,
		}
		c.Invented, _ = t.Bool("invented")
		if c.Short == "" {
			c.Short = c.Name
		}
		if d.Company.Name != "" {
			ld.list.Errorf(t.At, diag.DuplicateID, "heading %q stands twice", "company").
				WithNote(d.Company.At, "it stands here first")
		}
		d.Company = c
		t.Close()
	}
	if t := root.Table("allow"); t != nil {
		for _, k := range t.Keys() {
			d.Allowed = append(d.Allowed,
				Allowed{Rule: source.Text{S: k, At: t.KeyAt(k)}, Why: t.Need(k, MaxField).S})
		}
		t.Close()
	}
	if t := root.Table("ask"); t != nil {
		d.Ask = Ask{Use: t.Word("use"), Clause: t.Text("clause", MaxField)}
		t.Close()
	}
	if t := root.Table("author"); t != nil {
		d.Author = Author{Name: t.Need("name", MaxName).S, Contact: t.Text("contact", MaxName).S}
		t.Close()
	}
	if t := root.Table("no-reply-asked"); t != nil {
		for _, k := range t.Keys() {
			n := NotAsked{Organisation: source.Text{S: k, At: t.KeyAt(k)}}
			n.Reason = ld.word(t.NeedWord(k), "no-reply-reason", "reason")
			d.NotAsked = append(d.NotAsked, n)
		}
		t.Close()
	}
	if t := root.Table("notes"); t != nil {
		switch w := t.Word("interest"); w.S {
		case "note":
			d.Notes.Interest = true
		case "off", "":
		default:
			ld.list.Errorf(w.At, diag.OutOfRange, "%q is %q; it must be \"note\" or \"off\"", "interest", w.S)
		}
		t.Close()
	}
	if t := root.Table("meeting"); t != nil {
		d.Meeting.Rules = t.NeedWord("rules")
		d.Meeting.Year, _, _ = t.NeedInt("year", 1900, 2200)
		d.Meeting.Date = t.Date("date")
		d.Meeting.Prior = t.Date("prior_proxy_released")
		d.Meeting.Source = t.Word("source")
		t.Close()
	}
	root.Each("prior-vote", func(id source.Text, t *source.Table) {
		v := Vote{
			ID:      id,
			Date:    ld.dated(t.NeedDate("date"), "date"),
			Title:   t.Need("title", MaxField).S,
			Support: t.Need("support", MaxLabel).S,
			Subject: t.Text("subject", MaxField).S,
			Source:  t.NeedWord("source"),
		}
		d.Votes = append(d.Votes, v)
	})
	root.Each("source", func(id source.Text, t *source.Table) {
		s := ld.source(id, t)
		d.Sources, ld.tables[s] = append(d.Sources, s), t
	})
	root.Each("entity", func(id source.Text, t *source.Table) { d.Entities = append(d.Entities, ld.entity(id, t)) })
	root.Each("claim", func(id source.Text, t *source.Table) { d.Claims = append(d.Claims, ld.claim(id, t)) })
	root.Each("reply", func(id source.Text, t *source.Table) { d.Replies = append(d.Replies, ld.reply(id, t)) })
	root.Each("correction", func(id source.Text, t *source.Table) {
		d.Corrections = append(d.Corrections, ld.correction(id, t))
	})
	root.Each("search", func(id source.Text, t *source.Table) { d.Searches = append(d.Searches, ld.search(id, t)) })
	root.Close()
}

func (ld *loader) source(id source.Text, t *source.Table) *Source {
	s := &Source{ID: id}
	s.Type = ld.word(t.NeedWord("type"), "source-type", "source type")
	s.Title = t.Need("title", MaxField).S
	s.Publisher = t.Text("publisher", MaxName).S
	s.Short = t.Text("short", MaxLabel).S
	if s.Short == "" {
		s.Short = s.Publisher
	}
	s.Ref = t.Text("ref", MaxName).S
	s.URL = ld.address(t.Verbatim("url"))
	s.Archived = ld.address(t.Verbatim("archived"))
	s.Published = ld.dated(t.Date("published"), "published")
	s.Accessed = ld.dated(t.Date("accessed"), "accessed")
	s.Language = t.Text("language", MaxLabel).S
	s.Interest = t.Text("interest", MaxField).S
	s.Method = t.Text("method", MaxField).S
	if auth, ok := t.Bool("authenticated"); ok {
		s.Unauthenticated = !auth
		if s.Type.S != "foia" && s.Type.S != "" {
			ld.list.Errorf(t.KeyAt("authenticated"), diag.UnknownKey, "%q is said of a foia source alone",
				"authenticated")
		}
	}
	s.Capture = t.Word("capture", MaxName)
	if s.Capture.S != "" && (!fs.ValidPath(s.Capture.S) || strings.ContainsAny(s.Capture.S, `\:`)) {
		ld.list.Errorf(s.Capture.At, diag.CaptureOutside, "capture %q leads out of the folder of captures",
			s.Capture.S).
			WithHint("give the file's name as it lies below a folder named with --captures")
		s.Capture.S = ""
	}
	s.Read = vocab.Reading(ld.word(t.Word("read"), "read", "reading").S)
	if s.RestsOn = t.Words("rests_on"); len(s.RestsOn) > MaxRests {
		ld.list.Errorf(t.KeyAt("rests_on"), diag.TooManyPieces, "source %q rests on %d others; at most %d are read",
			id.S, len(s.RestsOn), MaxRests)
		s.RestsOn = s.RestsOn[:MaxRests]
	}
	s.PartOf = t.Word("part_of")
	s.RepostOf = t.Text("repost_of", MaxName)
	s.Cluster = voiceName(t.Text("cluster", MaxLabel).S)
	if s.Independent = t.Text("independent", MaxField).S; s.Independent != "" && s.Cluster != "" {
		ld.list.Errorf(t.KeyAt("independent"), diag.IndependentCluster,
			"source %q can't be of a cluster and independent of its publisher's other papers", id.S).
			WithHint("leave one of the two out")
	}
	if c := t.Table("correction"); c != nil {
		s.Correction = Correction{Date: c.NeedDate("date").Date, Text: c.Need("text", MaxField).S}
		c.Close()
	}
	s.Handling = ld.handling(t)
	s.Note = t.Text("note", MaxField).S
	switch s.Type.S {
	case "research", "research-unstated", "advocacy", "commissioned":
		if s.Interest == "" && !t.Damaged() {
			ld.list.Warnf(id.At, diag.MissingInterest, "source %q doesn't say what its publisher has to gain", id.S).
				WithHint(`add interest = "none known", or what it is: "campaigns for …", "paid by the company"`).
				Lacking("interest")
		}
	}
	return s
}

// personType is the type of entities that are people. Nobody is named who holds no office.
const personType = "person"

func (ld *loader) entity(id source.Text, t *source.Table) *Entity {
	e := &Entity{ID: id, Name: t.Need("name", MaxName).S, Short: t.Text("short", MaxLabel).S,
		Type:    ld.word(t.NeedWord("type"), "entity-type", "entity type").S,
		Sector:  ld.word(t.Word("sector"), "sector", "sector").S,
		Country: t.Text("country", MaxLabel).S, EntryNote: t.Text("note", MaxField).S, Handling: ld.handling(t)}
	e.Office = t.Text("office", MaxName).S
	switch id.S {
	case CompanyID:
		ld.list.Errorf(id.At, diag.ReservedID, "the entity %q is the company of [company] and isn't declared again",
			id.S)
	case AllOrganisations:
		ld.list.Errorf(id.At, diag.ReservedID, "no entity can be called %q, which stands for all organisations", id.S)
	}
	switch person := e.Type == personType; {
	case person && e.Office == "" && !t.Damaged():
		ld.list.Errorf(id.At, diag.PrivatePerson, "the person %q holds no office", id.S).
			WithHint(`say by which public office they are named: office = "director of the agency since 2024"; ` +
				"who holds none is named nowhere: tell what the organisation did").
			Lacking("office")
	case !person && e.Office != "" && e.Type != "":
		ld.list.Errorf(t.KeyAt("office"), diag.UnknownKey, "%q is said of a person alone", "office")
	}
	return e
}

func (ld *loader) claim(id source.Text, t *source.Table) *Claim {
	c := &Claim{ID: id}
	c.Text = t.Need("text", MaxText)
	c.Recital = t.Text("recital", MaxRecital)
	if t.Has("recital") && strings.TrimSpace(c.Recital.S) == "" {
		ld.list.Errorf(c.Recital.At, diag.EmptyText, "%q is empty", "recital")
	}
	c.Kind = vocab.Kind(ld.word(t.NeedWord("kind"), "kind", "kind").S)
	c.Status = vocab.Status(ld.word(t.NeedWord("status"), "status", "status").S)
	c.AsOf = ld.dated(t.Date("as_of"), "as_of")
	c.Since = ld.dated(t.Date("since"), "since")
	c.Until = ld.dated(t.Date("until"), "until")
	c.Checked = ld.dated(t.Date("checked"), "checked")
	if !t.Has("as_of") && !t.Has("since") && !t.Has("until") && !t.Damaged() {
		ld.list.Errorf(id.At, diag.MissingKey, "claim %q has no date: neither as_of nor since nor until", id.S).
			WithHint(`say when the fact held, as exactly as it is known: as_of = "2024"`).
			Lacking("as_of", "since", "until")
	}
	if !c.Since.IsZero() && !c.Until.IsZero() && c.Since.After(c.Until.Date) {
		ld.list.Errorf(c.Until.At, diag.DatesReversed, "the claim ends (%s) before it begins (%s)", c.Until,
			c.Since.Date).
			WithNote(c.Since.At, "it begins here")
	}
	for _, s := range t.Words("links") {
		c.Links = append(c.Links, ld.link(s)...)
	}
	c.About = t.Words("about")
	c.Tags = strs(t.Texts("tags", MaxLabel))
	c.Search = t.Word("search")
	c.Overtakes = t.WordOrWords("overtakes")
	c.Handling = ld.handling(t)
	c.Tell = vocab.Telling(ld.word(t.Word("tell"), "tell", "tell").S)
	c.TellWith, c.TellWithout = t.Words("tell_with"), t.Words("tell_without")
	c.Note = t.Text("note", MaxField).S
	t.List("evidence", func(t *source.Table) { c.Evidence = append(c.Evidence, ld.evidence(t)) })
	if len(c.Evidence) > MaxEvidence {
		ld.list.Errorf(id.At, diag.TooManyPieces, "claim %q has %d pieces of evidence; at most %d are read", id.S,
			len(c.Evidence), MaxEvidence)
		c.Evidence = c.Evidence[:MaxEvidence]
	}
	ld.parts(c, t)
	switch unsupported := c.unsupported(); {
	case t.Damaged() || c.Kind == "":
	case c.Kind == vocab.Absence && c.Search.S == "":
		ld.list.Errorf(id.At, diag.AbsenceWithoutSearch,
			"claim %q says that something wasn't found, but names no search log", id.S).
			WithHint(`add search = "…" and describe the search under [search.…]`).
			Lacking("search")
	case c.Kind != vocab.Absence && len(unsupported) > 0 && len(unsupported) < len(c.Parts):
		for _, p := range unsupported {
			ld.list.Errorf(p.ID.At, diag.PartWithoutEvidence, "nothing supports part %q of claim %q", p.ID.S, c.ID.S).
				WithHint(`say in each piece of evidence which part it bears on: part = %q`, p.ID.S).
				Lacking("part")
		}
	case c.Kind != vocab.Absence && len(unsupported) > 0:
		ld.list.Errorf(id.At, diag.ClaimWithoutEvidence, "claim %q has no evidence that supports it", id.S).
			WithHint(`add evidence = [ { source = "…", at = "p. 3", quote = "…", says = "…" } ]`).
			Lacking("evidence")
	}
	return c
}

// parts reads the parts of a claim, and looks whether its evidence names them.
func (ld *loader) parts(c *Claim, t *source.Table) {
	p := t.Table("parts")
	if p == nil {
		for _, e := range c.Evidence {
			for _, name := range e.Parts {
				ld.list.Errorf(name.At, diag.UnknownPart, "evidence names part %q, and claim %q has no parts", name.S,
					c.ID.S).
					WithHint("leave part out; or say under [claim.%s.parts] which things the claim says", c.ID.S)
			}
		}
		return
	}
	var ids []string
	for _, k := range p.Keys() {
		c.Parts = append(c.Parts, Part{ID: source.Text{S: k, At: p.KeyAt(k)}, Text: p.Need(k, MaxSays).S})
		ids = append(ids, k)
	}
	p.Close()
	switch n := len(c.Parts); {
	case c.Kind == vocab.Absence:
		ld.list.Errorf(p.At, diag.BadParts, "claim %q is an absence, which rests on its search log: it has no parts",
			c.ID.S).
			WithHint("make a claim of each thing that wasn't found")
	case n < 2 && !p.Damaged():
		ld.list.Errorf(p.At, diag.BadParts, "claim %q has %s; a claim that says one thing has none", c.ID.S,
			plural(n, "part", "parts")).
			WithHint("name each thing that the claim says, or leave parts out")
	case n > MaxParts:
		ld.list.Errorf(p.At, diag.TooManyPieces, "claim %q has %d parts; at most %d are read", c.ID.S, n, MaxParts)
		c.Parts = c.Parts[:MaxParts]
	}
	for _, e := range c.Evidence {
		for _, name := range e.Parts {
			if !slices.Contains(ids, name.S) && !p.Damaged() {
				suggest(ld.list.Errorf(name.At, diag.UnknownPart, "evidence names part %q, which claim %q doesn't have",
					name.S, c.ID.S), name.S, ids)
			}
		}
	}
}

// link reads "aws hosts hart"; a word of it that isn't known is pointed at by itself.
func (ld *loader) link(s source.Text) []Link {
	parts := strings.Fields(s.S)
	if len(parts) != 3 {
		ld.list.Errorf(s.At, diag.BadLink, "link %q isn't three words: subject, verb, object", s.S).
			WithHint(`for example "aws hosts hart", with two ids of [entity] and a verb of the list`)
		return nil
	}
	if !ld.vocab.Has("verb", parts[1]) {
		dg := ld.list.Errorf(inside(s, parts[1]), diag.UnknownVerb, "unknown link verb %q", parts[1])
		suggest(dg, parts[1], ld.vocab.IDs("verb"))
	}
	return []Link{{parts[0], parts[1], parts[2], s.At}}
}

// inside is the place of a part of a text that stands on one line without escapes; else the whole text's.
func inside(s source.Text, part string) diag.Span {
	i := strings.Index(s.S, part)
	at := s.At
	if i < 0 || at.Line != at.EndLine || at.EndCol-at.Col != utf8.RuneCountInString(s.S)+2 {
		return at
	}
	at.Col += 1 + utf8.RuneCountInString(s.S[:i])
	at.EndCol = at.Col + utf8.RuneCountInString(part)
	return at
}

// voiceName is the name of a cluster or origin, in which capitals and blanks tell nobody apart: "Reuters" and "reuters"
// are one voice, and so are "Big wire" and "big-wire".
func voiceName(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), "-") }

func (ld *loader) evidence(t *source.Table) *Evidence {
	e := &Evidence{At: t.At, Source: t.NeedWord("source"), Locator: t.Need("at", MaxName).S}
	e.Parts = t.WordOrWords("part")
	e.Quote = ld.quote(t.Text("quote", MaxQuoteText))
	e.Says = t.Need("says", MaxSays)
	e.Stance = vocab.Stance(ld.word(t.Word("stance"), "stance", "stance").S)
	if e.Stance == "" && !t.Has("stance") {
		e.Stance = vocab.Supports
	}
	e.Origin = voiceName(t.Text("origin", MaxLabel).S)
	e.Distance = -1
	if v, _, ok := t.Int("distance", 0, 2); ok {
		e.Distance = v
	}
	e.AgainstInterest = t.Text("against_interest", MaxField).S
	e.Handling = ld.handling(t)
	e.Note = t.Text("note", MaxField).S
	return e
}

func (ld *loader) quote(s source.Text) source.Text {
	if n := len(strings.Fields(s.S)); n > MaxQuote {
		ld.list.Errorf(s.At, diag.QuoteTooLong, "the quote has %d words; at most %d may be quoted", n, MaxQuote).
			WithHint("quote the phrase that decides, and say the rest in your own words under says")
	}
	return s
}

func (ld *loader) reply(id source.Text, t *source.Table) *Reply {
	r := &Reply{ID: id, Organisation: t.NeedWord("organisation"),
		State: vocab.ReplyState(ld.word(t.NeedWord("state"), "reply-state", "state").S)}
	r.Date = ld.dated(t.Date("date"), "date")
	r.Deadline = t.Date("deadline")
	r.Channel = t.Text("channel", MaxName).S
	r.Source = t.Word("source")
	r.Handling = ld.handling(t)
	if r.State != "" && r.State != vocab.NotSent {
		for _, key := range []string{"date", "channel"} {
			if !t.Has(key) && !t.Damaged() {
				ld.list.Errorf(id.At, diag.MissingKey, "%q is missing", key).Lacking(key)
			}
		}
	}
	if (r.State == vocab.Stated || r.State == vocab.Replied) && r.Source.S == "" && !t.Damaged() {
		ld.list.Errorf(id.At, diag.MissingKey, "%q is missing", "source").
			WithHint("name the source in which the organisation's words stand").
			Lacking("source")
	}
	t.List("answers", func(t *source.Table) {
		a := Answer{
			At:      t.At,
			Claims:  t.NeedWords("claims"),
			Answer:  vocab.ReplyAnswer(ld.word(t.NeedWord("answer"), "reply-answer", "answer").S),
			Locator: t.Text("at", MaxName).S,
			Quote:   ld.quote(t.Text("quote", MaxQuoteText)),
			Says:    t.Text("says", MaxSays).S,
		}
		if a.Says == "" && a.Answer != vocab.NotAddressed && a.Answer != "" && !t.Damaged() {
			ld.list.Errorf(t.At, diag.MissingKey, "%q is missing", "says").
				WithHint("say in one line what the organisation answers").
				Lacking("says")
		}
		r.Answers = append(r.Answers, a)
	})
	if n := len(r.Answers); n > MaxAnswers {
		ld.list.Errorf(id.At, diag.TooManyPieces, "reply %q has %d answers; at most %d are read", id.S, n, MaxAnswers)
		r.Answers = r.Answers[:MaxAnswers]
	}
	return r
}

func (ld *loader) search(id source.Text, t *source.Table) *Search {
	s := &Search{
		ID:       id,
		Date:     ld.dated(t.NeedDate("date"), "date"),
		Found:    t.Need("found", MaxField).S,
		Handling: ld.handling(t),
	}
	s.By = strs(t.NeedTexts("by", MaxLabel))
	if t.Has("documents") || !t.Damaged() {
		if !t.Has("documents") {
			ld.list.Errorf(t.At, diag.MissingKey, "%q is missing", "documents").Lacking("documents")
		}
		t.List("documents", func(t *source.Table) {
			doc := Document{
				Source:  t.Word("source"),
				Name:    t.Text("name", MaxName).S,
				Locator: t.Text("at", MaxName).S,
				Read:    vocab.Reading(ld.word(t.NeedWord("read"), "read", "reading").S),
			}
			if doc.Source.S == "" && doc.Name == "" && !t.Damaged() {
				ld.list.Errorf(t.At, diag.MissingKey, "the document has neither %q nor %q", "source", "name").
					Lacking("source", "name")
			}
			s.Documents = append(s.Documents, doc)
		})
		if n := len(s.Documents); n > MaxDocuments {
			ld.list.Errorf(id.At, diag.TooManyPieces, "search %q lists %d documents; at most %d are read", id.S, n,
				MaxDocuments)
			s.Documents = s.Documents[:MaxDocuments]
		}
	}
	s.Terms = strs(t.NeedTexts("terms", MaxLabel))
	s.Languages = strs(t.NeedTexts("languages", MaxLabel))
	for _, x := range t.Words("covers") {
		s.Covers = append(s.Covers, ld.word(x, "search-field", "search field"))
	}
	if t.Has("asked") {
		if a := t.AskedTable("asked"); a != nil {
			s.Asked = true
			s.AskedOn = a.NeedDate("date")
			s.AskedHow = strings.TrimSuffix(a.Need("channel", MaxName).S+": "+a.Text("answer", MaxSays).S, ": ")
			a.Close()
		} else {
			s.Asked, _ = t.Bool("asked")
		}
	} else if !t.Damaged() {
		ld.list.Errorf(t.At, diag.MissingKey, "%q is missing",
			"asked").
			WithHint("say whether the company was asked: asked = false, or a date and a channel").
			Lacking("asked")
	}
	return s
}

// word checks a word against a closed list; an empty one passes, a missing one was reported before.
func (ld *loader) word(s source.Text, list, what string) source.Text {
	if s.S == "" || ld.vocab.Has(list, s.S) {
		return s
	}
	dg := ld.list.Errorf(s.At, diag.Unknown(what), "unknown %s %q", what, s.S)
	if known := ld.vocab.IDs(list); list != "source-type" || misspelt(s.S, diag.Nearest(s.S, known)) {
		suggest(dg, s.S, known)
		if strings.HasPrefix(dg.Hint, "known: ") {
			dg.WithHint("%s; %s", dg.Hint, vocab.Meanings(list))
		}
	} else {
		dg.WithHint("choose by what the document is, and no higher: %s; %s", strings.Join(known, ", "),
			vocab.Meanings(list))
	}
	return source.Text{At: s.At}
}

// misspelt tells whether a word can be nothing else than another one, misspelt. For the types of sources likeness alone
// isn't enough: a "filing" isn't a "finding", which is believed more, and who takes a hint looks no further.
func misspelt(word, meant string) bool {
	if meant == "" {
		return false
	}
	const certain, edits = 8, 6 // letters of a word that isn't one by chance; letters for one edit
	if n := utf8.RuneCountInString(word); n >= certain {
		return diag.Within(word, meant, n/edits)
	}
	return strings.HasPrefix(word, meant) // journalism2, standards
}

func suggest(dg *diag.Diagnostic, word string, known []string) {
	if near := diag.Nearest(word, known); near != "" {
		dg.WithHint("did you mean %q?", near)
	} else if n := len(known); n > 0 && n <= 24 {
		dg.WithHint("known: %s", strings.Join(known, ", "))
	}
}

func (ld *loader) handling(t *source.Table) vocab.Handling {
	h := vocab.Handling(ld.word(t.Word("handling"), "handling", "handling").S)
	if h == "" {
		return vocab.Public
	}
	return h
}

// strs are texts without their places.
func strs(texts []source.Text) []string {
	var out []string
	for _, s := range texts {
		out = append(out, s.S)
	}
	return out
}

// dated notes a date down: that it lies after the dossier's own day shows only when all files are read.
func (ld *loader) dated(d source.Date, key string) source.Date {
	if !d.IsZero() {
		ld.told = append(ld.told, namedDate{key, d})
	}
	return d
}

func (ld *loader) anyDamage() bool {
	return ld.unread || slices.ContainsFunc(ld.docs, func(d *source.Doc) bool { return d.AnyDamage() })
}

// couldBe tells whether an id may be defined or used in a part of some file that couldn't be read.
func (ld *loader) couldBe(id string) bool {
	return ld.unread || slices.ContainsFunc(ld.docs, func(d *source.Doc) bool { return d.MentionedInDamage(id) })
}

package capture

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"strings"
	"time"

	"whereas/report/civil"
)

// readArchive takes the text out of the page that an archive of a web page (.mhtml) begins with.
func readArchive(data []byte) (*Document, error) {
	damaged := errors.New("it is a damaged archive of a web page (.mhtml)")
	header, body := headerOf(bytes.TrimLeft(data, " \r\n\t"))
	_, params, err := mime.ParseMediaType(header["content-type"])
	if err != nil || params["boundary"] == "" {
		return nil, damaged
	}
	parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("it is an archive (.mhtml) without a web page in it")
		}
		if err != nil {
			return nil, damaged
		}
		said := p.Header.Get("Content-Type")
		kind, _, _ := mime.ParseMediaType(said)
		if kind != "text/html" && kind != "application/xhtml+xml" {
			continue
		}
		var in io.Reader = p
		switch strings.ToLower(p.Header.Get("Content-Transfer-Encoding")) {
		case "quoted-printable":
			in = quotedprintable.NewReader(p)
		case "base64":
			in = base64.NewDecoder(base64.StdEncoding, p)
		}
		var b strings.Builder
		if err := readAll(&b, in); errors.Is(err, errTooLarge) {
			return nil, err
		} else if err != nil {
			return nil, damaged
		}
		d, err := readPage([]byte(b.String()), said)
		if err != nil {
			return nil, err
		}
		from := firstOf(p.Header.Get("Content-Location"), header["snapshot-content-location"])
		if d.About.Address == "" && web(from) {
			d.About.Address = from
			d.About.unarchive()
		}
		if when, err := time.Parse(time.RFC1123Z, weekday(header["date"])); err == nil && d.About.Saved.IsZero() {
			when = when.UTC()
			d.About.Saved = civil.Date{Year: when.Year(), Month: int(when.Month()), Day: when.Day()}
		}
		return d, nil
	}
}

// headerOf parts the header of a message from its body: its fields by their names in small letters, each on one line.
func headerOf(data []byte) (fields map[string]string, body []byte) {
	fields = map[string]string{}
	last := ""
	for len(data) > 0 {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		data = rest
		text := strings.TrimRight(string(line), "\r")
		name, value, ok := strings.Cut(text, ":")
		switch {
		case text == "":
			return fields, data
		case text[0] == ' ' || text[0] == '\t':
			fields[last] += " " + strings.TrimSpace(text)
		case ok:
			last = strings.ToLower(name)
			fields[last] = strings.TrimSpace(value)
		}
	}
	return fields, nil
}

// weekday gives a date two figures for its day: "Tue, 4 Jun 2024 …" and "Tue, 04 Jun 2024 …" are both written.
func weekday(s string) string {
	if day, rest, ok := strings.Cut(s, ", "); ok && len(rest) > 1 && rest[1] == ' ' {
		return day + ", 0" + rest
	}
	return s
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

package pdf

import (
	"crypto/md5"
	"fmt"
	"slices"
	"strings"
)

// attach adds the files that travel within the document: the references to them, and the name tree that leads to them.
func (f *file) attach(m Meta) (list, tree string, err error) {
	files := slices.Clone(m.Attach)
	slices.SortFunc(files, func(a, b Attachment) int { return strings.Compare(a.Name, b.Name) })
	date := ""
	if m.Date != (Date{}) {
		date = "/ModDate" + m.Date.pdf()
	}
	for i, a := range files {
		if i > 0 && files[i-1].Name == a.Name {
			return "", "", fmt.Errorf("attach %s: there are two files of this name", a.Name)
		}
		// The digest is MD5 because the format asks for that one; it guards against accidents alone.
		body, err := f.deflated(
			fmt.Sprintf(
				"/Type/EmbeddedFile/Subtype/%s/Params<</Size %d%s/CheckSum<%x>>>",
				nameOf(a.Type),
				len(a.Data),
				date,
				md5.Sum(a.Data),
			),
			a.Data,
		)
		if err != nil {
			return "", "", fmt.Errorf("attach %s: %w", a.Name, err)
		}
		n := f.add(fmt.Sprintf("<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Data/EF<</F %s/UF %s>>>>",
			textString(a.Name, false), textString(a.Name, true), textString(a.Says, false), ref(body), ref(body)))
		list += ref(n) + " "
		tree += textString(a.Name, false) + ref(n)
	}
	return strings.TrimSpace(list), tree, nil
}

// nameOf writes a media type as a PDF name, in which a slash has to be spelt.
func nameOf(mediaType string) string {
	var b strings.Builder
	for _, c := range []byte(mediaType) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "#%02X", c)
		}
	}
	return b.String()
}

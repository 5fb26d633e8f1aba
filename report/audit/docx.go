package audit

import "whereas/report/diag"

// readWord reads a document of a word processor.
func readWord(name string, _ []byte, _ Wording, l *diag.List) *Text {
	l.Errorf(diag.Span{File: name}, diag.NotText, "the file is a document of a word processor, and not a text").
		WithHint("save it as plain text (.txt) in UTF-8, with its notes below the text")
	return nil
}

package audit

// Beside is what a dossier says of a text.
type Beside struct{}

// String is it as a terminal shows it.
func (*Beside) String() string { return "" }

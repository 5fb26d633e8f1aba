package terms

// Authority is how far sources can be believed, by type and kind of claim, and how far a status reaches.
type Authority struct {
	Why       string
	StaleDays int
	Types     []SourceType
	Ceilings  map[string]int // by status, 0–4
}

// SourceType is one type of source.
type SourceType struct {
	ID                    string
	Word                  string // how it is printed; the id where left out
	Meaning, Why          string
	Distance              int // 0–2, of a piece that doesn't say its own
	DistanceWithoutMethod int // for research whose method isn't stated; -1 where that makes no difference
	Unauthenticated       int // what is added to the base of a source that isn't authenticated, 0 or less
	Company               bool
	Base                  map[string]int // by kind of claim, 0–4
}

// Type finds a source type; the zero type, of base 0, where there is none.
func (a *Authority) Type(id string) SourceType {
	for _, t := range a.Types {
		if t.ID == id {
			return t
		}
	}
	return SourceType{ID: id, Distance: 2, DistanceWithoutMethod: -1}
}

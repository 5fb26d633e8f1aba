package terms

// Kinds of claim that the program itself treats apart; the whole list with its meanings is data
// (rubrics/vocabulary.toml).
const (
	KindRelationship = "relationship"
	KindUse          = "use"
	KindAbsence      = "absence"
	KindHistory      = "history"
	KindNorm         = "norm"
	KindPeer         = "peer"
)

// Stances of a piece of evidence.
const (
	Supports    = "supports"
	Contradicts = "contradicts"
	Qualifies   = "qualifies"
	Silent      = "silent"
)

// Handling of an item.
const (
	Public     = "public"
	Redactable = "redactable"
	Restricted = "restricted"
)

// Term is one word of a closed vocabulary.
type Term struct {
	ID      string
	Word    string // how it is printed; the id where left out
	Meaning string
}

// Vocabulary is every closed list by its name ("kind", "status", …), each in the order of its file.
type Vocabulary map[string][]Term

// Has tells whether id is a word of the list.
func (v Vocabulary) Has(list, id string) bool {
	for _, t := range v[list] {
		if t.ID == id {
			return true
		}
	}
	return false
}

// IDs is the list's words, in order.
func (v Vocabulary) IDs(list string) []string {
	ids := make([]string, len(v[list]))
	for i, t := range v[list] {
		ids[i] = t.ID
	}
	return ids
}

// Word is how id is printed, the id itself where the vocabulary has no other word for it.
func (v Vocabulary) Word(list, id string) string {
	for _, t := range v[list] {
		if t.ID == id && t.Word != "" {
			return t.Word
		}
	}
	return id
}

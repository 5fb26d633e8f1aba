package lines

import (
	"testing"

	"github.com/BurntSushi/toml"
)

// testStyle is what templates/style.toml says of lines in English.
func testStyle(t testing.TB) Style {
	t.Helper()
	var file struct {
		Lines struct {
			Taste
			ShortEnd      int     `toml:"short_end"`
			ShortEndWidth float64 `toml:"short_end_width"`
			Ragged        float64
			Sparse        float64
			Unbroken      float64
		}
		Ties map[string]struct {
			BeforeNumber []string `toml:"before_number"`
			AfterNumber  []string `toml:"after_number"`
			AfterName    []string `toml:"after_name"`
		}
	}
	if _, err := toml.DecodeFile("../../templates/style.toml", &file); err != nil {
		t.Fatal(err)
	}
	s := Style{Taste: file.Lines.Taste, Ties: Ties(file.Ties["en"])}
	s.Taste.ShortEnd = file.Lines.ShortEnd
	for to, points := range map[*Length]float64{&s.Taste.ShortEndWidth: file.Lines.ShortEndWidth,
		&s.Taste.Ragged: file.Lines.Ragged, &s.Taste.Sparse: file.Lines.Sparse, &s.Taste.Unbroken: file.Lines.Unbroken} {
		*to = Length(points * float64(Point))
	}
	if s.Taste.Stretch == 0 || s.Taste.Sparse == 0 || s.Taste.ShortEnd == 0 || len(s.Ties.BeforeNumber) == 0 {
		t.Fatalf("the style isn't read: %+v", s)
	}
	return s
}

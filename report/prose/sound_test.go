package prose

import "testing"

func TestSoundsI(t *testing.T) {
	for text, want := range map[string]bool{
		"Iberia": true, "indica": true, "hizo": true, "«Interior»": true, "índice": true, "Ybarra": true, "i": true,
		"hielo": false, "Ionia": false, "Acme": false, "yerno": false, "": false, "h": false, "2 informes": false,
		"historia": true, "hiato": false, "y": false,
	} {
		if got := SoundsI(text); got != want {
			t.Errorf("SoundsI(%q) = %v, want %v", text, got, want)
		}
	}
}

package face

import (
	"os"
	"testing"
)

func files(t testing.TB) [Styles][]byte {
	t.Helper()
	var out [Styles][]byte
	for i, name := range []string{"400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"} {
		b, err := os.ReadFile("../../templates/fonts/STIXTwoText_" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		out[i] = b
	}
	return out
}

func load(t testing.TB) *Set {
	t.Helper()
	f := files(t)
	set, err := Load(f, fallbacks()...)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// fallbacks read the fallback faces.
func fallbacks() []func() ([]byte, error) {
	var out []func() ([]byte, error)
	for _, name := range []string{"NotoSerifHebrew_400Regular", "Amiri_400Regular", "DroidSansFallbackFull",
		"NotoSigns_400Regular"} {
		out = append(out, func() ([]byte, error) { return os.ReadFile("../../templates/fonts/" + name + ".ttf") })
	}
	return out
}

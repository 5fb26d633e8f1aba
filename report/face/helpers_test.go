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
	set, err := Load(f[0], f[1], f[2], f[3])
	if err != nil {
		t.Fatal(err)
	}
	return set
}

package prose

import (
	"testing"

	"whereas/report/diag"
	"whereas/report/doc"
)

func TestTypographic(t *testing.T) {
	for in, want := range map[string]string{
		`a "title" here`:                   "a “title” here",
		`it's O'Brien's`:                   "it’s O’Brien’s",
		`the companies' 'red' flags`:       "the companies’ ‘red’ flags",
		`the '90s and '80s`:                "the ’90s and ’80s",
		`class of '68.`:                    "class of ’68.",
		`("'90s music")`:                   "(“’90s music”)",
		`the ‘90s`:                         "the ’90s",
		`'Tis so, 'twas, get 'em`:          "’Tis so, ’twas, get ’em",
		`("'Tis so")`:                      "(“’Tis so”)",
		`rock 'n' roll`:                    "rock ’n’ roll",
		`'rock 'n' roll' is it`:            "‘rock ’n’ roll’ is it",
		`wait 'til then`:                   "wait ’til then",
		`o'clock Hawai'i l'État`:           "o’clock Hawai’i l’État",
		`"'Reductive.' Yes," it said`:      "“‘Reductive.’ Yes,” it said",
		`"People ask: 'You want what?'" x`: "“People ask: ‘You want what?’” x",
		`"What They Call "Safe""`:          "“What They Call ‘Safe’”",
		`“What They Call “Safe””`:          "“What They Call ‘Safe’”",
		`"a "b "c" d" e"`:                  "“a ‘b “c” d’ e”",
		`"a 'b "c" d' e"`:                  "“a ‘b “c” d’ e”",
		`'the companies' red flags'`:       "‘the companies’ red flags’",
		`'reds' and 'blues'`:               "‘reds’ and ‘blues’",
		`—"dash"— and "so—" he`:            "—“dash”— and “so—” he",
		`("paren") and ["x"] and/"or"`:     "(“paren”) and [“x”] and/“or”",
		`"one begins the quotation`:        "“one begins the quotation",
		`"b c. He said "d" e`:              "“b c. He said “d” e",
		`"... and so on"`:                  "“... and so on”",
		`6'2" tall, 5" screens, 12'30"`:    "6′2″ tall, 5″ screens, 12′30″",
		`5' 10" and a 6' wall`:             "5′ 10″ and a 6′ wall",
		`"of 5'10" or so"`:                 "“of 5′10″ or so”",
		`"in 2024" and "2025"`:             "“in 2024” and “2025”",
		`Der Bericht „Sicher“ von «Sûr»`:   "Der Bericht „Sicher“ von «Sûr»",
		`3 > 2 "a" -"b"`:                   "3 > 2 “a” -“b”",
	} {
		if got := Typographic(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		if got := Typographic(want); got != want {
			t.Errorf("%s, once more: %s", want, got)
		}
	}
}

func TestQuoted(t *testing.T) {
	for in, want := range map[string]string{
		`What They Call "Safe"`:                 "“What They Call ‘Safe’”",
		`What They Call “Safe”`:                 "“What They Call ‘Safe’”",
		`What They Call 'Safe'`:                 "“What They Call ‘Safe’”",
		`What They Call ‘Safe’`:                 "“What They Call ‘Safe’”",
		`"Safe" Is What They Call "It"`:         "“‘Safe’ Is What They Call ‘It’”",
		`He said "they call it 'safe'" today`:   "“He said ‘they call it “safe”’ today”",
		`He said “they call it “safe”” today`:   "“He said ‘they call it “safe”’ today”",
		`Der Bericht „Sicher“ von heute`:        "“Der Bericht ‘Sicher’ von heute”",
		`Der Bericht „was sie ‚sicher‘ nennen“`: "“Der Bericht ‘was sie “sicher” nennen’”",
		"Ce qu’ils disent « sûr »":              "“Ce qu’ils disent ‘sûr’”",
		`»Sicher« sagen sie`:                    "“‘Sicher’ sagen sie”",
		`The '90s at the Companies' Barn`:       "“The ’90s at the Companies’ Barn”",
		`A 5" Screen`:                           "“A 5″ Screen”",
	} {
		if got := Quoted(in, "en-US"); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// In Spanish the outer marks are angled, those within them double, and those within these single.
func TestQuotedInSpanish(t *testing.T) {
	for in, want := range map[string]string{
		`Lo que llaman "seguro"`:              "«Lo que llaman “seguro”»",
		`Lo que llaman «seguro»`:              "«Lo que llaman “seguro”»",
		`Lo que llaman 'seguro'`:              "«Lo que llaman “seguro”»",
		`Dijo "lo llaman 'seguro'" hoy`:       "«Dijo “lo llaman ‘seguro’” hoy»",
		`Dijo «lo llaman “seguro”» hoy`:       "«Dijo “lo llaman ‘seguro’” hoy»",
		`The Companies' Barn of the '90s`:     "«The Companies’ Barn of the ’90s»",
		"Ce qu’ils disent « sûr »":            "«Ce qu’ils disent “sûr”»",
		`"Seguro" es lo que llaman "bueno"`:   "«“Seguro” es lo que llaman “bueno”»",
		`Sin comillas, y con ¿preguntas? "¿"`: "«Sin comillas, y con ¿preguntas? “¿”»",
	} {
		for _, lang := range []string{"es", "es-MX"} {
			if got := Quoted(in, lang); got != want {
				t.Errorf("%s in %s: %s, want %s", in, lang, got, want)
			}
		}
	}
}

// A quotation goes on over emphasis, marks and breaks, and an address stays as it is.
func TestTypographicOfInlines(t *testing.T) {
	for in, want := range map[string]string{
		"*Exemplar*'s \"*quoted*\" and \"**a \"b\" c**\".": "Exemplar’s “quoted” and “a ‘b’ c”.",
		"it \"hosts\"[^a] the \"register\",[^b] so":        "it “hosts” the “register”, so",
		"see <https://example.org/it's> it's":              "see https://example.org/it's it’s",
		"a \"b\\\nc\" d":                                   "a “b\nc” d",
	} {
		var l diag.List
		d := Parse("r.md", []byte(in), notes, &l)
		if got := doc.Plain(d.Blocks[0].(*doc.Para).Text); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

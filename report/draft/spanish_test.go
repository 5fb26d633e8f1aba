package draft

import (
	"fmt"
	"slices"
	"testing"

	"whereas/report/civil"
	"whereas/report/dossier"
	"whereas/report/grade"
	"whereas/report/prose"
	"whereas/report/source"
	"whereas/report/vocab"
)

// The lists that hold ids, and not words, are the same in every language: which claims are told doesn't hang on it.
func TestSpanishChoosesAsEnglishDoes(t *testing.T) {
	es, en := spanish(t), tellerOf(t, &dossier.Dossier{}).Wording
	for _, v := range [][2][]string{{es.together, en.together}, {es.ties, en.ties}, {es.makes, en.makes}} {
		if !slices.Equal(v[0], v[1]) {
			t.Errorf("%v in Spanish, %v in English", v[0], v[1])
		}
	}
}

// A date takes its article with its day, and a sentence behind it begins small unless it begins with a name.
func TestDatesInSpanish(t *testing.T) {
	at := func(y, m, d int) source.Date { return source.Date{Date: civil.Date{Year: y, Month: m, Day: d}} }
	day, month := at(2024, 12, 3), at(2024, 12, 0)
	d := &dossier.Dossier{
		Sources: []*dossier.Source{{ID: source.Text{S: "jornada"}, Publisher: "La Jornada de Ejemplo", Short: "La Jornada"},
			{ID: source.Text{S: "politica"}, Publisher: "Boreal", Short: "La política de Boreal"}},
		Entities: []*dossier.Entity{{ID: source.Text{S: "el-ejemplar"}, Name: "El Ejemplar", Type: "product"}},
	}
	teller := tellerOf(t, d)
	d.Language, teller.Wording = "es-MX", spanish(t)
	for _, v := range []struct {
		claim dossier.Claim
		text  string
		want  string
	}{
		{dossier.Claim{Kind: vocab.Act, AsOf: day}, "El Ministerio compró el sistema.",
			"El 3 de diciembre de 2024, el Ministerio compró el sistema."},
		{dossier.Claim{Kind: vocab.Act, AsOf: month}, "El Ministerio compró el sistema.",
			"En diciembre de 2024, el Ministerio compró el sistema."},
		{dossier.Claim{Kind: vocab.Relationship, Since: day}, "La policía usa Nube.",
			"Desde el 3 de diciembre de 2024, la policía usa Nube."},
		{dossier.Claim{Kind: vocab.Relationship, Since: month}, "La policía usa Nube.",
			"Desde diciembre de 2024, la policía usa Nube."},
		{dossier.Claim{Kind: vocab.Relationship, AsOf: day}, "La policía usa Nube.",
			"A fecha de 3 de diciembre de 2024, la policía usa Nube."},
		{dossier.Claim{Kind: vocab.Relationship, AsOf: at(2024, 0, 0)}, "La policía usa Nube.",
			"En 2024, la policía usa Nube."},
		{dossier.Claim{Kind: vocab.Relationship, Since: at(2020, 0, 0), Until: day}, "La policía usó Nube.",
			"La policía usó Nube; esto terminó el 3 de diciembre de 2024."},
		{dossier.Claim{Kind: vocab.Relationship, Since: at(2020, 0, 0), Until: month}, "La policía usó Nube.",
			"La policía usó Nube; esto terminó en diciembre de 2024."},
		{dossier.Claim{Kind: vocab.Act, AsOf: month}, "La Jornada lo publicó.", "En diciembre de 2024, La Jornada lo publicó."},
		{dossier.Claim{Kind: vocab.Act, AsOf: month}, "La política de Boreal cambió.",
			"En diciembre de 2024, la política de Boreal cambió."},
		{dossier.Claim{Kind: vocab.Act, AsOf: month}, "El Ejemplar falló.", "En diciembre de 2024, El Ejemplar falló."},
		{dossier.Claim{Kind: vocab.Act, AsOf: month}, "El Salvador lo compró.",
			"En diciembre de 2024, El Salvador lo compró."},
		{dossier.Claim{Kind: vocab.Act, AsOf: month}, "Boreal lo vendió.", "En diciembre de 2024, Boreal lo vendió."},
	} {
		if got := string(teller.Plain(&grade.Claim{Claim: &v.claim}, v.text)); got != v.want {
			t.Errorf("%s\nwant %s", got, v.want)
		}
	}
}

// In English the day has its word as well.
func TestEndedOnADay(t *testing.T) {
	teller := tellerOf(t, &dossier.Dossier{})
	c := dossier.Claim{Kind: vocab.Relationship, Until: source.Date{Date: civil.Date{Year: 2024, Month: 12, Day: 3}}}
	want := "The police used it; this ended on December 3, 2024."
	if got := string(teller.Plain(&grade.Claim{Claim: &c}, "The police used it.")); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// Spanish has no comma before "y", says "e" before the sound of i, and joins nothing that is denied.
func TestJoinedInSpanish(t *testing.T) {
	for _, v := range []struct {
		in   []string
		want string
	}{
		{[]string{"La declaración del consejo da cifras.", "La declaración del consejo habla de ventas.",
			"La declaración del consejo explica quién decide."},
			"La declaración del consejo da cifras,[^0] habla de ventas[^1] y explica quién decide.[^2]"},
		{[]string{"La declaración del consejo da cifras.", "La declaración del consejo indica quién decide."},
			"La declaración del consejo da cifras[^0] e indica quién decide.[^1]"},
		{[]string{"La declaración no da cifras.", "La declaración no dice quién decide."},
			"La declaración no da cifras.[^0] La declaración no dice quién decide.[^1]"},
	} {
		var texts []prose.Markdown
		for i, s := range v.in {
			texts = append(texts, prose.Markdown(fmt.Sprintf("%s[^%d]", s, i)))
		}
		var got string
		for _, s := range spanish(t).JoinAlike(texts) {
			if got != "" {
				got += " "
			}
			got += string(s)
		}
		if got != v.want {
			t.Errorf("%s\nwant %s", got, v.want)
		}
	}
}

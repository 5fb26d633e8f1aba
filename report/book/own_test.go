package book

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"whereas/report/diag"
)

// rows is a table of so many findings, three of which share a source.
func rows(n int) []byte {
	var b strings.Builder
	b.WriteString("Finding,Type,Date of event,Customer,Headline,Outlet,Link,Published,Quote,Page,What it says\n")
	for i := range n {
		fmt.Fprintf(
			&b,
			"\"The company sold system %d to agency %d, which used it on people in place %d.\",use,2024-0%d-1%d,"+
				"Agency %d,Headline %d,Outlet %d,https://outlet%d.example/a/%d,2024-01-02,quote number %d of it,par. %d,it says %d\n",
			i,
			i%500,
			i%77,
			1+i%9,
			i%9,
			i%500,
			i/3,
			i/3%40,
			i/3%40,
			i/3,
			i,
			i%9,
			i,
		)
	}
	return []byte(b.String())
}

const ownMap = `[map]
format = 1
[column]
"claim.text" = "Finding"
"claim.kind" = "Type"
"claim.as_of" = "Date of event"
"source.title" = "Headline"
"source.publisher" = "Outlet"
"source.url" = "Link"
"source.published" = "Published"
"evidence.quote" = "Quote"
"evidence.at" = "Page"
"evidence.says" = "What it says"
"entity.name" = "Customer"
[always]
"claim.status" = "reported"
"source.type" = "journalism"
"entity.type" = "agency"
`

func own(t testing.TB, name, table, mapText string) (*Book, string) {
	t.Helper()
	var l diag.List
	m := ReadMap("map.toml", []byte(mapText), vocabulary(t), &l)
	if m == nil {
		return nil, printed(&l, nil)
	}
	b := ReadOwn(name, []byte(table), m, &l)
	if b == nil {
		return nil, printed(&l, nil)
	}
	return b, printed(&l, b.Places)
}

// Ten thousand findings are taken in within seconds of the processor's time; where tests are short, five hundred.
func TestTenThousandRows(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 500
	}
	table := string(rows(n))
	began := time.Now()
	b, said := own(t, "t.csv", table, ownMap)
	if b == nil {
		t.Fatal(said)
	}
	var l diag.List
	out, _ := b.Merge(Files{}, "", false, false, &l)
	took := time.Since(began)
	t.Log(took)
	if len(out) != 3 || strings.Count(string(out["claims.toml"]), "[claim.") != n ||
		strings.Count(string(out["sources.toml"]), "[source.") != (n+2)/3 {
		t.Errorf("%d files", len(out))
	}
	if took > 20*time.Second { // ten times what it takes on a machine that does nothing else
		t.Errorf("it took %s", took)
	}
	if _, changes := b.Merge(out, "", false, true, &l); len(changes) > 0 {
		t.Errorf("taken in twice, it changes %v", changes[:1])
	}
}

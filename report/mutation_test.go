//go:build mutation

package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The mutants (docs/testing.md): small faults put into the rules, one at a time, to see whether a test of the room
// notices. All mutants of a room are compiled at once, each behind a switch that an environment variable turns on, so
// that a mutant costs one run of the room's tests and no compilation. The files go to the compiler as an overlay.

var (
	onlyRooms = flag.String("rooms", "", "mutate these rooms alone, by commas")
	onlyLike  = flag.String("like", "", "try only mutants whose name holds this text")
)

// mutated are the rooms, and of a room the files, and of these the functions, where not all hold rules.
var mutated = []struct {
	room         string
	files, funcs []string
}{
	{room: "grade"}, {room: "score"}, {room: "proof"}, {room: "filing"}, {room: "check"},
	{room: "dossier", files: []string{"edition.go", "samedocument.go", "address.go"}},
	{room: "replies", files: []string{"adverse.go", "parties.go"}},
	{room: "letters", files: []string{"data.go", "letters.go"}, funcs: []string{"left", "flags", "who"}},
	{room: "choice", files: []string{"choice.go"}, funcs: []string{"Words", "Worth", "Fits", "broken"}},
	{room: "notes", files: []string{"full.go", "short.go"}, funcs: []string{"place", "answer", "reposted", "foreign", "interest",
		"cite", "Check", "checkSource"}},
	{room: "draft", files: []string{"ask.go", "tell.go", "moves.go", "held.go", "told.go", "plan.go", "choose.go", "compose.go"},
		funcs: []string{"pairs", "tellable", "shows", "leads", "gravest", "flat", "dated", "namesSource", "parties", "loose", "tiesOf", "ties", "buys", "heldBy", "ours", "barred", "restricted", "takes", "carries",
			"needs", "withs", "missing", "beside"}},
}

// leastKilled is the share of the mutants of each room, but for the equivalent ones, that its tests must notice.
const leastKilled = 0.95

func TestMutants(t *testing.T) {
	equivalent := readEquivalent(t)
	for _, m := range mutated {
		if *onlyRooms != "" && !slices.Contains(strings.Split(*onlyRooms, ","), m.room) {
			continue
		}
		start := time.Now()
		r := newMutatedRoom(t, m.room, m.files, m.funcs)
		survived, late := r.run(t, equivalent)
		same := 0
		for _, name := range r.names {
			if equivalent[name] {
				same++
			}
		}
		all := len(r.names) - 1 - same // there is no mutant 0
		share := 1 - float64(len(survived))/float64(max(1, all))
		t.Logf("%-8s %4d mutants, %3d equivalent: %4d killed (%d by their time), %3d survived, %.1f %% killed (%v)",
			m.room, len(r.names)-1,
			same, all-len(survived), late, len(survived), 100*share, time.Since(start).Round(time.Second))
		for _, id := range survived {
			t.Logf("survived: %s:%d: %s", r.names[id], r.lines[id], r.text[id])
		}
		if share < leastKilled && *onlyLike == "" {
			t.Errorf("%s: %.1f %% killed; at least %.0f %% have to be", m.room, 100*share, 100*leastKilled)
		}
	}
	known := map[string]bool{}
	for _, m := range mutated {
		for _, name := range newMutatedRoom(t, m.room, m.files, m.funcs).names {
			known[name] = true
		}
	}
	for name := range equivalent {
		if !known[name] {
			t.Errorf("testdata/equivalent-mutants.txt names a mutant that isn't there: %s", name)
		}
	}
}

// readEquivalent reads the mutants that change nothing that anybody could see: a name and, behind " | ", the reason.
func readEquivalent(t *testing.T) map[string]bool {
	t.Helper()
	b, err := os.ReadFile("testdata/equivalent-mutants.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, why, _ := strings.Cut(line, " | ")
		if strings.TrimSpace(why) == "" {
			t.Errorf("an equivalent mutant without a reason: %s", name)
		}
		out[strings.TrimSpace(name)] = true
	}
	return out
}

// mutatedRoom is a room with its mutants, by their numbers.
type mutatedRoom struct {
	room    string
	funcs   []string // those that are mutated; all where there are none
	names   []string // "grade/grade.go Contest: grade < 4 -> grade <= 4"
	lines   []int
	text    []string // the line of source
	overlay map[string][]byte

	fset *token.FileSet
	info *types.Info
	file string
	src  []byte
	in   string // the function
	seen map[string]int
	open map[*ast.BlockStmt]bool // blocks of an if without an else: a function goes on behind them
	puts []put
}

// put is a text that goes into the source at a place, before or behind an expression or statement.
type put struct {
	at, cut int // cut bytes of the source go
	text    string
	behind  bool
	order   int
}

func newMutatedRoom(t *testing.T, room string, only, funcs []string) *mutatedRoom {
	t.Helper()
	r := &mutatedRoom{room: room, funcs: funcs, overlay: map[string][]byte{}, seen: map[string]int{}, open: map[*ast.BlockStmt]bool{},
		fset: token.NewFileSet(), info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}}
	names, err := filepath.Glob(filepath.Join(room, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	sources := map[string][]byte{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if sources[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(r.fset, name, sources[name], parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	conf := types.Config{Importer: importer.ForCompiler(r.fset, "gc", exports(t, "./"+room))}
	if _, err := conf.Check("whereas/report/"+room, r.fset, files, r.info); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		name := r.fset.File(f.Pos()).Name()
		if only != nil && !slices.Contains(only, filepath.Base(name)) {
			continue
		}
		r.file, r.src, r.puts = name, sources[name], nil
		r.mutate(f)
		r.overlay[name] = r.written()
	}
	r.overlay[filepath.Join(room, "mutants_switch.go")] = []byte("package " + room + switches)
	return r
}

// exports finds what the compiler wrote of each package that a room imports.
func exports(t *testing.T, room string) func(path string) (io.ReadCloser, error) {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}", room).Output()
	if err != nil {
		t.Fatal(err)
	}
	where := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		where[path] = file
	}
	return func(path string) (io.ReadCloser, error) { return os.Open(where[path]) }
}

// switches is what the mutants call: each does what the source says, but for the mutant that is on.
const switches = `

import (
	"cmp"
	"os"
	"strconv"
)

var mutant_number, _ = strconv.Atoi(os.Getenv("MUTANT"))

func mutant_on(id int) bool { return mutant_number == id }

type mutant_figure interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

func mutant_compare[T cmp.Ordered](id int, op string, a, b T) bool {
	edge, turned := mutant_number == id, mutant_number == id+1
	is := false
	switch op {
	case "<":
		is = a < b || edge && a == b
	case "<=":
		is = a < b || !edge && a == b
	case ">":
		is = a > b || edge && a == b
	case ">=":
		is = a > b || !edge && a == b
	}
	return is != turned
}

func mutant_both(id int, a bool, b func() bool) bool {
	if mutant_number == id {
		return a || b()
	}
	return a && b()
}

func mutant_either(id int, a bool, b func() bool) bool {
	if mutant_number == id {
		return a && b()
	}
	return a || b()
}

func mutant_calc[T mutant_figure](id int, op string, a, b T) T {
	on := mutant_number == id
	switch {
	case op == "+" && !on || op == "-" && on:
		return T(a + b)
	case op == "-" || op == "+":
		return T(a - b)
	case op == "*" && !on || op == "/" && on:
		return T(a * b)
	}
	return T(a / b)
}

func mutant_shift[T mutant_figure](id int) T {
	switch mutant_number {
	case id:
		return 1
	case id + 1:
		var one T = 1
		return -one
	}
	return 0
}

func mutant_sign[T mutant_figure](id int) T {
	var one T = 1
	if mutant_number == id {
		return -one
	}
	return one
}
`

// add is a new mutant: its number, 1 and up.
func (r *mutatedRoom) add(n ast.Node, from, to string) int {
	clean := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	name := fmt.Sprintf("%s %s: %s -> %s", r.file, r.in, clean(from), clean(to))
	if r.seen[name]++; r.seen[name] > 1 {
		name += fmt.Sprintf(" (%d)", r.seen[name])
	}
	if len(r.names) == 0 { // numbers begin at 1: no mutant is on at 0
		r.names, r.lines, r.text = []string{""}, []int{0}, []string{""}
	}
	at := r.fset.Position(n.Pos())
	r.names, r.lines = append(r.names, name), append(r.lines, at.Line)
	r.text = append(r.text, clean(string(bytes.Split(r.src, []byte("\n"))[at.Line-1])))
	return len(r.names) - 1
}

func (r *mutatedRoom) offset(p token.Pos) int { return r.fset.Position(p).Offset }

func (r *mutatedRoom) of(n ast.Node) string {
	return string(r.src[r.offset(n.Pos()):r.offset(n.End())])
}

// around puts texts before and behind a node.
func (r *mutatedRoom) around(n ast.Node, before, behind string) {
	r.puts = append(r.puts, put{at: r.offset(n.Pos()), text: before, order: len(r.puts)},
		put{at: r.offset(n.End()), text: behind, behind: true, order: len(r.puts)})
}

func (r *mutatedRoom) instead(p token.Pos, of, text string) {
	r.puts = append(r.puts, put{at: r.offset(p), cut: len(of), text: text, order: len(r.puts)})
}

// written is the file with all that was put into it. At one place what stands behind an inner node comes first, and
// what stands before an outer one; outer ones were put in earlier.
func (r *mutatedRoom) written() []byte {
	slices.SortStableFunc(r.puts, func(a, b put) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.behind != b.behind && a.behind:
			return -1
		case a.behind != b.behind:
			return 1
		case a.behind:
			return b.order - a.order
		}
		return a.order - b.order
	})
	var out bytes.Buffer
	at := 0
	for _, p := range r.puts {
		out.Write(r.src[at:p.at])
		out.WriteString(p.text)
		at = p.at + p.cut
	}
	out.Write(r.src[at:])
	return out.Bytes()
}

// mutate makes the mutants of a file.
func (r *mutatedRoom) mutate(f *ast.File) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || r.funcs != nil && !slices.Contains(r.funcs, fn.Name.Name) {
			continue
		}
		r.in = fn.Name.Name
		var parents []ast.Node
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			if n == nil {
				parents = parents[:len(parents)-1]
				return true
			}
			if skipped(n) {
				return false
			}
			var parent ast.Node = fn
			if len(parents) > 0 {
				parent = parents[len(parents)-1]
			}
			r.node(n, parent)
			parents = append(parents, n)
			return true
		})
	}
	for _, d := range f.Decls { // thresholds that have a name
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST || r.funcs != nil {
			continue
		}
		for _, s := range g.Specs {
			v := s.(*ast.ValueSpec)
			if lit, ok := only(v.Values).(*ast.BasicLit); ok && v.Type == nil && !g.Lparen.IsValid() &&
				lit.Kind != token.STRING {
				r.in = v.Names[0].Name
				r.instead(g.Pos(), "const", "var")
				kind := "int"
				if lit.Kind == token.FLOAT {
					kind = "float64"
				}
				r.literal(lit, kind)
			}
		}
	}
}

func only(es []ast.Expr) ast.Expr {
	if len(es) == 1 {
		return es[0]
	}
	return nil
}

// skipped tells whether nothing below a node is mutated: constants have to stay constants, and shifts of them whole.
func skipped(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ArrayType:
		return true
	case *ast.GenDecl:
		return n.Tok == token.CONST
	case *ast.BinaryExpr:
		return n.Op == token.SHL || n.Op == token.SHR
	}
	return false
}

func (r *mutatedRoom) node(n, parent ast.Node) {
	if s, ok := n.(ast.Stmt); ok {
		r.statement(s, parent)
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		r.binary(n)
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			r.turned(n)
		}
	case *ast.BasicLit:
		if b, ok := r.info.Types[n].Type.(*types.Basic); ok && b.Info()&types.IsNumeric != 0 &&
			b.Info()&types.IsUntyped == 0 &&
			n.Kind != token.CHAR {
			r.literal(n, b.Name())
		}
	case *ast.Ident:
		if tv := r.info.Types[n]; tv.Value != nil && (n.Name == "true" || n.Name == "false") {
			r.turned(n)
		}
	case *ast.IfStmt:
		r.condition(n.Cond)
	case *ast.ForStmt:
		if n.Cond != nil {
			r.condition(n.Cond)
		}
	case *ast.CaseClause:
		for _, e := range n.List {
			if s, ok := parent.(*ast.BlockStmt); ok && s != nil && r.info.Types[e].Value == nil &&
				isBool(r.info.Types[e].Type) {
				r.condition(e)
			}
		}
	case *ast.ReturnStmt:
		for _, e := range n.Results {
			if _, call := e.(*ast.CallExpr); call && isBool(r.info.Types[e].Type) {
				r.turned(e)
			}
		}
	}
}

func isBool(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// turned makes a yes of a no.
func (r *mutatedRoom) turned(e ast.Expr) {
	id := r.add(e, r.of(e), "not("+r.of(e)+")")
	r.around(e, "((", fmt.Sprintf(") != mutant_on(%d))", id))
}

// condition is turned where nothing below it is.
func (r *mutatedRoom) condition(e ast.Expr) {
	switch e.(type) {
	case *ast.CallExpr, *ast.SelectorExpr, *ast.IndexExpr:
		r.turned(e)
	case *ast.Ident:
		if r.info.Types[e].Value == nil {
			r.turned(e)
		}
	}
}

func (r *mutatedRoom) literal(n *ast.BasicLit, kind string) {
	id := r.add(n, n.Value, n.Value+"+1")
	r.add(n, n.Value, n.Value+"-1")
	r.around(n, "(", fmt.Sprintf(" + mutant_shift[%s](%d))", kind, id))
}

func (r *mutatedRoom) binary(n *ast.BinaryExpr) {
	if r.info.Types[n].Value != nil {
		return
	}
	x, y, op := r.of(n.X), r.of(n.Y), n.Op.String()
	becomes := func(other string) int { return r.add(n, r.of(n), x+" "+other+" "+y) }
	call := func(name string, id int, more string) {
		r.around(n, fmt.Sprintf("%s(%d%s, ", name, id, more), ")")
		r.instead(n.OpPos, op, ",")
	}
	switch n.Op {
	case token.EQL, token.NEQ:
		r.turned(n)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		edge := map[string]string{"<": "<=", "<=": "<", ">": ">=", ">=": ">"}[op]
		turned := map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[op]
		id := becomes(edge)
		becomes(turned)
		call("mutant_compare", id, ", "+strconv.Quote(op))
	case token.LAND, token.LOR:
		other, name, without := "||", "mutant_both", "true"
		if n.Op == token.LOR {
			other, name, without = "&&", "mutant_either", "false"
		}
		id := becomes(other)
		r.around(n, fmt.Sprintf("%s(%d, ", name, id), ")})")
		left, right := r.add(n, r.of(n), without+" "+op+" "+y), r.add(n, r.of(n), x+" "+op+" "+without)
		drop := func(e ast.Expr, id int) {
			if n.Op == token.LAND {
				r.around(e, "((", fmt.Sprintf(") || mutant_on(%d))", id))
			} else {
				r.around(e, "((", fmt.Sprintf(") && !mutant_on(%d))", id))
			}
		}
		drop(n.X, left)
		r.instead(n.OpPos, op, ", func() bool { return (")
		drop(n.Y, right)
	case token.ADD, token.SUB, token.MUL, token.QUO:
		b, ok := r.info.Types[n].Type.Underlying().(*types.Basic)
		if ok && b.Info()&types.IsNumeric != 0 {
			other := map[string]string{"+": "-", "-": "+", "*": "/", "/": "*"}[op]
			call("mutant_calc", becomes(other), ", "+strconv.Quote(op))
		}
	}
}

// statement deletes a statement, where the rest still compiles without it, and turns what counts up or down.
func (r *mutatedRoom) statement(s ast.Stmt, parent ast.Node) {
	if r.deletable(s, parent) {
		id := r.add(s, r.of(s), "deleted")
		r.around(s, fmt.Sprintf("if !mutant_on(%d) { ", id), " }")
	}
	numeric := func(e ast.Expr) (string, bool) {
		b, ok := r.info.Types[e].Type.Underlying().(*types.Basic)
		return b.Name(), ok && b.Info()&types.IsNumeric != 0
	}
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok != token.ADD_ASSIGN && s.Tok != token.SUB_ASSIGN {
			return
		}
		if name, ok := numeric(s.Lhs[0]); ok {
			id := r.add(s, r.of(s), "the other sign")
			r.around(s.Rhs[0], fmt.Sprintf("mutant_sign[%s](%d) * (", name, id), ")")
		}
	case *ast.IncDecStmt:
		if name, ok := numeric(s.X); ok {
			id := r.add(s, r.of(s), "the other sign")
			assign := map[token.Token]string{token.INC: " += ", token.DEC: " -= "}[s.Tok]
			r.instead(s.TokPos, s.Tok.String(), fmt.Sprintf("%smutant_sign[%s](%d)", assign, name, id))
		}
	case *ast.IfStmt:
		if s.Else == nil {
			r.open[s.Body] = true
		}
	}
}

// deletable tells whether a function compiles without a statement of a block. What a function ends with has to stay.
func (r *mutatedRoom) deletable(s ast.Stmt, parent ast.Node) bool {
	block, ok := parent.(*ast.BlockStmt)
	if _, of := parent.(*ast.CaseClause); !ok && !of {
		return false
	}
	switch s := s.(type) {
	case *ast.ExprStmt:
		return !strings.HasPrefix(r.of(s), "panic(")
	case *ast.BranchStmt, *ast.IncDecStmt:
		return true
	case *ast.AssignStmt:
		return s.Tok != token.DEFINE
	case *ast.ReturnStmt:
		return r.open[block]
	}
	return false
}

// run tries each mutant and gives the numbers of those that no test noticed, and how many were stopped since they took
// several times as long as the tests do.
func (r *mutatedRoom) run(t *testing.T, equivalent map[string]bool) (survived []int, late int) {
	t.Helper()
	dir := t.TempDir()
	replace := map[string]string{}
	for name, src := range r.overlay {
		to := filepath.Join(dir, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(to, src, 0o600); err != nil {
			t.Fatal(err)
		}
		abs, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		replace[abs] = to
	}
	overlay, _ := json.Marshal(map[string]any{"Replace": replace})
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(dir, "room.test")
	build := exec.Command("go", "test", "-c", "-vet=off", "-overlay", list, "-o", binary, "./"+r.room)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s doesn't compile with its mutants: %v\n%s", r.room, err, out)
	}
	start := time.Now()
	if out, killed, _ := r.try(binary, 0, time.Minute); killed {
		t.Fatalf("the tests of %s fail without a mutant:\n%s", r.room, out)
	}
	limit := 2*time.Second + 3*time.Since(start)
	var mu sync.Mutex
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for id := range next {
				_, killed, slow := r.try(binary, id, limit)
				mu.Lock()
				if slow {
					late++
				} else if !killed {
					survived = append(survived, id)
				}
				mu.Unlock()
			}
		})
	}
	for id := 1; id < len(r.names); id++ {
		if !equivalent[r.names[id]] && strings.Contains(r.names[id], *onlyLike) {
			next <- id
		}
	}
	close(next)
	wg.Wait()
	slices.Sort(survived)
	return survived, late
}

// try runs the tests of a room with a mutant. What doesn't end in its time, or takes more memory than there should be,
// is noticed too.
func (r *mutatedRoom) try(binary string, id int, limit time.Duration) (out []byte, killed, late bool) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", "ulimit -v 4000000; exec "+binary+" -test.short -test.failfast")
	cmd.Dir = r.room
	cmd.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(id), "GOMAXPROCS=1")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && ctx.Err() == nil {
		panic(err)
	}
	return out, err != nil, ctx.Err() != nil
}

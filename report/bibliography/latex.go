package bibliography

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// accents are the commands of TeX that set a mark on the next letter, with the mark as a combining character.
var accents = sync.OnceValue(func() map[string]string {
	return map[string]string{"`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "\"": "\u0308", "=": "\u0304",
		".": "\u0307", "u": "\u0306", "v": "\u030C", "H": "\u030B", "c": "\u0327", "k": "\u0328", "r": "\u030A",
		"b": "\u0331", "d": "\u0323", "G": "\u030F", "U": "\u030E", "f": "\u0311", "h": "\u0309",
		"textcommabelow": "\u0326"}
})

// letters are the commands of TeX that stand for a character.
var letters = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, pair := range strings.Fields(`ss=ß SS=ẞ ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å o=ø O=Ø l=ł L=Ł i=ı j=ȷ dh=ð DH=Ð
		th=þ TH=Þ
		dj=đ DJ=Đ ng=ŋ NG=Ŋ
		&=& %=% $=$ #=# _=_ {={ }=} textendash=– textemdash=— textquoteleft=‘ textquoteright=’
		textquotedblleft=“ textquotedblright=” textquotesingle=' textquotedbl=" quotesinglbase=‚ quotedblbase=„
		glqq=„ grqq=“ guillemotleft=« guillemotright=» guillemetleft=« guillemetright=» flqq=« frqq=»
		guilsinglleft=‹ guilsinglright=› ldots=… dots=… textellipsis=… cdots=⋯ textasciitilde=~ textbackslash=\
		textasciicircum=^ textunderscore=_ textdollar=$ textbar=| textless=< textgreater=> textbraceleft={
		textbraceright=} copyright=© textcopyright=© textregistered=® texttrademark=™ S=§ textsection=§ P=¶
		textparagraph=¶ pounds=£ textsterling=£ euro=€ texteuro=€ EUR=€ textyen=¥ textcent=¢ textdegree=°
		degree=° textpm=± pm=± texttimes=× times=× textdiv=÷ textmu=µ textonehalf=½ textonequarter=¼
		textordfeminine=ª textordmasculine=º textexclamdown=¡ textquestiondown=¿ textbullet=• bullet=•
		textperiodcentered=· cdot=· TeX=TeX LaTeX=LaTeX alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε
		zeta=ζ eta=η theta=θ iota=ι kappa=κ lambda=λ mu=μ nu=ν xi=ξ pi=π rho=ρ sigma=σ tau=τ upsilon=υ phi=φ
		chi=χ psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω leq=≤ geq=≥
		le=≤ ge=≥ neq=≠ approx=≈ sim=∼ infty=∞ rightarrow=→ to=→ leftarrow=← Rightarrow=⇒ circ=° prime=′ ell=ℓ
		checkmark=✓ slash=/ textnumero=№ textprime=′ mathsection=§`) {
		k, v, _ := strings.Cut(pair, "=")
		m[k] = v
	}
	for _, blank := range []string{" ", ",", ";", ":", "\n", "\t", "\\"} {
		m[blank] = " "
	}
	for _, blank := range strings.Fields("quad qquad space newline linebreak thinspace enspace nobreakspace par") {
		m[blank] = " "
	}
	for _, nothing := range strings.Fields(`- / ! relax null noindent itshape bfseries scshape upshape em it bf
		sc rm sl tt
		sf textup emph textit
		textbf textsc texttt textrm textsf textsl textnormal textmd mbox hbox text mathrm mathit mathbf mathsf
		mathcal ensuremath url path uline underline textsuperscript textsubscript enquote mkbibquote mkbibemph
		mkbibbold mkbibitalic mkbibparens nolinkurl small footnotesize normalsize protect nocase bibstring
		xspace left right displaystyle sp sb allowbreak hspace`) {
		m[nothing] = ""
	}
	return m
})

// dropped are the commands of TeX whose braces hold nothing that is printed.
func dropped(name string) bool {
	switch name {
	case "noopsort", "vphantom", "phantom", "hphantom", "label", "textcolor", "color", "providecommand":
		return true
	}
	return false
}

// plain is a text of TeX as it is printed. Commands that aren't known are noted; what stands in their braces is kept.
func (b *bibReader) plain(s string) string { return tex(s, b.commands) }

func plainTeX(s string) string { return tex(s, nil) }

func tex(s string, unknown map[string]int) string {
	if !strings.ContainsAny(s, "\\{}$~-`'\"") {
		return s
	}
	t := &texReader{s: s, unknown: unknown}
	t.run()
	return norm.NFC.String(t.out.String())
}

type texReader struct {
	s       string
	i       int
	out     strings.Builder
	unknown map[string]int
}

func (t *texReader) run() {
	for t.i < len(t.s) {
		rest := t.s[t.i:]
		switch c := t.s[t.i]; {
		case c == '\\':
			t.command()
		case c == '{' || c == '}' || c == '$':
			t.i++
		case c == '~':
			t.out.WriteByte(' ')
			t.i++
		case strings.HasPrefix(rest, "---"):
			t.put("—", 3)
		case strings.HasPrefix(rest, "--"):
			t.put("–", 2)
		case strings.HasPrefix(rest, "``"):
			t.put("“", 2)
		case strings.HasPrefix(rest, "''"):
			t.put("”", 2)
		default:
			t.out.WriteByte(c)
			t.i++
		}
	}
}

func (t *texReader) put(s string, n int) {
	t.out.WriteString(s)
	t.i += n
}

// command reads a backslash and what it begins.
func (t *texReader) command() {
	t.i++
	name := t.commandName()
	switch {
	case name == "":
	case accents()[name] != "" && (len(name) > 1 || !isLetter(name[0]) || t.i < len(t.s) && strings.IndexByte(" {\\",
		t.s[t.i]) >= 0):
		t.out.WriteString(t.accented(accents()[name]))
	case name == "href":
		t.group() // the address, before the words
	case dropped(name):
		t.group()
	case name == "char" || name == "symbol":
		t.group()
	default:
		s, known := letters()[name]
		t.out.WriteString(s)
		if !known && t.unknown != nil {
			t.unknown["\\"+name]++
		}
		if isLetter(name[0]) && t.i < len(t.s) && t.s[t.i] == ' ' { // the blank ends the command's name
			t.i++
			if !known || s == "" {
				t.spaced()
			}
		}
	}
}

// spaced keeps words apart where a command between them is left out.
func (t *texReader) spaced() {
	if out := t.out.String(); out != "" && out[len(out)-1] != ' ' {
		t.out.WriteByte(' ')
	}
}

func (t *texReader) commandName() string {
	from := t.i
	for t.i < len(t.s) && isLetter(t.s[t.i]) {
		t.i++
	}
	if t.i == from && t.i < len(t.s) {
		_, n := utf8.DecodeRuneInString(t.s[t.i:])
		t.i += n
	}
	return t.s[from:t.i]
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// accented is the letter that an accent stands before, with it.
func (t *texReader) accented(mark string) string {
	for t.i < len(t.s) && t.s[t.i] == ' ' {
		t.i++
	}
	if t.i >= len(t.s) {
		return ""
	}
	var letter string
	switch t.s[t.i] {
	case '{':
		letter = tex(t.group(), t.unknown)
	case '\\':
		t.i++
		name := t.commandName()
		if inner := accents()[name]; inner != "" && letters()[name] == "" {
			letter = t.accented(inner)
		} else {
			letter = letters()[name]
		}
		for t.i < len(t.s) && t.s[t.i] == ' ' && name != "" && isLetter(name[0]) {
			t.i++
		}
	default:
		_, n := utf8.DecodeRuneInString(t.s[t.i:])
		letter = t.s[t.i : t.i+n]
		t.i += n
	}
	if letter == "" {
		return ""
	}
	first, n := utf8.DecodeRuneInString(letter)
	base := letter[:n]
	switch first {
	case 'ı':
		base = "i"
	case 'ȷ':
		base = "j"
	}
	return base + mark + letter[n:]
}

// group is what stands in the braces here, which it goes behind; "" where none stand here.
func (t *texReader) group() string {
	for t.i < len(t.s) && t.s[t.i] == ' ' {
		t.i++
	}
	if t.i >= len(t.s) || t.s[t.i] != '{' {
		return ""
	}
	depth, from := 0, t.i+1
	for ; t.i < len(t.s); t.i++ {
		switch t.s[t.i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				t.i++
				return t.s[from : t.i-1]
			}
		}
	}
	return t.s[min(from, len(t.s)):]
}

var (
	urlCommand  = regexp.MustCompile(`\\(?:url|path|href|nolinkurl)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?`)
	verbEscapes = strings.NewReplacer(`\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\$`, "$", `\~{}`, "~", `\~`, "~",
		`{\textasciitilde}`, "~", `\textasciitilde{}`, "~", `\textasciitilde `, "~", `\textasciitilde`, "~", `{\_}`,
		"_", `\textunderscore{}`, "_", `$\sim$`, "~", `\/`, "/", `\-`, "", `\textless`, "<", `\textgreater`, ">", `{`,
		"", `}`, "")
)

// verbatim is an address, a DOI or the like without what TeX wants around its letters.
func verbatim(s string) string {
	s = urlCommand.ReplaceAllString(s, "$1")
	if strings.ContainsAny(s, `\{}$`) {
		s = verbEscapes.Replace(s)
	}
	return oneLine(s)
}

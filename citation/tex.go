package citation

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// texAccents are TeX's accents and the combining signs that they stand for.
var texAccents = map[string]rune{
	"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, `"`: 0x308, "r": 0x30a, "H": 0x30b, "v": 0x30c,
	"d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331, "t": 0x361,
}

// texSigns are commands that stand for a letter or sign.
var texSigns = map[string]string{
	"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
	"dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "pounds": "£", "textsterling": "£", "euro": "€",
	"texteuro": "€", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "degree": "°", "dots": "…", "ldots": "…",
	"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
	"textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "backslash": "\\", "textless": "<", "textgreater": ">", "textbar": "|", "textbullet": "•",
	"textperiodcentered": "·", "textexclamdown": "¡", "textquestiondown": "¿", "guillemotleft": "«", "guillemotright": "»", "textunderscore": "_",
	"textmu": "µ", "mu": "μ", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "kappa": "κ", "chi": "χ", "pm": "±", "times": "×", "geq": "≥", "leq": "≤",
	"ge": "≥", "le": "≤", "sim": "∼", "approx": "≈", "rightarrow": "→", "TeX": "TeX", "LaTeX": "LaTeX",
}

// untex is TeX's text as people read it: accents on their letters, signs for their commands, braces gone. What it does
// not know stays as it is written.
func untex(text string) string {
	if !strings.ContainsAny(text, "\\{}~`'-$") {
		return text
	}
	t := &tex{text: text}
	t.run()
	return norm.NFC.String(t.out.String())
}

type tex struct {
	text string
	at   int
	out  strings.Builder
	math bool
}

func (t *tex) run() {
	for t.at < len(t.text) {
		rest := t.text[t.at:]
		switch c := rest[0]; {
		case c == '\\' && len(rest) > 1:
			t.at++
			t.command()
			continue
		case c == '{' || c == '}':
		case c == '$' && (t.math || strings.IndexByte(rest[1:], '$') >= 0):
			t.math = !t.math
		case c == '~':
			t.out.WriteByte(' ')
		case strings.HasPrefix(rest, "---"):
			t.out.WriteString("—")
			t.at += 2
		case strings.HasPrefix(rest, "--"):
			t.out.WriteString("–")
			t.at++
		case strings.HasPrefix(rest, "``"):
			t.out.WriteString("“")
			t.at++
		case strings.HasPrefix(rest, "''"):
			t.out.WriteString("”")
			t.at++
		default:
			t.out.WriteByte(c)
		}
		t.at++
	}
}

// command writes what the command after a backslash stands for.
func (t *tex) command() {
	name := t.name()
	if accent, ok := texAccents[name]; ok && (len(name) > 0 && !letter(name[0]) || t.beforeArgument()) {
		t.accent(accent)
		return
	}
	if sign, ok := texSigns[name]; ok {
		t.out.WriteString(sign)
		t.closeName(name)
		return
	}
	switch {
	case len(name) == 1 && strings.Contains("&%$#_{} ,;:!/@-", name):
		if strings.Contains("&%$#_{}@ ", name) {
			t.out.WriteString(name)
		}
	case name == "\\" || name == "newline" || name == "par":
		t.out.WriteByte(' ')
	case strings.HasPrefix(name, "text") || strings.HasPrefix(name, "math") || name == "emph" || name == "url" || name == "mbox" || name == "ensuremath" ||
		name == "em" || name == "it" || name == "bf" || name == "sc" || name == "rm" || name == "tt" || name == "sl" || name == "href" || name == "noopsort":
		t.closeName(name)
	default:
		t.out.WriteString("\\" + name)
	}
}

// name takes a command's name: one sign, or all letters that follow.
func (t *tex) name() string {
	start := t.at
	for t.at < len(t.text) && letter(t.text[t.at]) {
		t.at++
	}
	if t.at == start {
		_, size := utf8.DecodeRuneInString(t.text[t.at:])
		t.at += size
	}
	return t.text[start:t.at]
}

// closeName takes the space or empty braces that end a command's name.
func (t *tex) closeName(name string) {
	if !letter(name[0]) {
		return
	}
	if strings.HasPrefix(t.text[t.at:], "{}") {
		t.at += 2
	} else if t.at < len(t.text) && isSpace(t.text[t.at]) {
		t.at++
	}
}

// beforeArgument says whether what an accent that is named by a letter goes on follows.
func (t *tex) beforeArgument() bool {
	return t.at < len(t.text) && (t.text[t.at] == '{' || t.text[t.at] == ' ' || t.text[t.at] == '\\')
}

// accent writes the letter that follows, and the accent on it.
func (t *tex) accent(accent rune) {
	for t.at < len(t.text) && t.text[t.at] == ' ' {
		t.at++
	}
	braced := t.at < len(t.text) && t.text[t.at] == '{'
	if braced {
		t.at++
	}
	switch rest := t.text[t.at:]; {
	case strings.HasPrefix(rest, "\\i") && (len(rest) == 2 || !letter(rest[2])), strings.HasPrefix(rest, "\\j") && (len(rest) == 2 || !letter(rest[2])):
		t.out.WriteByte(rest[1])
		t.at += 2
		if !braced {
			t.closeName("i")
		}
	case rest == "" || rest[0] == '}' || rest[0] == '\\':
	default:
		r, size := utf8.DecodeRuneInString(rest)
		t.out.WriteRune(r)
		t.at += size
	}
	t.out.WriteRune(accent)
	if braced && t.at < len(t.text) && t.text[t.at] == '}' {
		t.at++
	}
}

func letter(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' }

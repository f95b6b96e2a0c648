package fulltext

import (
	"strings"
	"unicode"
)

// unknown stands for a sign that nothing in the file tells the letter of.
const unknown = unicode.ReplacementChar

// bullet stands for the signs of fonts of ornaments, which have no meaning of their own.
const bullet = '•'

// symbols are the signs of the font Symbol that texts use, by their code (PDF 32000-1:2008, D.5). Office programs write them
// as U+F000 plus the code.
var symbols = map[rune]rune{
	0x2d: '−', 0xbe: '–', 0xb7: '•',
	0xa3: '≤', 0xb3: '≥', 0xb1: '±', 0xb4: '×', 0xb8: '÷', 0xb9: '≠', 0xbb: '≈', 0xa5: '∞', 0xb0: '°', 0xa2: '′', 0xb2: '″', 0xd6: '√',
	0xac: '←', 0xad: '↑', 0xae: '→', 0xaf: '↓', 0xab: '↔', 0x44: 'Δ', 0x53: 'Σ', 0x57: 'Ω',
	0x61: 'α', 0x62: 'β', 0x63: 'χ', 0x64: 'δ', 0x65: 'ε', 0x67: 'γ', 0x68: 'η', 0x6b: 'κ', 0x6c: 'λ', 0x6d: 'μ', 0x70: 'π', 0x71: 'θ', 0x72: 'ρ', 0x73: 'σ', 0x74: 'τ', 0x77: 'ω', 0x79: 'ψ', 0x66: 'φ',
}

// plain gives signs of private use their public sign, and drops what is no sign: control codes and marks of no width.
func plain(text string, symbol bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == '\u200b', r == '\u2060', r == '\ufeff':
			return -1
		case !unicode.Is(unicode.Co, r):
			return r
		case symbol && r >= 0xf020 && r <= 0xf0ff:
			if known, ok := symbols[r-0xf000]; ok {
				return known
			}
			if code := r - 0xf000; strings.ContainsRune(" !#%&()+,./0123456789:;<=>?[]_{|}", code) {
				return code
			}
			return unknown
		case r >= 0xf020 && r <= 0xf0ff:
			return bullet
		}
		return unknown
	}, text)
}

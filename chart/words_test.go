package chart

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCountIsRightForNoneOneAndMany(t *testing.T) {
	for n, want := range map[int]string{0: "no authorities", 1: "1 authority", 2: "2 authorities", 1234567: "1,234,567 authorities"} {
		if got := Count(n, "authority", "authorities"); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestFiguresInWords(t *testing.T) {
	for got, want := range map[string]string{
		decimal(-1234.56, 1):               "−1,234.6",
		decimal(-0.04, 1):                  "0.0",
		decimal(999.5, 0):                  "1,000",
		trimmed(12.50, 2):                  "12.5",
		percent(1, 300):                    "under 1%",
		percent(299, 300):                  "over 99%",
		percent(0, 300):                    "0%",
		percent(300, 300):                  "100%",
		percent(0, 0):                      "no share",
		ratio(0.004):                       "under 0.01",
		ratio(1.005):                       "1.00",
		ratio(123456):                      "123,456",
		ratio(math.Inf(1)):                 "infinite",
		probability(0.00004):               "under 0.001",
		probability(0.0312):                "0.031",
		list([]string{"A"}, 3):             "A",
		list([]string{"A", "B"}, 3):        "A and B",
		list(strings.Fields("ABC"), 2):     "ABC",
		list(strings.Fields("A B C D"), 3): "A, B, C and 1 other",
		list(strings.Fields("A B C D"), 2): "A, B and 2 others",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWrappedLinesFitAndLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String().Draw(t, "words")
		width := rapid.Float64Range(20, 400).Draw(t, "width")
		lines := wrap(words, width, style{})
		letters := func(s string) string { return strings.Join(strings.FieldsFunc(s, breakable), "") }
		if got := letters(strings.Join(lines, "")); got != letters(words) && utf8.ValidString(words) {
			t.Fatalf("%q became %q", words, lines)
		}
		for _, l := range lines {
			if textWidth(l, style{}) > width && utf8.RuneCountInString(l) > 1 {
				t.Fatalf("%q is wider than %v", l, width)
			}
		}
	})
}

func TestScalesGoThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(0.001, 100).Draw(t, "low")
		high := low * rapid.Float64Range(1.01, 1000).Draw(t, "times")
		v := rapid.Float64Range(low, high).Draw(t, "value")
		for _, s := range []scale{linear{low, high, 20, 500}, logarithmic{low, high, 20, 500}} {
			px := s.at(v)
			if px < 20-1e-6 || px > 500+1e-6 || math.Abs(s.invert(px)-v) > 1e-6*high {
				t.Fatalf("%v stands at %v, which is %v", v, px, s.invert(px))
			}
		}
		ticks, _ := evenTicks(low, high, 5)
		if len(ticks) < 1 || len(ticks) > 5 || ticks[0] < low*(1-1e-9) || ticks[len(ticks)-1] > high*(1+1e-9) {
			t.Fatalf("ticks from %v to %v: %v", low, high, ticks)
		}
	})
}

func TestSentencesEndOnce(t *testing.T) {
	for message, want := range map[string]string{"élan is none": "Élan is none.", "did you mean “a”?": "Did you mean “a”?", "Done.": "Done."} {
		if got := Sentence(message); got != want {
			t.Errorf("%q is %q, expected %q", message, got, want)
		}
	}
}

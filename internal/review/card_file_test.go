package review_test

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

func TestCardReadsBackAsItWasWritten(t *testing.T) {
	terms := evidence.NewTerms("?")
	terms.Outcomes = []evidence.Group{{ID: "stability", Title: "Stability"}}
	terms.Facets = []evidence.Facet{{ID: "age", Title: "Age\n= \"of children\"", Values: []string{"under 5", "older"}}}
	card := evidence.Card{Version: 3, CardText: evidence.CardText{Summary: "Two lines,\n\"quoted\" \\ and a tab\t.", Place: "Leeds", Outcomes: []string{"stability"}, Groups: []string{"outcomes"},
		Facets: map[string][]string{"age": {"under 5"}}, Appraisals: []evidence.Appraisal{{Tool: "mmat", Rating: "high", Answers: map[string]string{"question": "yes"}}}, Done: true},
		Findings: []evidence.KeyFinding{{ID: 7, Text: "Moves fell.", Quotation: "“moved less”", Page: 4}, {Text: "More."}}}
	var out bytes.Buffer
	if err := review.WriteCard(&out, evidence.Review{Terms: terms}, evidence.Entry{Record: evidence.Record{ID: "12", Title: "A title\nsummary = \"forged\""}}, card); err != nil {
		t.Fatal(err)
	}
	back, err := review.ReadCard(&out)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(card, back); diff != "" {
		t.Error(diff)
	}
}

func TestCardsThatCannotBeRead(t *testing.T) {
	for name, text := range map[string]string{"no TOML": "TY  - JOUR", "no such field": "sumary = \"?\"", "a number for a text": "summary = 3", "no such field in JSON": `{"sumary": "?"}`,
		"two cards": `{"summary": "?"} {"summary": "!"}`, "too long": "summary = \"" + strings.Repeat("x", 9<<20) + "\"", "broken off": `{"summary": "`} {
		if card, err := review.ReadCard(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "reading the card") {
			t.Errorf("%s: %+v, %v", name, card, err)
		}
	}
}

func FuzzReadCard(f *testing.F) {
	f.Add("version = 1\nsummary = \"a\"\n[[findings]]\ntext = \"b\"\npage = 2\n")
	f.Add(`{"summary": "a", "findings": [{"text": "b"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		card, err := review.ReadCard(strings.NewReader(text))
		if err != nil || strings.HasPrefix(strings.TrimSpace(text), "{") {
			return
		}
		var out bytes.Buffer
		if err := review.WriteCard(&out, evidence.Review{}, evidence.Entry{}, card); err != nil {
			t.Fatal(err)
		}
		back, err := review.ReadCard(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatalf("%v in\n%s", err, out.String())
		}
		if diff := cmp.Diff(card, back, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWhoWorks(t *testing.T) {
	room, w := roomAt(t, filepath.Join(t.TempDir(), "w.db"))
	if _, err := room.Of(t.Context(), "anna@example.org"); err == nil {
		t.Error("somebody works in a workspace without accounts")
	}
	desk, err := room.Of(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	id := begin(t, desk, nil)
	join(t, w, "anna", id, evidence.Reader)
	if _, err := room.Of(t.Context(), ""); err == nil {
		t.Error("nobody in particular works in a workspace with accounts")
	}
	anna, err := room.Of(t.Context(), "ANNA@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if role, err := anna.Role(t.Context(), id); err != nil || role != evidence.Reader {
		t.Errorf("she is %q of the review, %v, expected its reader", role, err)
	}
}

package review_test

import (
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

func TestWhereQuotationsStandInWords(t *testing.T) {
	for _, c := range []struct {
		finding evidence.KeyFinding
		want    string
	}{
		{evidence.KeyFinding{Page: 4}, ""},
		{evidence.KeyFinding{Page: 4, Checked: evidence.OnPage}, "The quotation is on page 4."},
		{evidence.KeyFinding{Page: 4, Checked: evidence.Elsewhere, FoundOn: []int{2, 3, 7}}, "The quotation is not on page 4: it is on pages 2, 3 and 7."},
		{evidence.KeyFinding{Page: 4, Checked: evidence.Elsewhere, FoundOn: []int{5, 6, 7, 8, 9, 10, 11}}, "The quotation is not on page 4: it is on pages 5, 6, 7, 8, 9 and 2 others."},
		{evidence.KeyFinding{Page: 40, Checked: evidence.Elsewhere, FoundOn: []int{2}, LastPage: 12}, "The full text ends at page 12, so there is no page 40. The quotation is on page 2."},
		{evidence.KeyFinding{Page: 40, Checked: evidence.NotFound, LastPage: 12}, "The full text ends at page 12, so there is no page 40. The quotation was not found in the full text."},
	} {
		if got := review.QuotationStands(c.finding); got != c.want {
			t.Errorf("%+v: %q, expected %q", c.finding, got, c.want)
		}
	}
	quoted := func(checked ...evidence.Checked) (card evidence.Card) {
		for _, c := range checked {
			card.Findings = append(card.Findings, evidence.KeyFinding{Quotation: "q", Page: 1, Checked: c})
		}
		return card
	}
	for want, card := range map[string]evidence.Card{
		"":                                    {Findings: []evidence.KeyFinding{{Text: "a"}}},
		"Its quotation is on the page named.": quoted(evidence.OnPage),
		"All its quotations are on the pages named.":                                            quoted(evidence.OnPage, evidence.OnPage),
		"No quotation could be checked, for no full text with readable pages is attached.":      quoted(evidence.Unchecked),
		"Look at its quotation again. Finding 1: The quotation was not found in the full text.": quoted(evidence.NotFound),
		"Of 2 quotations, none stands on the page named, 0 on another page and 2 nowhere in the full text: look at those again. Finding 1: The quotation was not found in the full text. Finding 2: The quotation was not found in the full text.": quoted(evidence.NotFound, evidence.NotFound),
		"Of 2 quotations, 1 stands on the page named, 0 on another page and 1 nowhere in the full text: look at those again. Finding 2: The quotation was not found in the full text.":                                                             quoted(evidence.OnPage, evidence.NotFound),
	} {
		if got := review.QuotationsStand(card); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}

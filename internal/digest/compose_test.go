package digest

import (
	"testing"
	"time"

	"goodmeasure/evidence"
)

// Initials end with a full stop already, and an ellipsis is part of a name.
func TestSourceEndsEachPartOnce(t *testing.T) {
	initials := []evidence.Person{{Family: "De Meester I."}}
	for _, c := range []struct {
		record evidence.Record
		source string
	}{
		{evidence.Record{Authors: initials, Container: "Child Care Quarterly"}, "De Meester I. Child Care Quarterly"},
		{evidence.Record{Authors: initials}, "De Meester I."},
		{evidence.Record{Authors: []evidence.Person{{Family: "Hart", Given: "Ann"}, {Family: "Lee", Given: "B."}}, Container: "Wait... and see"}, "Hart, Ann; Lee, B. Wait... and see"},
		{evidence.Record{Container: "Community Care"}, "Community Care"},
	} {
		if source := sourceOf(c.record); source != c.source {
			t.Errorf("%q, expected %q", source, c.source)
		}
	}
}

// An issue of one day names it once.
func TestWordsOfAnIssueNameItsDays(t *testing.T) {
	noon := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	items := make([]evidence.IssueItem, 2)
	for since, want := range map[time.Time]string{
		noon.AddDate(0, 0, -7):   "2 works first public between 27 April and 4 May 2026.",
		noon.Add(-5 * time.Hour): "2 works first public on 4 May 2026.",
	} {
		if got := Words(evidence.Issue{Since: since, Until: noon, Items: items}); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}

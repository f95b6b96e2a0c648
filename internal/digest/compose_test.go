package digest

import (
	"testing"

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

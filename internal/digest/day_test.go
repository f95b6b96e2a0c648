package digest_test

import (
	"testing"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/digest"
)

// An issue of an early Monday is dated Monday where the machine is, whatever day it is elsewhere.
func TestIssuesAreDatedByTheMachinesClock(t *testing.T) {
	here := time.Local
	t.Cleanup(func() { time.Local = here })
	time.Local = time.FixedZone("here", 3600)
	until := time.Date(2026, 5, 3, 23, 30, 0, 0, time.UTC)
	i := evidence.Issue{Since: until.AddDate(0, 0, -7), Until: until, Items: []evidence.IssueItem{{}}}
	if got := digest.Words(i); got != "1 work first public between 27 April and 4 May 2026." {
		t.Error(got)
	}
	if got := (digest.Edition{List: digest.List{Name: digest.Name}, Issue: i}).Title(); got != "New in the library, 4 May 2026" {
		t.Error(got)
	}
}

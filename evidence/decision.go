package evidence

import (
	"fmt"
	"strings"
	"time"
)

// Verdict is what somebody decided about a record.
type Verdict string

// The verdicts.
const (
	Include Verdict = "include"
	Exclude Verdict = "exclude" // with a reason of the review's list at full text
	Maybe   Verdict = "maybe"   // goes on to the next stage as include does, and says that it was unsure
	Skip    Verdict = "skip"    // no decision: the record comes back at the end
)

// Decides tells whether the verdict settles what the reviewer thinks of the record.
func (v Verdict) Decides() bool { return v == Include || v == Exclude || v == Maybe }

// Decision is one reviewer's verdict on one record of a review at a stage.
type Decision struct {
	ID       int64     `json:"id"`
	Review   int64     `json:"review"`
	Record   int64     `json:"record"`
	Stage    Stage     `json:"stage"`
	Account  int64     `json:"account"`
	Verdict  Verdict   `json:"verdict"`
	Reason   string    `json:"reason,omitempty"` // id in the review's list
	Note     string    `json:"note,omitempty"`
	Resolves bool      `json:"resolves,omitempty"` // by somebody else, over a conflict
	Decided  time.Time `json:"decided"`
	Undone   time.Time `json:"undone,omitzero"` // when it was taken back or replaced
}

// Check says what is wrong with a decision on the terms of its review, if anything is.
func (d Decision) Check(terms Terms) error {
	if err := d.Stage.Check(); err != nil {
		return err
	}
	switch d.Verdict {
	case Include, Maybe, Skip:
		if d.Reason != "" {
			return fmt.Errorf("the verdict is %s and a reason for leaving out was given", d.Verdict)
		}
		if d.Resolves && d.Verdict != Include {
			return fmt.Errorf("a conflict is resolved by include or exclude, not by %s", d.Verdict)
		}
		return nil
	case Exclude:
		if d.Reason == "" && d.Stage == TitleAbstract {
			return nil
		}
		var known []string
		for _, r := range terms.Reasons {
			if r.ID == d.Reason {
				return nil
			}
			known = append(known, r.ID)
		}
		if d.Reason == "" {
			return fmt.Errorf("leaving out a full text needs a reason of the review's list")
		}
		return fmt.Errorf("the review has no reason %q: expected one of %s", d.Reason, strings.Join(known, ", "))
	}
	return fmt.Errorf("there is no verdict %q: expected include, exclude, maybe or skip", d.Verdict)
}

// Outcome is what the decisions on a record at a stage come to.
type Outcome string

// The outcomes.
const (
	Unread     Outcome = "unread"     // nobody has decided
	PartlyRead Outcome = "part"       // somebody has yet to decide
	Included   Outcome = "included"   // goes on
	Excluded   Outcome = "excluded"   // leaves
	Conflicted Outcome = "conflicted" // waits for somebody to resolve it
)

// NoText is the reason for leaving out a record whose full text could not be had: PRISMA counts it apart.
const NoText = "no-text"

// Settle tells what the standing decisions on one record at one stage come to, where the given number of reviewers
// decide. Maybe counts as include; a resolution stands over all. Of reviewers who leave a full text out, either all had it
// or none: where one read what another could not have, it is a conflict.
func Settle(decisions []Decision, screeners int) Outcome {
	includes, excludes, lacking := 0, 0, 0
	for _, d := range decisions {
		if !d.Undone.IsZero() || !d.Verdict.Decides() {
			continue
		}
		if d.Resolves {
			return map[bool]Outcome{true: Excluded, false: Included}[d.Verdict == Exclude]
		}
		if d.Verdict == Exclude {
			excludes++
			if d.Stage == FullText && d.Reason == NoText {
				lacking++
			}
		} else {
			includes++
		}
	}
	switch {
	case includes+excludes == 0:
		return Unread
	case includes+excludes < screeners:
		return PartlyRead
	case includes > 0 && excludes > 0, lacking > 0 && lacking < excludes:
		return Conflicted
	case excludes > 0:
		return Excluded
	}
	return Included
}

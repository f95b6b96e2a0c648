package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// How many authorities a group that somebody chooses to compare with may have. The median of fewer is the figure of one.
const (
	LeastInGroup = 2
	MostInGroup  = 30
)

// GroupMember is an authority of a group to compare with.
type GroupMember struct {
	Authority string `json:"authority"`
	Name      string `json:"name"`
	Note      string `json:"note,omitempty"` // what keeps it out of the median, always or at times
	counts    bool
	ended     string // when, of one that counts in earlier periods only
}

// groupOf are the members of a group as they count beside an authority: one that has ended counts as if it had not where the
// figures go up to a day that it saw.
func (w *Workbench) groupOf(a study.Authority, chosen []study.Authority, until study.Date) []GroupMember {
	group := []GroupMember{}
	for _, one := range chosen {
		member := GroupMember{Authority: one.Code, Name: w.ShortName(one), counts: true}
		switch {
		case one.Code == a.Code:
			member.Note, member.counts = "left out beside itself", false
		case one.Tiny():
			member.Note, member.counts = "left out: too few children", false
		case !one.Current() && (until.IsZero() || one.ValidTo.Before(until)):
			member.ended = "ended on " + one.ValidTo.Long()
			member.Note = member.ended + ": counts in earlier periods only"
		}
		group = append(group, member)
	}
	return group
}

// counting are the codes and the names of the members that count, and the names of the others.
func counting(group []GroupMember) (codes map[string]bool, names, out []string) {
	codes = map[string]bool{}
	for _, member := range group {
		if member.counts {
			codes[member.Authority], names = true, append(names, member.Name)
		} else {
			out = append(out, member.Name)
		}
	}
	return codes, names, out
}

// againstGroup compares with a group of one's own, or with England where too few of it count in the newest periods.
func (c *Company) againstGroup(a study.Authority) {
	codes, names, out := counting(c.Group)
	var ended []string
	for _, member := range c.Group {
		if member.counts && member.ended != "" {
			ended = append(ended, member.Name+" "+member.ended)
		}
	}
	if lasting := len(names) - len(ended); lasting < LeastInGroup {
		c.Why = fmt.Sprintf("Your group has %s to compare %s with so far, and its median needs at least %d.", noneOrCount(lasting), a.Short(), LeastInGroup)
		if len(ended) > 0 {
			c.Why += " " + chart.Capital(fewOf(ended, namedInText)) + "."
		}
		c.Why += c.uncounted(a) + " Add some to it; until then the comparison is with England."
		return
	}
	c.Benchmark, c.Words, c.Short = AgainstGroup, "your group", "Your group"
	c.Named, c.size = "your group ("+fewOf(names, 2)+")", len(names)
	c.Filed = "Your group (" + joined(names) + ")"
	if len(names) > namedInText+1 {
		c.InFull = "Your group is " + joined(names) + "."
	}
	c.counted = fmt.Sprintf("Its median is shown where at least %d of it have a figure.", LeastInGroup)
	if len(out) > 0 {
		c.counted += fmt.Sprintf(" %s %s left out.", chart.Capital(joined(out)), pick(len(out), "is", "are"))
	}
	if len(names) < smallGroup {
		c.counted += " The median of so few is itself unsure, which the comparison does not count: it finds a difference more easily than it should."
	}
	c.Explained = fmt.Sprintf("Your group is %s. %s", fewOf(names, namedInText), c.counted)
	c.members = func(other study.Authority) bool { return codes[other.Code] }
}

// uncounted says why some that were named count in no median.
func (c *Company) uncounted(a study.Authority) (words string) {
	var few []string
	for _, member := range c.Group {
		switch {
		case member.Authority == a.Code:
			words = " " + chart.Capital(member.Name) + " is left out beside itself."
		case !member.counts:
			few = append(few, member.Name)
		}
	}
	if len(few) > 0 {
		words += fmt.Sprintf(" %s %s a handful of children, and %s in no median.", chart.Capital(joined(few)), pick(len(few), "has", "have"), pick(len(few), "counts", "count"))
	}
	return words
}

// smallGroup is how many authorities make a median that one of them hardly moves.
const smallGroup = 5

func noneOrCount(n int) string { return pick(n, "1 authority", "no authority") }

// namedInText is how many of a group a sentence names: two sheets of paper have no room for thirty.
const namedInText = 6

// fewOf names the first few and counts the others, if there are more than one of those.
func fewOf(names []string, few int) string {
	if len(names) <= few+1 {
		return joined(names)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
}

// median is the median of those compared with, and how many of them have a figure; of a group of one's own, missing where it
// would be the figure of one.
func (c Company) median(n *nation) (study.Number, int) {
	middle, known := n.medianOf(c.members)
	if c.Benchmark == AgainstGroup && known < LeastInGroup {
		return study.Missing, known
	}
	return middle, known
}

// shortfall says how many of a group of one's own have a figure where not all have.
func (c Company) shortfall(known int) string {
	switch {
	case c.Benchmark != AgainstGroup || known == c.size:
		return ""
	case known < LeastInGroup:
		return fmt.Sprintf("%s of %d has one", noneOr(known), c.size)
	}
	return fmt.Sprintf("median of %d of %d", known, c.size)
}

// OfGroup says the same where there is little room.
func (c Company) OfGroup(known int) string {
	if c.shortfall(known) == "" {
		return ""
	}
	return fmt.Sprintf("(%d of %d)", known, c.size)
}

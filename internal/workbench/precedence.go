package workbench

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/source"
	"goodmeasure/study"
)

// Which figure is taken where several releases give one:
//
//  1. Of the releases of one publication only the newest counts, whether it gives a value or withdraws one. Two of the
//     same age: the one with counts, then the file imported last.
//  2. Between publications a value stands over none. A zero without counts does not stand over "suppressed", "rounds to
//     zero" or "doubtful zero", which say more of the same figure.
//  3. Then a release with counts stands over one with published values alone.
//  4. Then the newer release.
//  5. Then the file imported last. The embedded edition counts as imported before every file.
//
// Releases of publishers are with counts or without as a whole. Of one's own figures each is by itself.
//
// A source's name up to its colon, without a year, says which publication it is of: EES:…, EES-2022:…, LAIT:2026-04.
// The order is total, so that what is taken never depends on the order in which releases are compared.

// precedenceVersion is part of a workspace's hash. It changes with the rule above.
const precedenceVersion = 2

// The rules, as differences and receipts name them.
const (
	ruleNewerEdition = "the newer release of a publication replaces the older"
	ruleSameAge      = "of two releases of one age, the one with counts"
	ruleValue        = "a value stands over none"
	ruleCounts       = "a release with counts stands over one without"
	ruleNewer        = "the newer release"
	ruleLast         = "the file imported last"
)

// issue is what precedence needs to know of the release that a figure comes from.
type issue struct {
	publication   string
	order, detail int
	file          int // place in the order of import; 0 is the embedded edition
}

// candidate is a figure that a release gives. It is small because hundreds of thousands are sorted.
type candidate struct {
	*study.Observation
	*issue
}

// within orders the candidates of one publication; the greater counts.
func (c candidate) within(other candidate) (int, string) {
	return firstDifference(
		byRule{cmp.Compare(c.order, other.order), ruleNewerEdition},
		byRule{cmp.Compare(c.counted(), other.counted()), ruleSameAge},
		byRule{cmp.Compare(c.file, other.file), ruleLast})
}

// counted is the detail of the release, or of the figure where the release leaves it to each.
func (c candidate) counted() int {
	if c.detail == source.DetailOfEach {
		return 1 + boolInt(c.HasCounts())
	}
	return c.detail
}

// between orders candidates of different publications; the greater is taken. The zeros of the group may be doubted.
func (c candidate) between(other candidate, zerosDoubted bool) (int, string) {
	return firstDifference(
		byRule{cmp.Compare(boolInt(c.says(zerosDoubted)), boolInt(other.says(zerosDoubted))), ruleValue},
		byRule{cmp.Compare(c.counted(), other.counted()), ruleCounts},
		byRule{cmp.Compare(c.order, other.order), ruleNewer},
		byRule{cmp.Compare(c.file, other.file), ruleLast},
		byRule{cmp.Compare(c.publication, other.publication), ruleLast})
}

// before names the rule by which the candidate that is taken stands before another.
func (c candidate) before(other candidate, zerosDoubted bool) string {
	if c.publication == other.publication {
		_, rule := c.within(other)
		return rule
	}
	if order, rule := c.between(other, zerosDoubted); order > 0 {
		return rule
	}
	return ruleNewerEdition // of the other's publication, which withdrew it
}

// says tells whether the candidate gives a value that counts.
func (c candidate) says(zerosDoubted bool) bool {
	return c.Value.Known() && !(zerosDoubted && c.Value == 0 && !c.HasCounts())
}

// doubtsZero tells whether the release has said of the figure that it is small or no true zero.
func (c candidate) doubtsZero() bool {
	return c.Status == study.Suppressed || c.Status == study.RoundsToZero || c.Status == study.DoubtfulZero
}

type byRule struct {
	order int
	rule  string
}

func firstDifference(comparisons ...byRule) (int, string) {
	for _, c := range comparisons {
		if c.order != 0 {
			return c.order, c.rule
		}
	}
	return 0, ruleLast
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// settle takes one of the figures that releases give for the same authority, indicator and period, and lists the others
// that differ, each with the rule by which it was left.
func settle(candidates []candidate) (taken candidate, differences []study.Difference) {
	if len(candidates) == 1 {
		return candidates[0], nil
	}
	newest := make([]candidate, 0, len(candidates)) // one of each publication
	for _, c := range candidates {
		at := slices.IndexFunc(newest, func(n candidate) bool { return n.publication == c.publication })
		if at < 0 {
			newest = append(newest, c)
		} else if order, _ := c.within(newest[at]); order > 0 {
			newest[at] = c
		}
	}
	doubted := slices.ContainsFunc(newest, candidate.doubtsZero)
	taken = slices.MaxFunc(newest, func(a, b candidate) int { order, _ := a.between(b, doubted); return order })
	for _, c := range candidates {
		// A release may be held twice, once with counts that were found for it elsewhere.
		if c.Source == taken.Source && c.Value == taken.Value && c.Denominator.Known() && !taken.Denominator.Known() {
			taken.Observation = c.Observation
		}
	}
	for _, c := range candidates {
		// That an import says nothing where another says something is no disagreement; that the edition changes is.
		if c.issue == taken.issue || same(c.Value, taken.Value) || !c.Value.Known() && c.file > 0 {
			continue
		}
		d := study.Difference{Authority: c.Authority, Indicator: c.Indicator, Period: c.Period, Taken: taken.Value, From: taken.Source,
			Left: c.Value, LeftFrom: c.Source, Rule: taken.before(c, doubted)}
		if !slices.Contains(differences, d) { // the embedded edition and an import may hold the same release
			differences = append(differences, d)
		}
	}
	return taken, differences
}

// same compares figures; two that are missing are the same.
func same(a, b study.Number) bool { return a == b || !a.Known() && !b.Known() }

// publicationOf is what the sources of one publication's releases have in common.
func publicationOf(source, otherwise string) string {
	series, _, found := strings.Cut(source, ":")
	if !found {
		return otherwise
	}
	return yearOfSeries.ReplaceAllString(series, "")
}

var (
	yearOfSeries = regexp.MustCompile(`-20\d\d$`)
	monthIn      = regexp.MustCompile(`^LAIT:(20\d\d)-(\d\d)$`)
	yearIn       = regexp.MustCompile(`20\d\d`)
)

// undatedYear is the year of the releases that the embedded edition calls EES alone.
const undatedYear = 2025

// embeddedIssue reads back from a source of the embedded edition which release it was.
func embeddedIssue(name string) *issue {
	release := &issue{publication: publicationOf(name, name), order: 100 * undatedYear, detail: 2}
	number := func(text string) int { n, _ := strconv.Atoi(text); return n } // digits by the pattern
	if found := monthIn.FindStringSubmatch(name); found != nil {
		release.order, release.detail = 100*number(found[1])+number(found[2]), 1
		return release
	}
	if years := yearIn.FindAllString(name, -1); len(years) > 0 && !strings.HasPrefix(name, "EES:") {
		release.order = 100 * number(years[len(years)-1])
	}
	return release
}

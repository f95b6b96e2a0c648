package review

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/stats/agree"
	"goodmeasure/study"
)

var decisionColumns = []column{
	{"item", []string{"item_id", "record_id", "item", "id", "record"}},
	{"reviewer", []string{"reviewer", "screener", "coder", "rater", "user", "reviewer_id"}},
	{"decision", []string{"decision", "verdict", "code", "label", "vote", "included", "label_included"}},
}

// Agreement says how far independent screeners of the same records agree. Figures that cannot be computed, as kappa is
// not where everybody decided alike, are nil.
type Agreement struct {
	Name              string         `json:"name"`
	Items             int            `json:"items"`
	Decisions         int            `json:"decisions"` // rows of the table
	Reviewers         int            `json:"reviewers"`
	ReviewersPerItem  map[string]int `json:"reviewers_per_item"`
	MultiCodes        int            `json:"multi_codes"` // items that one screener decided more than once
	TwoReviewerItems  int            `json:"two_reviewer_items"`
	BothInclude       int            `json:"both_include"`
	IncludeExclude    int            `json:"first_include_second_exclude"`
	ExcludeInclude    int            `json:"first_exclude_second_include"`
	BothExclude       int            `json:"both_exclude"`
	Conflicts         int            `json:"conflicts"` // among the items of two screeners
	LeftOut           int            `json:"left_out"`  // rows without a decision
	Agreement         *float64       `json:"agreement"`
	Kappa             *float64       `json:"kappa_binary"`
	KappaLow          *float64       `json:"kappa_low"` // 95%
	KappaHigh         *float64       `json:"kappa_high"`
	KappaCodes        *float64       `json:"kappa_3cat"` // kinds of exclusion kept apart, as the table has them
	PABAK             *float64       `json:"pabak"`
	Alpha             *float64       `json:"krippendorff_alpha_binary"`
	ExpectedAgreement *float64       `json:"expected_agreement"` // of screeners who include as often as these, at random
	PositiveAgreement *float64       `json:"positive_agreement"` // 2a/(2a+b+c): on inclusions
	NegativeAgreement *float64       `json:"negative_agreement"` // 2d/(2d+b+c): on exclusions
	Pairs             []PairOf       `json:"pairs"`
	ConflictItems     []string       `json:"conflict_items"`
	Sentences         []string       `json:"sentences"`
}

// PairOf is the agreement of two screeners on the items that they alone decided.
type PairOf struct {
	First          string   `json:"first"`
	Second         string   `json:"second"`
	N              int      `json:"n"`
	BothInclude    int      `json:"both_include"`
	IncludeExclude int      `json:"first_include_second_exclude"`
	ExcludeInclude int      `json:"first_exclude_second_include"`
	BothExclude    int      `json:"both_exclude"`
	Conflicts      int      `json:"conflicts"`
	Agreement      float64  `json:"agreement"`
	Kappa          *float64 `json:"kappa"`
	KappaLow       *float64 `json:"kappa_low"`
	KappaHigh      *float64 `json:"kappa_high"`
	PABAK          float64  `json:"pabak"`
}

// Agree reads a table of decisions, one row for each screener's decision on each record, and says how far they agree.
// Include is 1 and every kind of exclusion 0; a screener who gave an item both counts as including it. Kappa and its
// relatives are over the items that exactly two screeners decided, Krippendorff's alpha over all that several did.
func Agree(path string) (*Agreement, error) {
	s, err := read(path, decisionColumns, "item", "reviewer", "decision")
	if err != nil {
		return nil, err
	}
	votes, err := s.votes()
	if err != nil {
		return nil, err
	}
	a := votes.agreement()
	a.Name, a.LeftOut = strings.TrimSuffix(s.file, filepath.Ext(s.file)), len(s.rows)-votes.rows
	return a, nil
}

// agreement says how far those who voted agree.
func (votes *votes) agreement() *Agreement {
	a := &Agreement{Decisions: votes.rows, Pairs: []PairOf{}, ReviewersPerItem: map[string]int{}, Items: len(votes.items), MultiCodes: votes.repeated(), ConflictItems: []string{}}
	var both [2]ratings
	pairs := map[[2]string]*PairOf{}
	ratingsOf := map[[2]string]*[2]ratings{}
	seen := map[string]bool{}
	for _, item := range votes.items {
		a.ReviewersPerItem[strconv.Itoa(len(item.by))]++
		for _, v := range item.by {
			seen[v.reviewer] = true
		}
		if len(item.by) != 2 {
			continue
		}
		x, y := item.by[0], item.by[1]
		if natural(y.reviewer, x.reviewer) < 0 {
			x, y = y, x
		}
		a.TwoReviewerItems++
		key := [2]string{x.reviewer, y.reviewer}
		if pairs[key] == nil {
			pairs[key], ratingsOf[key] = &PairOf{First: x.reviewer, Second: y.reviewer}, new([2]ratings)
		}
		pairs[key].count(x, y)
		for i, v := range []vote{x, y} {
			both[i].add(v)
			ratingsOf[key][i].add(v)
		}
		if x.include != y.include {
			a.ConflictItems = append(a.ConflictItems, item.id)
		}
	}
	a.Reviewers = len(seen)
	for _, key := range slices.SortedFunc(maps.Keys(pairs), func(x, y [2]string) int {
		return cmp.Or(cmp.Compare(pairs[y].N, pairs[x].N), natural(x[0], y[0]), natural(x[1], y[1]))
	}) {
		pair := pairs[key]
		pair.Agreement = 1 - float64(pair.Conflicts)/float64(pair.N)
		pair.PABAK = 2*pair.Agreement - 1
		pair.Kappa, pair.KappaLow, pair.KappaHigh, _ = kappa(ratingsOf[key][0].include, ratingsOf[key][1].include)
		a.BothInclude += pair.BothInclude
		a.IncludeExclude += pair.IncludeExclude
		a.ExcludeInclude += pair.ExcludeInclude
		a.BothExclude += pair.BothExclude
		a.Pairs = append(a.Pairs, *pair)
	}
	a.Conflicts = len(a.ConflictItems)
	a.measure(both)
	if alpha, err := agree.KrippendorffAlpha(votes.byPlace(), agree.Nominal); err == nil {
		a.Alpha = &alpha.Alpha // over all items that two or more decided
	}
	a.say()
	return a
}

// ratings is what one of two screeners decided, item by item.
type ratings struct{ include, code []float64 }

func (r *ratings) add(v vote) {
	include := 0.0
	if v.include {
		include = 1
	}
	r.include, r.code = append(r.include, include), append(r.code, float64(v.code))
}

func (p *PairOf) count(x, y vote) {
	p.N++
	switch {
	case x.include && y.include:
		p.BothInclude++
	case x.include:
		p.IncludeExclude++
	case y.include:
		p.ExcludeInclude++
	default:
		p.BothExclude++
	}
	if x.include != y.include {
		p.Conflicts++
	}
}

// kappa is Cohen's kappa with its 95% interval and the agreement that chance would give, or nils where it is not defined. Where all
// agree, or one of the two always decides alike, the standard error is 0 however few they were, and there is no interval.
func kappa(first, second []float64) (value, low, high, chance *float64) {
	result, err := agree.CohenKappa(first, second, agree.Unweighted)
	if err != nil || math.IsNaN(result.Kappa) {
		return nil, nil, nil, nil
	}
	if result.Low == result.High {
		return &result.Kappa, nil, nil, &result.Chance
	}
	return &result.Kappa, &result.Low, &result.High, &result.Chance
}

// measure computes the figures over all items of two screeners.
func (a *Agreement) measure(both [2]ratings) {
	if a.TwoReviewerItems == 0 {
		return
	}
	share := func(part, whole int) *float64 {
		if whole == 0 {
			return nil
		}
		value := float64(part) / float64(whole)
		return &value
	}
	a.Agreement = share(a.BothInclude+a.BothExclude, a.TwoReviewerItems)
	pabak := 2**a.Agreement - 1
	a.PABAK = &pabak
	a.PositiveAgreement = share(2*a.BothInclude, 2*a.BothInclude+a.Conflicts)
	a.NegativeAgreement = share(2*a.BothExclude, 2*a.BothExclude+a.Conflicts)
	a.Kappa, a.KappaLow, a.KappaHigh, a.ExpectedAgreement = kappa(both[0].include, both[1].include)
	a.KappaCodes, _, _, _ = kappa(both[0].code, both[1].code)
}

// say puts into sentences what agreement and kappa mean together.
func (a *Agreement) say() {
	if a.TwoReviewerItems == 0 {
		a.Sentences = []string{"No record was decided by exactly two screeners: there is nothing to compare."}
		return
	}
	a.Sentences = append(a.Sentences, fmt.Sprintf("Two screeners agree on %.0f%% of %s; %s to be settled.",
		100**a.Agreement, chart.Count(a.TwoReviewerItems, "record", "records"), chart.Count(a.Conflicts, "conflict is", "conflicts are")))
	if a.Kappa == nil {
		a.Sentences = append(a.Sentences, "Kappa cannot be computed: it needs two records, and decisions of both kinds.")
		return
	}
	included := float64(2*a.BothInclude+a.Conflicts) / float64(2*a.TwoReviewerItems)
	interval := "without an interval, which it has only where some disagree and both decide one way and the other"
	if a.KappaLow != nil {
		interval = fmt.Sprintf("95%% interval %s to %s", twoPlaces(a.KappaLow), twoPlaces(a.KappaHigh))
	}
	a.Sentences = append(a.Sentences,
		fmt.Sprintf("Kappa is %s (%s): they include %.0f%% of records, so that screeners who decided blindly, as often, would agree on %.0f%% of them; kappa counts only agreement beyond that.",
			twoPlaces(a.Kappa), interval, 100*included, 100**a.ExpectedAgreement))
	if a.PositiveAgreement != nil && a.NegativeAgreement != nil {
		a.Sentences = append(a.Sentences, fmt.Sprintf("When one includes a record the other does so in %.0f%% of cases; when one excludes, in %.0f%%. PABAK, which takes inclusions to be as frequent as exclusions, is %s.",
			100**a.PositiveAgreement, 100**a.NegativeAgreement, twoPlaces(a.PABAK)))
	}
	var lowest, highest *PairOf
	for i := range a.Pairs {
		p := &a.Pairs[i]
		if p.Kappa == nil || p.N < fewest {
			continue
		}
		if lowest == nil || *p.Kappa < *lowest.Kappa {
			lowest = p
		}
		if highest == nil || *p.Kappa > *highest.Kappa {
			highest = p
		}
	}
	if lowest != highest {
		a.Sentences = append(a.Sentences, fmt.Sprintf("Pairs differ: among those with %d records or more, kappa runs from %s (%s and %s) to %s (%s and %s).",
			fewest, twoPlaces(lowest.Kappa), lowest.First, lowest.Second, twoPlaces(highest.Kappa), highest.First, highest.Second))
	}
}

// fewest is how many records a pair of screeners must share to be named in a sentence.
const fewest = 100

func twoPlaces(figure *float64) string { return study.Number(*figure).Decimal(2) }

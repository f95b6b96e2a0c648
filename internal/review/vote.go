package review

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"goodmeasure/table"
)

// vote is what one screener decided of one item.
type vote struct {
	reviewer string
	include  bool
	code     int // which word of the table it was
	times    int
}

type item struct {
	id string
	by []vote
}

type votes struct {
	items []*item // in the order of the table
	rows  int     // with a decision
}

// includes says what the word of a decision means.
func includes(text string) (include, known bool) {
	word := strings.ToLower(text)
	switch {
	case slices.Contains([]string{"1", "1.0", "yes", "y", "true", "in", "maybe", "accept", "accepted", "relevant"}, word), strings.HasPrefix(word, "includ"):
		return true, true
	case slices.Contains([]string{"0", "0.0", "no", "n", "false", "out", "reject", "rejected", "irrelevant"}, word), strings.HasPrefix(word, "exclud"):
		return false, true
	}
	return false, false
}

// votes puts the decisions of each item together. Rows without a decision are left out.
func (s *sheet) votes() (*votes, error) {
	all := &votes{}
	byID := map[string]*item{}
	codes := map[string]int{}
	for _, row := range s.rows {
		id, reviewer, decision := s.text(row, "item"), s.text(row, "reviewer"), s.text(row, "decision")
		if decision == "" {
			continue
		}
		for _, means := range []string{"item", "reviewer"} {
			if s.text(row, means) == "" {
				return nil, &table.Error{Position: s.at(row, means), Doing: "reading", Found: "nothing", Expected: "the " + means + " of the decision", Hint: "fill the cell in, or empty the decision"}
			}
		}
		include, known := includes(decision)
		if !known {
			return nil, &table.Error{Position: s.at(row, "decision"), Doing: "reading", Found: "the decision " + strconv.Quote(decision),
				Expected: "include, maybe or 1, or a word that begins with exclude, or 0", Hint: "replace the word in the table"}
		}
		code, ok := codes[strings.ToLower(decision)]
		if !ok {
			code = len(codes)
			codes[strings.ToLower(decision)] = code
		}
		all.rows++
		it := byID[id]
		if it == nil {
			it = &item{id: id}
			byID[id] = it
			all.items = append(all.items, it)
		}
		it.add(vote{reviewer: reviewer, include: include, code: code, times: 1})
		if len(it.by) > mostScreeners {
			return nil, &table.Error{Position: s.at(row, "reviewer"), Doing: "reading", Found: fmt.Sprintf("more than %d screeners of %q", mostScreeners, id),
				Expected: "one row for each screener’s decision on a record", Hint: "check which column names the record and which the screener"}
		}
	}
	return all, nil
}

// mostScreeners is how many people may have decided one item.
const mostScreeners = 50

// byPlace gives the first, second and further decision on each item, whoever made it; NaN where there is none.
func (v *votes) byPlace() [][]float64 {
	places := 2
	for _, it := range v.items {
		places = max(places, len(it.by))
	}
	ratings := make([][]float64, places)
	for p := range ratings {
		ratings[p] = make([]float64, len(v.items))
		for i, it := range v.items {
			switch {
			case p >= len(it.by):
				ratings[p][i] = math.NaN()
			case it.by[p].include:
				ratings[p][i] = 1
			}
		}
	}
	return ratings
}

// add keeps one vote of each screener: an inclusion if there was one.
func (it *item) add(v vote) {
	for i := range it.by {
		if it.by[i].reviewer == v.reviewer {
			v.times += it.by[i].times
			if it.by[i].include && !v.include {
				it.by[i].times = v.times
				return
			}
			it.by[i] = v
			return
		}
	}
	it.by = append(it.by, v)
}

func (v *votes) repeated() (n int) {
	for _, it := range v.items {
		if slices.ContainsFunc(it.by, func(v vote) bool { return v.times > 1 }) {
			n++
		}
	}
	return n
}

// natural orders names as people do: R2 before R10.
func natural(a, b string) int {
	stem := func(name string) (string, int) {
		text := strings.TrimRightFunc(name, unicode.IsDigit)
		number, _ := strconv.Atoi(name[len(text):])
		return text, number
	}
	x, m := stem(a)
	y, n := stem(b)
	return cmp.Or(cmp.Compare(x, y), cmp.Compare(m, n), cmp.Compare(a, b))
}

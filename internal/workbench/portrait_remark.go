package workbench

import (
	"fmt"

	"goodmeasure/chart"
)

// Remark is a sentence of the commentary in pieces, each of which may lead to the row it is read from.
type Remark []Clause

// Clause is a piece of a sentence. Row is the indicator whose row it speaks about, or the name of a part of the page.
type Clause struct {
	Text string `json:"text"`
	Row  string `json:"row,omitempty"`
}

// Text is the remark without its links.
func (r Remark) Text() string {
	text := ""
	for _, c := range r {
		text += c.Text
	}
	return text
}

// Parts of the page that a clause may lead to, beside the rows.
const (
	RowsPart  = "measures"
	WholePart = "whole"
)

// remarks are the commentary: fixed sentences filled in with what the rows say.
func (p *Portrait) remarks(rows []PortraitRow) []Remark {
	name := p.Authority.Short()
	remarks := []Remark{{{Text: fmt.Sprintf("%s has figures for ", name)}, {Text: fmt.Sprintf("%d of %s", p.Measured, chart.Count(p.Of, "measure", "measures")), Row: RowsPart}, {Text: "."}}}
	t := p.Tally
	if t.Stronger+t.Weaker+t.Similar > 0 {
		whom := p.BenchmarkWords
		remarks = append(remarks, Remark{{Text: fmt.Sprintf("Where the difference can be tested, it is stronger than %s on %s, weaker on %s, and cannot be told apart on %s.",
			whom, noneOr(t.Stronger), noneOr(t.Weaker), noneOr(t.Similar)) + t.contestedWords()}})
	}
	remarks = append(remarks, p.standing("Best placed"+p.amongAll()+" on ", told(p.Best), rows), p.standing("Worst placed"+p.amongAll()+" on ", told(p.Worst), rows),
		p.standing("Improving: ", p.Improving, rows), p.standing("Worsening: ", p.Worsening, rows))
	if len(p.Improving)+len(p.Worsening) == 0 && anyChange(rows) {
		remarks = append(remarks, Remark{{Text: "No change over the last years is large enough to be told from chance."}})
	}
	if p.Whole.Words != "" {
		remarks = append(remarks, Remark{{Text: p.Whole.Words + " "}, {Text: "How this is reckoned", Row: WholePart}, {Text: "."}})
	}
	kept := []Remark{}
	for _, r := range remarks {
		if len(r) > 0 {
			kept = append(kept, r)
		}
	}
	return kept
}

// amongAll says that places are among all authorities, where figures are compared with some of them.
func (p *Portrait) amongAll() string {
	if p.Benchmark == AgainstEngland {
		return ""
	}
	return " among all authorities"
}

// contestedWords name those that differ and are called neither stronger nor weaker.
func (t StanceTally) contestedWords() string {
	const disagreed, describing = "on which people disagree which way is better", "which describe and of which no way is better"
	switch {
	case t.Contested == 0 && t.Describing == 0:
		return ""
	case t.Describing == 0:
		return fmt.Sprintf(" It differs on %d more, %s.", t.Contested, disagreed)
	case t.Contested == 0:
		return fmt.Sprintf(" It differs on %d more, %s.", t.Describing, describing)
	}
	return fmt.Sprintf(" It differs on %d more, %s, and on %d, %s.", t.Contested, disagreed, t.Describing, describing)
}

func anyChange(rows []PortraitRow) bool {
	for _, r := range rows {
		if r.Change != nil && r.Change.Verdict == NoVerdict {
			return true
		}
	}
	return false
}

// told are those that can be told apart from the middle.
func told(all []Standout) (kept []Standout) {
	for _, s := range all {
		if s.Told {
			kept = append(kept, s)
		}
	}
	return kept
}

// standing lists measures in one sentence, each leading to its row; nothing where there are none.
func (p *Portrait) standing(opening string, list []Standout, rows []PortraitRow) Remark {
	if len(list) == 0 {
		return nil
	}
	remark := Remark{{Text: opening}}
	for at, s := range list {
		switch {
		case at > 0 && at == len(list)-1:
			remark = append(remark, Clause{Text: " and "})
		case at > 0:
			remark = append(remark, Clause{Text: ", "})
		}
		remark = append(remark, Clause{Text: chart.InSentence(s.Name), Row: s.Indicator})
		for _, r := range rows {
			if r.Indicator == s.Indicator {
				remark = append(remark, Clause{Text: " (" + r.beside(p.Company) + ")"})
			}
		}
	}
	return append(remark, Clause{Text: "."})
}

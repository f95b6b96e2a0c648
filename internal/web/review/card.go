package review

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

// blank is how many empty findings the form has beyond those written.
const blank = 2

// carded is the page of a summary card.
type carded struct {
	Review     evidence.Review   `json:"review"`
	Record     *evidence.Entry   `json:"record"`
	Card       evidence.Card     `json:"card"`
	Ties       []evidence.Told   `json:"ties"`
	Not        string            `json:"not_evidence,omitempty"` // why its findings do not count as evidence
	Tools      []evidence.Tool   `json:"-"`
	Indicators []study.Indicator `json:"-"`
	Tying      url.Values        `json:"-"` // the form of a tie that was refused
	Addresses  []option          `json:"-"` // of definitions whose reasons a finding can be tied to
}

func (p rooms) card() site.Page {
	return site.Page{Name: "review-card", Path: "/review/{review}/card/{record}", About: "The summary card of a document: what it found, with quotations that are checked, and how far to believe it.", Data: carded{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, record, err := both(r)
			if err != nil {
				return nil, err
			}
			return p.cardView(ctx, r, id, record, nil)
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, record, err := both(r)
			if err != nil {
				return site.Outcome{}, err
			}
			on := at(id, fmt.Sprintf("/card/%d", record))
			switch {
			case r.Form.Get("untie") != "":
				tie, _ := strconv.ParseInt(r.Form.Get("untie"), 10, 64)
				return site.Outcome{Location: on + "#ties", Notice: "Untied."}, told(p.desk(r).Untie(ctx, id, tie))
			case r.Form.Get("tie") != "":
				tie, err := sentTie(r.Form, r.Bench.Edition.Indicators)
				if err == nil {
					_, err = p.desk(r).Tie(ctx, id, record, tie)
				}
				if err != nil {
					view, _ := p.cardView(ctx, r, id, record, nil)
					return again(view, err)
				}
				return site.Outcome{Location: on + "#ties", Notice: "Tied."}, nil
			}
			now, err := p.desk(r).Review(ctx, id)
			if err != nil {
				return site.Outcome{}, told(err)
			}
			card := sentCard(now, id, record, r.Form)
			kept, err := p.desk(r).Summarise(ctx, card)
			if err != nil {
				view, _ := p.cardView(ctx, r, id, record, &card)
				return again(view, err)
			}
			return site.Outcome{Location: on, Notice: strings.TrimSpace("The card is kept. " + review.QuotationsStand(kept))}, nil
		}}
}

func (p rooms) cardView(ctx context.Context, r *site.Request, id, record int64, sent *evidence.Card) (*site.View, error) {
	opened, err := p.desk(r).Open(ctx, id, evidence.FullText, record)
	if err != nil {
		return nil, told(err)
	}
	not, err := p.desk(r).NotEvidence(ctx, id, record)
	if err != nil {
		return nil, told(err)
	}
	d := carded{Not: not, Review: opened.Review, Record: opened.Record, Tools: evidence.Tools(), Indicators: r.Bench.Edition.Indicators, Addresses: addresses(r)}
	if r.Form.Get("tie") != "" {
		d.Tying = r.Form
	}
	if sent != nil {
		d.Card = *sent
	} else if d.Card, err = p.desk(r).Card(ctx, id, record); err != nil {
		return nil, told(err)
	}
	ties, err := p.desk(r).Ties(ctx, id)
	if err != nil {
		return nil, told(err)
	}
	d.Ties = slices.DeleteFunc(ties, func(t evidence.Told) bool { return t.Record != record })
	return &site.View{Title: "Summary of “" + opened.Record.Title + "”", Data: d}, nil
}

// sentCard reads the form of a card. Findings without words are left out.
func sentCard(now evidence.Review, id, record int64, form url.Values) evidence.Card {
	card := evidence.Card{Review: id, Record: record, CardText: evidence.CardText{Summary: form.Get("summary"), Population: form.Get("population"), Place: form.Get("place"),
		Design: form.Get("design"), Outcomes: form["outcome"], Groups: form["group"], Facets: map[string][]string{}, Done: form.Get("done") != ""}}
	card.Version, _ = strconv.ParseInt(form.Get("version"), 10, 64)
	for _, f := range now.Terms.Facets {
		values := form["facet-"+f.ID]
		if len(f.Values) == 0 {
			values = parted(strings.Join(values, ";"), ";")
		}
		if len(values) > 0 {
			card.Facets[f.ID] = values
		}
	}
	for n := 0; form.Has(fmt.Sprintf("finding-%d", n)); n++ {
		field := func(name string) string { return strings.TrimSpace(form.Get(fmt.Sprintf("%s-%d", name, n))) }
		if field("finding") == "" && field("quotation") == "" {
			continue
		}
		finding := evidence.KeyFinding{Text: field("finding"), Quotation: field("quotation")}
		finding.ID, _ = strconv.ParseInt(field("id"), 10, 64)
		finding.Page, _ = strconv.Atoi(field("page"))
		card.Findings = append(card.Findings, finding)
	}
	for _, tool := range evidence.Tools() {
		a := evidence.Appraisal{Tool: tool.ID, Rating: form.Get(tool.ID + "-rating"), Note: form.Get(tool.ID + "-note"), Answers: map[string]string{}}
		for _, q := range tool.Questions {
			if answer := form.Get(tool.ID + "-" + q.ID); answer != "" {
				a.Answers[q.ID] = answer
			}
		}
		if a.Rating != "" || a.Note != "" || len(a.Answers) > 0 {
			card.Appraisals = append(card.Appraisals, a)
		}
	}
	return card
}

// parted takes values apart that stand with commas between, each once.
func parted(text, between string) (values []string) {
	for value := range strings.SplitSeq(text, between) {
		if value = strings.Join(strings.Fields(value), " "); value != "" && !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return values
}

// numbered is a finding with its place in the form.
type numbered struct {
	evidence.KeyFinding
	N       int // from 0, as the form's fields are named
	Checked string
}

// Number is the place of the finding as people count.
func (n numbered) Number() int { return n.N + 1 }

// Findings are those of the card, with some empty ones to fill in.
func (d carded) Findings() []numbered {
	var all []numbered
	for n, f := range append(slices.Clone(d.Card.Findings), make([]evidence.KeyFinding, blank)...) {
		all = append(all, numbered{f, n, review.QuotationStands(f)})
	}
	return all
}

// InGroup tells whether the card is in a group; HasOutcome whether it speaks of an outcome; HasFacet whether it has a value.
func (d carded) InGroup(id string) bool { return slices.Contains(d.Card.Groups, id) }

// HasOutcome tells whether the card speaks of an outcome.
func (d carded) HasOutcome(id string) bool { return slices.Contains(d.Card.Outcomes, id) }

// HasFacet tells whether the card has a value of a facet.
func (d carded) HasFacet(facet, value string) bool {
	return slices.Contains(d.Card.Facets[facet], value)
}

// FacetText is the card's values of a facet that has no list.
func (d carded) FacetText(facet string) string { return strings.Join(d.Card.Facets[facet], "; ") }

// Directions are the ways in which a finding can speak.
func (carded) Directions() []evidence.Direction {
	return []evidence.Direction{evidence.For, evidence.Against, evidence.Mixed}
}

// Appraisal is what the card says by a tool.
func (d carded) Appraisal(tool string) evidence.Appraisal {
	at := slices.IndexFunc(d.Card.Appraisals, func(a evidence.Appraisal) bool { return a.Tool == tool })
	if at < 0 {
		return evidence.Appraisal{Tool: tool}
	}
	return d.Card.Appraisals[at]
}

// Answers are what a question of a tool can be answered by.
func (carded) Answers() []string { return evidence.Answers() }

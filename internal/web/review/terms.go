package review

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

// terms are what a review holds to, as its form has them: lists a line each, "id: text" where the id matters to keep.
type terms struct {
	ID         int64           `json:"id"`
	Review     evidence.Review `json:"review"`
	Includes   string          `json:"-"`
	Excludes   string          `json:"-"`
	Reasons    string          `json:"-"`
	Groups     string          `json:"-"`
	Outcomes   string          `json:"-"`
	Facets     string          `json:"-"`
	Recall     string          `json:"-"`
	Confidence string          `json:"-"`
	Screeners  string          `json:"-"`
	Blind      bool            `json:"-"`
	NotBlind   bool            `json:"-"` // it was refused to hide decisions
	Over       string          `json:"-"` // when the terms that the form was made from were last changed
}

func (p rooms) terms() site.Page {
	return site.Page{Name: "review-terms", Path: "/review/{review}/terms", About: "What a review asks, what it lets in and leaves out, and how it is screened.", Data: terms{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			now, err := p.desk(r).Review(ctx, id)
			if err != nil {
				return nil, told(err)
			}
			return &site.View{Title: "Terms of “" + now.Title + "”", Lede: "What is asked, what counts, and who decides.", Data: written(now)}, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, err := number(r, "review")
			if err != nil {
				return site.Outcome{}, err
			}
			now, err := p.desk(r).Review(ctx, id)
			if err != nil {
				return site.Outcome{}, told(err)
			}
			sent := sentTerms(now, r.Form)
			view := &site.View{Title: "Terms of “" + now.Title + "”", Lede: "What is asked, what counts, and who decides.", Data: sent}
			changed, err := sent.read()
			if err == nil {
				_, err = p.desk(r).Change(ctx, id, sent.Review.Title, changed, sent.over())
			}
			if errors.Is(err, review.ErrBlind) {
				sent.NotBlind = true
				view.Data = sent
			}
			if err != nil {
				return again(view, err)
			}
			return site.Outcome{Location: at(id, ""), Notice: "The terms are kept."}, nil
		}}
}

// written puts the terms of a review into its form.
func written(r evidence.Review) terms {
	t := terms{ID: r.ID, Review: r, Recall: percentOf(r.Recall), Confidence: percentOf(r.Confidence), Screeners: strconv.Itoa(r.Screeners), Blind: r.Blind, Over: r.Changed.Format(time.RFC3339Nano)}
	for _, c := range r.Criteria {
		if c.Excludes {
			t.Excludes += c.Text + "\n"
		} else {
			t.Includes += c.Text + "\n"
		}
	}
	for _, x := range r.Terms.Reasons {
		t.Reasons += x.ID + ": " + x.Text + "\n"
	}
	t.Groups, t.Outcomes = writtenGroups(r.Terms.Groups), writtenGroups(r.Terms.Outcomes)
	for _, f := range r.Terms.Facets {
		t.Facets += strings.TrimSuffix(f.ID+": "+f.Title+": "+strings.Join(f.Values, ", "), ": ") + "\n"
	}
	return t
}

func writtenGroups(groups []evidence.Group) (text string) {
	for _, g := range groups {
		text += g.ID + ": " + g.Title + "\n"
	}
	return text
}

func percentOf(share float64) string { return strconv.FormatFloat(100*share, 'g', 6, 64) }

func sentTerms(now evidence.Review, form url.Values) terms {
	now.Title, now.Question = form.Get("title"), form.Get("question")
	return terms{ID: now.ID, Review: now, Includes: form.Get("includes"), Excludes: form.Get("excludes"), Reasons: form.Get("reasons"), Groups: form.Get("groups"),
		Outcomes: form.Get("outcomes"), Facets: form.Get("facets"), Recall: form.Get("recall"), Confidence: form.Get("confidence"),
		Screeners: form.Get("screeners"), Blind: form.Get("blind") != "", Over: form.Get("over")}
}

// over is zero where the form does not say.
func (t terms) over() time.Time {
	at, _ := time.Parse(time.RFC3339Nano, t.Over)
	return at
}

// read takes the form's terms.
func (t terms) read() (evidence.Terms, error) {
	read := evidence.Terms{Question: t.Review.Question, Blind: t.Blind}
	for _, line := range lines(t.Includes) {
		read.Criteria = append(read.Criteria, evidence.Criterion{Text: line})
	}
	for _, line := range lines(t.Excludes) {
		read.Criteria = append(read.Criteria, evidence.Criterion{Text: line, Excludes: true})
	}
	for _, g := range readGroups(t.Reasons, nil) {
		read.Reasons = append(read.Reasons, evidence.Reason{ID: g.ID, Text: g.Title})
	}
	read.Groups = readGroups(t.Groups, t.Review.Terms.Groups)
	read.Outcomes = readGroups(t.Outcomes, t.Review.Terms.Outcomes)
	for _, line := range lines(t.Facets) {
		f, err := readFacet(line, t.Review.Terms.Facets)
		if err != nil {
			return read, err
		}
		read.Facets = append(read.Facets, f)
	}
	var err error
	if read.Screeners, err = strconv.Atoi(strings.TrimSpace(t.Screeners)); err != nil {
		return read, fmt.Errorf("%q is no number of people: expected 1 to 10", t.Screeners)
	}
	for _, share := range []struct {
		text string
		name string
		into *float64
	}{{t.Recall, "recall", &read.Recall}, {t.Confidence, "confidence", &read.Confidence}} {
		value, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(share.text), "%"), 64)
		if err != nil {
			return read, fmt.Errorf("%q is no %s: expected a percentage, such as 95", share.text, share.name)
		}
		*share.into = value / 100
	}
	return read, read.Check()
}

// readGroups reads a list a line each. A line without an id gets one made of its words; what a group that stays was said
// to be about is kept.
func readGroups(text string, before []evidence.Group) (groups []evidence.Group) {
	for _, line := range lines(text) {
		g := evidence.Group{ID: review.Slug(line), Title: line}
		if id, title, found := strings.Cut(line, ":"); found && id != "" && !strings.Contains(id, " ") {
			g.ID, g.Title = strings.TrimSpace(id), strings.TrimSpace(title)
		}
		for _, b := range before {
			if b.ID == g.ID {
				g.About = b.About
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// readFacet reads a line of the list of facets: a title and its values, after an id where that is to be kept. What stands before
// the first colon is an id where it is one of those before, or where it looks like one and a title and its values follow. After one
// of those before, what may be a list as well as a title is refused, lest the list be lost.
func readFacet(line string, before []evidence.Facet) (evidence.Facet, error) {
	title, values, _ := strings.Cut(line, ":")
	f := evidence.Facet{ID: review.Slug(title)}
	known := slices.IndexFunc(before, func(b evidence.Facet) bool { return b.ID == strings.TrimSpace(title) })
	if known >= 0 && values != "" || f.ID == title && strings.Contains(values, ":") {
		f.ID = strings.TrimSpace(title)
		if known >= 0 && mayBeList(values, before[known]) {
			values = strings.TrimSpace(values)
			return f, fmt.Errorf("the line “%s: %s” may give the facet “%s” a list or another name: write “%[1]s: %[3]s: %[2]s” for a list, or “%[1]s: %[2]s:” for a name",
				f.ID, values, before[known].Title)
		}
		title, values, _ = strings.Cut(values, ":")
	}
	f.Title, f.Values = strings.TrimSpace(title), parted(values, ",")
	return f, nil
}

// mayBeList tells whether what stands alone after a facet's id, and is not its title, has commas as a list has or is one of its values.
func mayBeList(text string, before evidence.Facet) bool {
	text = strings.TrimSpace(text)
	return text != before.Title && !strings.Contains(text, ":") && (strings.Contains(text, ",") || slices.Contains(before.Values, text))
}

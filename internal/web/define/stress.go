package define

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

// drawsOffered are how many definitions may be drawn.
var drawsOffered = []string{"1000", usualDraws, "50000"}

const usualDraws = "10000"

func robust() site.Page {
	return site.Page{Name: "define-stress", Path: "/define/stress", Section: "Define good", Heavy: true, About: "Says which ranks hold under the other definitions that one would call reasonable, and which choice matters most.",
		Params: []site.Param{{Name: "draws", About: "how many other definitions to draw", OneOf: drawsOffered},
			{Name: "show", About: "ranks, unless it is the choices that matter, or agreement with inspection", OneOf: []string{"ranks", "choices", "inspection"}, Part: true}},
		Examples: []string{"/define/stress?draws=1000", "/define/stress?draws=1000&a=hull,derby,leeds&show=choices", "/define/stress?draws=1000&show=inspection"}, Data: stressed{}, Load: loadStress}
}

// stressed is what the page shows.
type stressed struct {
	Test    *method.StressTest `json:"stress_test"`
	Pairs   []pairRow          `json:"pairs"` // of the authorities picked out
	Offered []drawsChoice      `json:"-"`
	Show    string             `json:"-"`
}

// pairRow says in which share of definitions one authority is ahead of another.
type pairRow struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Over      string       `json:"over"`
	OverName  string       `json:"over_name"`
	Share     study.Number `json:"share"`
}

type drawsChoice struct {
	Draws  string
	Words  string
	Chosen bool
}

// mostPicked is how many authorities are set against each other.
const mostPicked = 6

func loadStress(ctx context.Context, r *site.Request) (*site.View, error) {
	text := r.Query.Get("draws")
	if text == "" {
		text = usualDraws
	}
	draws, err := strconv.Atoi(text)
	if err != nil {
		return nil, err
	}
	test, err := r.Bench.StressOf(ctx, r.Definition, draws)
	if err != nil {
		return nil, r.Unusable(unmade, err)
	}
	data := stressed{Test: test, Pairs: []pairRow{}}
	for _, offered := range drawsOffered {
		n, _ := strconv.Atoi(offered)
		data.Offered = append(data.Offered, drawsChoice{offered, chart.Count(n, "definition", "definitions"), offered == text})
	}
	notices, err := data.pair(r)
	if err != nil {
		return nil, err
	}
	figures, err := publish.StressFigures(test) // of ranks, of choices, of agreement with inspection
	if err != nil {
		return nil, err
	}
	for at := range figures {
		figures[at].Source = strings.TrimPrefix(figures[at].Source, "Source: ")
	}
	var tables []site.Table
	switch data.Show = r.Query.Get("show"); data.Show {
	case "choices":
		figures, tables = figures[1:2], []site.Table{{ID: "shares", Table: publish.SobolTable(test)}, {ID: "varied", Table: publish.VariedTable(test)}}
	case "inspection":
		figures, tables = figures[2:], []site.Table{{ID: "options", Table: publish.OptionTable(test)}}
	default:
		data.Show, figures, tables = "ranks", figures[:1], []site.Table{{ID: "sure", Table: publish.SureTable(test, 0.8)}}
		if len(data.Pairs) > 0 {
			tables = append(tables, site.Table{ID: "pairs", Table: data.table()})
		}
	}
	lede := fmt.Sprintf("%s were drawn from the choices that this definition would call reasonable, too. Seed %d.", chart.Count(test.Draws, "other definition", "other definitions"), test.Seed)
	switch {
	case !test.Varies():
		lede = "This definition calls no other choice reasonable, so that there are no other definitions to draw. What may be otherwise is stated in its file, under [vary]."
	case !method.AnyChoice(test.Varied):
		lede = fmt.Sprintf("This definition calls no other choice reasonable: %s were made of the true figures alone. Seed %d.", chart.Count(test.Draws, "draw", "draws"), test.Seed)
	}
	return &site.View{Title: stressTitle(test), Lede: lede, Data: data, Figures: figures, Tables: tables, Notices: notices}, nil
}

// stressTitle says how many are sure of their quarter, and in what share of definitions that is.
func stressTitle(test *method.StressTest) string {
	if !test.Varies() {
		return "Nothing was varied, so that nothing can be said of how ranks depend on choices"
	}
	strong, weak := len(test.Strong.P95), len(test.Weak.P95)
	best, worst := "No authority is", "none"
	if strong > 0 {
		best = chart.Count(strong, "authority is", "authorities are")
	}
	if weak > 0 {
		worst = strconv.Itoa(weak)
	}
	drawn := "other definitions"
	if !method.AnyChoice(test.Varied) {
		drawn = "draws"
	}
	return fmt.Sprintf("%s in the best quarter in at least 95%% of the %s, and %s in the worst", best, drawn, worst)
}

// pair sets the authorities picked out against each other, and says of those that the test does not have why not.
func (s *stressed) pair(r *site.Request) (notices []string, err error) {
	picked := r.Authorities
	if len(picked) > mostPicked {
		return nil, &site.BadRequest{What: fmt.Sprintf("%d authorities are picked out, and at most %d are set against each other.", len(picked), mostPicked), Do: "Leave some of them out of a in the address.", Param: "a"}
	}
	at := func(code string) int {
		return slices.IndexFunc(s.Test.Authorities, func(a method.StressedAuthority) bool { return a.Authority == code && a.RankedShare > 0 })
	}
	for n, a := range picked {
		if notice := s.without(r.Bench, *a); notice != "" {
			notices = append(notices, notice)
		}
		for _, b := range picked[n+1:] {
			if i, j := at(a.Code), at(b.Code); i >= 0 && j >= 0 && s.Test.Varies() {
				s.Pairs = append(s.Pairs, pairRow{a.Code, r.Bench.ShortName(*a), b.Code, r.Bench.ShortName(*b), study.Number(s.Test.Ahead[i][j])})
			}
		}
	}
	return notices, nil
}

// without says why an authority has no rank in any of the definitions drawn, empty if it has.
func (s *stressed) without(bench *workbench.Workbench, a study.Authority) string {
	if at := slices.IndexFunc(s.Test.Authorities, func(t method.StressedAuthority) bool { return t.Authority == a.Code }); at >= 0 {
		tested := s.Test.Authorities[at]
		if tested.RankedShare > 0 {
			return ""
		}
		return fmt.Sprintf("%s is ranked in none of the definitions: %s.", bench.ShortName(a), strings.TrimSuffix(tested.Reason, "."))
	}
	if ended := bench.EndedWords(a); ended != "" {
		return ended
	}
	if at := slices.IndexFunc(s.Test.NotRanked, func(l method.LeftOut) bool { return l.Authority == a.Code }); at >= 0 {
		return fmt.Sprintf("%s is not in the test: %s.", a.Short(), strings.TrimSuffix(s.Test.NotRanked[at].Why, "."))
	}
	return bench.ShortName(a) + " is not in the test."
}

func (s *stressed) table() chart.Table {
	t := chart.Table{Caption: "Who is ahead of whom", Columns: []chart.Column{{Name: "Authority"}, {Name: "is ahead of"}, {Name: "in so many definitions", Unit: "%", Numeric: true}}}
	for _, p := range s.Pairs {
		t.Rows = append(t.Rows, []chart.Cell{{Text: p.Name, Value: study.Missing, Authority: p.Authority}, {Text: p.OverName, Value: study.Missing, Authority: p.Over},
			{Text: strconv.FormatFloat(100*float64(p.Share), 'f', 1, 64), Value: 100 * p.Share}})
	}
	return t
}

// part is one of the answers of the stress test.
type part struct {
	ID, Words string
	Current   bool
}

// Parts lists the answers of the stress test.
func (s stressed) Parts() []part {
	parts := []part{{ID: "ranks", Words: "Where authorities rank"}, {ID: "choices", Words: "Which choice matters"}, {ID: "inspection", Words: "Agreement with inspection"}}
	for at := range parts {
		parts[at].Current = parts[at].ID == s.Show
	}
	return parts
}

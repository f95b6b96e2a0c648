package workbench

import (
	"context"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/study"
)

// town is three counties and one that is tiny, on three measures in two years, small enough to work by hand.
func town() *Workbench {
	e := &study.Edition{Name: "by hand", Hash: "0123456789abcdef", Authorities: []study.Authority{
		{Code: "201", Name: "City of London", Region: "London", Type: "London borough"},
		{Code: "901", Name: "Aston", Region: "North", Type: "county"},
		{Code: "902", Name: "Barton", Region: "North", Type: "county"},
		{Code: "903", Name: "Carlton", Region: "South", Type: "county"}},
		Neighbours: []study.Neighbour{{Authority: "901", Model: "2025", Rank: 1, Neighbour: "903", Closeness: "close"}}}
	measure := func(id string, direction study.Direction, kind study.Kind) study.Indicator {
		return study.Indicator{ID: id, Name: "Measure " + id, Plain: id, Domain: study.Outcome, Core: true, Kind: kind, Unit: "percent", Direction: direction,
			PeriodType: study.FinancialYear, FirstPeriod: 2024, LastPeriod: 2025, Publisher: "P", Publication: "Q"}
	}
	e.Indicators = []study.Indicator{measure("good", study.HigherIsBetter, study.Proportion), measure("bad", study.LowerIsBetter, study.Proportion),
		measure("plain", study.HigherIsBetter, study.Score)}
	counts := func(code string, period study.Period, id string, of, n study.Number) study.Observation {
		return study.Observation{Authority: code, Indicator: id, Period: period, Value: 100 * n / of, Numerator: n, Denominator: of, Status: study.Published, Source: "S:f"}
	}
	e.SetObservations("good", []study.Observation{counts("901", 2025, "good", 400, 320), counts("902", 2025, "good", 400, 200), counts("903", 2025, "good", 400, 208),
		counts("201", 2025, "good", 2, 1), counts("901", 2024, "good", 400, 200), counts("902", 2024, "good", 400, 200), counts("903", 2024, "good", 400, 200)})
	e.SetObservations("bad", []study.Observation{counts("901", 2025, "bad", 400, 200), counts("902", 2025, "bad", 400, 80), counts("903", 2025, "bad", 400, 40),
		counts("901", 2024, "bad", 400, 196), counts("902", 2024, "bad", 400, 80), counts("903", 2024, "bad", 400, 40)})
	score := func(code string, value study.Number) study.Observation {
		return study.Observation{Authority: code, Indicator: "plain", Period: 2025, Value: value, Numerator: study.Missing, Denominator: study.Missing, Status: study.Published, Source: "S:f"}
	}
	hidden := score("903", study.Missing)
	hidden.Status = study.Suppressed
	e.SetObservations("plain", []study.Observation{score("901", 7), score("902", 5), hidden})
	return On(e)
}

func portraitOf(t *testing.T, w *Workbench, name string, against Benchmark) *Portrait {
	t.Helper()
	a, err := w.Places.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := w.Portrait(context.Background(), PortraitRequest{Authority: a, Definition: definition.Default(w.Edition.Indicators), Benchmark: against})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Aston has 320 of 400 on the good measure: 80%, Jeffreys' interval 75.9% to 83.7%, against a median of 52%: stronger. On
// the bad measure it has 200 of 400: 50%, 45.1% to 54.9%, against 20%: weaker. In 2024 it had 50% (45.1% to 54.9%) on the
// good measure, which the interval of 2025 does not overlap, and 49% on the bad, which it does.
func TestPortraitByHand(t *testing.T) {
	p := portraitOf(t, town(), "Aston", AgainstEngland)
	rows := p.Rows()
	if len(rows) != 3 || p.Measured != 3 || p.Of != 3 {
		t.Fatalf("%d rows, measured on %d of %d", len(rows), p.Measured, p.Of)
	}
	near := func(what string, got study.Number, want float64) {
		if math.Abs(float64(got)-want) > 0.05 {
			t.Errorf("%s: %v, expected %v", what, got, want)
		}
	}
	good, bad, plain := rows[0], rows[1], rows[2]
	near("good", good.Value, 80)
	near("its low end", good.Low, 75.9)
	near("its high end", good.High, 83.7)
	near("England", good.Benchmark, 52)
	for _, c := range []struct {
		row    PortraitRow
		stance Stance
		change Verdict
	}{{good, Stronger, Improved}, {bad, Weaker, NoVerdict}, {plain, NotTested, ""}} {
		if c.row.Stance != c.stance {
			t.Errorf("%s: %q, expected %q", c.row.Indicator, c.row.Stance, c.stance)
		}
		if (c.row.Change == nil) != (c.change == "") || c.row.Change != nil && c.row.Change.Verdict != c.change {
			t.Errorf("%s: change %+v, expected %q", c.row.Indicator, c.row.Change, c.change)
		}
	}
	want := StanceTally{Tested: 2, Stronger: 1, Weaker: 1, NotTested: 1, Differ: 2, ByChance: 0.1, Corrected: 2, Words: p.Tally.Words}
	if p.Tally != want {
		t.Errorf("tally %+v, expected %+v", p.Tally, want)
	}
	if names := namesOf(p.Best); !slices.Equal(names, []string{"good"}) {
		t.Errorf("best: %v", names)
	}
	if names := namesOf(p.Worst); !slices.Equal(names, []string{"bad"}) {
		t.Errorf("worst: %v", names)
	}
	if names := namesOf(p.Improving); !slices.Equal(names, []string{"good"}) || len(p.Worsening) != 0 {
		t.Errorf("improving: %v, worsening: %v", names, p.Worsening)
	}
	if !slices.Equal(p.NoInterval, []string{"Measure plain"}) {
		t.Errorf("without interval: %v", p.NoInterval)
	}
	if got := p.Improving[0].Words; got != "from 50.0% in 2023-24 to 80.0% in 2024-25; England from 50.0% to 52.0%" {
		t.Errorf("the change reads %q", got)
	}
}

func namesOf(list []Standout) (ids []string) {
	for _, s := range list {
		ids = append(ids, s.Indicator)
	}
	return ids
}

// Beside its one neighbour, Carlton, Aston's 80% stands against 52%; beside its region, Barton, against 50%.
func TestPortraitBesideOthers(t *testing.T) {
	for against, want := range map[Benchmark]study.Number{AgainstEngland: 52, AgainstNeighbours: 52, AgainstRegion: 50} {
		p := portraitOf(t, town(), "Aston", against)
		if got := p.Rows()[0].Benchmark; got != want || p.Benchmark != against {
			t.Errorf("against %s: %v (%s), expected %v", against, got, p.Benchmark, want)
		}
	}
	p := portraitOf(t, town(), "Carlton", AgainstNeighbours)
	if p.Benchmark != AgainstEngland || p.Company.Why == "" {
		t.Errorf("without neighbours it is compared with %s, because %q", p.Benchmark, p.Company.Why)
	}
}

func TestPortraitOfTheSuppressedAndTheTiny(t *testing.T) {
	w := town()
	p := portraitOf(t, w, "Carlton", AgainstEngland)
	if row := p.Rows()[2]; row.Value.Known() || !strings.Contains(row.ValueWords, "suppressed") || row.Stance != NoStance || len(row.RankWords) != 0 {
		t.Errorf("the suppressed figure reads %q, %q, %v", row.ValueWords, row.Stance, row.RankWords)
	}
	if p.Measured != 2 {
		t.Errorf("measured on %d", p.Measured)
	}
	tiny := portraitOf(t, w, "201", AgainstEngland)
	if tiny.Tally.Tested != 0 || tiny.Whole.Ranked || len(tiny.Best)+len(tiny.Worst) != 0 {
		t.Errorf("the tiny authority is tested or ranked: %+v %+v", tiny.Tally, tiny.Whole)
	}
	for _, row := range tiny.Rows() {
		if len(row.RankWords) != 0 {
			t.Errorf("%s: ranked %v", row.Indicator, row.RankWords)
		}
	}
}

// Aston and Barton differ on both measures with counts: 80% and 50%, 50% and 20%. The third measure cannot be tested.
func TestSideBySideByHand(t *testing.T) {
	w := town()
	var chosen []study.Authority
	for _, name := range []string{"Aston", "Barton", "Carlton", "City of London"} {
		a, err := w.Places.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		chosen = append(chosen, a)
	}
	d := definition.Default(w.Edition.Indicators)
	two, err := w.SideBySide(context.Background(), chosen[:2], d)
	if err != nil {
		t.Fatal(err)
	}
	if got := two.Table().Columns; !slices.ContainsFunc(got, func(c chart.Column) bool { return c.Name == "England (middle)" }) {
		t.Errorf("the file does not say which England it has: %v", got)
	}
	if two.Rows[0].ApartWords != "told apart" || two.Rows[1].ApartWords != "told apart" || two.Rows[2].ApartWords != "not tested" {
		t.Errorf("%q, %q, %q", two.Rows[0].ApartWords, two.Rows[1].ApartWords, two.Rows[2].ApartWords)
	}
	// On the good measure 50% and 52% are not told apart; those of a handful of children are in no pair.
	four, err := w.SideBySide(context.Background(), chosen, d)
	if err != nil {
		t.Fatal(err)
	}
	if four.Rows[0].Pairs != 3 || four.Rows[0].Apart != 2 || four.Rows[1].Apart != 3 {
		t.Errorf("good %d of %d, bad %d of %d", four.Rows[0].Apart, four.Rows[0].Pairs, four.Rows[1].Apart, four.Rows[1].Pairs)
	}
	for _, wrong := range [][]study.Authority{nil, slices.Repeat(chosen, 2)} {
		if _, err := w.SideBySide(context.Background(), wrong, d); err == nil {
			t.Errorf("%d authorities are compared", len(wrong))
		}
	}
}

// Of every authority there must be a portrait that can be written as JSON, whose commentary names rows that are there, and
// which never gives a rank without its interval.
func TestPortraitOfEveryAuthority(t *testing.T) {
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d := definition.Default(w.Edition.Indicators)
	for _, a := range w.Edition.Authorities {
		for _, against := range []Benchmark{AgainstEngland, AgainstNeighbours, AgainstRegion} {
			p, err := w.Portrait(context.Background(), PortraitRequest{Authority: a, Definition: d, Benchmark: against})
			if err != nil {
				t.Fatalf("%s: %v", a.Name, err)
			}
			if _, err := json.Marshal(p); err != nil {
				t.Fatalf("%s: %v", a.Name, err)
			}
			p.check(t)
		}
	}
}

func (p *Portrait) check(t *testing.T) {
	t.Helper()
	name := p.Authority.Name
	ids := map[string]bool{RowsPart: true, WholePart: true}
	for _, row := range p.Rows() {
		ids[row.Indicator] = true
		if row.ValueWords == "" || row.Value.Known() == (row.Stance == NoStance) {
			t.Errorf("%s, %s: shown as %q, stance %q", name, row.Indicator, row.ValueWords, row.Stance)
		}
		for at, words := range row.RankWords {
			if !row.Ranks[at].RankLow.Known() && !strings.Contains(words, "not known") {
				t.Errorf("%s, %s: the rank %q has no interval", name, row.Indicator, words)
			}
		}
		if c := row.Change; c != nil && (c.From >= c.To || c.To-c.From > changeYears || row.brokenBetween(c.From, c.To)) {
			t.Errorf("%s, %s: compares %d with %d", name, row.Indicator, c.From, c.To)
		}
	}
	for _, remark := range p.Commentary {
		if text := remark.Text(); !strings.HasSuffix(text, ".") || strings.Contains(text, "NaN") || strings.Contains(text, "  ") {
			t.Errorf("%s: %q", name, text)
		}
		for _, clause := range remark {
			if clause.Row != "" && !ids[clause.Row] {
				t.Errorf("%s: a clause leads to %q", name, clause.Row)
			}
		}
	}
	if p.Whole.Words == "" || p.Whole.Ranked && !strings.Contains(p.Whole.Words, " to ") {
		t.Errorf("%s: %q", name, p.Whole.Words)
	}
	if tally := p.Tally; tally.Tested+tally.NotTested+tally.NoFigure != len(p.Rows()) || tally.Corrected > tally.Differ {
		t.Errorf("%s: %+v", name, tally)
	}
}

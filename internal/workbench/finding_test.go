package workbench_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"goodmeasure/definition"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

func close3(t *testing.T, what string, got study.Number, want float64) {
	t.Helper()
	if !(math.Abs(float64(got)-want) <= 5e-4) {
		t.Errorf("%s is %v, expected %v", what, got, want)
	}
}

// What independent software found on the same figures and judgements.
func TestInspectFindsWhatIsKnown(t *testing.T) {
	bench := embedded(t)
	d := definition.Default(bench.Edition.Indicators)
	r, err := bench.Inspect(context.Background(), d, workbench.InspectionChoices{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range r.Associations {
		switch a.Indicator {
		case "sw_agency":
			close3(t, "agency OR", a.ORPerSD, 2.686)
			close3(t, "agency rho", a.Spearman, 0.412)
		case "sw_vacancy":
			close3(t, "vacancy OR", a.ORPerSD, 2.164)
		case "cl_eet":
			close3(t, "eet OR", a.ORPerSD, 0.995)
		}
	}
	found := r.Found()
	var ids []string
	for _, a := range found {
		ids = append(ids, a.Indicator)
	}
	slices.Sort(ids)
	if !slices.Equal(ids, []string{"sw_agency", "sw_vacancy"}) {
		t.Errorf("found %v", ids)
	}
	if r.Judged.N != 151 || r.Agreement.N != r.Agreement.Scored {
		t.Errorf("%d judged, %d of %d scored are graded, expected 151 and all", r.Judged.N, r.Agreement.N, r.Agreement.Scored)
	}
	if !strings.HasPrefix(r.Headline(), "Newest figures, latest inspections: 2 of 14 measures are found to go with the overall grade") || !strings.HasSuffix(r.Headline(), "none of them about outcomes for children") {
		t.Error(r.Headline())
	}
	if got := r.LongHeadline(); !strings.HasPrefix(got, "Over all inspections since 2013, each beside the figures before it, 4 of 14 measures are found to go with the overall grade, 2 of them about outcomes for children.") {
		t.Error(got)
	}
	panel := strings.Join(r.PanelWords(), " ")
	for _, want := range []string{"(329 to 480, by measure)", "repeat referrals within a year (odds ratio 1.35, 95% interval 1.12 to 1.63)", "Both here and among the latest ones above: empty social worker posts and social workers from agencies.",
		"Only over all these inspections: repeat referrals within a year and assessments finished in 45 working days.", "up to 480, against the latest of 151 authorities"} {
		if !strings.Contains(panel, want) {
			t.Errorf("%q does not say %q", panel, want)
		}
	}
	if got := r.DeprivationWords(); !strings.HasPrefix(got, "With deprivation in the model as well (index of 2025), 2 of 14 measures are found") || !strings.Contains(got, "The same 2 are found without it.") {
		t.Error(got)
	}
	placed := 0
	for _, row := range r.Crossed {
		placed += row.None
		for _, cell := range row.Grades {
			placed += len(cell.Names)
		}
	}
	if placed != r.Agreement.Scored {
		t.Errorf("%d authorities in the table of bands, %d have a place", placed, r.Agreement.Scored)
	}
}

func TestInspectTakesOtherJudgementsYearsAndFrameworks(t *testing.T) {
	bench := embedded(t)
	d := definition.Default(bench.Edition.Indicators)
	for _, c := range []workbench.InspectionChoices{{Judgement: method.Leaders}, {Judgement: method.Care, Timing: "-1"}, {Timing: "0"}, {Framework: study.SIF}} {
		r, err := bench.Inspect(context.Background(), d, c)
		if err != nil {
			t.Fatalf("%+v: %v", c, err)
		}
		known := 0
		for _, a := range r.Associations {
			if a.ORPerSD.Known() {
				known++
			}
		}
		if known == 0 || len(r.Beware()) < 4 || !strings.Contains(r.SourceLine(), "Ofsted") {
			t.Errorf("%+v: %d associations", c, known)
		}
	}
	for _, c := range []workbench.InspectionChoices{{Framework: "CP"}, {Judgement: "vibes"}, {Timing: "9"}, {Framework: study.SIF, Timing: workbench.Newest}} {
		if _, err := bench.Inspect(context.Background(), d, c); err == nil {
			t.Errorf("%+v was taken", c)
		}
	}
}

func TestPersistenceOnTheEmbeddedEdition(t *testing.T) {
	bench := embedded(t)
	begin := time.Now()
	p, err := bench.Persistence(context.Background(), definition.Default(bench.Edition.Indicators))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("made in %v", time.Since(begin))
	close3(t, "W", p.Concordance.W, 0.0910)
	if p.Concordance.N != 70 || p.Concordance.M != 14 {
		t.Errorf("W on %d authorities and %d measures", p.Concordance.N, p.Concordance.M)
	}
	if len(p.Years) < 3 || !slices.IsSortedFunc(p.Years, func(a, b workbench.YearUsed) int { return a.Label - b.Label }) {
		t.Errorf("years %+v", p.Years)
	}
	loose, err := p.Count(1, 50)
	if err != nil {
		t.Fatal(err)
	}
	strict, err := p.Count(len(p.Years), 95)
	if err != nil {
		t.Fatal(err)
	}
	if len(loose.Strong) <= len(strict.Strong) || !(strict.StrongChance < loose.StrongChance) {
		t.Errorf("loose %d (%v by chance), strict %d (%v by chance)", len(loose.Strong), loose.StrongChance, len(strict.Strong), strict.StrongChance)
	}
	for _, a := range p.Authorities {
		if len(a.Years) != len(p.Years) {
			t.Fatalf("%s has %d years", a.Name, len(a.Years))
		}
		for _, y := range a.Years {
			if (y.Band != "") != (y.Low.Known() && y.High.Known()) || (y.Band == "" && y.Reason == "") {
				t.Errorf("%s: a band without an interval, or no place without a reason: %+v", a.Name, y)
			}
		}
	}
}

func TestStandingsOfEveryDoubt(t *testing.T) {
	bench := embedded(t)
	d := definition.Default(bench.Edition.Indicators)
	width := map[workbench.Doubt]float64{}
	for _, doubt := range []workbench.Doubt{workbench.DoubtOfData, workbench.DoubtOfChoices, workbench.DoubtOfBoth} {
		s, err := bench.Standings(context.Background(), d, doubt)
		if err != nil {
			t.Fatal(err)
		}
		if s.N != s.Better+s.Worse+s.Unclear || s.N < 140 || len(s.Measures) != 14 {
			t.Errorf("%s: %d ranked, %d above, %d below, %d unclear", doubt, s.N, s.Better, s.Worse, s.Unclear)
		}
		for _, a := range s.Authorities {
			if a.Median.Known() != (a.Low.Known() && a.High.Known()) || (a.Band == "" && a.Reason == "") {
				t.Errorf("%s, %s: a rank without its interval: %+v", doubt, a.Name, a)
			}
			if a.Band != "" {
				width[doubt] += float64(a.High - a.Low)
			}
		}
		if rows := len(s.Table("").Rows); rows != len(s.Authorities) {
			t.Errorf("%d rows of %d authorities", rows, len(s.Authorities))
		}
	}
	if !(width[workbench.DoubtOfBoth] > width[workbench.DoubtOfData] && width[workbench.DoubtOfBoth] > width[workbench.DoubtOfChoices]) {
		t.Errorf("both doubts together must be the widest: %v", width)
	}
	held := *d
	held.Vary = study.Ranges{}
	s, err := bench.Standings(context.Background(), &held, workbench.DoubtOfChoices)
	if err != nil || s.Why == "" || len(s.Authorities) > 0 {
		t.Errorf("with nothing to draw there is nothing to show: %v, %+v", err, s)
	}
}

// An index of the same draws and seed, so that page and command line say the same.
func TestStandingsAreThoseOfTheCommandLine(t *testing.T) {
	bench := embedded(t)
	x, err := bench.Index(context.Background(), "", method.IndexDraws{Draws: 4000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	s, err := bench.Standings(context.Background(), definition.Default(bench.Edition.Indicators), workbench.DoubtOfData)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range x.Results {
		at := slices.IndexFunc(s.Authorities, func(a workbench.Standing) bool { return a.Authority == one.Unit })
		if a := s.Authorities[at]; one.RankLow.Known() && (a.Low != one.RankLow || a.High != one.RankHigh || a.Median != one.RankMedian) {
			t.Errorf("%s: %v to %v, on the command line %v to %v", a.Name, a.Low, a.High, one.RankLow, one.RankHigh)
		}
	}
}

func TestMeasuresAndMeasure(t *testing.T) {
	bench := embedded(t)
	d := definition.Default(bench.Edition.Indicators)
	total, share := 0, 0.0
	for _, domain := range bench.Measures(d).Domains {
		for _, m := range domain.Measures {
			total++
			if m.Share.Known() {
				share += float64(m.Share)
			}
			if m.Authorities > m.Among+2 { // the two that are never ranked may have a figure
				t.Errorf("%s: %d of %d", m.ID, m.Authorities, m.Among)
			}
		}
	}
	if total != len(bench.Edition.Indicators) || math.Abs(share-1) > 1e-9 {
		t.Errorf("%d measures, weights of %v", total, share)
	}
	for _, i := range bench.Edition.Indicators {
		m, err := bench.Measure(i.ID, 0)
		if err != nil {
			t.Fatalf("%s: %v", i.ID, err)
		}
		readings := map[study.Direction]int{study.HigherIsBetter: 1, study.LowerIsBetter: 1, study.Contested: 2}[i.Direction]
		if len(m.Readings) != readings {
			t.Errorf("%s: %d readings", i.ID, len(m.Readings))
		}
		for _, f := range m.Figures {
			if f.Value.Known() == (f.Reason != "") {
				t.Errorf("%s, %s: a figure, or the reason why there is none: %+v", i.ID, f.Name, f)
			}
		}
		if m.Headline() == "" || !strings.Contains(m.SourceLine(), i.Publisher) || m.FunnelWords() == "" {
			t.Errorf("%s: %q %q", i.ID, m.Headline(), m.SourceLine())
		}
	}
	agency, err := bench.Measure("sw_agency", 0)
	if err != nil {
		t.Fatal(err)
	}
	close3(t, "agency OR", agency.Readings[0].Association.ORPerSD, 2.686)
	if _, err := bench.Measure("sw_agenci", 0); err == nil || !strings.Contains(err.Error(), "sw_agency") {
		t.Errorf("a misspelt measure: %v", err)
	}
	if _, err := bench.Measure("sw_agency", 1066); err == nil {
		t.Error("figures of 1066 were found")
	}
}

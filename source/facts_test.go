package source

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/study"
	"goodmeasure/table"
)

// facts are the checked tables that the files in the test material were once made into.
type facts struct {
	known        Known
	observations []study.Observation
}

var readFacts = sync.OnceValue(func() *facts { return &facts{} })

func factRows(t testing.TB, name string) []map[string]string {
	t.Helper()
	return testkit.Rows(t, testkit.Shared(t, "data", "facts", name))
}

// checkedFacts reads them once for all tests.
func checkedFacts(t testing.TB) *facts {
	t.Helper()
	f := readFacts()
	if f.known.Places != nil {
		return f
	}
	var authorities []study.Authority
	for _, row := range factRows(t, "authorities.csv") {
		authority := study.Authority{Code: row["authority"], ONS: row["ons"], Name: row["name"], OtherONS: listed(row["ons_other"]),
			Aliases: listed(row["aliases"]), OfstedURN: row["ofsted_urn"],
			Predecessors: listed(row["predecessors"]), Successors: listed(row["successors"])}
		authority.ValidFrom, _ = study.ParseDate(row["valid_from"])
		authority.ValidTo, _ = study.ParseDate(row["valid_to"])
		authorities = append(authorities, authority)
	}
	for _, row := range factRows(t, "indicators.csv") {
		kind := study.Proportion
		if strings.HasPrefix(row["unit"], "score") || row["unit"] == "points" || strings.HasPrefix(row["unit"], "cases") {
			kind = study.Mean
		}
		direction := map[string]study.Direction{"high": study.HigherIsBetter, "low": study.LowerIsBetter, "none": study.NoDirection}[row["polarity"]]
		f.known.Indicators = append(f.known.Indicators, study.Indicator{ID: row["id"], Name: row["name"], Kind: kind, Direction: direction,
			PeriodType: study.PeriodType(row["period_type"])})
	}
	for _, row := range factRows(t, "observations.csv") {
		period, _ := strconv.Atoi(row["period"])
		f.observations = append(f.observations, study.Observation{Authority: row["authority"], Indicator: row["indicator"],
			Period: study.Period(period), Value: figureIn(row["value"]), Numerator: figureIn(row["numerator"]),
			Denominator: figureIn(row["denominator"]), Status: study.Status(row["status"]), Source: row["source"]})
	}
	f.known.Places = study.NewGazetteer(authorities)
	return f
}

func listed(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "|")
}

func figureIn(text string) study.Number {
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return study.Missing
	}
	return study.Number(value)
}

// readRaw reads a published file from the test material by whatever format claims it.
func readRaw(t testing.TB, known Known, elem ...string) *Batch {
	t.Helper()
	file, err := table.Open(testkit.Shared(t, append([]string{"data", "raw"}, elem...)...), table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	format, err := Recognise(file)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := format.Read(file, known)
	if err != nil {
		t.Fatal(err)
	}
	if batch.Format != format.ID {
		t.Errorf("the batch says it is %q, its format is %q", batch.Format, format.ID)
	}
	return batch
}

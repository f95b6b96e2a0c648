package catalogue

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// Files is the edition on disk: file name to text.
type Files map[string][]byte

var (
	authorityColumns = []string{"authority", "ons", "ons_other", "name", "region", "london", "type", "valid_from", "valid_to",
		"predecessors", "successors", "ofsted_urn", "aliases"}
	inspectionColumns = []string{"authority", "framework", "kind", "inspection_start", "inspection_end", "published", "overall",
		"leaders", "help_protection", "care", "care_leavers", "adoption", "lscb", "source", "check", "status"}
	neighbourColumns = []string{"authority", "model", "rank", "neighbour", "closeness"}
	contextColumns   = []string{"authority", "imd2015_score", "imd2019_score", "imd2025_score", "income_deprived_2019",
		"income_deprived_2025", "districts", "child_population_latest", "child_population_period", "child_poverty_latest",
		"child_poverty_period", "fsm_primary_latest", "fsm_primary_period", "spend_per_child_latest", "spend_per_child_period"}
	hexColumns = []string{"authority", "q", "r", "origin"}
)

// Encode writes an edition as the files that Decode reads. The same edition always gives the same bytes.
func Encode(e *study.Edition) Files {
	files := Files{}
	var rows [][]string
	for _, a := range e.Authorities {
		rows = append(rows, []string{a.Code, a.ONS, strings.Join(a.OtherONS, "|"), a.Name, a.Region, a.London, a.Type,
			a.ValidFrom.String(), a.ValidTo.String(), strings.Join(a.Predecessors, "|"), strings.Join(a.Successors, "|"),
			a.OfstedURN, strings.Join(a.Aliases, "|")})
	}
	files["authorities.tsv"] = sheetText(authorityColumns, rows)
	rows = nil
	for _, i := range e.Inspections {
		rows = append(rows, []string{i.Authority, i.Framework, i.Kind, i.Start.String(), i.End.String(), i.Published.String(),
			i.Overall.ID(), i.Leaders.ID(), i.HelpProtection.ID(), i.Care.ID(), i.CareLeavers.ID(), i.Adoption.ID(), i.LSCB.ID(),
			i.Source, i.Check, i.Status})
	}
	files["inspections.tsv"] = sheetText(inspectionColumns, rows)
	rows = nil
	for _, n := range e.Neighbours {
		rows = append(rows, []string{n.Authority, n.Model, strconv.Itoa(n.Rank), n.Neighbour, n.Closeness})
	}
	files["neighbours.tsv"] = sheetText(neighbourColumns, rows)
	rows = nil
	for _, c := range e.Contexts {
		rows = append(rows, []string{c.Authority, c.IMD2015.String(), c.IMD2019.String(), c.IMD2025.String(),
			c.IncomeDeprived2019.String(), c.IncomeDeprived2025.String(), strconv.Itoa(c.Districts), c.ChildPopulation.String(),
			year(c.ChildPopulationPeriod), c.ChildPoverty.String(), year(c.ChildPovertyPeriod), c.FreeMealsPrimary.String(),
			year(c.FreeMealsPeriod), c.SpendPerChild.String(), year(c.SpendPerChildPeriod)})
	}
	files["context.tsv"] = sheetText(contextColumns, rows)
	rows = nil
	for _, h := range e.Hexes {
		rows = append(rows, []string{h.Authority, strconv.Itoa(h.Q), strconv.Itoa(h.R), h.Origin})
	}
	files["hex.tsv"] = sheetText(hexColumns, rows)
	for _, i := range e.Indicators {
		files["observations/"+i.ID+".tsv"] = observationsText(i.ID, slices.Collect(e.Observations(i.ID)))
	}
	return files
}

func year(period int) string {
	if period == 0 {
		return ""
	}
	return strconv.Itoa(period)
}

// Decode reads an edition from the files that Encode wrote.
func Decode(files fs.FS, indicators []study.Indicator) (*study.Edition, error) {
	e := &study.Edition{Indicators: indicators}
	read := func(name string, columns []string, take func(row)) error {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("reading the edition: %w", err)
		}
		table, err := readSheet(name, text, columns...)
		if err != nil {
			return fmt.Errorf("reading the edition: %w", err)
		}
		for _, r := range table.rows {
			take(r)
			if err := r.err(); err != nil {
				return fmt.Errorf("reading the edition: %w", err)
			}
		}
		return nil
	}
	if err := cmp.Or(
		read("authorities.tsv", authorityColumns, func(r row) { e.Authorities = append(e.Authorities, authorityOf(r)) }),
		read("inspections.tsv", inspectionColumns, func(r row) { e.Inspections = append(e.Inspections, inspectionOf(r)) }),
		read("neighbours.tsv", neighbourColumns, func(r row) { e.Neighbours = append(e.Neighbours, neighbourOf(r)) }),
		read("context.tsv", contextColumns, func(r row) { e.Contexts = append(e.Contexts, contextOf(r)) }),
		read("hex.tsv", hexColumns, func(r row) { e.Hexes = append(e.Hexes, hexOf(r)) }),
	); err != nil {
		return nil, err
	}
	slices.SortFunc(e.Authorities, func(a, b study.Authority) int { return cmp.Compare(a.Code, b.Code) })
	names, err := fs.Glob(files, "observations/*.tsv")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading the edition: %w", err)
		}
		indicator, observations, err := readObservations(name, text)
		if err != nil {
			return nil, fmt.Errorf("reading the edition: %w", err)
		}
		if _, known := e.Indicator(indicator); !known || indicator+".tsv" != path.Base(name) {
			return nil, fmt.Errorf("reading the edition: %s holds %q, which the catalogue does not know by this name", name, indicator)
		}
		e.SetObservations(indicator, observations)
	}
	return e, nil
}

func authorityOf(r row) study.Authority {
	return study.Authority{Code: r.text("authority"), ONS: r.text("ons"), OtherONS: r.list("ons_other"), Name: r.text("name"),
		Region: r.text("region"), London: r.text("london"), Type: r.text("type"), ValidFrom: r.date("valid_from"),
		ValidTo: r.date("valid_to"), Predecessors: r.list("predecessors"), Successors: r.list("successors"),
		OfstedURN: r.text("ofsted_urn"), Aliases: r.list("aliases")}
}

func inspectionOf(r row) study.Inspection {
	return study.Inspection{Authority: r.text("authority"), Framework: r.text("framework"), Kind: r.text("kind"),
		Start: r.date("inspection_start"), End: r.date("inspection_end"), Published: r.date("published"), Overall: r.grade("overall"),
		Leaders: r.grade("leaders"), HelpProtection: r.grade("help_protection"), Care: r.grade("care"),
		CareLeavers: r.grade("care_leavers"), Adoption: r.grade("adoption"), LSCB: r.grade("lscb"), Source: r.text("source"),
		Check: r.text("check"), Status: r.text("status")}
}

func neighbourOf(r row) study.Neighbour {
	return study.Neighbour{Authority: r.text("authority"), Model: r.text("model"), Rank: r.whole("rank"),
		Neighbour: r.text("neighbour"), Closeness: r.text("closeness")}
}

func contextOf(r row) study.Context {
	return study.Context{Authority: r.text("authority"), IMD2015: r.number64("imd2015_score"), IMD2019: r.number64("imd2019_score"),
		IMD2025: r.number64("imd2025_score"), IncomeDeprived2019: r.number64("income_deprived_2019"),
		IncomeDeprived2025: r.number64("income_deprived_2025"), Districts: r.whole("districts"),
		ChildPopulation: r.number64("child_population_latest"), ChildPopulationPeriod: r.whole("child_population_period"),
		ChildPoverty: r.number64("child_poverty_latest"), ChildPovertyPeriod: r.whole("child_poverty_period"),
		FreeMealsPrimary: r.number64("fsm_primary_latest"), FreeMealsPeriod: r.whole("fsm_primary_period"),
		SpendPerChild: r.number64("spend_per_child_latest"), SpendPerChildPeriod: r.whole("spend_per_child_period")}
}

func hexOf(r row) study.Hex {
	return study.Hex{Authority: r.text("authority"), Q: r.whole("q"), R: r.whole("r"), Origin: r.text("origin")}
}

package about

import (
	"context"
	"io"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

func data() site.Page {
	return site.Page{Name: "data", Path: "/data", About: "What the edition holds, with checksums, downloads and the words for what is missing.", Section: "Data",
		Examples: []string{"/data"}, Data: holdings{}, Load: loadData}
}

// holdings is what the edition holds, and its measures.
type holdings struct {
	workbench.Holdings
	Measures []workbench.IndicatorEntry `json:"measures"`
}

// Rows is how many figures there are, those that are missing with their reason among them.
func (h holdings) Rows() (n int) {
	for _, status := range h.Observations {
		n += status.N
	}
	return n
}

func loadData(_ context.Context, r *site.Request) (*site.View, error) {
	held := holdings{r.Bench.Holdings(), r.Bench.Indicators("", false).Indicators}
	view := &site.View{Title: "Data", Lede: "Everything shown here comes from one frozen edition of published figures. It can be had whole.", Data: held}
	view.Tables = []site.Table{{ID: "authorities", Table: r.Bench.AuthorityTable()}, {ID: "inspections", Table: r.Bench.InspectionTable()}}
	if held.Differences > 0 {
		view.Tables = append(view.Tables, site.Table{ID: "differences", Table: r.Bench.DifferenceTable()})
	}
	view.Files = []site.File{{ID: "observations", Name: "goodmeasure-observations.csv", Type: "text/csv; charset=utf-8",
		Write: func(w io.Writer) error { return publish.RecordsOf(w, r.Bench.AllObservations()) }}}
	return view, nil
}

func dataTable() site.Page {
	return site.Page{Name: "data-table", Path: "/data/{measure}", About: "All figures of one measure, for download.", Section: "Data",
		Examples: []string{"/data/cl_eet", "/data/nothing"}, Data: workbench.IndicatorRecord{}, Load: loadDataTable}
}

func loadDataTable(_ context.Context, r *site.Request) (*site.View, error) {
	record, err := r.Bench.Indicator(r.Segment("measure"))
	if err != nil {
		return nil, &site.NotFound{What: "There is no such measure.", Nearest: []site.Link{{Text: "All measures and their data", URL: "/data"}}, Do: "Choose one from the list."}
	}
	return &site.View{Title: record.Name, Lede: "Every figure of this measure that the edition holds, with the reason where there is none.", Data: record,
		Tables: []site.Table{{ID: "observations", Table: r.Bench.ObservationTable(record.Indicator)}}}, nil
}

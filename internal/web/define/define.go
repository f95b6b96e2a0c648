package define

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"goodmeasure/definition"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func define() site.Page {
	return site.Page{Name: "define", Path: "/define", Section: "Define good", Heavy: true, Stages: true, About: "States what is meant by good, and shows at once what that does to ranks.",
		Params: []site.Param{
			{Name: "apply", About: "lays the form over the definition, and leads to the address of what comes of it", OneOf: []string{"1"}},
			{Name: "c", About: "the measures that count", Many: true},
			{Name: "w.", About: "how much the measure counts, from 0 to 5", Each: true},
			{Name: "r.", About: "which way is better: higher or lower", Each: true},
			{Name: "y.", About: "why the measure counts, or counts this way", Each: true},
			{Name: "how", About: "how the measures become one score"},
			{Name: "name", About: "what the definition is called"},
			{Name: "whose", About: "whose definition it is"},
			{Name: "because", About: "why it is as it is"},
			{Name: "open", About: "a part of the form to have open: a measure, outcome, workforce, context, combining or owner. All parts are then in the page, for whoever has no script to unfold them"},
		},
		Examples: []string{"/define", "/define?d=by-domain", "/define?d=rereferral.sw_agency~3.cla_missing-lower--minmax", "/define?apply=1", "/define?open=outcome", "/define?apply=1&c=rereferral&w.rereferral=2"},
		Data:     defined{}, Statuses: []int{http.StatusUnprocessableEntity}, Load: load, Act: open, MaxBody: largestFile + 1<<16}
}

// defined is what the page shows.
type defined struct {
	Definition *study.Definition           `json:"definition"`
	Link       string                      `json:"link"` // its text in an address; empty: the default
	Effect     *workbench.DefinitionEffect `json:"effect,omitempty"`
	Wrong      []workbench.DraftFault      `json:"wrong"`   // what stands in the way of the draft
	Problem    string                      `json:"problem"` // why the definition has no effect
	Refused    []definition.Fault          `json:"refused"` // what stands in the way of a file, by its lines
	File       string                      `json:"file"`    // that was refused
	Address    string                      `json:"address"` // of this definition, in full
	Usual      bool                        `json:"usual"`   // it is the definition that the program comes with
	Starts     []definition.Start          `json:"starts"`  // definitions to start from
	Form       form                        `json:"-"`
}

// FitsQR tells whether a QR code can hold the address.
func (d defined) FitsQR() bool { return len(d.Address) <= mostInQR }

func load(ctx context.Context, r *site.Request) (*site.View, error) {
	if r.Query.Get("apply") == "" {
		return show(ctx, r, formOf(r.Bench, r.Definition))
	}
	draft, wrong := read(r)
	made, faults := r.Bench.Redraft(r.Definition, draft)
	if wrong = append(wrong, faults...); len(wrong) == 0 {
		link := definition.Link(made, r.Bench.Edition.Indicators)
		if len(link) <= definition.LongestLink {
			return &site.View{Title: "Define good", Location: r.URL("/define", "d", link, "open", r.Query.Get("open"))}, nil
		}
		wrong = []workbench.DraftFault{{Words: tooLong(link)}}
	}
	view, err := show(ctx, r, formOf(r.Bench, made).with(draft, wrong))
	if err != nil {
		return nil, err
	}
	view.Status = http.StatusUnprocessableEntity
	return view, nil
}

func tooLong(link string) string {
	return fmt.Sprintf("The definition says so much that an address cannot hold it: %d characters, and there is room for %d. Shorten the reasons, or keep it as a file and use it on the command line.", len(link), definition.LongestLink)
}

// show makes the page for a form: with what the definition in force does, unless something is wrong with the form.
func show(ctx context.Context, r *site.Request, f form) (*site.View, error) {
	known := r.Bench.Edition.Indicators
	d := r.Definition
	data := defined{Definition: d, Link: definition.Link(d, known), Wrong: f.wrong, Form: f.fold(r), Refused: []definition.Fault{}, Starts: definition.Starts, Address: r.Absolute(r.URL("/define"))}
	data.Usual = data.Link == ""
	view := &site.View{Title: "Define good", Lede: "Say what counts and how much. The ranks follow, with what is sure about them and what is not.",
		Files: []site.File{
			{ID: "definition", Name: "definition.toml", Type: "application/toml", Write: func(w io.Writer) error { _, err := w.Write(definition.Write(d, known)); return err }},
			{ID: "qr-svg", Name: "definition-qr.svg", Type: "image/svg+xml", Write: func(w io.Writer) error { return writeQR(w, data.Address, true) }},
			{ID: "qr-png", Name: "definition-qr.png", Type: "image/png", Write: func(w io.Writer) error { return writeQR(w, data.Address, false) }},
		}}
	if len(f.wrong) == 0 {
		find := r.Bench.Effect
		if r.First {
			find = r.Bench.EffectOnRanks
		}
		effect, err := find(ctx, d)
		problem, ofDefinition := "", true
		if err != nil {
			problem, ofDefinition = r.Bench.Unmade(err)
		}
		switch {
		case !ofDefinition:
			return nil, err
		case err != nil:
			data.Problem = problem
			view.Status = http.StatusUnprocessableEntity
		default:
			data.Effect = effect
			view.Tables = []site.Table{{ID: "ranks", Table: effect.Table()}}
		}
	}
	view.Data = data
	return view, nil
}

// open reads the file of a definition that was sent, and leads to its address.
func open(ctx context.Context, r *site.Request) (site.Outcome, error) {
	name, d, err := uploaded(r)
	var refusal *definition.Refusal
	switch {
	case errors.As(err, &refusal):
		return refused(ctx, r, name, refusal.Faults)
	case err != nil:
		return site.Outcome{}, err
	}
	link := definition.Link(d, r.Bench.Edition.Indicators)
	if len(link) > definition.LongestLink {
		return refused(ctx, r, name, nil, workbench.DraftFault{Words: tooLong(link)})
	}
	return site.Outcome{Location: r.URL("/define", "d", link), Notice: fmt.Sprintf("“%s” is open.", d.Name)}, nil
}

// refused is the page again, with what is wrong with a file.
func refused(ctx context.Context, r *site.Request, name string, faults []definition.Fault, more ...workbench.DraftFault) (site.Outcome, error) {
	view, err := show(ctx, r, formOf(r.Bench, r.Definition))
	if err != nil {
		return site.Outcome{}, err
	}
	data := view.Data.(defined)
	data.File, data.Refused, data.Wrong = name, faults, more
	view.Data = data
	return site.Outcome{View: view}, nil
}

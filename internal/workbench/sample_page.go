package workbench

import (
	"context"
	"encoding/json"
	"fmt"

	"goodmeasure/definition"
	"goodmeasure/method"
)

// SampleOf draws a sample from a definition. The answer is kept, and is for reading only.
func (w *Workbench) SampleOf(ctx context.Context, o SampleOptions) (*SampleRecord, error) {
	hash := ""
	if o.Definition != nil {
		hash = definition.Hash(o.Definition)
	}
	asked := o
	asked.Definition = nil
	key, err := json.Marshal(asked)
	if err != nil {
		return nil, fmt.Errorf("drawing a sample: %w", err)
	}
	return w.samples.recall(ctx, hash+string(key), func(ctx context.Context) (*SampleRecord, error) { return w.Sample(ctx, o) })
}

// mostRedrawn is how many draws the record of a sample may ask of a program that works for others, too.
const mostRedrawn = 50_000

// RedrawFor draws the sample of a record again that a stranger sent. It refuses what would take too long.
func (w *Workbench) RedrawFor(ctx context.Context, name string, text []byte) (*Redrawn, error) {
	var asks struct {
		Draws  int `json:"draws"`
		Sample struct {
			Rule method.SampleRule `json:"rule"`
		} `json:"sample"`
		Field struct {
			Prospects []struct{} `json:"prospects"`
		} `json:"field"`
	}
	if err := json.Unmarshal(text, &asks); err != nil {
		return nil, fmt.Errorf("%s is not the record of a sample", name)
	}
	if asks.Draws > mostRedrawn || asks.Sample.Rule.Each > len(w.Edition.Authorities) || asks.Sample.Rule.Reserves > len(w.Edition.Authorities) {
		return nil, fmt.Errorf("%s asks for %d draws and %d pairs, which is more than is drawn here; `goodmeasure sample --redraw` does it on your own machine", name, asks.Draws, asks.Sample.Rule.Each)
	}
	if n := len(asks.Field.Prospects); n > 2*len(w.Edition.Authorities) {
		return nil, fmt.Errorf("%s draws from %d authorities, and there are %d; `goodmeasure sample --redraw` takes it on your own machine", name, n, len(w.Edition.Authorities))
	}
	return w.RedrawText(ctx, name, text, 0, nil)
}

// Headline says how many were found, as the title of a page.
func (r *SampleRecord) Headline() string {
	switch n := r.Sample.Size(); {
	case len(r.Members) == 0:
		return r.emptyHeadline()
	case r.Sample.Rule.Apart && len(r.Sample.Drawn) == 1:
		return "1 authority to study, drawn by lot"
	case r.Sample.Rule.Apart:
		return fmt.Sprintf("%d stronger and weaker authorities to study, drawn by lot", len(r.Sample.Drawn))
	case n == 0:
		return "No pair of authorities to study"
	case n == 1:
		return "1 pair of authorities to study"
	default:
		return fmt.Sprintf("%d pairs of authorities to study", n)
	}
}

// emptyHeadline says why nobody is proposed.
func (r *SampleRecord) emptyHeadline() string {
	switch stronger, weaker := r.Sample.Qualified[0], r.Sample.Qualified[1]; {
	case r.Blind || stronger+weaker > 0 && stronger*weaker > 0:
		return "No authorities to study under these limits"
	case stronger > 0:
		return "No pair to study: no authority qualifies as weaker"
	case weaker > 0:
		return "No pair to study: no authority qualifies as stronger"
	}
	return "No authority meets all of these limits"
}

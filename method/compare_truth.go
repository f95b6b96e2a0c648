package method

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"goodmeasure/stats/rank"
	"goodmeasure/stats/stream"
	"goodmeasure/study"
)

// truths draws the true figures that definitions rest on. Every figure of one authority, indicator and period has a stream
// of its own, so that definitions which share a figure see the same true value in the same draw, whatever else they take,
// and a figure shrunk in one of them and plain in another is drawn at the same quantile of both.
type truths struct {
	seed    uint64
	figures []trueFigure
	at      map[figureKey]int
}

type figureKey struct {
	indicator, authority string
	period               study.Period
	shrunk               bool
}

type trueFigure struct {
	key     figureKey
	sampler *rank.Sampler // of this one figure
	scale   float64
}

func newTruths(seed uint64) *truths { return &truths{seed: seed, at: map[figureKey]int{}} }

// drawnIndex is a definition made ready to be scored on draws.
type drawnIndex struct {
	definition *study.Definition
	matrix     *Matrix
	kitchen    *kitchen
	scores     []float64 // by unit, from the figures as they are
	sources    [][][]int // by indicator and unit, the figures that a draw is the mean of; none where nothing is drawn
	unsure     int       // figures whose sampling error is not known
}

// index makes a definition ready.
func (t *truths) index(edition *study.Edition, d *study.Definition) (*drawnIndex, error) {
	plain, err := scoreDefinition(edition, d)
	if err != nil {
		return nil, err
	}
	for k, c := range d.Indicators {
		bySource, unsure, err := t.sources(plain.matrix, k, c, d.Combine.Shrinkage)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.ID, err)
		}
		plain.sources = append(plain.sources, bySource)
		plain.unsure += unsure
	}
	return plain, nil
}

// scoreDefinition scores a definition on the figures as they are.
func scoreDefinition(edition *study.Edition, d *study.Definition) (*drawnIndex, error) {
	m, err := NewMatrix(edition, d)
	if err != nil {
		return nil, err
	}
	return m.score(d)
}

func (m *Matrix) score(d *study.Definition) (*drawnIndex, error) {
	recipe, err := NewRecipe(m, d)
	if err != nil {
		return nil, err
	}
	index := &drawnIndex{definition: d, matrix: m}
	if index.kitchen, err = m.kitchen(recipe); err != nil {
		return nil, err
	}
	index.scores = make([]float64, len(m.Units))
	return index, index.kitchen.score(m.Values, index.scores)
}

// score fills scores, by unit, for values by indicator and unit.
func (w *kitchen) score(values [][]float64, scores []float64) error {
	stages, err := w.run(values)
	if err != nil {
		return err
	}
	for at := range scores {
		scores[at] = float64(study.Missing)
	}
	for now, score := range stages.Index() {
		scores[stages.Kept[now]] = score
	}
	return nil
}

// sources finds, and adds where they are new, the figures behind one indicator of a matrix.
func (t *truths) sources(m *Matrix, k int, c study.Criterion, shrink bool) (byUnit [][]int, unsure int, err error) {
	byUnit = make([][]int, len(m.Units))
	certain := make([]bool, len(m.Units))
	for ago := range max(c.Years, 1) {
		chosen := m.Frame.Measures[k].Chosen
		chosen.Period -= study.Period(ago)
		period := measure(m.Frame.Edition, m.Frame.Authorities, chosen)
		scratch := &Matrix{Frame: m.Frame}
		known, err := scratch.figures([]Measure{period}, shrink)
		if err != nil {
			return nil, 0, err
		}
		for at := range m.Units {
			switch known.models[at] {
			case NoFigure:
			case ErrorUnknown:
				certain[at] = true
			default:
				whose := at
				if earlier, shared := known.posteriors[at].Shared(); shared {
					whose = earlier
				}
				one, err := t.figure(figureKey{c.ID, m.Units[whose].Code, chosen.Period, shrink}, known.posteriors[whose], known.scale)
				if err != nil {
					return nil, 0, err
				}
				byUnit[at] = append(byUnit[at], one)
			}
		}
	}
	for at := range byUnit {
		if certain[at] {
			byUnit[at] = nil // a mean with a part whose error is not known has an error that is not known
			unsure++
		}
	}
	return byUnit, unsure, nil
}

func (t *truths) figure(key figureKey, of rank.Posterior, scale float64) (int, error) {
	if at, found := t.at[key]; found {
		return at, nil
	}
	sampler, err := rank.NewSampler([]rank.Posterior{of})
	if err != nil {
		return 0, err
	}
	t.at[key] = len(t.figures)
	t.figures = append(t.figures, trueFigure{key, sampler, scale})
	return t.at[key], nil
}

// streams are those of the figures for one chunk of draws.
func (t *truths) streams(chunk int) []*rand.Rand {
	streams := make([]*rand.Rand, len(t.figures))
	for at, figure := range t.figures {
		key := figure.key
		streams[at] = stream.New(t.seed, "true figure "+key.indicator+" "+strconv.Itoa(int(key.period))+" "+key.authority, uint64(chunk))
	}
	return streams
}

// draw fills drawn, by figure, with true values that follow in the streams.
func (t *truths) draw(streams []*rand.Rand, drawn [][]float64) {
	for at, figure := range t.figures {
		for n := range drawn[at] {
			figure.sampler.Draw(streams[at], drawn[at][n:n+1])
			drawn[at][n] *= figure.scale
		}
	}
}

// fill puts the nth of the draws into values by indicator and unit, which hold what is not drawn already.
func (x *drawnIndex) fill(values, drawn [][]float64, n int) {
	for k, byUnit := range x.sources {
		for at, sources := range byUnit {
			if len(sources) == 0 {
				continue
			}
			sum := 0.0
			for _, source := range sources {
				sum += drawn[source][n]
			}
			values[k][at] = sum / float64(len(sources))
		}
	}
}

// copyValues gives a worker a table of its own to fill.
func (x *drawnIndex) copyValues() [][]float64 {
	values := make([][]float64, len(x.matrix.Values))
	for k, column := range x.matrix.Values {
		values[k] = append([]float64(nil), column...)
	}
	return values
}

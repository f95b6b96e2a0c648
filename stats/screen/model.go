package screen

import (
	"cmp"
	"math"
	"slices"
)

// Decision is what a screener decided of a record.
type Decision struct {
	Record   int
	Relevant bool
}

// Model tells records that read like the relevant ones from others: a linear support vector machine with squared
// hinge loss,
//
//	minimise ½(|w|² + b²) + Σ cᵢ max(0, 1 − yᵢ(w·xᵢ + b))²
//
// over the records decided so far, in the dual by coordinate descent (Hsieh and others 2008, ICML). Relevant records,
// being rare, weigh more in all than irrelevant ones. The mean of all records stands among the irrelevant ones with a
// small weight: most unread records are irrelevant, which says much while few have been read (as Cormack and
// Grossman 2015, arXiv:1504.06868, presume of a sample of them).
type Model struct {
	corpus    *Corpus
	decisions []Decision
	place     []int32 // of a record among the decisions; -1 while it is not decided
	relevant  int

	weights    []float64 // of terms, but for the part that the mean gives
	bias       float64
	dual       []float64 // of each decision
	meanDual   float64
	meanDot    float64 // weights · mean
	meanSquare float64 // |mean|²
}

// NewModel is a model that knows nothing yet.
func NewModel(c *Corpus) *Model {
	m := &Model{corpus: c, weights: make([]float64, len(c.terms)), place: make([]int32, len(c.records))}
	for i := range m.place {
		m.place[i] = -1
	}
	for _, x := range c.mean.by {
		m.meanSquare += float64(x) * float64(x)
	}
	return m
}

// Train is a model of the decisions. The last decision on a record counts.
func Train(c *Corpus, decisions []Decision) *Model {
	m := NewModel(c)
	for _, d := range decisions {
		m.Learn(d)
	}
	m.fit(100, 1e-4)
	return m
}

// Learn takes one more decision in, or changes one. The model keeps what it has learned: Retrain then takes a fraction of
// the time of Train.
func (m *Model) Learn(d Decision) {
	if i := int(m.place[d.Record]); i >= 0 {
		if m.decisions[i].Relevant != d.Relevant {
			m.step(i, -m.dual[i])
			m.decisions[i] = d
			if d.Relevant {
				m.relevant++
			} else {
				m.relevant--
			}
		}
		return
	}
	m.place[d.Record] = int32(len(m.decisions))
	m.decisions, m.dual = append(m.decisions, d), append(m.dual, 0)
	if d.Relevant {
		m.relevant++
	}
}

// Retrain fits the model to the decisions learned since, from where it stands.
func (m *Model) Retrain() { m.fit(4, 1e-2) }

// fit goes through the decisions until no gradient is above the tolerance, or so many times.
func (m *Model) fit(passes int, tolerance float64) {
	if len(m.decisions) == 0 {
		return
	}
	how := m.corpus.how
	relevant, irrelevant := float64(m.relevant), float64(len(m.decisions)-m.relevant)
	each, scale := 1.0, 1.0 // weight of an irrelevant record, a relevant one weighing 1; and what makes weights sum to their number
	if m.relevant > 0 && irrelevant > 0 {
		each = relevant / (how.ratio * irrelevant)
		scale = (relevant + irrelevant) / (relevant + each*irrelevant)
	}
	for range passes {
		worst := 0.0
		if how.background > 0 {
			worst = m.pull(how.cost * scale * how.background * max(1, relevant))
		}
		for i, d := range m.decisions {
			sign, weight := -1.0, each
			if d.Relevant {
				sign, weight = 1, 1
			}
			ridge := 1 / (2 * how.cost * scale * weight)
			alone := m.corpus.alone[d.Record]
			gradient := sign*m.Score(d.Record) - 1 + (ridge+alone)*m.dual[i]
			if m.dual[i] == 0 && gradient > 0 {
				continue
			}
			worst = max(worst, math.Abs(gradient))
			if math.Abs(gradient) < tolerance/10 {
				continue
			}
			square := 2.0 // a record of length 1, and the bias
			if len(m.corpus.records[d.Record].at) == 0 && alone == 0 {
				square = 1
			}
			m.step(i, max(-gradient/(square+ridge), -m.dual[i]))
		}
		if worst < tolerance {
			return
		}
	}
}

// step changes the dual of one decision and the weights with it.
func (m *Model) step(i int, by float64) {
	d := m.decisions[i]
	m.dual[i] += by
	if !d.Relevant {
		by = -by
	}
	m.bias += by
	m.meanDot += by * m.corpus.nearMean[d.Record]
	record := m.corpus.records[d.Record]
	for k, f := range record.at {
		m.weights[f] += by * float64(record.by[k])
	}
}

// pull fits the mean as an irrelevant record of this cost, and gives its gradient. Its share of the weights is kept as
// one number, since it has all terms.
func (m *Model) pull(cost float64) float64 {
	ridge := 1 / (2 * cost)
	gradient := -(m.meanDot - m.meanDual*m.meanSquare + m.bias) - 1 + ridge*m.meanDual
	if m.meanDual == 0 && gradient > 0 {
		return 0
	}
	by := max(-gradient/(m.meanSquare+1+ridge), -m.meanDual)
	m.meanDual += by
	m.bias -= by
	return math.Abs(gradient)
}

// Score is how far a record lies on the side of the relevant ones: larger is likelier, and it is no probability.
func (m *Model) Score(record int) float64 {
	return m.corpus.records[record].dot(m.weights) - m.meanDual*m.corpus.nearMean[record] + m.bias
}

// Next is the likeliest of the records that are not decided, the first of several alike, or -1 when all are.
func (m *Model) Next() int {
	best, most := -1, math.Inf(-1)
	for record := range m.corpus.records {
		if m.place[record] >= 0 {
			continue
		}
		if score := m.Score(record); score > most {
			best, most = record, score
		}
	}
	return best
}

// Order is the records that are not decided, likeliest first.
func (m *Model) Order() []int {
	var unread []int
	score := make([]float64, len(m.corpus.records))
	for record := range m.corpus.records {
		if m.place[record] < 0 {
			unread = append(unread, record)
			score[record] = m.Score(record)
		}
	}
	slices.SortStableFunc(unread, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	return unread
}

// Reason is a term of a record and what it adds to the record's score.
type Reason struct {
	Term  string // with a space between the two words of a pair
	Score float64
}

// Reasons are the terms that speak most for a record, at most so many, the strongest first.
func (m *Model) Reasons(record, most int) []Reason {
	var reasons []Reason
	v := m.corpus.records[record]
	for i, f := range v.at {
		weight := m.weights[f] - m.meanDual*float64(m.corpus.mean.by[f])
		if add := float64(v.by[i]) * weight; add > 0 {
			reasons = append(reasons, Reason{m.corpus.term(f), add})
		}
	}
	slices.SortStableFunc(reasons, func(a, b Reason) int { return cmp.Compare(b.Score, a.Score) })
	return reasons[:min(most, len(reasons))]
}

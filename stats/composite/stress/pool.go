package stress

// pool keeps several draws of the true values of every indicator for a chunk of draws, so that what follows from them is
// computed once for many. Each draw takes for each indicator one of them, whatever it takes for the others: its values
// are as good as drawn anew, only draws of the same chunk have some in common.
type pool struct {
	size    int
	values  [][][][]float64 // by version, draw, indicator and unit
	filled  []imputed       // by version, imputation, draw and indicator
	columns []kept          // by table, draw, indicator and reading
	chunk   uint32          // from 1
}

type imputed struct {
	values []float64
	chunk  uint32 // in which it was made
}

type kept struct {
	column
	chunk uint32
}

func (t *Test) newPool(size int) *pool {
	p := &pool{
		size: size, columns: make([]kept, len(t.tables)*size*t.indicators*2),
		filled: make([]imputed, len(t.space.Versions)*len(t.space.Imputations)*size*t.indicators),
	}
	for _, v := range t.space.Versions {
		draws := make([][][]float64, size)
		if v.Errors != nil {
			for d := range draws {
				draws[d] = make([][]float64, t.indicators)
				for j, sampler := range v.Errors {
					if sampler != nil {
						draws[d][j] = make([]float64, t.units)
					}
				}
			}
		}
		p.values = append(p.values, draws)
	}
	return p
}

// renew draws all values anew, from a stream of the chunk.
func (p *pool) renew(w *worker, seed uint64) {
	p.chunk++
	w.noise.Seed(seed, noiseStream)
	for v, draws := range p.values {
		for _, indicators := range draws {
			for j, values := range indicators {
				if values != nil {
					w.test.space.Versions[v].Errors[j].Draw(w.random, values)
				}
			}
		}
	}
}

// column gives the column of one of the draws, which the noise of the choice decides.
func (p *pool) column(w *worker, c *Choice, j int) (*column, error) {
	draw := int(scatter(c.Noise+uint64(j)) % uint64(p.size))
	at := ((w.test.table(c)*p.size+draw)*w.test.indicators + j) * 2
	if c.Turned[j] {
		at++
	}
	k := &p.columns[at]
	if k.chunk != p.chunk {
		f := &p.filled[((c.Version*len(w.test.space.Imputations)+c.Imputation)*p.size+draw)*w.test.indicators+j]
		if f.chunk != p.chunk {
			if err := w.fill(&f.values, p.values[c.Version][draw][j], c, j); err != nil {
				return nil, err
			}
			f.chunk = p.chunk
		}
		if err := w.remake(&k.column, f.values, c, j); err != nil {
			return nil, err
		}
		k.chunk = p.chunk
	}
	return &k.column, nil
}

// scatter makes neighbouring numbers unlike each other (the finisher of SplitMix64, Steele and others 2014).
func scatter(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

package stress

import "goodmeasure/stats/composite/aggregate"

// combine fills the scores of a group.
func (w *worker) combine(g int, c *Choice, by *combination) error {
	t := w.test
	w.columns, w.shares = w.columns[:0], w.shares[:0]
	var sum float64
	for _, j := range t.groups[g].indicators {
		if weight := c.Weights[j]; w.used[j] != nil && weight > 0 {
			w.columns, w.shares = append(w.columns, w.used[j]), append(w.shares, weight)
			sum += weight
		}
	}
	for _, child := range t.groups[g].groups {
		if weight := c.Weights[t.indicators+child]; w.usable[child] && weight > 0 {
			w.columns, w.shares = append(w.columns, &w.made[child]), append(w.shares, weight)
			sum += weight
		}
	}
	if w.usable[g] = sum > 0; !w.usable[g] {
		return nil
	}
	for k := range w.shares {
		w.shares[k] /= sum
	}
	w.made[g].scaled = sized(w.made[g].scaled, t.units)
	scores := w.made[g].scaled
	switch by.form {
	case sums:
		w.sum(scores, by)
	case duels:
		w.fight(scores)
	default:
		return w.ordinary(scores, by)
	}
	return nil
}

func (w *worker) sum(scores []float64, by *combination) {
	accumulate(scores, w.columns, w.shares)
	w.divide(scores)
	if by.back != nil {
		for i, v := range scores {
			scores[i] = by.back(v)
		}
	}
}

// divide scales the sums of units that miss something to the weight of what they have.
func (w *worker) divide(scores []float64) {
	gaps := false
	for k, c := range w.columns {
		if len(c.gaps) == 0 {
			continue
		}
		if !gaps {
			gaps = true
			for i := range w.known {
				w.known[i] = 1
			}
			for i := range w.count {
				w.count[i] = len(w.columns)
			}
		}
		for _, unit := range c.gaps {
			w.known[unit] -= w.shares[k]
			w.count[unit]--
		}
	}
	if !gaps {
		return
	}
	for i, n := range w.count {
		switch n {
		case len(w.columns):
		case 0:
			scores[i] = nan
		default:
			scores[i] /= w.known[i]
		}
	}
}

// accumulate adds up weighted columns, four in one go over the units, so that sums are read and written less.
func accumulate(sums []float64, columns []*column, shares []float64) {
	clear(sums)
	for len(columns) >= 4 {
		a, b, c, d := columns[0].term[:len(sums)], columns[1].term[:len(sums)], columns[2].term[:len(sums)], columns[3].term[:len(sums)]
		wa, wb, wc, wd := shares[0], shares[1], shares[2], shares[3]
		for i := range sums {
			sums[i] += (wa*a[i] + wb*b[i]) + (wc*c[i] + wd*d[i])
		}
		columns, shares = columns[4:], shares[4:]
	}
	for k, c := range columns {
		share := shares[k]
		term := c.term[:len(sums)]
		for i := range sums {
			sums[i] += share * term[i]
		}
	}
}

func (w *worker) fight(scores []float64) {
	if w.tournament == nil {
		w.tournament = aggregate.NewTournament(w.test.units)
	}
	w.tournament.Reset()
	for i := range w.count {
		w.count[i] = len(w.columns)
	}
	for k, c := range w.columns {
		w.tournament.Add(c.order, w.shares[k])
		for _, unit := range c.gaps {
			w.count[unit]--
		}
	}
	for _, unit := range w.tooFew {
		w.tournament.Withdraw(unit)
	}
	w.tournament.Scores(scores)
	for i, n := range w.count {
		if n == 0 {
			scores[i] = nan
		}
	}
}

func (w *worker) ordinary(scores []float64, by *combination) error {
	table := make([][]float64, len(w.columns))
	for k, c := range w.columns {
		table[k] = c.scaled
		if len(w.tooFew) > 0 {
			table[k] = append([]float64(nil), c.scaled...)
			for _, unit := range w.tooFew {
				table[k][unit] = nan
			}
		}
	}
	shares := w.shares
	if by.unweighed {
		shares = nil
	}
	found, err := by.method.Scores(table, shares)
	if err != nil {
		return err
	}
	copy(scores, found)
	if _, turned := by.method.(aggregate.Wroclaw); turned { // of which less is better
		for i, v := range scores {
			scores[i] = -v
		}
	}
	return nil
}

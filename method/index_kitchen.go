package method

import (
	"fmt"

	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/study"
)

// kitchen carries out a recipe on a matrix, as often as need be.
type kitchen struct {
	*Recipe
	matrix     *Matrix
	tree       *composite.Tree
	nodes      []composite.Node
	effective  []float64 // by node
	directions []normalise.Direction
	combine    []combining   // lower levels first, the index last
	kept       []int         // positions of the units that get a score
	pool       []int         // of those that they are compared with: kept, or all
	units      []string      // of those kept
	alike      impute.Groups // of the pool
	carried    [][]float64   // of the pool
	scales     []normalise.Method

	room *room // where only scores are wanted, draw after draw; nil where all stages are to stay
}

// room is where a draw's figures stand until the next.
type room struct{ screened, normalised, kept [][]float64 }

// forDraws is the kitchen of one worker, who takes draw after draw through it in the same room. It has screened already.
func (w *kitchen) forDraws() *kitchen {
	mine, k := *w, len(w.matrix.Values)
	mine.room = &room{roomFor(k, len(w.pool)), roomFor(k, len(w.pool)), roomFor(k, len(w.kept))}
	return &mine
}

// combining makes a group's scores of those of its members.
type combining struct {
	group   int // position among the nodes
	members []int
	tree    *composite.Tree
	rule    composite.Rule
}

func (m *Matrix) kitchen(r *Recipe) (*kitchen, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	w := &kitchen{Recipe: r, matrix: m}
	var err error
	if w.tree, w.nodes, err = r.tree(m.Indicators); err != nil {
		return nil, err
	}
	if leaves := w.tree.Indicators(); len(leaves) != len(m.Indicators) {
		for _, g := range r.Groups {
			for _, leaf := range leaves {
				if leaf == g.Code {
					return nil, fmt.Errorf("hierarchy: the group %q has no members; give it some, or leave it out", g.Code)
				}
			}
		}
	}
	w.effective = w.tree.EffectiveWeights()
	for _, i := range m.Indicators {
		direction := normalise.HigherIsBetter
		if i.Direction == study.LowerIsBetter {
			direction = normalise.LowerIsBetter
		}
		w.directions = append(w.directions, direction)
	}
	return w, w.groups()
}

// groups prepares to combine, group by group from the lowest level up.
func (w *kitchen) groups() error {
	members := map[string][]int{}
	for at, n := range w.nodes {
		members[n.Parent] = append(members[n.Parent], at)
	}
	var visit func(at int) error
	visit = func(at int) error {
		under := members[w.nodes[at].Name]
		nodes := []composite.Node{{Name: w.nodes[at].Name, Weight: 1}}
		for _, child := range under {
			if child >= len(w.matrix.Indicators) {
				if err := visit(child); err != nil {
					return err
				}
			}
			nodes = append(nodes, w.nodes[child])
		}
		tree, err := composite.NewTree(nodes)
		if err != nil {
			return err
		}
		rule := composite.Rule{LeastKnown: w.LeastInGroup}
		rule.Methods = append(rule.Methods, w.Groups[at-len(w.matrix.Indicators)].Method)
		w.combine = append(w.combine, combining{at, under, tree, rule})
		return nil
	}
	for at, n := range w.nodes {
		if n.Parent == "" {
			return visit(at)
		}
	}
	return nil
}

// screen settles, from the values as they are, which units are kept.
func (w *kitchen) screen(columns [][]float64) error {
	var all []int
	for at := range w.matrix.Units {
		all = append(all, at)
	}
	w.kept = all
	if w.LeastKnown > 0 {
		kept, err := composite.Screen(columns, w.LeastKnown)
		if err != nil {
			return err
		}
		w.kept = kept
	}
	if len(w.kept) < 2 {
		return fmt.Errorf("screening leaves %s with %s of the indicators, and an index compares at least two; ask for less", count(len(w.kept), "unit"), share(w.LeastKnown))
	}
	w.pool = w.kept
	if w.ScreenLast {
		w.pool = all
	}
	w.units = nil
	for _, at := range w.kept {
		w.units = append(w.units, w.matrix.Units[at].Code)
	}
	if w.Alike != nil {
		var alike []string
		for _, at := range w.pool {
			alike = append(alike, w.Alike[at])
		}
		w.alike = impute.NewGroups(alike)
	}
	if w.matrix.Carried != nil {
		w.carried = ofUnits(w.matrix.Carried, w.pool)
	}
	return w.reference()
}

// reference puts the position in the pool in the place of that among all.
func (w *kitchen) reference() error {
	w.scales = append([]normalise.Method(nil), w.Scales...)
	for k, scale := range w.scales {
		from, relative := scale.(normalise.DistanceToReference)
		if !relative {
			continue
		}
		found := false
		for now, at := range w.pool {
			if at == from.Unit {
				w.scales[k], found = normalise.DistanceToReference{Unit: now}, true
			}
		}
		if !found {
			return fmt.Errorf("the reference %s has too few figures and is screened out; choose another", w.matrix.Units[from.Unit].Name)
		}
	}
	return nil
}

func ofUnits(columns [][]float64, units []int) [][]float64 {
	room := roomFor(len(columns), len(units))
	gather(room, columns, units)
	return room
}

// roomFor is a table in one piece of memory.
func roomFor(columns, units int) [][]float64 {
	all, table := make([]float64, columns*units), make([][]float64, columns)
	for k := range table {
		table[k], all = all[:units:units], all[units:]
	}
	return table
}

func gather(into, columns [][]float64, units []int) {
	for k, x := range columns {
		to := into[k]
		for now, at := range units {
			to[now] = x[at]
		}
	}
}

func share(x float64) string { return fmt.Sprintf("%.4g%%", 100*x) }

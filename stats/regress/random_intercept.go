package regress

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
)

// randomIntercept is the log-likelihood of a logit cumulative model whose linear predictor is shifted, for all
// observations of a group, by sd times a standard normal u. The integral over u is taken by adaptive Gauss-Hermite
// quadrature about the group's mode, scaled by the curvature there (Pinheiro and Bates 1995); one node is Laplace's
// approximation. Parameters are those of the cumulative model and then sd. The gradient is that of the approximation
// itself, with the mode and curvature moving, so that the maximum is the approximation's own.
type randomIntercept struct {
	*cumulative           // observations of a group stand together
	first       []int     // first[g] to first[g+1] are group g's observations
	node        []float64 // Gauss-Hermite nodes z
	logWeight   []float64 // log of their weights, plus z squared
	mode        []float64 // of u, per group; the next search starts there
	spread      []float64 // 1/sqrt(-h''), h being the log of the group's integrand

	odds, antiodds []float64 // exp of minus the upper end and of the lower end, per observation; 0 where infinite
	below, above   []float64 // F(upper) and 1-F(lower), per node and observation of the group at hand
	posterior      []float64 // share of each node in the group's integral
}

func newRandomIntercept(c *cumulative, group []int, groups, points int) *randomIntercept {
	order := make([]int, len(group))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return group[a] - group[b] })
	sorted := *c
	sorted.y, sorted.x, sorted.weight = make([]int, len(order)), make([]float64, 0, len(c.x)), make([]float64, len(order))
	r := &randomIntercept{cumulative: &sorted, first: make([]int, groups+1), mode: make([]float64, groups), spread: make([]float64, groups)}
	for at, i := range order {
		sorted.y[at], sorted.weight[at] = c.y[i], c.weightOf(i)
		sorted.x = append(sorted.x, c.x[i*c.p:(i+1)*c.p]...)
		r.first[group[i]+1] = at + 1
	}
	largest := 0
	for g := range groups {
		largest = max(largest, r.first[g+1]-r.first[g])
	}
	r.node, r.logWeight = make([]float64, points), make([]float64, points)
	quad.Hermite{}.FixedLocations(r.node, r.logWeight, math.Inf(-1), math.Inf(1))
	for k, z := range r.node {
		r.logWeight[k] = math.Log(r.logWeight[k]) + z*z
	}
	r.odds, r.antiodds = make([]float64, len(order)), make([]float64, len(order))
	r.below, r.above = make([]float64, points*largest), make([]float64, points*largest)
	r.posterior = make([]float64, points)
	return r
}

// evaluate takes the information by central differences of the gradient.
func (r *randomIntercept) evaluate(theta, gradient, information []float64) (float64, bool) {
	q := len(theta)
	value, ok := r.gradient(theta, gradient)
	if !ok {
		return 0, false
	}
	shifted, up, down := slices.Clone(theta), make([]float64, q), make([]float64, q)
	for j := range q {
		const step = 1e-4
		h := step * (1 + math.Abs(theta[j]))
		shifted[j] = theta[j] + h
		if _, ok := r.gradient(shifted, up); !ok {
			return 0, false
		}
		shifted[j] = theta[j] - h
		if _, ok := r.gradient(shifted, down); !ok {
			return 0, false
		}
		shifted[j] = theta[j]
		for k := range q {
			up[k] = (down[k] - up[k]) / (2 * h)
			if k >= j {
				information[k*q+j] = up[k]
			} else { // the two differences of one second derivative, averaged
				information[j*q+k] = (information[j*q+k] + up[k]) / 2
			}
		}
	}
	return value, true
}

func (r *randomIntercept) gradient(theta, gradient []float64) (float64, bool) {
	clear(gradient)
	location, total := r.levels-1, 0.0
	for i, k := range r.y {
		eta := dot(r.x[i*r.p:(i+1)*r.p], theta[location:])
		r.odds[i], r.antiodds[i] = 0, 0
		if k < r.levels-1 {
			r.odds[i] = math.Exp(eta - theta[k])
		}
		if k > 0 {
			r.antiodds[i] = math.Exp(theta[k-1] - eta)
		}
		if k > 0 && k < r.levels-1 {
			gap := theta[k] - theta[k-1]
			if gap <= 0 {
				return 0, false
			}
			total += r.weight[i] * math.Log(-math.Expm1(-gap))
			pull := r.weight[i] / math.Expm1(gap)
			gradient[k] += pull
			gradient[k-1] -= pull
		}
	}
	sd := theta[len(theta)-1]
	for g := range r.mode {
		total += r.group(g, sd, gradient)
	}
	return total, !math.IsNaN(total) && !math.IsInf(total, 0)
}

// group adds one group's integral to the gradient and returns its logarithm.
func (r *randomIntercept) group(g int, sd float64, gradient []float64) float64 {
	from, to := r.first[g], r.first[g+1]
	n := to - from
	mode, curve := r.settle(g, sd)
	spread := 1 / math.Sqrt(curve.down)
	r.mode[g], r.spread[g] = mode, spread

	largest := math.Inf(-1)
	for k, z := range r.node {
		u := mode + math.Sqrt2*spread*z
		r.posterior[k] = r.logWeight[k] + r.integrand(from, n, k, sd, u)
		largest = max(largest, r.posterior[k])
	}
	sum := 0.0
	for k, v := range r.posterior {
		r.posterior[k] = math.Exp(v - largest)
		sum += r.posterior[k]
	}
	// How the integral moves with u's mode, with the spread, and directly with sd.
	byMode, bySpread, bySD := 0.0, 1/spread, 0.0
	for k, z := range r.node {
		r.posterior[k] /= sum
		u, pull := mode+math.Sqrt2*spread*z, 0.0
		for i := range n {
			pull += r.weight[from+i] * (r.below[k*n+i] - r.above[k*n+i])
		}
		slope := sd*pull - u
		byMode += r.posterior[k] * slope
		bySpread += r.posterior[k] * math.Sqrt2 * z * slope
		bySD += r.posterior[k] * u * pull
	}
	// The mode moves by spread^2 times what moves h', the spread by spread^3/2 times what moves h''.
	cube := spread * spread * spread / 2
	second := bySpread * cube
	first := byMode*spread*spread + second*curve.third*spread*spread
	location := r.levels - 1
	for i := from; i < to; i++ {
		w, k := r.weight[i], r.y[i]
		below, above := 0.0, 0.0
		for node, share := range r.posterior {
			below += share * r.below[node*n+i-from]
			above += share * r.above[node*n+i-from]
		}
		e := r.at(i, sd*mode)
		if k < r.levels-1 {
			gradient[k] += w * (1 - below + first*sd*e.fu - second*sd*sd*e.su)
		}
		if k > 0 {
			gradient[k-1] += w * (above - 1 + first*sd*e.fl - second*sd*sd*e.sl)
		}
		axpy(gradient[location:], w*(below-above-first*sd*(e.fu+e.fl)+second*sd*sd*(e.su+e.sl)), r.x[i*r.p:(i+1)*r.p])
	}
	gradient[len(gradient)-1] += bySD + first*(curve.slope+sd*mode*curve.bend) + second*(2*sd*curve.bend+sd*sd*mode*curve.turn)
	return largest + math.Log(sum*spread/math.Sqrt(math.Pi))
}

// integrand is h(u) less the constant of the normal density, and leaves both probabilities of each observation at node.
func (r *randomIntercept) integrand(from, n, node int, sd, u float64) float64 {
	grow := math.Exp(sd * u)
	shrink := 1 / grow
	sum, product := -u*u/2, 1.0
	for i := range n {
		below, above := 1.0, 1.0
		if o := r.odds[from+i]; o != 0 {
			below = 1 / (1 + o*grow)
		}
		if o := r.antiodds[from+i]; o != 0 {
			above = 1 / (1 + o*shrink)
		}
		r.below[node*n+i], r.above[node*n+i] = below, above
		if w := r.weight[from+i]; w != 1 {
			sum += w * math.Log(below*above)
			continue
		}
		if product *= below * above; product < 1e-200 { // one logarithm for many factors
			sum += math.Log(product)
			product = 1
		}
	}
	return sum + math.Log(product)
}

// ends are the densities at the upper and lower end of an observation's interval and their slopes.
type ends struct{ below, above, fu, fl, su, sl float64 }

func (r *randomIntercept) at(i int, shift float64) ends {
	e := ends{below: 1, above: 1}
	if o := r.odds[i]; o != 0 {
		e.below = 1 / (1 + o*math.Exp(shift))
	}
	if o := r.antiodds[i]; o != 0 {
		e.above = 1 / (1 + o*math.Exp(-shift))
	}
	e.fu, e.fl = e.below*(1-e.below), e.above*(1-e.above)
	e.su, e.sl = e.fu*(1-2*e.below), e.fl*(2*e.above-1)
	return e
}

// curvature is the shape of a group's log-likelihood in the shift (slope, bend and turn: its first three derivatives)
// and of its integrand h in u (down: minus its second, third: its third).
type curvature struct{ slope, bend, turn, down, third float64 }

func (r *randomIntercept) curvature(g int, sd, u float64) curvature {
	var c curvature
	for i := r.first[g]; i < r.first[g+1]; i++ {
		e, w := r.at(i, sd*u), r.weight[i]
		c.slope += w * (e.below - e.above)
		c.bend -= w * (e.fu + e.fl)
		c.turn += w * (e.su + e.sl)
	}
	c.down, c.third = 1-sd*sd*c.bend, sd*sd*sd*c.turn
	return c
}

// settle finds the mode of a group's integrand, which is log-concave, by Newton's method on its slope.
func (r *randomIntercept) settle(g int, sd float64) (float64, curvature) {
	u := r.mode[g]
	here := r.curvature(g, sd, u)
	for range 100 {
		slope := sd*here.slope - u
		step := slope / here.down
		if math.Abs(step) < 1e-13*(1+math.Abs(u)) || math.IsNaN(step) {
			break
		}
		next := r.curvature(g, sd, u+step)
		for halvings := 0; math.Abs(sd*next.slope-u-step) > math.Abs(slope) && halvings < 30 && math.Abs(step) > 1e-12; halvings++ {
			step /= 2
			next = r.curvature(g, sd, u+step)
		}
		u, here = u+step, next
		if math.Abs(step) < 1e-8 { // the next step would be its square
			break
		}
	}
	return u, here
}

// likelihoodGain is twice the derivative of the log-likelihood in the variance between groups, at none and at the
// plain model's parameters.
func (r *randomIntercept) likelihoodGain(theta []float64) float64 {
	scratch := make([]float64, len(theta)+1)
	_, _ = r.gradient(append(slices.Clone(theta), 0), scratch)
	gain := 0.0
	for g := range r.mode {
		c := r.curvature(g, 0, 0)
		gain += c.slope*c.slope + c.bend
	}
	return gain
}

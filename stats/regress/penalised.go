package regress

import "math"

// penalised is the binomial log-likelihood plus half the log-determinant of the expected information of all parameters,
// as a surface over those that are free; the others keep their values in theta.
type penalised struct {
	y           Binomial
	x           []float64 // row-major, width q, its first column 1
	q           int
	free        []int
	theta       []float64
	information []float64 // expected, at the last place evaluated
}

func newPenalised(y Binomial, x []float64, q int) *penalised {
	p := &penalised{y: y, x: x, q: q, theta: make([]float64, q), information: make([]float64, q*q)}
	p.hold(func(int) bool { return false })
	return p
}

// hold says which parameters stay where a climb starts.
func (p *penalised) hold(held func(j int) bool) {
	p.free = p.free[:0]
	for j := range p.q {
		if !held(j) {
			p.free = append(p.free, j)
		}
	}
}

// climb maximises over the free parameters by Newton's method, moving theta, and leaves the information at the top.
// Fisher scoring would not do: the penalty bends the surface as much as few observations do, and scoring, which leaves
// that out, can go to and fro without end.
func (p *penalised) climb(theta []float64) (float64, error) {
	copy(p.theta, theta)
	start := make([]float64, len(p.free))
	for a, j := range p.free {
		start[a] = theta[j]
	}
	top := newAscent(start)
	if err := top.climb(p); err != nil {
		return 0, err
	}
	if _, ok := p.evaluate(top.theta, top.nextGradient, top.nextInfo); !ok {
		return 0, errNoMaximum
	}
	copy(theta, p.theta)
	return top.value, nil
}

// evaluate takes its derivatives from I = X'WX and its slope in parameter j, X'diag(w'x_j)X, with the rows z of X put on
// the Cholesky factor of I: the score is X'(y - m pi + w' z'z/2), and minus the Hessian
// X'diag(w - w″ z'z/2)X + tr(B_j B_k)/2 with B_j = Z'diag(w'x_j)Z.
func (p *penalised) evaluate(free, gradient, curvature []float64) (float64, bool) {
	q, f := p.q, len(p.free)
	for a, j := range p.free {
		p.theta[j] = free[a]
	}
	clear(p.information)
	clear(gradient)
	clear(curvature)
	total := 0.0
	prob := make([]float64, len(p.y.Trials))
	for i := range prob {
		x := p.x[i*q : (i+1)*q]
		eta, m, k := dot(x, p.theta), float64(p.y.Trials[i]), float64(p.y.Successes[i])
		prob[i] = expit(eta)
		total -= k*softplus(-eta) + (m-k)*softplus(eta)
		outer(p.information, q, 0, 0, m*prob[i]*(1-prob[i]), x, x)
	}
	factor := append([]float64(nil), p.information...)
	if !cholesky(factor, q) {
		return 0, false
	}
	for j := range q {
		total += math.Log(factor[j*q+j])
	}
	z, chosen, slopes := make([]float64, q), make([]float64, f), make([]float64, f*q*q)
	for i, pi := range prob {
		copy(z, p.x[i*q:(i+1)*q])
		solveLower(factor, q, z)
		for a, j := range p.free {
			chosen[a] = p.x[i*q+j]
		}
		m, k := float64(p.y.Trials[i]), float64(p.y.Successes[i])
		w := m * pi * (1 - pi)
		bend, leverage := w*(1-2*pi), dot(z, z)
		axpy(gradient, k-m*pi+bend*leverage/2, chosen)
		outer(curvature, f, 0, 0, w-w*(1-6*pi*(1-pi))*leverage/2, chosen, chosen)
		for a := range f {
			outer(slopes[a*q*q:(a+1)*q*q], q, 0, 0, bend*chosen[a], z, z)
		}
	}
	for a := range f {
		for b := range a + 1 {
			curvature[a*f+b] += trace(slopes[a*q*q:(a+1)*q*q], slopes[b*q*q:(b+1)*q*q], q) / 2
		}
	}
	return total, !math.IsNaN(total)
}

// trace is that of the product of two symmetric matrices, of which it reads the lower triangles.
func trace(a, b []float64, q int) float64 {
	sum := 0.0
	for j := range q {
		row := j * q
		sum += 2*dot(a[row:row+j], b[row:row+j]) + a[row+j]*b[row+j]
	}
	return sum
}

func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

package regress

import "math"

// cumulative is the log-likelihood of a cumulative link model with K levels,
//
//	P(Y_i <= k) = F(z_i'alpha_k - x_i'beta - offset_i),
//
// where z is 1 for thresholds alone, and 1 with some predictors where these may act differently on each threshold.
// Parameters are alpha_1 .. alpha_{K-1} and then beta. With two levels it is the binary model. The likelihood is
// concave for every Link.
type cumulative struct {
	link   Link
	levels int
	y      []int     // 0 .. levels-1
	weight []float64 // nil for one each
	x      []float64 // row-major, width p
	p      int
	z      []float64 // row-major, width m, its first column 1
	m      int
	offset []float64 // nil for none
}

func (c *cumulative) parameters() int { return (c.levels-1)*c.m + c.p }

func (c *cumulative) weightOf(i int) float64 {
	if c.weight == nil {
		return 1
	}
	return c.weight[i]
}

// bounds are the ends of observation i's interval on the latent scale; false when they are out of order.
func (c *cumulative) bounds(theta []float64, i int) (l, u float64, ok bool) {
	eta := dot(c.x[i*c.p:(i+1)*c.p], theta[(c.levels-1)*c.m:])
	if c.offset != nil {
		eta += c.offset[i]
	}
	z, k := c.z[i*c.m:(i+1)*c.m], c.y[i]
	l, u = math.Inf(-1), math.Inf(1)
	if k < c.levels-1 {
		u = dot(z, theta[k*c.m:]) - eta
	}
	if k > 0 {
		l = dot(z, theta[(k-1)*c.m:]) - eta
	}
	return l, u, u > l
}

func (c *cumulative) evaluate(theta, gradient, information []float64) (float64, bool) {
	q, m, p := len(theta), c.m, c.p
	location := (c.levels - 1) * m
	clear(gradient)
	clear(information)
	total := 0.0
	for i, k := range c.y {
		l, u, ok := c.bounds(theta, i)
		if !ok {
			return 0, false
		}
		s, w := c.link.between(l, u), c.weightOf(i)
		total += w * s.log
		z, x := c.z[i*m:(i+1)*m], c.x[i*p:(i+1)*p]
		up, low := k*m, (k-1)*m
		if k < c.levels-1 {
			axpy(gradient[up:], w*s.u, z)
			outer(information, q, up, up, -w*s.uu, z, z)
			outer(information, q, location, up, w*(s.uu+s.ul), x, z)
		}
		if k > 0 {
			axpy(gradient[low:], w*s.l, z)
			outer(information, q, low, low, -w*s.ll, z, z)
			outer(information, q, location, low, w*(s.ll+s.ul), x, z)
			if k < c.levels-1 {
				outer(information, q, up, low, -w*s.ul, z, z)
			}
		}
		axpy(gradient[location:], -w*(s.u+s.l), x)
		outer(information, q, location, location, -w*(s.uu+2*s.ul+s.ll), x, x)
	}
	return total, !math.IsNaN(total) && !math.IsInf(total, 0)
}

// outer adds a*rows*columns' to the block of a q-wide matrix that starts at (top, left).
func outer(matrix []float64, q, top, left int, a float64, rows, columns []float64) {
	for r, v := range rows {
		axpy(matrix[(top+r)*q+left:], a*v, columns)
	}
}

// counts are the weights in each level and their sum.
func (c *cumulative) counts() (each []float64, total float64) {
	each = make([]float64, c.levels)
	for i, k := range c.y {
		w := c.weightOf(i)
		each[k] += w
		total += w
	}
	return each, total
}

// start has the thresholds that fit the shares of the levels and no effects.
func (c *cumulative) start() []float64 {
	theta := make([]float64, c.parameters())
	each, total := c.counts()
	below := 0.0
	for k := range c.levels - 1 {
		below += each[k]
		theta[k*c.m] = c.link.quantile(below / total)
	}
	return theta
}

// nullLogLik is the log-likelihood of the thresholds alone.
func (c *cumulative) nullLogLik() float64 {
	each, total := c.counts()
	sum := 0.0
	for _, n := range each {
		sum += n * math.Log(n/total)
	}
	return sum
}

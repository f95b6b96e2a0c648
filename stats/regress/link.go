package regress

import "math"

// Link is the distribution function F of a cumulative link model P(Y <= k) = F(threshold_k - x'slopes).
type Link uint8

const (
	Logit   Link = iota // proportional odds
	Probit              // ordered probit
	CLogLog             // complementary log-log, F(x) = 1 - exp(-exp(x)): proportional hazards
)

func (l Link) String() string { return [...]string{"logit", "probit", "cloglog"}[l] }

// quantile is the inverse of F.
func (l Link) quantile(p float64) float64 {
	switch l {
	case Probit:
		return math.Sqrt2 * math.Erfinv(2*p-1)
	case CLogLog:
		return math.Log(-math.Log1p(-p))
	}
	return math.Log(p / (1 - p))
}

// slice is log(F(u) - F(l)) and its derivatives in u and l.
type slice struct{ log, u, l, uu, ul, ll float64 }

// between takes the logarithm of the probability between l and u, either of which may be infinite.
func (k Link) between(l, u float64) slice {
	if k == Logit {
		return logitBetween(l, u)
	}
	// Probability, densities and their slopes, from the tail where no digits cancel.
	var p, fu, fl, su, sl float64
	if k == Probit {
		if l > 0 {
			p = (math.Erfc(l/math.Sqrt2) - math.Erfc(u/math.Sqrt2)) / 2
		} else {
			p = (math.Erfc(-u/math.Sqrt2) - math.Erfc(-l/math.Sqrt2)) / 2
		}
		fu, su = normalDensity(u)
		fl, sl = normalDensity(l)
	} else {
		eu, el := math.Exp(u), math.Exp(l)
		p = math.Exp(-el) * -math.Expm1(el-eu)
		fu, su = gompertzDensity(u, eu)
		fl, sl = gompertzDensity(l, el)
	}
	ru, rl := fu/p, fl/p
	return slice{log: math.Log(p), u: ru, l: -rl, uu: su/p - ru*ru, ul: ru * rl, ll: -sl/p - rl*rl}
}

// With p = F(u)(1-F(l))(1-exp(l-u)) nothing cancels in either tail.
func logitBetween(l, u float64) slice {
	lowU, highL := 1.0, 1.0 // F(u), 1-F(l)
	gap, curve := 0.0, 0.0
	log := 0.0
	if !math.IsInf(u, 1) {
		e := math.Exp(-u)
		lowU = 1 / (1 + e)
		log -= math.Log1p(e)
	}
	if !math.IsInf(l, -1) {
		e := math.Exp(l)
		highL = 1 / (1 + e)
		log -= math.Log1p(e)
		if !math.IsInf(u, 1) {
			grow := math.Expm1(u - l)
			gap = 1 / grow
			curve = (1 + gap) * gap
			log += math.Log(-math.Expm1(l - u))
		}
	}
	fu, fl := lowU*(1-lowU), highL*(1-highL)
	return slice{log: log, u: 1 - lowU + gap, l: highL - 1 - gap, uu: -fu - curve, ul: curve, ll: -fl - curve}
}

func normalDensity(x float64) (density, slope float64) {
	if math.IsInf(x, 0) {
		return 0, 0
	}
	density = math.Exp(-x*x/2) / math.Sqrt(2*math.Pi)
	return density, -x * density
}

func gompertzDensity(x, e float64) (density, slope float64) {
	if math.IsInf(x, 0) || math.IsInf(e, 1) {
		return 0, 0
	}
	density = math.Exp(x - e)
	return density, density * (1 - e)
}

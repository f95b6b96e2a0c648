package dimension

import "math"

// eigenvalues overwrites a, a symmetric m × m matrix by rows, and puts its eigenvalues, largest first, in values. It
// reports whether they converged. For matrices of a few dozen rows it takes a third of the time of the general routine,
// which is what parallel analysis spends its time on.
//
// Source: Householder reduction to tridiagonal form, then implicit QL; Wilkinson and Reinsch (1971), Linear Algebra,
// contributions II/2 and II/4.
func eigenvalues(a []float64, m int, values, offDiagonal []float64) bool {
	tridiagonalise(a, m, values, offDiagonal)
	if !implicitQL(values, offDiagonal) {
		return false
	}
	for i := 1; i < m; i++ {
		v, k := values[i], i
		for ; k > 0 && values[k-1] < v; k-- {
			values[k] = values[k-1]
		}
		values[k] = v
	}
	return true
}

// tridiagonalise reflects row after row, from the last, and leaves the diagonal in d and what stands left of d[i] in
// e[i]. Only the lower triangle of a is read.
func tridiagonalise(a []float64, m int, d, e []float64) {
	e[0] = 0
	for i := m - 1; i > 0; i-- {
		row := a[i*m : i*m+i]
		d[i] = a[i*m+i]
		norm2 := 0.0
		for _, v := range row[:i-1] {
			norm2 += v * v
		}
		last := row[i-1]
		if norm2 == 0 {
			e[i] = last
			continue
		}
		// The reflection u = row − g·unit vector sends the row to (0, ..., 0, g).
		norm2 += last * last
		g := -math.Copysign(math.Sqrt(norm2), last)
		e[i] = g
		h := norm2 - last*g
		row[i-1] = last - g

		p, dot := e[:i], 0.0
		for j := range i {
			p[j] = 0
		}
		for j := range i {
			left, u, sum := a[j*m:j*m+j], row[j], a[j*m+j]*row[j]
			for k, v := range left {
				sum += v * row[k]
				p[k] += v * u
			}
			p[j] += sum
		}
		for j, v := range p {
			p[j] = v / h
			dot += p[j] * row[j]
		}
		half := dot / (2 * h)
		for j := range p {
			p[j] -= half * row[j]
		}
		for j := range i {
			left, u, q := a[j*m:j*m+j+1], row[j], p[j]
			for k := range left {
				left[k] -= u*p[k] + q*row[k]
			}
		}
	}
	d[0] = a[0]
}

// implicitQL finds the eigenvalues of a tridiagonal matrix in place.
func implicitQL(d, e []float64) bool {
	const epsilon, iterations = 0x1p-52, 60
	m := len(d)
	copy(e, e[1:])
	e[m-1] = 0
	for l := range m {
		for round := 0; ; round++ {
			end := l
			for end < m-1 && math.Abs(e[end]) > epsilon*(math.Abs(d[end])+math.Abs(d[end+1])) {
				end++
			}
			if end == l {
				break
			}
			if round == iterations {
				return false
			}
			shift := (d[l+1] - d[l]) / (2 * e[l])
			g := d[end] - d[l] + e[l]/(shift+math.Copysign(math.Sqrt(shift*shift+1), shift))
			sin, cos, lift := 1.0, 1.0, 0.0
			underflow := false
			for i := end - 1; i >= l; i-- {
				f, b := sin*e[i], cos*e[i]
				r := math.Sqrt(f*f + g*g)
				e[i+1] = r
				if r == 0 {
					d[i+1] -= lift
					e[end] = 0
					underflow = true
					break
				}
				sin, cos = f/r, g/r
				g = d[i+1] - lift
				r = (d[i]-g)*sin + 2*cos*b
				lift = sin * r
				d[i+1] = g + lift
				g = cos*r - b
			}
			if !underflow {
				d[l] -= lift
				e[l] = g
				e[end] = 0
			}
		}
	}
	return true
}

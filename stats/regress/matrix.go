package regress

import "math"

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

func norm(a []float64) float64 { return math.Sqrt(dot(a, a)) }

func axpy(y []float64, a float64, x []float64) {
	for i, v := range x {
		y[i] += a * v
	}
}

// cholesky overwrites the lower triangle of a symmetric n x n matrix with its factor and says whether the matrix was
// positive definite: a pivot must keep a share of its diagonal that rounding could not have made.
func cholesky(a []float64, n int) bool {
	for j := range n {
		row := a[j*n : j*n+j]
		pivot := a[j*n+j]
		left := pivot - dot(row, row)
		if !(left > 1e-14*pivot) || math.IsInf(left, 1) {
			return false
		}
		left = math.Sqrt(left)
		a[j*n+j] = left
		for i := j + 1; i < n; i++ {
			a[i*n+j] = (a[i*n+j] - dot(a[i*n:i*n+j], row)) / left
		}
	}
	return true
}

// solveCholesky overwrites b with the solution of LL'x = b.
func solveCholesky(l []float64, n int, b []float64) {
	solveLower(l, n, b)
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			b[i] -= l[k*n+i] * b[k]
		}
		b[i] /= l[i*n+i]
	}
}

// solveLower overwrites b with the solution of Lx = b.
func solveLower(l []float64, n int, b []float64) {
	for i := range n {
		b[i] = (b[i] - dot(l[i*n:i*n+i], b[:i])) / l[i*n+i]
	}
}

// inverse is the inverse of a symmetric positive definite matrix, of which it reads the lower triangle.
func inverse(a []float64, n int) ([]float64, bool) {
	l := append([]float64(nil), a...)
	if !cholesky(l, n) {
		return nil, false
	}
	out := make([]float64, n*n)
	for j := range n {
		column := out[j*n : (j+1)*n]
		column[j] = 1
		solveCholesky(l, n, column)
	}
	return out, true
}

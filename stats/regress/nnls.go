package regress

import "math"

// projectOnCone returns the point nearest to target in the cone {z : a_i'z >= 0 for every row a_i}, each row of width
// q. By Moreau it is what non-negative least squares of -target on the rows leaves over, with its sign turned; the
// active-set method is Lawson and Hanson's, Solving Least Squares Problems (1974), chapter 23.
func projectOnCone(rows [][]float64, target []float64) []float64 {
	q := len(target)
	weight := make([]float64, len(rows))
	passive := make([]int, 0, q)
	barred := make([]bool, len(rows)) // entered last time and was thrown out at once, by rounding
	point := append([]float64(nil), target...)
	for range 10*len(rows) + 100 {
		best, deepest := -1, -1e-10*norm(target)
		for i, row := range rows {
			if violation := dot(row, point); weight[i] == 0 && !barred[i] && violation < deepest {
				best, deepest = i, violation
			}
		}
		if best < 0 || len(passive) == q {
			return point
		}
		passive = append(passive, best)
		for len(passive) > 0 {
			solution, ok := leastSquares(rows, passive, target)
			if !ok || (passive[len(passive)-1] == best && weight[best] == 0 && solution[len(passive)-1] <= 0) {
				barred[best] = true
				passive = passive[:len(passive)-1]
				break
			}
			share, blocking := 1.0, -1
			for k, i := range passive {
				if reach := weight[i] / (weight[i] - solution[k]); solution[k] <= 0 && reach < share {
					share, blocking = reach, i
				}
			}
			kept := passive[:0]
			for k, i := range passive {
				weight[i] += share * (solution[k] - weight[i])
				if i == blocking || weight[i] <= 0 {
					weight[i] = 0
					continue
				}
				kept = append(kept, i)
			}
			passive = kept
			if blocking < 0 {
				clear(barred)
				break
			}
		}
		copy(point, target)
		for _, i := range passive {
			axpy(point, weight[i], rows[i])
		}
	}
	return point
}

// leastSquares regresses -target on the chosen rows by Gram-Schmidt done twice; false when they are dependent.
func leastSquares(rows [][]float64, chosen []int, target []float64) ([]float64, bool) {
	n := len(chosen)
	basis := make([][]float64, n)
	upper := make([]float64, n*n)
	for j, i := range chosen {
		v := append([]float64(nil), rows[i]...)
		for range 2 {
			for k := range j {
				share := dot(basis[k], v)
				upper[k*n+j] += share
				axpy(v, -share, basis[k])
			}
		}
		length := norm(v)
		if length <= 1e-11*norm(rows[i]) {
			return nil, false
		}
		upper[j*n+j] = length
		for k := range v {
			v[k] /= length
		}
		basis[j] = v
	}
	solution := make([]float64, n)
	rest := append([]float64(nil), target...)
	for j := range n {
		solution[j] = -dot(basis[j], rest)
		axpy(rest, solution[j], basis[j])
	}
	for j := n - 1; j >= 0; j-- {
		for k := j + 1; k < n; k++ {
			solution[j] -= upper[j*n+k] * solution[k]
		}
		solution[j] /= upper[j*n+j]
	}
	if math.IsNaN(norm(solution)) {
		return nil, false
	}
	return solution, true
}

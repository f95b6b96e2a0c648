package agree

import (
	"fmt"
)

// AUCResult is the area under the receiver operating characteristic curve.
type AUCResult struct {
	N, Positive int
	AUC         float64
}

// AUC computes the chance that a case with outcome 1 has a higher score than a case with outcome 0, a tie counting
// half: the Mann-Whitney statistic as a share of all such pairs. Outcomes are 0, 1 or NaN; both must occur among the
// cases with a known score. A constant score is allowed and gives one half.
//
// Source: Hanley and McNeil (1982), Radiology 143, 29-36.
func AUC(score, outcome []float64) (AUCResult, error) {
	scores, outcomes, err := knownPairs(score, outcome, 2)
	if err != nil {
		return AUCResult{}, fmt.Errorf("area under the curve: %w", err)
	}
	res := AUCResult{N: len(scores)}
	rankSum := 0.0
	for i, rank := range midranks(scores) {
		switch outcomes[i] {
		case 0:
		case 1:
			res.Positive++
			rankSum += rank
		default:
			return AUCResult{}, fmt.Errorf("area under the curve: outcome %v found, 0 or 1 expected", outcomes[i])
		}
	}
	negative := res.N - res.Positive
	if res.Positive == 0 || negative == 0 {
		return AUCResult{}, fmt.Errorf("area under the curve: %d cases with outcome 1 and %d with outcome 0, both needed", res.Positive, negative)
	}
	p := float64(res.Positive)
	res.AUC = (rankSum - p*(p+1)/2) / (p * float64(negative))
	return res, nil
}

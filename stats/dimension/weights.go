package dimension

import "fmt"

// OECDWeights reads indicator weights, which sum to one, off rotated loadings: an indicator's squared loading on the
// component where it loads most, as a share of that component's sum of squares, times the component's share of the
// variance of all components given, rescaled. An indicator counts for one component only, the first when two are level.
//
// Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, section 6.1 (after Nicoletti, Scarpetta
// and Boylaud 2000).
func OECDWeights(rotated [][]float64) ([]float64, error) {
	if err := rectangular(rotated); err != nil {
		return nil, fmt.Errorf("weights from loadings: %w", err)
	}
	// The component's sum of squares cancels: it divides the squared loading and multiplies it again as the share.
	weights, total := make([]float64, len(rotated)), 0.0
	for i, row := range rotated {
		for _, v := range row {
			weights[i] = max(weights[i], v*v)
		}
		total += weights[i]
	}
	if total == 0 {
		return nil, fmt.Errorf("weights from loadings: all loadings of the %d indicators are zero", len(rotated))
	}
	for i := range weights {
		weights[i] /= total
	}
	return weights, nil
}

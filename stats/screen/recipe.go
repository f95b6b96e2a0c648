package screen

import "math"

// recipe is how records become vectors and how much each decision weighs.
type recipe struct {
	fold   bool    // take accents off, and part scripts that part no words
	title  float32 // how often a word of the title counts
	most   float64 // share of records that a term may stand in
	rarity func(n, d float64) float64

	cost       float64 // C of the support vector machine
	ratio      float64 // how many times more all relevant records weigh than all irrelevant ones
	background float64 // weight of the mean of all records, taken as irrelevant, as a share of that of the relevant ones
}

// ours is the recipe of NewCorpus. docs/review.md says what each part is for.
var ours = recipe{
	fold: true, title: 2, most: 0.95, rarity: smooth,
	cost: 0.11, ratio: 9.8, background: 0.1,
}

// smooth is the rarity of a term that d of n records have.
func smooth(n, d float64) float64 { return math.Log((n+1)/(d+1)) + 1 }

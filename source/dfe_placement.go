package source

import "goodmeasure/study"

// The columns of files about children looked after that count one thing per row.
var (
	careThen = longForm{"cla_group", "characteristic", "number", "percentage"}
	careNow  = longForm{"characteristic", "breakdown", "children_count", "children_percent"}
)

// Children looked after: numbers, moves and changes of people around them.
func init() {
	const (
		longTerm  = "Children looked after continuously for at least 2.5 years "
		threePlus = "With 3 or more placements during the year"
		all       = "Total children"
	)
	stable := longForm{"cla_group", "placement_stability", "children_count", "children_percent"}
	schools := longForm{"cla_group", "school_stability", "number", "percentage"}
	midYear := schools.share("cla_school_move", "CLA on 31 March", "With one or more mid-year moves during the year", all)
	midYear.where = append(midYear.where, [2]string{"move_measure", "Mid-year moves"})
	workers := longForm{"cla_group", "sw_stability", "number", "percentage"}
	registerAll(
		dataset{
			id: "dfe-cla-numbers", title: "DfE, children looked after: numbers and rates", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published rates per 10,000 children with the children and the population.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "cla_number_and_rate_per_10k_children",
				figures: []figure{
					share("cla_rate", "rate_per_10000", "children_count", "population_estimate", [2]string{"population_type", "Children looked after on 31 March each year"}),
					share("cla_start_rate", "rate_per_10000", "children_count", "population_estimate", [2]string{"population_type", "Children starting to be looked after each year"}),
				},
			}},
		},
		dataset{
			id: "dfe-cla-stability", title: "DfE, children looked after: placement stability (2022 and 2025 layouts)", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published percentages with their counts. Over two years it is the same placement in the 2022 layout and the same carer in the 2025 layout.",
			layouts: []layout{
				{
					frame: explore, release: exploreNow, name: "la_cla_placement_stability", category: stable.category,
					figures: []figure{
						stable.share("placement_3plus", "CLA on 31 March", threePlus, all),
						stable.share("placement_2yrs", longTerm+"on 31 March aged under 16 years", "Living with the same carer for at least 2 years", all),
					},
				},
				{
					frame: explore, release: exploreThen, name: "la_cla_at_31_march_placement_stability_indicator", category: careThen.category,
					groups: []string{careThen.group, longTerm, "Children looked after at 31 March"},
					figures: []figure{
						careThen.share("placement_3plus", "Children looked after at 31 March", threePlus, all),
						careThen.share("placement_2yrs", longTerm+"at 31 March aged under 16 years", "Living in the same placement for at least 2 years, or are placed for adoption and their adoption and their adoptive placement together with their previous placement, last for at least 2 years", all),
					},
					notes: []string{"Stability over two years means the same placement or placed for adoption here, and the same carer in releases since: the two are not one series."},
				},
			},
		},
		dataset{
			id: "dfe-cla-school-moves", title: "DfE, children looked after: changes of school", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published percentages of children in care who changed school during a school year, with their counts.",
			layouts:  []layout{{frame: explore, release: exploreNow, name: "la_cla_school_moves", category: schools.category, figures: []figure{midYear}}},
		},
		dataset{
			id: "dfe-cla-social-workers", title: "DfE, children looked after: changes of social worker", publication: lookedAfter, kind: study.FinancialYear,
			describe: "Published percentages of children in care with three or more social workers in the year, with their counts.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "la_cla_swcount", category: workers.category,
				figures: []figure{workers.share("cla_sw_changes", "CLA on 31 March", "3 or more social workers during the year", all)},
			}},
		},
		dataset{
			id: "dfe-cla-new-placements", title: "DfE, children looked after: placements begun in the year", publication: lookedAfter, kind: study.FinancialYear,
			describe: "New placements by distance and reason; recognised, but no indicator is made from them.",
			layouts: []layout{{
				frame: explore, release: exploreNow, name: "la_cla_during_year_new_placements", columns: []string{careNow.category, careNow.number, careNow.percent},
				groups: []string{careNow.group, "Location of new placements", "Reason for placement change"},
				notes:  []string{"The file counts placements begun in the year, while the indicator of distance counts children on 31 March: no indicator is taken from it."},
			}},
		},
	)
}
